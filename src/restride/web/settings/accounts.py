"""How people sign in: the settings of the sign-in library, of sessions and of cookies.

Why each is as it is: docs/decisions/0165-accounts.md.
"""

from typing import Any, Final

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS: Final = ["restride.web.accounts.backend.OneLook"]
PASSWORD_HASHERS: Final = ["restride.web.accounts.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS: Final[list[dict[str, Any]]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

#: Shared by all processes: counts of failed sign-ins and used codes must hold everywhere. The
#: room is large because a full cache forgets, and a forgotten count is an open lock.
CACHES: Final = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "restride_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_COOKIE_NAME = "restride_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
#: No clinic may set a longer absolute limit.
SESSION_COOKIE_AGE = 24 * 3600
CSRF_COOKIE_NAME = "restride_csrf"
CSRF_COOKIE_SAMESITE = "Lax"

HEADLESS_ONLY = True
HEADLESS_CLIENTS: Final = ("browser", "app")
HEADLESS_TOKEN_STRATEGY = "restride.web.accounts.app_sessions.LivingSessions"  # noqa: S105 - a place
#: What stands behind # is never sent to a server, and so in no log.
HEADLESS_FRONTEND_URLS: Final = {
    "account_confirm_email": "/#/confirm-email/{key}",
    "account_reset_password": "/#/reset-password",
    "account_reset_password_from_key": "/#/reset-password/{key}",
    "account_signup": "/#/invitation",
}

ACCOUNT_ADAPTER = "restride.web.accounts.adapters.Accounts"
ACCOUNT_LOGIN_METHODS: Final = {"username", "email"}
#: Nobody signs up; the fields stand here because the library's own check wants them.
ACCOUNT_SIGNUP_FIELDS: Final = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # rendered for equal work, and never sent: see adapters
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Restride: "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGIN_TIMEOUT = 600
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_USER_DISPLAY = "restride.web.accounts.adapters.shown_name"
ACCOUNT_RATE_LIMITS: Final = {
    "login": "30/m/ip",
    # Five tries, and then none for five minutes; thirty a day, as many as a person may need.
    "login_failed": "20/m/ip,5/5m/key,30/1d/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "10/m/ip,3/15m/key",
    "reset_password_from_key": "10/m/ip",
    # Ours, with the same counter.
    "accept_invitation": "20/m/ip,10/15m/key",
    "open_home_device": "30/m/ip,20/15m/key",
    "bad_token": "30/m/ip",
    "open_report": "10/m/ip,60/h/ip",
}

MFA_ADAPTER = "restride.web.accounts.adapters.SecondFactors"
MFA_SUPPORTED_TYPES: Final = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
#: A passkey alone signs in only where it also asks for a finger, face or PIN.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Restride"
#: A code holds for its own 30 s: the mark that it was used lives exactly as long.
MFA_TOTP_TOLERANCE = 0
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = False

USERSESSIONS_TRACK_ACTIVITY = False
