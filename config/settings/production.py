"""A real address, and `make run`. Refuses to start with a weak key."""

from config import env
from config.settings.base import *  # noqa: F403 - a flavour is base plus differences
from config.settings.base import BEHIND_PROXY, DATA_DIR, DATA_KEYS, HASH_KEY, data_key, hash_key

SECRET_KEY = env.secret("SECRET_KEY")
HASH_KEY = HASH_KEY or hash_key(SECRET_KEY)
DATA_KEYS = DATA_KEYS or [data_key(SECRET_KEY)]
env.text("MOSTY_SITE_URL")  # must be set here: links in messages and HTTPS depend on it
SITE_URL = env.address("MOSTY_SITE_URL", "")
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- HTTPS: on unless the site's own address says http (make run on 127.0.0.1) ------------------------------------
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
CSRF_TRUSTED_ORIGINS = [SITE_URL]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # attempts are counted by the last address in X-Forwarded-For
