"""The settings of a clinic's server, from its folder."""

from restride.web.configuration import database_settings, read_home
from restride.web.settings.base import *  # noqa: F403

RESTRIDE_HOME = read_home()

SECRET_KEY = RESTRIDE_HOME.secret_path.read_text(encoding="ascii").strip()
DATABASES = {"default": database_settings(RESTRIDE_HOME)}
RESTRIDE_KEYRING_PATH = RESTRIDE_HOME.keyring_path
