"""What every server of Restride has in common."""

from pathlib import Path
from typing import Final

from restride.web.logs import logging_settings
from restride.web.settings.accounts import *  # noqa: F403

DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"

INSTALLED_APPS: Final = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "allauth.usersessions",
    "restride.records",
    "restride.web.accounts",
]

MIDDLEWARE: Final = [
    "django.middleware.security.SecurityMiddleware",
    "restride.web.headers.SafeHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "restride.web.accounts.time_limits.SessionLimits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "restride.web.api.unanswered.MethodProblems",
]

ROOT_URLCONF = "restride.web.urls"
WSGI_APPLICATION = "restride.web.wsgi.application"
APPEND_SLASH = False

TEMPLATES: Final = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parents[1] / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LOGGING: Final = logging_settings()
