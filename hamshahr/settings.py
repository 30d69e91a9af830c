"""The settings of Django and Wagtail; what an installation may choose is read in ``environment``."""

from pathlib import Path
from urllib.parse import urlsplit

from hamshahr.environment import database, kept_pages, mail, secret_key, switch, variable

PACKAGE = Path(__file__).resolve().parent

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
    "hamshahr.stories",
    "hamshahr.awards",
    "hamshahr.fund",
    "hamshahr.representatives",
    "hamshahr.juries",
    "hamshahr.calls",
    "hamshahr.practices",
    "hamshahr.resolutions",
    "hamshahr.decisions",
    "hamshahr.attendance",
    "hamshahr.rolls",
    "hamshahr.ballots",
    "hamshahr.meetings",
    "hamshahr.gatherings",
    "hamshahr.dues",
    "hamshahr.bodies",
    "hamshahr.comments",
    "hamshahr.record",
    "hamshahr.letters",
    "hamshahr.seals",
    "hamshahr.parties",
    "hamshahr.accounts",
    "hamshahr.kernel",
    "wagtail.snippets",
    "hamshahr.accounts.office_app.OfficeUsers",
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
    "django.middleware.gzip.GZipMiddleware",
    "hamshahr.web.middleware.timing",
    "hamshahr.web.caching.keeping.keeping",
    "django.middleware.security.SecurityMiddleware",
    "hamshahr.web.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hamshahr.accounts.middleware.reader",
    "hamshahr.accounts.sessions.forget_typed",
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
        "OPTIONS": {
            "loaders": [("hamshahr.kernel.templating.Loader", ["hamshahr.kernel.templating.Files"])],
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
                "hamshahr.kernel.templatetags.spoken",
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
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "office_locale"]
TIME_ZONE = variable("TIME_ZONE", "Europe/Madrid")
USE_TZ = True
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Accounts: by invitation, by e-mail; the secretariat with a second factor

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "hamshahr.accounts.backends.DutyBackend",
    "hamshahr.bodies.backends.MandateBackend",
    "hamshahr.dues.backends.TreasurerBackend",
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
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "web:home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
# Several readers may share one address (a town hall, our own proxy): what is counted strictly is the account.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "60/m/ip,5/5m/key",
    "request_login_code": "60/m/ip,3/m/key",
    "reset_password": "60/m/ip,3/5m/key",
}
PASSWORD_RESET_TIMEOUT = 2 * 3600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "hamshahr.accounts.adapters.SecondStep"
MFA_TOTP_ISSUER = "Hamshahr"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # every account begins with a proven address, so a new one may wait for its proof
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
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
    "default": {"BACKEND": "hamshahr.kernel.discs.Storage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

for _name, _value in mail(variable("MAIL"), DATA).items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = variable("MAIL_FROM", "secretariat@localhost")

# Office (Wagtail)

WAGTAIL_PAGE_MODEL = "stories.Page"
WAGTAIL_SITE_NAME = "Hamshahr"
WAGTAILADMIN_BASE_URL = ADDRESS
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILIMAGES_IMAGE_FORM_BASE = "hamshahr.stories.office.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Shared by all workers, so that the limits on wrong passwords count every try.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
PAGES_ARE_KEPT, _shelf = kept_pages(variable("CACHE", "memory"))
CACHES |= _shelf

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
