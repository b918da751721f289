"""What a town adds on paper: its centre with address, phone and hours, and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from mosty.core import time
from mosty.core.dates import day_words, hour_words
from mosty.core.texts import told
from mosty.directory.queries import hours, places
from mosty.guide.enums import GONE_SENTENCE
from mosty.paper.queries import texts
from mosty.paper.queries.texts import Piece, apart, in_language, text

if TYPE_CHECKING:
    from mosty.directory.models import Centre, Schedule, Town
    from mosty.guide.models import LocalNote
    from mosty.guide.queries.named import Helpers
    from mosty.guide.queries.parts import Part

STATES = {"planned": gettext_lazy("being prepared"), "suspended": gettext_lazy("closed for some time")}
PLACE = re.compile(r"\{(centre|address|phone)\}")
MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Place:
    """A town and its centre."""

    town: Town
    centre: Centre | None

    def name(self, language: str) -> str:
        """The town in the language."""
        return told(self.town.names or {"pl": self.town.name}, language).text


def place_of(slug: str) -> Place | None:
    """The town and the first of its centres that is not gone, with hours and phones. About a dozen queries, none without a slug."""
    towns = [town for town in places.towns() if town.slug == slug] if slug else []
    if not towns:
        return None
    own = [centre for centre in places.listed() if centre.town_id == towns[0].pk]
    whole = places.in_order(own[:1])
    return Place(towns[0], whole[0] if whole else None)


def card(place: Place, language: str) -> list[list[Piece]]:
    """Lines about the centre in the language: name, address, phone, hours."""
    centre = place.centre
    if centre is None:
        return []
    return [[{"k": "b", "c": _name(centre, language)}], *_about(centre, language)]


def helper(part: Part, helpers: Helpers, language: str) -> Iterator[tuple[str, list[Piece]]]:
    """Rows about the service or the centre that the part names; of a centre that is gone an honest sentence. Language: the active one."""
    service, centre = helpers.services.get(part.service), helpers.centres.get(part.centre)
    if service is not None:
        yield "h2", in_language(told(service.names, language), language)
        about = told(service.summaries, language)
        if about:
            yield "body", in_language(about, language)
    elif centre is not None:
        yield "h2", _name(centre, language)
        state = hours.opening(centre).kind
        if state in STATES:
            yield "body", [text(str(STATES[state]))]
        yield from (("small", line) for line in _about(centre, language))
    elif part.centre:
        gone = helpers.gone.get(part.centre)
        yield "h2", _name(gone, language) if gone else [text(_("Who can help"))]
        yield "body", [text(str(GONE_SENTENCE))]


def _about(centre: Centre, language: str) -> list[list[Piece]]:
    with override(language):
        lines: list[list[Piece]] = [[_address(centre)]]
        phones = [row.number for row in centre.phones.all()]
        if phones:
            lines.append([apart(phones[0])])
        lines += [[text(line)] for line in _hours(centre)]
        if centre.by_appointment_only:
            lines.append([text(_("by appointment"))])
    return lines


def note_paragraphs(note: LocalNote, place: Place, language: str) -> list[list[Piece]]:
    """The note in the language, else as `core.texts` chooses, marked as such."""
    found = told(note.texts, language)
    shown = [_paragraph(chunk, place, found.language) for chunk in re.split(r"\n\s*\n", found.text) if chunk.strip()]
    return [pieces if found.language == language else [{"k": "lang", "lang": found.language, "c": pieces}] for pieces in shown]


def _paragraph(chunk: str, place: Place, language: str) -> list[Piece]:
    pieces: list[Piece] = []
    for line in chunk.strip().splitlines():
        if pieces:
            pieces.append({"k": "br"})
        at = 0
        for mark in PLACE.finditer(line):
            pieces += [*texts.Texts({}, {}).pieces(escape(line[at : mark.start()]).lstrip() if not at else escape(line[at : mark.start()]))]
            pieces += _value(mark[1], place.centre, language)
            at = mark.end()
        pieces += texts.Texts({}, {}).pieces(escape(line[at:]))
    return pieces


def _value(name: str, centre: Centre | None, language: str) -> list[Piece]:
    if centre is None:
        return []
    if name == "centre":
        return _name(centre, language)
    if name == "address":
        return [_address(centre)]
    return [apart(row.number) for row in list(centre.phones.all())[:1]]


def _name(centre: Centre, language: str) -> list[Piece]:
    return in_language(told(centre.names or {"pl": centre.name}, language), language)


def _address(centre: Centre) -> Piece:
    town = f"{centre.postcode} {centre.town.name}".strip()
    return apart(f"{centre.street}, {town}", language="pl", breaks=True)


def _hours(centre: Centre) -> list[str]:
    """Days with the same hours in one line: "Mon.–Fri.: 8:00–16:00"."""
    today = time.today(centre.time_zone)
    by_day: dict[int, list[str]] = {}
    rows: list[Any] = [row for row in centre.schedules.all() if _holds(row, today)]
    for row in rows:
        by_day.setdefault(row.weekday, []).append(f"{hour_words(row.opens_at)}–{hour_words(row.closes_at)}")
    lines: list[tuple[int, int, str]] = []
    for day, spans in sorted(by_day.items()):
        hours = ", ".join(spans)
        if lines and lines[-1][2] == hours and lines[-1][1] == day - 1:
            lines[-1] = (lines[-1][0], day, hours)
        else:
            lines.append((day, day, hours))
    shown = [f"{_days(first, last)}: {LRI}{hours}{PDI}" for first, last, hours in lines]
    return [*shown, _("sample hours")] if any(row.is_sample for row in rows) else shown


LRI, PDI = "\u2066", "\u2069"  # the hours keep their order inside Arabic text


def _days(first: int, last: int) -> str:
    names = [day_words(MONDAY + timedelta(days=day), "brief") for day in (first, last)]
    return names[0] if first == last else f"{names[0]} – {names[1]}"


def _holds(row: Schedule, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day <= row.valid_to)
