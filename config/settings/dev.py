"""A developer's machine: manage.py runserver, tracebacks in the browser, loud components."""

from config import env
from config.settings.base import *  # noqa: F403 - a flavour is base plus differences
from config.settings.base import DATA_DIR, DATA_KEYS, HASH_KEY, data_key, hash_key

DEBUG = True
DEMO = env.flag("MOSTY_DEMO", True)
GALLERY = True
UI_STRICT = True
SECRET_KEY = env.text("SECRET_KEY", "dev-only-key-that-protects-nothing-and-is-known-to-everybody")
HASH_KEY = HASH_KEY or hash_key(SECRET_KEY)
DATA_KEYS = DATA_KEYS or [data_key(SECRET_KEY)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DATA_DIR.mkdir(parents=True, exist_ok=True)
