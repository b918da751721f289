"""The suite. SQLite in a file (two real connections can race) or PostgreSQL, as DATABASE_URL says."""

import os
import tempfile
from pathlib import Path

from config import env
from config.settings.base import *  # noqa: F403 - a flavour is base plus differences
from config.settings.base import data_key, hash_key

SCRATCH = Path(tempfile.gettempdir()) / "mosty-test"
SCRATCH.mkdir(exist_ok=True)
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{SCRATCH / 'mosty.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    # Named after the run: two suites on one machine must not share a file. pytest-xdist adds its worker.
    RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / f"test-{RUN}.sqlite3")}

STAMP_FILE = SCRATCH / f"guide-{os.getpid()}.stamp"  # one process must not empty another's pages
SEALED_DIR = SCRATCH / f"sealed-{os.getpid()}"
SCAN = ""
PAPER_DIR = SCRATCH / f"papers-{os.getpid()}"
DEMO = False
LINK_CHECK = False
GALLERY = True
UI_STRICT = True
SECRET_KEY = "test-only-key-that-protects-nothing-and-is-known-to-all"
HASH_KEY = hash_key(SECRET_KEY)
DATA_KEYS = [data_key(SECRET_KEY)]
SITE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SMS_ADAPTER = "mosty.comms.sms.console"
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in ("default", "memory")}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False  # tests of the limits turn them on
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"handlers": [], "level": "WARNING"}}
