"""Who may read what: whatever is published, everybody."""

from __future__ import annotations

from mosty.core.errors import Missing
from mosty.guide.models import ArticlePage


def get_article(slug: str) -> ArticlePage:
    """The published article, in Polish if there is one, else in any language. Raises `Missing`."""
    rows = ArticlePage.objects.live().filter(slug=slug[:80]).select_related("locale").defer("body").order_by("pk")
    found = sorted(rows, key=lambda page: page.locale.language_code != "pl")
    if not found:
        raise Missing
    return found[0]
