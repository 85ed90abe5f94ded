"""How mail leaves, from what ``clinic.toml`` says of the clinic's mail server."""

from pathlib import Path
from typing import Any

from restride.web.configuration import Mail

#: Nobody waits longer for a mail server.
_LONGEST_S = 20


def mail_settings(mail: Mail | None) -> dict[str, Any]:
    """Give Django's settings of mail; without a mail server nothing leaves."""
    if mail is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    file = mail.password_file
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": mail.host,
        "EMAIL_PORT": mail.port,
        "EMAIL_HOST_USER": mail.user,
        "EMAIL_HOST_PASSWORD": Path(file).read_text(encoding="utf-8").strip() if file else "",
        "EMAIL_USE_TLS": mail.is_tls,
        "EMAIL_TIMEOUT": _LONGEST_S,
        "DEFAULT_FROM_EMAIL": mail.sender,
        # Somebody whose password or factor was changed by another hears of it.
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    }
