"""What a town adds to an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mosty.guide.models import LocalNote

if TYPE_CHECKING:
    from mosty.directory.models import Town


def notes_of(town: Town, article: str) -> dict[str, LocalNote]:
    """The town's notes for the article by slot; its own before those for every article. One query."""
    rows = LocalNote.objects.filter(town=town, article__in=["", article]).order_by("slot", "article")
    return {note.slot: note for note in rows}


def notes_by_article(town: Town, articles: Iterable[str]) -> dict[str, dict[str, LocalNote]]:
    """The same for many articles at once, by slug. One query."""
    wanted = list(articles)
    rows = list(LocalNote.objects.filter(town=town, article__in=["", *wanted]).order_by("slot", "article"))
    return {slug: {note.slot: note for note in rows if note.article in {"", slug}} for slug in wanted}


def towns_with(slot_articles: str) -> list[str]:
    """Slugs of towns that have any note for the article or for all. One query."""
    rows = LocalNote.objects.filter(article__in=["", slot_articles]).order_by("town__slug").values_list("town__slug", flat=True)
    return list(rows.distinct())
