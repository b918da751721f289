"""Registers of the data-protection desk, and the list of looks, as tables and as sheets for the press (`record.typ`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from mosty.clients.enums.retention import RecordClass
from mosty.core import time
from mosty.core.dates import comma_of, day_words, hour_words
from mosty.paper import press
from mosty.paper.queries.sheets import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from mosty.clients.models import Activity
    from mosty.clients.queries.rights import Question

WIDE = 6  # more columns than this, and the sheet lies on its side
Table = list[list[str]]


def authorities_table(questions: Sequence[Question]) -> Table:
    """The register of questions of authorities in the reader's language, a heading first. Everything is words."""
    head = [
        *(
            _("No."),
            _("Received on"),
            _("Who asks?"),
            _("Their sign of the matter"),
            _("The law they name"),
            _("About whom, as they said it"),
        ),
        *(_("What they want to know"), _("Decision"), _("Was the person told?")),
    ]
    return [head, *(_question(one) for one in questions)]


def activities_table(rows: Sequence[Activity]) -> Table:
    """The record of processing activities (GDPR Art. 30(1)) in the reader's headings and the organisation's own words."""
    head = [
        *(_("Activity"), _("Purpose"), _("Legal basis"), _("Whose data"), _("Which data"), _("Recipients"), _("Third countries")),
        *(_("How long"), _("Security"), _("Joint controllers and processors")),
    ]
    found = [
        [
            row.name,
            row.purpose,
            row.basis,
            row.people,
            row.records,
            row.recipients,
            row.transfers,
            row.retention,
            row.measures,
            row.partners,
        ]
        for row in rows
    ]
    return [head, *found]


def register_sheet(
    title: str, owners: Sequence[str], table: Table, *, language: str = "", notices: Sequence[str] = (), is_by_row: bool = False
) -> dict[str, Any]:
    """A table as a sheet; `owners` stand under the title. `is_by_row`: long texts stand under a heading for each row, its first cell."""
    language = language or get_language() or "pl"
    with override(language):
        lines = [*(apart(owner) for owner in owners), _("As of %(day)s") % {"day": moment(time.now())}]
        sheet = frame(language, title, lines, list(notices))
    head, *rows = table
    if is_by_row:
        pairs = [[[heading, apart(cell) or "–"] for heading, cell in zip(head[1:], row[1:], strict=True)] for row in rows]
        return sheet | {"sections": [section(row[0], [], [one]) for row, one in zip(rows, pairs, strict=True)]}
    return sheet | {"is_wide": len(head) > WIDE, "sections": [section("", head, rows)] if rows else []}


def register_pdf(
    title: str, owners: Sequence[str], table: Table, *, language: str = "", notices: Sequence[str] = (), is_by_row: bool = False
) -> bytes:
    """As PDF/UA-1. Raises `press.PressFault`."""
    sheet = register_sheet(title, owners, table, language=language, notices=notices, is_by_row=is_by_row)
    return press.print_pdf(sheet, template="record")


def frame(language: str, title: str, lines: list[str], notices: list[str]) -> dict[str, Any]:
    """What stands on every sheet of records."""
    return {
        "lang": language,
        "rtl": sorted(RIGHT_TO_LEFT),
        "title": title,
        "site": settings.SITE_URL.partition("://")[2],
        "lines": lines,
        "notices": notices,
        "is_wide": False,
        "sections": [],
        "foot": title,
        "words": {"page": _("Page {page} of {pages}")},
    }


def section(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """A table with `columns`; or without any: rows are lists of pairs of heading and words."""
    if not columns:
        return {"title": title, "columns": [], "widths": [], "rows": list(rows)}
    longest = [max([len(columns[at]), *(min(len(row[at]), 240) for row in rows)]) for at in range(len(columns))]
    return {
        "title": title,
        "columns": list(columns),
        "widths": [min(max(length, 11), 48) for length in longest],
        "rows": [[apart(cell) or "–" for cell in row] for row in rows],
    }


def apart(words: str) -> str:
    """Words of whatever script keep their own direction, line by line."""
    return "\n".join(f"\u2068{line}\u2069" if line else "" for line in words.split("\n"))


def moment(instant: datetime) -> str:
    """Day and hour on Poland's clock, in the language that holds now."""
    local = time.local(instant)
    return f"{day_words(local, 'plain')}{comma_of()}{hour_words(local)}"


def _question(one: Question) -> list[str]:
    row, decided, told = one.row, one.decided, one.told
    decision = ""
    if decided is not None:
        words = next(words for event, words in one.events if event == decided)
        parts = ", ".join(str(RecordClass(part).label) for part in decided.parts)
        decision = "\n".join(part for part in (decided.get_decision_display(), decided.basis, words, parts, decided.by.name) if part)
    said = ""
    if told is not None:
        said = "\n".join(part for part in (told.get_told_display(), next(words for event, words in one.events if event == told)) if part)
    who = "\n".join([str(row.get_kind_display()), row.unit])
    return [
        f"{row.number}/{row.year}",
        day_words(row.received_on, "plain"),
        who,
        row.reference,
        row.basis,
        one.about,
        one.asked,
        decision,
        said,
    ]
