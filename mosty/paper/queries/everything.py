"""Everything on one person as a sheet for the press (`record.typ`): the same parts, headings and words as in the JSON.

Never kept on our disk: it is made while one waits, for a request that stands in the register (`clients.actions.exporting`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from mosty.paper import press
from mosty.paper.queries.registers import apart, frame, moment, section

if TYPE_CHECKING:
    from mosty.clients.queries.everything import Everything, Part

TEMPLATE = "record"
MOST_COLUMNS, LONGEST_CELL = 6, 60  # what is wider or longer stands line by line
PRESS_SECONDS = 60


def everything_sheet(found: Everything, *, ground: str, is_for_authority: bool = False) -> dict[str, Any]:
    """All that stands on the paper, in the person's language (`found.language`). No query."""
    with override(found.language):
        title = _("Data from a file, for an authority") if is_for_authority else _("All that we keep about you")
        lines = [
            _("Kept by: %(organisation)s") % {"organisation": apart(found.organisation)},
            _("File no. %(number)d, request no. %(ground)s") % {"number": found.file_number, "ground": apart(ground)},
            _("As of %(day)s") % {"day": moment(found.made_at)},
        ]
        notices = [] if is_for_authority else [_person_words()]
        if found.withheld and not is_for_authority:
            notices.append(_withheld(found))
        return frame(found.language, title, lines, notices) | {"sections": [_section(part) for part in found.parts]}


def everything_pdf(found: Everything, *, ground: str, is_for_authority: bool = False) -> bytes:
    """As PDF/UA-1. Raises `press.PressFault`."""
    sheet = everything_sheet(found, ground=ground, is_for_authority=is_for_authority)
    return press.print_pdf(sheet, template=TEMPLATE, seconds=PRESS_SECONDS)


def _person_words() -> str:
    return _(
        "Other people are named by initials only. You may ask us to put data right, to erase or to restrict them, and complain to UODO."
    )


def _withheld(found: Everything) -> str:
    said = ", ".join(f"{one.words}: {one.count}" for one in found.withheld)
    return _("Not in this copy: %(notes)s. Please ask that specialist for them.") % {"notes": apart(said)}


def _section(part: Part) -> dict[str, Any]:
    """Short rows as a table; long ones, or a single one, line by line."""
    headings = [heading for _name, heading in part.columns]
    rows = [[cell.words for cell in row] for row in part.rows]
    is_short = len(headings) <= MOST_COLUMNS and all(len(words) <= LONGEST_CELL and "\n" not in words for row in rows for words in row)
    if len(rows) > 1 and is_short:
        return section(part.title, headings, rows)
    pairs = [[[heading, apart(words) or "–"] for heading, words in zip(headings, row, strict=True)] for row in rows]
    return section(part.title, [], pairs)
