"""What all flavours share. Values come from the environment only through config.env; docs/operating.md explains each."""

import hashlib
import hmac
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from config import env

# --- Places ---------------------------------------------------------------------------------------------------------
BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = env.folder("MOSTY_DATA_DIR", BASE_DIR / "var")  # database, static files, mails, keys: all that is not code
SITE_URL = env.address("MOSTY_SITE_URL", "http://127.0.0.1:8000")

# --- Keys -----------------------------------------------------------------------------------------------------------
SECRET_KEY = env.text("SECRET_KEY", "")  # dev and test have their own; production refuses a weak one
HASH_KEY = env.text("MOSTY_HASH_KEY", "")  # for keyed hashes; empty: hash_key() derives it from SECRET_KEY
DATA_KEYS = env.words("MOSTY_DATA_KEYS", [])  # for sealed values, the newest first; empty: data_key() derives one from SECRET_KEY


def hash_key(secret: str) -> str:
    """The key for keyed hashes when none is set, so that a leaked hash never helps to forge a session."""
    return hmac.new(secret.encode(), b"mosty.hash-key", hashlib.sha256).hexdigest()


def data_key(secret: str) -> str:
    """The key for sealed values when none is set."""
    return hmac.new(secret.encode(), b"mosty.data-key", hashlib.sha256).hexdigest()


# --- Switches -------------------------------------------------------------------------------------------------------
DEBUG = False
DEMO = env.flag("MOSTY_DEMO", False)  # invented people and sign-ins shown on the page; never with real data
GALLERY = env.flag("MOSTY_GALLERY", DEMO)  # the page with every component
UI_STRICT = False  # components refuse unknown variants loudly (dev and test)

# --- Hosts ----------------------------------------------------------------------------------------------------------
ALLOWED_HOSTS = env.words("MOSTY_HOSTS", ["127.0.0.1", "localhost"])
BEHIND_PROXY = env.flag("MOSTY_BEHIND_PROXY", False)  # ours, which sets X-Forwarded-Proto and -For itself
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# --- Apps -----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    # faces
    "mosty.portal",
    "mosty.desk",
    "mosty.network",
    # domain
    "mosty.programme",
    "mosty.paper",
    "mosty.guide",
    "mosty.appointments",
    "mosty.casework",
    "mosty.clients",
    "mosty.comms",
    "mosty.search",
    "mosty.directory",
    "mosty.accounts",
    # kit
    "mosty.ui",
    "mosty.core",
    # not ours
    "django_cotton",
    "django_htmx",
    "csp",
    # the guide's editor; what it draws in is only reached under /guide-admin/
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",  # wagtail_localize asks for it
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

# --- Middleware, outermost first ------------------------------------------------------------------------------------
MIDDLEWARE = [
    "config.headers.behind_proxy",  # whose address it is, when a proxy stands before us
    "mosty.core.middleware.BehindTheWall",  # the database never shows a request everything
    "mosty.portal.cache.PublicPageCache",  # whole public pages from memory, before anything else costs time
    "django.middleware.security.SecurityMiddleware",  # HTTPS, HSTS, nosniff, referrer, opener
    "whitenoise.middleware.WhiteNoiseMiddleware",  # static files
    "config.headers.permissions_policy",  # no camera, no place
    "csp.middleware.CSPMiddleware",  # Content-Security-Policy, on error pages too
    "config.headers.editor_policy",  # a wider one for the guide's editor, nowhere else
    "django.contrib.sessions.middleware.SessionMiddleware",  # sessions in the database
    "mosty.ui.language.LanguageMiddleware",  # language of the address, else the browser's
    "django.middleware.common.CommonMiddleware",  # slash at the end, length
    "django.middleware.csrf.CsrfViewMiddleware",  # forms come from our pages
    "django.contrib.auth.middleware.AuthenticationMiddleware",  # request.user
    "mosty.desk.sign_in.middleware.OwnOrganisations",  # whose rows the database shows from here on
    "allauth.account.middleware.AccountMiddleware",  # sign-in
    "django.contrib.messages.middleware.MessageMiddleware",  # "Saved."
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # no frames
    "django_htmx.middleware.HtmxMiddleware",  # request.htmx
    "mosty.portal.search.middleware.MissedWords",  # counts words of searches without result, after the answer
    "mosty.core.middleware.WriteLooks",  # who looked at which personal data, after the answer
    "mosty.desk.sign_in.middleware.StaffLanguage",  # Polish, English or Ukrainian under /desk/, /network/, /account/
    "mosty.desk.sign_in.middleware.IdleLimit",  # a session that nobody uses ends
    "mosty.desk.sign_in.middleware.DeskLogin",  # /desk/ and /network/ want a person who works here
    "mosty.portal.editors.middleware.Refusals",  # under /guide-admin/ a rule that says no is a sentence, not a traceback
    "mosty.desk.sign_in.middleware.SecondFactor",  # and whoever sees personal data shows a second factor
]

# --- Templates (django_cotton puts its cached loader in front by itself) ---------------------------------------------
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mosty.portal.frame.frame",  # places, languages, help on the portal's pages
                "mosty.desk.frame.frame",  # places, centre and person on the desk's pages
            ],
        },
    },
]

FORM_RENDERER = "mosty.ui.widgets.Renderer"

# --- Database -------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'mosty.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Sign-in --------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["mosty.desk.sign_in.backends.StaffBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "sign_in:home"  # leads on to what the person's rights open
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mosty.desk.sign_in.adapters.StaffAdapter"  # no sign-up: accounts are given
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the one who gives the account knows the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # who has no account gets no letter
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter when password or second factor change
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS: Any = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "5/m/ip,3/h/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "mosty.desk.sign_in.forms.SignIn",
    "reauthenticate": "mosty.desk.sign_in.forms.Reauthenticate",
    "change_password": "mosty.desk.sign_in.forms.ChangePassword",
    "reset_password": "mosty.desk.sign_in.forms.ResetPassword",
    "reset_password_from_key": "mosty.desk.sign_in.forms.NewPassword",
}
MFA_FORMS = {
    "authenticate": "mosty.desk.sign_in.forms.GiveCode",
    "reauthenticate": "mosty.desk.sign_in.forms.GiveCodeAgain",
    "activate_totp": "mosty.desk.sign_in.forms.SetUpApp",
    "add_webauthn": "mosty.desk.sign_in.forms.AddKey",
}
MFA_ADAPTER = "mosty.desk.sign_in.adapters.StaffMFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http:")  # browsers allow it on localhost only
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Mosty"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds either way: clocks of old phones drift

# --- Sessions, cookies, messages ------------------------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mosty.portal.errors.views.csrf_failed"
REMIND_DAYS = env.days("MOSTY_REMIND_DAYS", (60, 30, 7), most=365)  # before a deadline of a person
DESK_IDLE_MINUTES = env.number("MOSTY_IDLE_MINUTES", 30, least=5, most=240)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Languages and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "pl"
LANGUAGES = [
    ("pl", "Polski"),
    ("en", "English"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("be", "Беларуская"),
    ("ka", "ქართული"),
    ("az", "Azərbaycanca"),
    ("tr", "Türkçe"),
    ("es", "Español"),
    ("ar", "العربية"),
]
STAFF_LANGUAGES = ["pl", "en", "uk"]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True

# --- Static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.HashedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the others; they would be compressed too
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"  # answered by mosty.portal.media, never by a server that guesses what a file is

# --- What a browser may do ------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# Wagtail's admin runs its own inline scripts and styles and shows its pages in frames of its own.
EDITOR_SECURITY_POLICY: dict[str, list[str]] = {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes: forms of text; files are not counted
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # an article of the guide is one form: every step of it has seven fields

# --- The guide ------------------------------------------------------------------------------------------------------
QUICK_EXIT_URL = env.address("MOSTY_QUICK_EXIT_URL", "https://www.wikipedia.org")  # where the button on sensitive pages leads
PAPER_DIR = DATA_DIR / "papers"  # PDFs of the guide; whatever is missing there is made again
PAPER_QUEUE = env.number("MOSTY_PAPER_QUEUE", 30, least=1, most=10_000)  # papers that may wait to be made; who asks then is told so
PAPER_MEGABYTES = env.number("MOSTY_PAPER_MEGABYTES", 500, least=10, most=1_000_000)  # on the disk; the least wanted go first
_ENGINE = env.choice("MOSTY_MACHINE_TRANSLATION", "", options=["libretranslate", "deepl"])
_ENGINE_ADDRESS = env.address("MOSTY_MACHINE_ADDRESS", "http://127.0.0.1:5000") if _ENGINE == "libretranslate" else ""
_ENGINE_KEY = env.text("MOSTY_MACHINE_KEY") if _ENGINE == "deepl" else env.text("MOSTY_MACHINE_KEY", "")
_ENGINE_SECONDS = env.number("MOSTY_MACHINE_SECONDS", 30, least=1, most=300)
WAGTAILLOCALIZE_MACHINE_TRANSLATOR: dict[str, Any] | None = (
    {
        "CLASS": "mosty.guide.machine.GuardedTranslator",
        "OPTIONS": {
            "ENGINE": _ENGINE,
            "LIBRETRANSLATE_URL": _ENGINE_ADDRESS,
            "API_KEY": _ENGINE_KEY,
            "AUTH_KEY": _ENGINE_KEY,
            "TIMEOUT": _ENGINE_SECONDS,
        },
    }
    if _ENGINE
    else None
)
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation that is begun is a draft, not Polish words for readers
PO_MOST_BYTES = 5 * 1024 * 1024  # of one file of translations
LINK_CHECK = env.flag("MOSTY_LINK_CHECK", not DEMO)  # the worker looks at night whether links of the guide work
LINK_CHECK_SECONDS = env.number("MOSTY_LINK_CHECK_SECONDS", 10, least=1, most=60)  # for one step of one link
LINK_CHECK_PRIVATE = False  # links into private networks are broken for readers, and none of our business
STAMP_FILE = DATA_DIR / "guide.stamp"  # touched when the guide changes; workers then forget their pages
WAGTAIL_SITE_NAME = "Mosty"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # "from a day on" is the same day for every editor
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [(code, name) for code, name in LANGUAGES if code in STAFF_LANGUAGES]
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # by our own sign-in
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL: str | None = None  # asks nobody who somebody is
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to others
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 0
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a new translation is a draft, never a Polish text under another language
WAGTAILIMAGES_MAX_UPLOAD_SIZE = env.number("MOSTY_IMAGE_MB", 10, least=1, most=100) * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]  # no SVG: it can hold scripts
WAGTAILIMAGES_IMAGE_FORM_BASE = "mosty.portal.editors.uploads.PictureForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = env.number("MOSTY_MEDIA_MB", 40, least=1, most=500) * 1024 * 1024  # bytes: films, recordings
WAGTAILDOCS_EXTENSIONS = ["mp4", "webm", "mp3", "m4a", "ogg", "vtt"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "mosty.portal.editors.uploads.MediaForm"
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAIL_AUTOSAVE_INTERVAL = 3000  # milliseconds after the last change: a draft is kept, yet not at every word
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- Files and scans in people's files: sealed on the disk, never under MEDIA_ROOT ---------------------------------------
SEALED_DIR = DATA_DIR / "sealed"  # belongs into the backup, together with the database and the keys
DOCUMENT_BYTES = env.number("MOSTY_DOCUMENT_MB", 15, least=1, most=100) * 1024 * 1024  # of one file
DOCUMENT_DAYS = env.number("MOSTY_DOCUMENT_DAYS", 730, least=30, most=3650)  # the longest that a file may be kept
SCAN = env.scanner("MOSTY_SCAN")  # whom we ask for viruses; empty: nobody
SCAN_SECONDS = env.number("MOSTY_SCAN_SECONDS", 30, least=1, most=300)
FILE_UPLOAD_HANDLERS = [
    "mosty.desk.documents.uploading.InMemory",  # people's files: never open on the disk, and not more of them than may be kept
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # what is too many is said in a sentence by the screen

# --- Memory: "default" is files that all workers share (allauth counts attempts in it), "memory" is one worker's own ---
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA_DIR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}},
}

# --- Messages to clients --------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("MOSTY_EMAIL_HOST", "")
EMAIL_PORT = env.number("MOSTY_EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("MOSTY_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("MOSTY_EMAIL_PASSWORD", "")
EMAIL_SECURITY = env.choice("MOSTY_EMAIL_SECURITY", "starttls", options=["none", "starttls", "tls"])
EMAIL_USE_TLS = EMAIL_SECURITY == "starttls"
EMAIL_USE_SSL = EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 20  # seconds
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("MOSTY_EMAIL_FROM", "Mosty <mosty@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SMS_ADAPTER = env.text("MOSTY_SMS_ADAPTER", "mosty.comms.sms.console")  # a function of (number, text)
SMS_URL = env.address("MOSTY_SMS_URL", "https://127.0.0.1")  # of mosty.comms.sms.http_gateway
SMS_TOKEN = env.text("MOSTY_SMS_TOKEN", "")

# --- Booking: limits that people who share one network address (a shelter, a centre's Wi-Fi) do not meet ---------------
BOOKINGS_PER_CONTACT = env.number("MOSTY_BOOKINGS_PER_CONTACT", 5, least=1, most=100)  # booked times to come, one phone or e-mail
BOOKINGS_PER_VISITOR = env.number("MOSTY_BOOKINGS_PER_VISITOR", 300, least=1, most=1_000_000)  # kept in an hour, one address
HOLDS_PER_VISITOR = env.number("MOSTY_HOLDS_PER_VISITOR", 100, least=1, most=1_000_000)  # kept at one moment, one address

# --- Logs: to stderr, without personal values -----------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "masked": {"()": "config.logs.MaskedFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["stderr"], "level": env.choice("MOSTY_LOG", "INFO", options=["DEBUG", "INFO", "WARNING"])},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
