"""The ledger as it stands: the paragraphs of a translation for who works on it, and the label of a text for who reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation

from mosty.core.dates import day_words
from mosty.guide.enums import Origin, SegmentState
from mosty.guide.models import ArticlePage, MachineText, OlderText, SegmentCheck, SegmentComment, TextState

OLDER = "an older Polish text"  # the tool of a translation that was kept when its Polish paragraph changed
SHOWN = ("title", "summary", "body")


@dataclass(frozen=True)
class Segment:
    """One paragraph: Polish, its translation, and what the ledger knows of it. Texts are HTML without attributes."""

    id: int
    context: int
    path: str
    order: int
    string: int
    hash: UUID
    source: str
    text: str = ""
    state: SegmentState = SegmentState.MISSING
    tool: str = ""
    by: str = ""
    at: datetime | None = None
    checked_by: str = ""
    checked_at: datetime | None = None
    previous: str = ""
    since: datetime | None = None
    error: str = ""
    comments: list[SegmentComment] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Somebody has to do something about it."""
        return self.state not in {SegmentState.HUMAN, SegmentState.CHECKED}

    @property
    def can_be_checked(self) -> bool:
        """A person may say of it as it is: this is right."""
        return self.state in {SegmentState.MACHINE, SegmentState.STALE}

    @property
    def is_shown(self) -> bool:
        """Readers see it: not the words for the search."""
        return self.path.partition(".")[0] in SHOWN


@dataclass(frozen=True)
class Label:
    """Who translated what readers see of a text, on one day."""

    origin: Origin
    tools: tuple[str, ...] = ()
    checked_on: date | None = None
    marks: tuple[dict[str, str], ...] = ()

    @property
    def is_machine(self) -> bool:
        """Something in it no person has checked."""
        return self.origin in {Origin.MACHINE, Origin.PARTLY}

    @property
    def has_stale(self) -> bool:
        """Some paragraph is older than its Polish one."""
        return any(mark["kind"] == "stale" for mark in self.marks)

    @property
    def has_polish(self) -> bool:
        """Some paragraph stands in Polish because nobody has translated it."""
        return any(mark["kind"] == "polish" for mark in self.marks)

    def sentence(self) -> str:
        """The label in the reader's language, for page, print, PDF, lists and interfaces."""
        if self.origin == Origin.CHECKED and self.checked_on:
            return _("machine translation, checked by a person on %(day)s") % {"day": day_words(self.checked_on, "plain")}
        return str(self.origin.label)


POLISH = Label(Origin.SOURCE)
BY_PERSON = Label(Origin.HUMAN)


def label(article: UUID, language: str) -> Label:
    """The label of the published text. One query, none for Polish."""
    return labels([article], language).get(article, BY_PERSON)


def labels(articles: Iterable[UUID], language: str) -> dict[UUID, Label]:
    """The labels of several texts by `translation_key`. One query; a text without a row was translated by a person."""
    articles = list(articles)
    if language == "pl" or not articles:
        return dict.fromkeys(articles, POLISH if language == "pl" else BY_PERSON)
    rows = TextState.objects.filter(article__in=articles, language=language).order_by("pk")
    return dict.fromkeys(articles, BY_PERSON) | {row.article: label_of(row) for row in rows}


def labels_by_slug(slugs: Iterable[str], language: str) -> dict[str, Label]:
    """The labels of published articles by their slugs. Two queries."""
    rows = ArticlePage.objects.live().filter(slug__in=list(slugs), locale__language_code=language).order_by("pk")
    keys = dict(rows.values_list("slug", "translation_key"))
    found = labels(keys.values(), language)
    return {slug: found[key] for slug, key in keys.items()}


def machine_labels(slugs: Iterable[str]) -> dict[tuple[str, str], Label]:
    """Of the articles with these slugs: those texts in which something no person has checked, by slug and language. Two queries at most."""
    wanted = list(slugs)
    rows = list(TextState.objects.filter(origin__in=[Origin.MACHINE, Origin.PARTLY], is_live=True).order_by("pk")) if wanted else []
    if not rows:
        return {}
    pages = ArticlePage.objects.filter(slug__in=wanted, translation_key__in={row.article for row in rows}, locale__language_code="pl")
    names = dict(pages.order_by("pk").values_list("translation_key", "slug"))
    return {(names[row.article], row.language): label_of(row) for row in rows if row.article in names}


def label_of(row: TextState) -> Label:
    """The label that a summed-up row gives."""
    return Label(Origin(row.origin), tuple(row.tools), row.checked_on, tuple(row.marks))


def plain(html: str) -> str:
    """The words of a piece of HTML, for comparing."""
    if "<" not in html and "&" not in html:  # most paragraphs: nothing to parse
        return " ".join(html.split())
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def text_hash(text: str) -> str:
    """What a translation is called in the ledger."""
    return hashlib.sha256(text.encode()).hexdigest()


def segments(article: UUID, language: str, *, with_comments: bool = False) -> list[Segment]:
    """Every paragraph of the article for that language, in its order. Five queries, six with comments."""
    rows = StringSegment.objects.filter(source__object_id=article, source__locale__language_code="pl")
    places = list(rows.select_related("context", "string").order_by("order"))
    texts = {
        (row.translation_of_id, row.context_id): row
        for row in translations(article, language).filter(translation_of__in=[place.string_id for place in places])
    }
    machine, checks = machine_tools(article, language), checks_of(article, language)
    older = {(row.string_id, row.context_id): row for row in OlderText.objects.filter(**_of(article, language)).select_related("previous")}
    comments: dict[UUID, list[SegmentComment]] = {}
    if with_comments:
        for comment in SegmentComment.objects.filter(article=article, language=language).select_related("by").order_by("created_at"):
            comments.setdefault(comment.source, []).append(comment)
    found = []
    for place in places:
        row = texts.get((place.string_id, place.context_id))
        kept = older.get((place.string_id, place.context_id))
        check = checks.get((place.string.data_hash, text_hash(row.data))) if row else None
        state = state_of(row, machine.get(place.string.data_hash), check)
        found.append(
            Segment(
                id=place.pk,
                context=place.context_id,
                path=place.context.path,
                order=place.order,
                string=place.string_id,
                hash=place.string.data_hash,
                source=place.string.data,
                text=row.data if row else "",
                state=state,
                tool=machine.get(place.string.data_hash, row.tool_name if row and row.tool_name != OLDER else ""),
                by=str(row.last_translated_by.name) if row and row.last_translated_by else "",
                at=row.updated_at if row else None,
                checked_by=check.by.name if check else "",
                checked_at=check.at if check else None,
                previous=kept.previous.data if kept and state == SegmentState.STALE else "",
                since=kept.since if kept and state == SegmentState.STALE else None,
                error=_error(row),
                comments=comments.get(place.string.data_hash, []),
            )
        )
    return found


def translations(article: UUID, language: str) -> Any:
    """The rows of wagtail-localize, of paragraphs as they are and as they were."""
    rows = StringTranslation.objects.filter(context__object_id=article, locale__language_code=language)
    return rows.select_related("last_translated_by").order_by("pk")


def machine_tools(article: UUID, language: str) -> dict[UUID, str]:
    """Polish paragraphs that a machine ever translated into the language, and the last engine. One query."""
    return dict(MachineText.objects.filter(article=article, language=language).order_by("pk").values_list("source", "tool"))


def checks_of(article: UUID, language: str) -> dict[tuple[UUID, str], SegmentCheck]:
    """Checks by Polish paragraph and exact translation; the last one of each. One query."""
    rows = SegmentCheck.objects.filter(article=article, language=language).select_related("by").order_by("pk")
    return {(row.source, row.text): row for row in rows}


def state_of(row: Any, machine: str | None, check: SegmentCheck | None) -> SegmentState:
    """How one translation stands. `machine`: the engine that once made it, None if a person did from the first word."""
    if row is None or not row.data:
        return SegmentState.MISSING
    if row.tool_name == OLDER:
        return SegmentState.STALE
    if row.has_error:
        return SegmentState.BROKEN
    if machine is None and row.translation_type != StringTranslation.TRANSLATION_TYPE_MACHINE:
        return SegmentState.HUMAN
    return SegmentState.CHECKED if check else SegmentState.MACHINE


def _of(article: UUID, language: str) -> dict[str, Any]:
    return {"context__object_id": article, "language": language}


def _error(row: Any) -> str:
    return str(row.get_error() or "") if row is not None and row.has_error else ""
