"""The settings of a clinic's server, from its folder."""

from urllib.parse import urlsplit

from restride.web.configuration import database_settings, read_home
from restride.web.mail import mail_settings
from restride.web.settings.base import *  # noqa: F403

RESTRIDE_HOME = read_home()
_ADDRESS = urlsplit(RESTRIDE_HOME.configuration.address or "")

SECRET_KEY = RESTRIDE_HOME.secret_path.read_text(encoding="utf-8").strip()
DATABASES = {"default": database_settings(RESTRIDE_HOME)}
RESTRIDE_KEYRING_PATH = RESTRIDE_HOME.keyring_path

#: Only names that the server goes by: a made-up Host header is refused.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, [_ADDRESS.hostname])]
_IS_HTTPS = _ADDRESS.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{_ADDRESS.netloc}"] if _IS_HTTPS else []

vars().update(mail_settings(RESTRIDE_HOME.configuration.mail))
