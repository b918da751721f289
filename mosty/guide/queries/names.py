"""Old addresses of pages, and what they are called now."""

from __future__ import annotations

from collections.abc import Iterable

from mosty.guide.enums import QUIET_NAME, quiet_name
from mosty.guide.models import ArticlePage, OldName, PlainPage


def now_called(slugs: Iterable[str] | None = None) -> dict[str, str]:
    """Old addresses (of these, or all) with the slug that their page has now. One query when there are none of them, else three."""
    rows = OldName.objects.order_by("slug")
    pages = dict((rows if slugs is None else rows.filter(slug__in=list(slugs))).values_list("slug", "page"))
    if not pages:
        return {}
    now: dict[object, str] = {}
    for kind in (PlainPage, ArticlePage):
        now |= dict(kind.objects.filter(translation_key__in=set(pages.values())).order_by("pk").values_list("translation_key", "slug"))
    return {slug: now[key] for slug, key in pages.items() if key in now}


def slug_behind(name: str) -> str:
    """The slug of the page that once had this public name, also a quiet one; empty when none had. At most three queries."""
    if not QUIET_NAME.fullmatch(name):
        return now_called([name]).get(name, "")
    return next((slug for old, slug in now_called().items() if quiet_name(old) == name), "")
