"""One settings file. Every value that differs between machines comes from the environment.

`.env.example` documents each variable. A `.env` beside manage.py is read when it is there.
"""

import socket
from pathlib import Path
from typing import Any, cast

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from helpdesk import logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").is_file():
    env.read_env(str(BASE_DIR / ".env"))


def text(name: str, default: str = "") -> str:
    return cast(str, env.str(name, default=default))


def number(name: str, default: int) -> int:
    return cast(int, env.int(name, default=default))


def flag(name: str, *, default: bool = False) -> bool:
    return cast(bool, env.bool(name, default=default))


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


# --- This installation -------------------------------------------------------------------------
DEMO = flag("DEMO")
DEBUG = flag("DEBUG")
SECRET_KEY = text("SECRET_KEY")
# The first key encrypts mailbox secrets, all of them decrypt: put a new one in front to rotate.
ENCRYPTION_KEYS = words("ENCRYPTION_KEYS")
BASE_URL = text("BASE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATA_DIR = Path(text("DATA_DIR", str(BASE_DIR / "data")))
COMPANY_NAME = text("COMPANY_NAME", "Ventanilla")
# Of all amounts: what is offered and granted, and what complaints cost. An ISO 4217 code.
CURRENCY = text("CURRENCY", "EUR").upper()
# Named in our loop header and in the server part of generated Message-IDs of this installation.
INSTANCE_ID = text("INSTANCE_ID", socket.getfqdn())
# The mail servers whose Authentication-Results header we believe (RFC 8601), never anyone else's.
AUTHSERV_IDS = words("AUTHSERV_IDS")

# --- Django --------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "anymail",
    "csp",
    "django_htmx",
    "helpdesk",
    "tickets",
    "mailbridge",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tickets.desk.language.AgentLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "helpdesk.urls"
WSGI_APPLICATION = "helpdesk.wsgi.application"
ASGI_APPLICATION = "helpdesk.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "django.template.context_processors.tz",
                "tickets.desk.context.shell",
                "mailbridge.context.alarm",
            ],
        },
    }
]

# --- Data ----------------------------------------------------------------------------------------
DATABASES = {}
if text("DATABASE_URL"):
    DATABASES["default"] = {
        **env.db_url("DATABASE_URL"),
        # A pool, since persistent connections leak under ASGI (DEPENDENCIES.md 8). It rides out a restart of
        # the server; after a longer outage its own pauses would grow to minutes, so it begins afresh.
        "OPTIONS": {
            "pool": {
                "min_size": 1,
                "max_size": number("DATABASE_POOL", 8),
                "timeout": 5,
                "reconnect_timeout": 5,
            }
        },
        "CONN_HEALTH_CHECKS": True,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = text("REDIS_URL", "redis://127.0.0.1:6379/0")
STORAGES = {
    "default": {
        "BACKEND": text("FILE_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": {"location": DATA_DIR, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        # Hashed names need `collectstatic`; without it (tests, DEBUG) the plain names are served.
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if flag("HASHED_STATIC", default=not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = Path(text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The largest mail that is fetched whole, in bytes; a larger one becomes a ticket without its body.
MAIL_SIZE_LIMIT = number("MAIL_SIZE_LIMIT", 25 * 1024 * 1024)
# A file with the certificates of one's own authority, for mail servers that no public one vouches for.
IMAP_CA_FILE = text("IMAP_CA_FILE")
# The only mail servers within our own network that mailboxes may lie on (A11).
PRIVATE_MAIL_HOSTS = [*words("PRIVATE_MAIL_HOSTS"), *words("MAILBOX_HOST")]
# The largest upload of an agent or a customer, all files of one message together, in bytes.
UPLOAD_SIZE_LIMIT = number("UPLOAD_SIZE_LIMIT", 20 * 1024 * 1024)

# --- People --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "tickets.Agent"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword")
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tickets.desk.adapter.ClosedSignup"
ACCOUNT_FORMS = {"reset_password": "tickets.desk.forgotten.ForgottenForm"}
# By which allauth, too, knows the keys that our own mail carries.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:inbox"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 14 * 24 * 3600

# --- Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = text("DEFAULT_LANGUAGE", "en")
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "helpdesk" / "locale"]
TIME_ZONE = text("TIME_ZONE", "Europe/Madrid")
USE_I18N = True
USE_TZ = True

# --- Security ------------------------------------------------------------------------------------
HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS and flag("SSL_REDIRECT", default=True)
# Probes come from inside, without TLS; what they are told is no secret.
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$"]
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 31536000) if HTTPS else 0
if flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Whoever sends this word may read /health/detail; without one nobody may.
HEALTH_TOKEN = text("HEALTH_TOKEN")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Our apps at Google and Microsoft, for mailboxes without a password; the office may name others.
OAUTH_APPS = {
    "google": {"id": text("OAUTH_GOOGLE_CLIENT_ID"), "secret": text("OAUTH_GOOGLE_CLIENT_SECRET")},
    "microsoft": {
        "id": text("OAUTH_MICROSOFT_CLIENT_ID"),
        "secret": text("OAUTH_MICROSOFT_CLIENT_SECRET"),
        "tenant": text("OAUTH_MICROSOFT_TENANT"),
        "secret_ends_on": text("OAUTH_MICROSOFT_SECRET_ENDS_ON"),
    },
}
# By name, what of `mailbridge.oauth.providers` is otherwise: another cloud of theirs, a test's server.
OAUTH_PROVIDERS: dict[str, dict[str, Any]] = {}

# --- Mail out ------------------------------------------------------------------------------------
# SMTP by EMAIL_URL (smtp://, smtp+tls:// for STARTTLS, smtps://), or an anymail backend by name.
if text("EMAIL_URL"):
    # To django-environ "smtps" is STARTTLS; to everybody else it is TLS from the first byte.
    vars().update(env.email_url_config(text("EMAIL_URL").replace("smtps:", "smtp+ssl:", 1)))
EMAIL_BACKEND = text("EMAIL_BACKEND", "mailbridge.outbound.smtp.EmailBackend")
EMAIL_TIMEOUT = number("EMAIL_TIMEOUT", 30)
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "support@localhost")
# ANYMAIL_MAILGUN_API_KEY=… in the environment becomes ANYMAIL["MAILGUN_API_KEY"].
ANYMAIL = {
    name.removeprefix("ANYMAIL_"): value
    for name, value in env.ENVIRON.items()
    if name.startswith("ANYMAIL_")
}
# What shows the HTML of a mail: (html, cid_urls, *, show_remote) -> harmless HTML. Named here, since the doors
# never import the mail bridge.
MAIL_HTML = "mailbridge.inbound.text.html.with_pictures"
# True holds all mail back in the outbox; it leaves when this is off again.
MAIL_OUT_PAUSED = flag("MAIL_OUT_PAUSED")
# Seconds during which an agent may take a sent reply back.
UNDO_SECONDS = number("UNDO_SECONDS", 10)

LOGGING = logs.to_console(level=text("LOG_LEVEL", "INFO"), has_access=flag("ACCESS_LOG"))
