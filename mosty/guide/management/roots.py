"""What Wagtail's migrations put into an empty database and no table can do without: the root of pages, of collections, one language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from wagtail.models import Collection, Locale, Page


def put_back_after_migrate(sender: Any, using: str, **_: Any) -> None:
    """Receiver of `post_migrate`, which also follows a flush: whatever is missing is there again; what is there is left alone."""
    tables = set(connections[using].introspection.table_names())
    if not {model._meta.db_table for model in (Page, Collection, Locale, Permission, ContentType)} <= tables:
        return  # a migration of some apps only
    Locale.objects.using(using).get_or_create(language_code=settings.LANGUAGE_CODE)
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root", locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    _put_back_permission(using)


def _put_back_permission(using: str) -> None:
    """wagtail-localize makes this one in a migration, not from a model; the guide's roles hold it."""
    kind, _made = ContentType.objects.using(using).get_or_create(app_label="wagtail_localize", model="translation")
    defaults = {"name": "Can submit translations"}
    Permission.objects.using(using).get_or_create(content_type=kind, codename="submit_translation", defaults=defaults)
