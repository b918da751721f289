"""One article in one language as parts with rows, and two languages laid side by side row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from mosty.core.dates import day_words
from mosty.core.texts import told
from mosty.guide.enums import Office
from mosty.guide.queries.media import PLAYED
from mosty.paper.queries import local, media, trust
from mosty.paper.queries.texts import Piece, Texts, apart, in_language, text, value

if TYPE_CHECKING:
    from mosty.guide.models import LegalAct, LocalNote
    from mosty.guide.queries.articles import Reading
    from mosty.guide.queries.checks import Doubt
    from mosty.guide.queries.facts import ShownFact
    from mosty.guide.queries.named import Helpers
    from mosty.guide.queries.parts import Part
    from mosty.paper.queries.local import Place

Row = tuple[str, Any]


@dataclass
class Side:
    """An article in one language. `parts`: (id, kind, rows); a row is a tag and what stands in it."""

    language: str
    title: str
    lead: list[Piece]
    parts: list[tuple[str, str, list[Row]]]
    texts: Texts
    sources: list[str]
    trust: list[str]
    warnings: list[str]


def side(reading: Reading, place: Place | None, town_notes: dict[str, LocalNote], helpers: Helpers, *, address: str) -> Side:
    """The reading's own words, and ours in its language. `address`: of the living page."""
    texts = Texts(reading.facts, reading.terms, reading.doubt.facts)
    writer = _Writer(reading, texts, place, town_notes, helpers, address)
    with override(reading.language):
        summary = reading.page.summary
        lead = trust.Marks(reading.label).noted(summary, texts.pieces(summary))
        parts = [(part.id, part.kind, list(writer.rows(part))) for part in reading.parts]
        if texts.starred:
            parts.append(("old", "old", [_starred(fact, reading) for fact in texts.starred.values()]))
        sources = [row[1] for row in reading.page.sources if len(row) == 3 and row[1].startswith("https://")]
        return Side(
            reading.language,
            reading.page.title,
            lead,
            [part for part in parts if part[2]],
            texts,
            sources,
            trust.lines(reading),
            trust.warnings(reading),
        )


def paired(mine: Side, other: Side | None) -> list[dict[str, Any]]:
    """Parts with their rows side by side. A part that only one language has stands on its side alone."""
    if other is None:
        return [{"kind": kind, "rows": [_row(tag, one, None) for tag, one in rows]} for _id, kind, rows in mine.parts]
    by_id = {(part_id, kind): rows for part_id, kind, rows in other.parts}
    found = []
    for part_id, kind, rows in mine.parts:
        found.append({"kind": kind, "rows": _zipped(rows, by_id.pop((part_id, kind), []))})
    found += [{"kind": kind, "rows": _zipped([], rows)} for (_id, kind), rows in by_id.items()]
    return found


def _zipped(mine: list[Row], other: list[Row]) -> list[dict[str, Any]]:
    if [tag for tag, _one in mine] == [tag for tag, _one in other] or not mine or not other:
        pairs = zip_longest(mine, other)
        return [_row((one or two or ("", None))[0], one and one[1], two and two[1]) for one, two in pairs]
    # not the same shape: row by row as long as the tags agree, then what is left, each on its own side
    rows, left, right = [], list(mine), list(other)
    while left and right and left[0][0] == right[0][0]:
        (tag, one), (_tag, two) = left.pop(0), right.pop(0)
        rows.append(_row(tag, one, two))
    return rows + [_row(tag, one, None) for tag, one in left] + [_row(tag, None, two) for tag, two in right]


def _row(tag: str, mine: Any, other: Any) -> dict[str, Any]:
    return {"tag": tag, "mine": mine, "other": other}


@dataclass
class _Writer:
    reading: Reading
    texts: Texts
    place: Place | None
    notes: dict[str, LocalNote]
    helpers: Helpers
    address: str
    has_slot: bool = False

    def rows(self, part: Part) -> Iterator[Row]:
        """The rows of a part; nothing for what makes no sense on paper."""
        if part.kind == "slot":
            yield from self._slot(part)
            return
        if part.kind == "service":
            yield from local.helper(part, self.helpers, self.reading.language)
            return
        if part.kind == "image":
            yield from self._picture(part)
            return
        body = list(self._acts() if part.kind == "acts" else self._body(part))
        heading = self._told(part, part.heading) or _usual(part.kind)
        if body and heading:
            yield "h2", heading
        yield from body

    def _body(self, part: Part) -> Iterator[Row]:
        if part.kind == "facts":
            yield from (("fact", self._fact(fact)) for key in part.keys if (fact := self.reading.facts.get(key)) is not None)
            return
        yield from (("body", self._told(part, html)) for html in part.paragraphs)
        if part.kind in PLAYED:
            yield "played", media.played(f"{self.address}#{part.id}")
        yield from (("paper", self._told(part, line)) for line in part.lines)
        for number, step in enumerate(part.steps, start=1):
            yield "step", {"n": number, "c": self._told(part, step.title)}
            yield from (("in-step", self._told(part, html)) for html in step.paragraphs)
            if step.deadline:
                yield "line", {"label": _("Deadline:"), "c": self._told(part, step.deadline)}
            if step.office:
                yield "line", {"label": "", "c": [text(str(Office(step.office).label))]}

    def _told(self, part: Part, html: str) -> list[Piece]:
        """The pieces, with a note if their translation needs one."""
        return trust.Marks(self.reading.label, part.block).noted(html, self.texts.pieces(html))

    def _fact(self, fact: ShownFact) -> dict[str, Any]:
        later = _("From %(day)s: %(value)s") % {"day": _day(fact.later_on), "value": fact.later} if fact.later else ""
        shown = value(fact) if fact.text else {"k": "i", "c": [text(_("ask the office"))]}
        return {
            "name": in_language(fact.name, self.reading.language),
            "value": [shown],
            "later": later,
            "checked": _checked(fact, self.reading.doubt),
        }

    def _slot(self, part: Part) -> Iterator[Row]:
        language, place = self.reading.language, self.place
        heading = self.texts.pieces(part.heading) or _usual("slot")
        if place is None:
            if not self.has_slot:  # once is enough
                yield "h2", heading
                yield "body", [text(_("Choose your town to see what is special there and who can help."))]
            self.has_slot = True
            return
        yield "h2", [*heading, text(f": {place.name(language)}")]
        note = self.notes.get(part.slot)
        if note is None:
            yield "body", [text(_("About this matter we have nothing special from this town yet. Everything above is true there too."))]
        else:
            yield from (("body", pieces) for pieces in local.note_paragraphs(note, place, language))
            day = _day(note.checked_on)
            yield "small", [text(_("Written by the centre, checked on %(day)s") % {"day": day})]
            if note.pk in self.reading.doubt.notes:
                yield "body", [{"k": "b", "c": [text(_changed())]}]
        if not self.has_slot:
            yield from (("small" if at else "body", line) for at, line in enumerate(local.card(place, language)))
        self.has_slot = True

    def _picture(self, part: Part) -> Iterator[Row]:
        """The picture with its caption."""
        picture = self.reading.files.pictures.get(part.file or 0)
        if picture is not None:
            yield "picture", media.drawn(picture, self.texts.words(part.alt))
        yield from (("small", self._told(part, line)) for line in part.lines)

    def _acts(self) -> Iterator[Row]:
        for act in self.reading.acts:
            yield "small", _act(act, self.reading.language, is_doubted=act.pk in self.reading.doubt.acts)


def _act(act: LegalAct, language: str, *, is_doubted: bool) -> list[Piece]:
    name = told(act.names, language)
    pieces = [*in_language(name, language), text(": ")] if name else []
    pieces.append(apart(f"{act.title} ({act.journal})" if act.journal else act.title, language="pl", link=act.address, breaks=True))
    if act.status in {"ended", "replaced"}:
        pieces.append(text(f" – {_('no longer in force')}"))
    if is_doubted:
        pieces.append(text(f" – {_('changed, we are checking this page')}"))
    return pieces


def _starred(fact: ShownFact, reading: Reading) -> Row:
    checked = _checked(fact, reading.doubt)
    return "small", [
        text("* "),
        *in_language(fact.name, reading.language),
        text(": "),
        {"k": "alone", "c": [value(fact)]},
        text(f" – {checked}"),
    ]


def _changed() -> str:
    return _("The law behind this has changed. We are checking; please ask the office.")


def _checked(fact: ShownFact, doubt: Doubt) -> str:
    if fact.key in doubt.facts:
        return _changed()
    if fact.is_old:
        return _("checked on %(day)s, please confirm with the office") % {"day": _day(fact.checked_on)}
    if fact.checked_on:
        return _("checked on %(day)s, next check by %(next)s") % {"day": _day(fact.checked_on), "next": _day(fact.next_check_on)}
    return ""


def _day(day: Any) -> str:
    return day_words(day, "plain") if day else ""


def _usual(kind: str) -> list[Piece]:
    words = {
        "steps": _("Step by step"),
        "papers": _("What to prepare"),
        "facts": _("Fees and deadlines"),
        "slot": _("In your town"),
        "acts": _("Legal basis"),
    }.get(kind, "")
    return [text(words)] if words else []
