"""The gap board: which article lacks what in which language and town, since when, how many readers asked for it, who looks after it."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mosty.core import time
from mosty.directory.models import Town
from mosty.guide.models import ArticlePage, LocalNote, TextState, TranslationWish
from mosty.search.enums import Field, Kind
from mosty.search.models import MissedWord, Posting

SINCE_DAYS = 90  # of readers' wishes and searches that are counted
NOTHING, DRAFT, PARTS, OLDER, MACHINE, NO_NOTE, NOTE_LANGUAGE, COMPLETE = (
    "nothing", "draft", "parts", "older", "machine", "no-note", "note-language", "complete",
)  # fmt: skip
STATES = (NOTHING, DRAFT, PARTS, OLDER, MACHINE, NO_NOTE, NOTE_LANGUAGE, COMPLETE)
SORTS = ("demand", "age", "article", "language")


@dataclass(frozen=True)
class Gap:
    """One article in one language, nationally or for one town."""

    slug: str
    title: str
    language: str
    town: str
    state: str
    open: int
    since: date | None
    wishes: int
    searches: int
    owner: str

    @property
    def demand(self) -> int:
        """Readers who asked: wishes, and words searched in vain that stand in the article's title or keywords."""
        return self.wishes + self.searches

    @property
    def unmet(self) -> int:
        """The same, as long as the gap is open."""
        return 0 if self.state == COMPLETE else self.demand

    @property
    def days(self) -> int:
        """How long it has been open."""
        return (time.today() - self.since).days if self.since else 0

    @property
    def words(self) -> str:
        """The state in the editor's language."""
        return state_words(self.state)


def state_words(state: str) -> str:
    """A state in the editor's language."""
    return {
        NOTHING: _("no text"),
        DRAFT: _("a draft only"),
        PARTS: _("paragraphs not translated"),
        OLDER: _("paragraphs older than the Polish ones"),
        MACHINE: _("machine, not checked"),
        NO_NOTE: _("the town has no note"),
        NOTE_LANGUAGE: _("the town's note is not in this language"),
        COMPLETE: pgettext("translation", "complete"),
    }[state]


def gaps(*, languages: Iterable[str], town: str = "", only_open: bool = True, sort: str = "demand") -> list[Gap]:
    """Every article published in Polish × the languages: its text, or with a town's slug the town's notes in it.

    Wishes and searches are those of the last 90 days. At most seven queries, whatever there is. Sorted by unmet demand (the longest
    open first), age, article or language."""
    wanted = [code for code, _name in settings.LANGUAGES if code in set(languages) and (town or code != "pl")]
    fields = ("slug", "title", "translation_key", "first_published_at", "owner__name", "pk")
    articles = list(ArticlePage.objects.live().filter(locale__language_code="pl").order_by("number", "slug").values(*fields))
    first = time.today() - timedelta(days=SINCE_DAYS)
    wishes = _wishes(first)
    searches = _searches(first, wanted)
    if town:
        found = _of_town(town, articles, wanted)
    else:
        rows = TextState.objects.filter(language__in=wanted).defer("marks", "tools").order_by("pk")
        states = {(row.article, row.language): row for row in rows}
        found = {
            (article["slug"], code): _of_text(states.get((article["translation_key"], code)), article["first_published_at"])
            for article in articles
            for code in wanted
        }
    listed = [
        Gap(
            slug=article["slug"],
            title=article["title"],
            language=code,
            town=town,
            state=found[article["slug"], code][0],
            open=found[article["slug"], code][1],
            since=found[article["slug"], code][2],
            wishes=wishes[article["slug"], code],
            searches=searches[article["slug"], code],
            owner=article["owner__name"] or "",
        )
        for article in articles
        for code in wanted
        if (article["slug"], code) in found
    ]
    return sorted((gap for gap in listed if gap.state != COMPLETE or not only_open), key=_order(sort))


def as_csv(found: Iterable[Gap]) -> str:
    """The list as a file for spreadsheets; a cell that one would take for a formula begins with an apostrophe."""
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(["article", "title", "language", "town", "state", "paragraphs", "days", "wishes", "searches", "owner"])
    for gap in found:
        row = [gap.slug, gap.title, gap.language, gap.town, gap.state, gap.open, gap.days, gap.wishes, gap.searches, gap.owner]
        lines.writerow([f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t" and cell else cell for cell in row])
    return f"\ufeff{text.getvalue()}"


def _order(sort: str) -> Callable[[Gap], Any]:
    return {
        "age": lambda gap: (-gap.days, gap.slug, gap.language),
        "article": lambda gap: (gap.title.casefold(), gap.language),
        "language": lambda gap: (gap.language, -gap.unmet, gap.slug),
    }.get(sort, lambda gap: (-gap.unmet, -gap.days, gap.slug, gap.language))


def _of_text(row: TextState | None, published: datetime | None) -> tuple[str, int, date | None]:
    begun = time.local(published).date() if published else None
    if row is None or not row.is_started:
        return NOTHING, 0, begun
    since = time.local(row.since).date() if row.since else begun
    if not row.is_live:
        return DRAFT, row.missing + row.stale + row.broken, since
    for state, count in ((PARTS, row.missing + row.broken), (OLDER, row.stale), (MACHINE, row.machine)):
        if count:
            return state, count, since
    return COMPLETE, 0, None


def _of_town(slug: str, articles: list[dict[str, Any]], languages: list[str]) -> dict[tuple[str, str], tuple[str, int, date | None]]:
    """Articles with places for the town's notes. A note for all articles fills the place in each."""
    slots = _slots([article["pk"] for article in articles])
    notes: dict[tuple[str, str], LocalNote] = {
        (note.article, note.slot): note for note in LocalNote.objects.filter(town__slug=slug).order_by("article", "slot")
    }
    found = {}
    for article in articles:
        places = slots.get(article["pk"], set())
        for code in languages if places else []:
            kept = [notes.get((article["slug"], slot)) or notes.get(("", slot)) for slot in sorted(places)]
            empty = sum(1 for note in kept if note is None)
            foreign = [note for note in kept if note is not None and not note.texts.get(code)]
            begun = article["first_published_at"]
            since = time.local(begun).date() if begun else None
            if empty:
                found[article["slug"], code] = (NO_NOTE, empty, since)
            elif foreign:
                found[article["slug"], code] = (NOTE_LANGUAGE, len(foreign), min(time.local(note.created_at).date() for note in foreign))
            else:
                found[article["slug"], code] = (COMPLETE, 0, None)
    return found


def _slots(pages: list[int]) -> dict[int, set[str]]:
    rows = ArticlePage.objects.filter(pk__in=pages).order_by("pk").only("pk", "body")
    return {page.pk: {block["value"].get("slot", "") for block in page.body.raw_data if block["type"] == "slot"} - {""} for page in rows}


def towns() -> list[tuple[str, str]]:
    """Towns that have any note, with a centre or not: slug and name."""
    return list(Town.objects.filter(pk__in=LocalNote.objects.order_by().values("town")).order_by("name").values_list("slug", "name"))


def _wishes(first: date) -> Counter[tuple[str, str]]:
    rows = TranslationWish.objects.filter(on__gte=first).order_by().values_list("article", "language").annotate(total=Sum("count"))
    return Counter({(article, language): total for article, language, total in rows})


def _searches(first: date, languages: list[str]) -> Counter[tuple[str, str]]:
    """Words of searches that found nothing, given to the articles that have them in their title or among their keywords."""
    missed = MissedWord.objects.filter(day__gte=first, language__in=languages).exclude(word="")
    counts = list(missed.order_by().values_list("word", "language").annotate(total=Sum("count")))
    words = {word for word, _language, _total in counts}
    articles: dict[str, set[str]] = defaultdict(set)
    if words:
        rows = Posting.objects.filter(
            word__text__in=words, passage__field__in=[Field.TITLE, Field.KEYWORD], passage__entry__kind=Kind.ARTICLE
        )
        for word, key in rows.order_by().values_list("word__text", "passage__entry__key").distinct():
            articles[word].add(key)
    found: Counter[tuple[str, str]] = Counter()
    for word, language, total in counts:
        for slug in articles[word]:
            found[slug, language] += total
    return found
