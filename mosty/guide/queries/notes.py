"""What a town adds to an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from mosty.core import time
from mosty.guide.enums import Slot
from mosty.guide.models import ArticlePage, Check, LocalNote, TownTask
from mosty.guide.queries.national import slots_of

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


REVIEW_MONTHS = 12  # after so long a note is to be looked at again, change or no change


@dataclass(frozen=True)
class Place:
    """One slot of one article, as the town's editor sees it. `note` is what readers see there: the article's own or the general one."""

    slot: str
    label: str
    note: LocalNote | None
    is_old: bool
    has_check: bool


@dataclass(frozen=True)
class Beside:
    """One article with its slots, and what the town has to answer about it."""

    slug: str
    title: str
    places: list[Place] = field(default_factory=list)
    task: TownTask | None = None

    @property
    def state(self) -> str:
        """confirm, empty, old or filled: the one that asks for most."""
        if self.task or any(place.has_check for place in self.places):
            return "confirm"
        if any(place.note is None for place in self.places):
            return "empty"
        return "old" if any(place.is_old for place in self.places) else "filled"


def board(town: Town) -> list[Beside]:
    """All articles that have a slot, those to confirm first. Four queries whatever their number."""
    pages = ArticlePage.objects.live().filter(locale__language_code="pl").order_by("title", "slug")
    notes = {(note.article, note.slot): note for note in LocalNote.objects.filter(town=town).order_by("pk")}
    tasks = {task.article: task for task in TownTask.objects.filter(town=town, done_at=None).order_by("pk")}
    checked = set(Check.objects.filter(note__town=town, done_at=None).order_by().values_list("note_id", flat=True))
    day = time.today()
    rows = []
    for page in pages:
        slots = slots_of(page)
        found = [_place(slot, notes.get((page.slug, slot)) or notes.get(("", slot)), checked, day) for slot in Slot.values if slot in slots]
        if found:
            rows.append(Beside(page.slug, page.title, found, tasks.get(page.slug)))
    order = ["confirm", "empty", "old", "filled"]
    return sorted(rows, key=lambda row: order.index(row.state))


def _place(slot: str, note: LocalNote | None, checked: set[Any], day: date) -> Place:
    is_old = note is not None and time.months_later(note.checked_on, REVIEW_MONTHS) < day
    return Place(slot, str(Slot(slot).label), note, is_old, note is not None and note.pk in checked)


def general_notes(town: Town) -> dict[str, LocalNote]:
    """What the town says in every article that has the slot, by slot. One query."""
    return {note.slot: note for note in LocalNote.objects.filter(town=town, article="").order_by("slot")}


def waiting_counts(towns: Iterable[Town]) -> dict[Any, int]:
    """How many tasks wait in each town, by its key. One query."""
    counts: dict[Any, int] = {}
    rows = TownTask.objects.filter(town__in=list(towns), done_at=None).order_by().values_list("town_id", flat=True)
    for key in rows:
        counts[key] = counts.get(key, 0) + 1
    return counts


def polish_page(slug: str) -> ArticlePage | None:
    """The published Polish article. One query."""
    rows = ArticlePage.objects.live().filter(slug=slug, locale__language_code="pl")
    return rows.select_related("locale").order_by("pk").first()


def answered_tasks(town: Town, article: str, most: int = 10) -> list[TownTask]:
    """What the town answered about the article, the newest first. One query."""
    rows = TownTask.objects.filter(town=town, article=article, done_at__isnull=False).select_related("done_by")
    return list(rows.order_by("-done_at")[:most])
