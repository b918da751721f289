"""Who may read what: whatever is published, everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from mosty.accounts.enums import Right
from mosty.core.errors import Missing, PermissionDenied
from mosty.directory import access as places
from mosty.directory.models import Organization
from mosty.guide.models import AccessibilityStatement, ArticlePage

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser


def get_article(slug: str) -> ArticlePage:
    """The published article, in Polish if there is one, else in any language. Raises `Missing`."""
    rows = ArticlePage.objects.live().filter(slug=slug[:80]).select_related("locale").defer("body").order_by("pk")
    found = sorted(rows, key=lambda page: page.locale.language_code != "pl")
    if not found:
        raise Missing
    return found[0]


def get_operator(user: AnyUser) -> Organization:
    """The organisation whose accessibility statement the user changes: the one of the statement, else the one that runs most centres.

    Raises `PermissionDenied` for whoever has not the right for that whole organisation.
    """
    row = AccessibilityStatement.objects.select_related("organization").first()
    organization = row.organization if row else operator()
    if organization is None or organization.pk not in places.scope(user, Right.STATEMENT_CHANGE).organizations:
        raise PermissionDenied
    return organization


def operator() -> Organization | None:
    """The organisation that runs most centres."""
    return Organization.objects.annotate(count=Count("centres")).filter(count__gt=0).order_by("-count", "name", "pk").first()
