"""Links to the outside: where they stand, which are due for a look, which do not work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.db.models import Q, QuerySet

from mosty.guide.blocks import texts_of
from mosty.guide.enums import LinkState
from mosty.guide.models import ArticlePage, Fact, FactValue, LegalAct, Link

FINE_FOR = timedelta(days=14)  # then a link that was there is looked at again
AGAIN_AFTER = timedelta(hours=20)  # one that did not: in the next night
LONGEST = 500  # characters

Use = tuple[str, str, str]  # kind, key, language


def found_links() -> dict[str, set[Use]]:
    """Every address outside that readers meet, and where. Published articles, their sources, facts in use, acts."""
    found: dict[str, set[Use]] = {}
    for address, use in _all():
        if len(address) <= LONGEST and urlsplit(address).hostname and urlsplit(address).scheme in {"http", "https"}:
            found.setdefault(address, set()).add(use)
    return found


def due(now: datetime) -> QuerySet[Link]:
    """Links to look at, those never looked at first."""
    fine = Q(state__in=[LinkState.FINE, LinkState.MOVED, LinkState.CLOSED], checked_at__gt=now - FINE_FOR)
    lately = Q(checked_at__gt=now - AGAIN_AFTER)
    return Link.objects.exclude(fine | lately).order_by("-state", "checked_at", "pk")


def troubles() -> QuerySet[Link]:
    """Links that editors should look at: broken in two looks in a row, or moved for good; the broken first."""
    broken = Q(state=LinkState.BROKEN, failures__gte=2)
    return Link.objects.filter(broken | Q(state=LinkState.MOVED)).prefetch_related("uses").order_by("state", "address", "pk")


def counts() -> dict[str, int]:
    """How many links there are in each state."""
    states = list(Link.objects.order_by("pk").values_list("state", flat=True))
    return {state: states.count(state) for state in LinkState.values}


def _all() -> Iterator[tuple[str, Use]]:
    for page in ArticlePage.objects.live().select_related("locale").order_by("pk").iterator(chunk_size=50):
        use = ("article", page.slug, page.locale.language_code)
        for source in page.sources:
            if len(source) == 3:
                yield source[1], use
        for text in texts_of(list(page.body.raw_data)):
            if "href" in text:
                yield from ((str(tag["href"]), use) for tag in BeautifulSoup(text, "html.parser").find_all("a", href=True))
    used = Fact.objects.filter(uses__isnull=False)
    for key, address in FactValue.objects.filter(fact__in=used, replaced_at=None).order_by("pk").values_list("fact__key", "source_address"):
        yield address, ("fact", key, "")
    for key, address in LegalAct.objects.filter(uses__isnull=False).order_by("key").values_list("key", "address").distinct():
        yield address, ("act", key, "")
