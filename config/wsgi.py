"""The entry point for Granian."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - loads every view now, and not while the first visitor waits

# what was loaded lives as long as the worker: the collector need not look through it again and again
gc.collect()
gc.freeze()
