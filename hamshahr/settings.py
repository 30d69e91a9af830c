"""Every setting of Hamshahr; what an installation may choose comes from ``HAMSHAHR_*`` variables (docs/settings.md)."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent


def variable(name: str, default: str = "") -> str:
    """The value of ``HAMSHAHR_<name>``."""
    return os.environ.get(f"HAMSHAHR_{name}", default).strip()


def switch(name: str, default: bool) -> bool:
    """A yes or no of the installation; anything else is a clear failure."""
    value = variable(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"HAMSHAHR_{name} is {value!r}; write yes or no.")
    return value == "yes"


def secret_key(folder: Path) -> str:
    """The key given, or one made at the first start and kept in the data folder."""
    if given := variable("SECRET_KEY"):
        return given
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def database(address: str, folder: Path) -> dict:
    """A SQLite file of the data folder, or the PostgreSQL server of a ``postgresql://`` address."""
    if not address:
        return sqlite(folder / "hamshahr.sqlite3")
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            "HAMSHAHR_DATABASE is a sqlite:///file or a postgresql://user:word@host/name address."
        )
    return postgresql(parts)


def sqlite(path: Path) -> dict:
    """One file, write-ahead log, full sync: nothing acknowledged is lost in a power cut."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": pragmas},
    }


def postgresql(parts) -> dict:
    """A server whose silence is noticed: every wait has an end."""
    waits = "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    options = {"connect_timeout": 5, "keepalives_idle": 10, "tcp_user_timeout": 10000, "options": waits}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mail(address: str) -> dict:
    """Where letters go out: ``smtp://user:word@host:port`` (``smtps`` for TLS); without it, to the data folder."""
    if not address:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": DATA / "letters",
        }
    parts = urlsplit(address)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


# The installation

DATA = Path(variable("DATA", str(Path.cwd() / "var")))
DEMO = switch("DEMO", False)
DEBUG = switch("DEBUG", False)
HTTPS = switch("HTTPS", not (DEMO or DEBUG))
ADDRESS = variable("ADDRESS", "http://127.0.0.1:8000").rstrip("/")
NETWORK = variable("NETWORK", "metropolis")
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = variable("HOSTS", f"{urlsplit(ADDRESS).hostname},localhost,127.0.0.1").split(",")
CSRF_TRUSTED_ORIGINS = [ADDRESS]
DATABASES = {"default": database(variable("DATABASE"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rooms

INSTALLED_APPS = [
    "hamshahr.web",
    "hamshahr.api",
    "hamshahr.cli",
    "hamshahr.calls",
    "hamshahr.gatherings",
    "hamshahr.bodies",
    "hamshahr.record",
    "hamshahr.letters",
    "hamshahr.parties",
    "hamshahr.accounts",
    "hamshahr.kernel",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "django_tasks",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "hamshahr.web.middleware.timing",
    "django.middleware.security.SecurityMiddleware",
    "hamshahr.web.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hamshahr.accounts.middleware.second_factor",
]

ROOT_URLCONF = "hamshahr.urls"
WSGI_APPLICATION = "hamshahr.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hamshahr.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "hamshahr.kernel.templatetags.hamshahr",
            ],
        },
    }
]

# Languages

LANGUAGES = [("fa", "فارسی"), ("en", "English"), ("es", "Español"), ("fr", "Français")]
LANGUAGE_CODE = variable("LANGUAGE", "en")
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = variable("TIME_ZONE", "Europe/Madrid")
USE_TZ = True
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Accounts: by invitation, by e-mail; the secretariat with a second factor

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "hamshahr.accounts.backends.DutyBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:desk"
ACCOUNT_ADAPTER = "hamshahr.accounts.adapters.InvitationOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "web:home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Hamshahr"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Wire

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switch("BEHIND_PROXY", False) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "hamshahr.web.views.errors.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

for _name, _value in mail(variable("MAIL")).items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = variable("MAIL_FROM", "secretariat@localhost")

# Office (Wagtail)

WAGTAIL_SITE_NAME = "Hamshahr"
WAGTAILADMIN_BASE_URL = ADDRESS
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
