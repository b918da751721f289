"""What there is to do for who translates into a language: every article with its counts, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mosty.core import time
from mosty.guide.models import ArticlePage, PlainPage, TextState

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True)
class Job:
    """One article in one language. The counts are of paragraphs; `source` and `page` are the keys of the Polish and of the translated
    page, `page` None if nobody has begun."""

    slug: str
    title: str
    source: int
    page: int | None
    is_live: bool
    has_news: bool
    total: int
    missing: int
    stale: int
    broken: int
    machine: int
    since: date | None
    is_urgent: bool

    @property
    def open(self) -> int:
        """Paragraphs that somebody has to look at."""
        return self.missing + self.stale + self.broken + self.machine if self.page else 0

    @property
    def needs(self) -> set[str]:
        """What is to be done, for the filter of the list."""
        found = {name for name in ("missing", "stale", "broken", "machine") if self.page and getattr(self, name)}
        if self.page is None:
            found.add("none")
        elif not self.is_live or self.has_news:
            found.add("unpublished")
        return found


def jobs(language: str, *, need: str = "") -> list[Job]:
    """What is published in Polish and needs something in the language (or that one thing), the urgent and the oldest first.

    With `need="all"` those that need nothing too. Five queries."""
    sources = ArticlePage.objects.live().filter(locale__language_code="pl").order_by("number", "slug")
    rows = list(sources.values_list("slug", "title", "translation_key", "is_urgent", "pk"))
    plain = (
        PlainPage.objects.live().filter(locale__language_code="pl").order_by("slug").values_list("slug", "title", "translation_key", "pk")
    )
    rows += [(slug, title, key, False, pk) for slug, title, key, pk in plain]
    pages: dict[UUID, int] = {}
    for kind in (ArticlePage, PlainPage):
        pages |= dict(kind.objects.filter(locale__language_code=language).order_by("pk").values_list("translation_key", "pk"))
    states = {row.article: row for row in TextState.objects.filter(language=language).defer("marks").order_by("pk")}
    found = [_job((slug, title, source), is_urgent, pages.get(key), states.get(key)) for slug, title, key, is_urgent, source in rows]
    chosen = [job for job in found if need == "all" or (need in job.needs if need else job.needs)]
    return sorted(chosen, key=lambda job: (not job.is_urgent, job.page is None, job.since or date.max, job.slug))


def _job(article: tuple[str, str, int], is_urgent: bool, page: int | None, row: TextState | None) -> Job:
    slug, title, source = article
    return Job(
        slug=slug,
        title=title,
        source=source,
        page=page,
        is_live=bool(row and row.is_live),
        has_news=bool(row and row.has_news),
        total=row.total if row else 0,
        missing=row.missing if row else 0,
        stale=row.stale if row else 0,
        broken=row.broken if row else 0,
        machine=row.machine if row else 0,
        since=time.local(row.since).date() if row and row.since else None,
        is_urgent=is_urgent,
    )
