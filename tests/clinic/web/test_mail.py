"""Mail leaves by the clinic's own server, or not at all."""

from restride.web.configuration import Mail
from restride.web.mail import mail_settings


def test_without_a_mail_server_nothing_leaves():
    assert mail_settings(None) == {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


def test_the_password_stands_in_a_file_of_its_own(tmp_path):
    file = tmp_path / "mail"
    file.write_text("secret\n")
    mail = Mail(
        host="mail.example", user="clinic", password_file=str(file), sender="c@clinic.example"
    )

    found = mail_settings(mail)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", 587)
    assert found["EMAIL_HOST_PASSWORD"] == "secret"  # noqa: S105
    assert found["EMAIL_USE_TLS"] is True
    assert found["DEFAULT_FROM_EMAIL"] == "c@clinic.example"
    assert mail_settings(Mail(host="m", sender="s"))["EMAIL_HOST_PASSWORD"] == ""
