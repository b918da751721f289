"""Which texts of the guide are hard to read: the measure of one article as it was last saved, and of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mosty.guide.models import ArticlePage
from mosty.guide.queries.parts import parts_of
from mosty.guide.queries.readability import Readability, measure

MEASURED = "pl"  # the index knows Polish words only


@dataclass(frozen=True)
class Measured:
    """One article and how hard it is."""

    pk: int
    slug: str
    title: str
    found: Readability


def texts_of_page(page: ArticlePage) -> Iterator[str]:
    """What readers read, without headings of parts and titles."""
    yield page.summary
    for part in parts_of(page.body.raw_data):
        yield from (*part.paragraphs, *part.lines)
        for step in part.steps:
            yield from (step.title, *step.paragraphs)


def measured_page(page: ArticlePage) -> Readability | None:
    """The measure of a Polish article; None for another language."""
    return measure(texts_of_page(page)) if page.locale.language_code == MEASURED else None


def saved_article(pk: int) -> ArticlePage | None:
    """The Polish article with that key as it was last saved, published or not."""
    page = ArticlePage.objects.select_related("locale").filter(pk=pk, locale__language_code=MEASURED).first()
    return page.get_latest_revision_as_object() if page else None


def all_measured() -> list[Measured]:
    """Published Polish articles, the hardest first. One query."""
    pages = ArticlePage.objects.live().filter(locale__language_code=MEASURED).select_related("locale").order_by("pk")
    rows = [Measured(page.pk, page.slug, page.title, measure(texts_of_page(page))) for page in pages]
    return sorted(rows, key=lambda row: (-row.found.index, row.slug))
