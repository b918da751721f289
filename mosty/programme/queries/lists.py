"""The list of participants as a file: what a funder may ask for (identifier, sex, birth date, entry, exit, contact with name, unaccompanied
minor, no citizen of the EU or EEA), with age group, citizenship and legal stay as they were verified. The same columns as CSV and XLSX."""

# openpyxl says nothing about its types
# mypy: disable-error-code="attr-defined, no-untyped-call"

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from mosty.clients.enums import BirthQuality, Sex, StayBasis, answers
from mosty.clients.models import SafeContact
from mosty.core.world import country_name
from mosty.programme.enums.projects import EU_EEA, AgeGroup, ExitReason, ExitResult
from mosty.programme.models import Participation
from mosty.programme.queries.files import harmless
from mosty.programme.queries.participants import Taking, takings

Cell = str | int | date | None


def headings() -> list[str]:
    return [
        pgettext("participant", "Number"),
        _("Name"),
        _("Sex"),
        _("Birth date"),
        pgettext("participation", "Age on the first day"),
        _("Age group"),
        _("Citizenship"),
        _("Citizen of the EU or EEA"),
        _("Unaccompanied minor"),
        _("Legal stay"),
        _("Phone"),
        _("E-mail"),
        pgettext("participation", "Declaration signed"),
        pgettext("participation", "Entry"),
        pgettext("participation", "Exit"),
        _("Reason"),
        _("Result"),
        _("Minutes of services"),
        _("Centre"),
    ]


def lines(rows: Sequence[Participation]) -> list[list[Cell]]:
    """One line a participation, with corrections. The phone of somebody who wants no calls stays in the file. Three queries."""
    silent = set(
        SafeContact.objects.filter(client__in={row.client_id for row in rows}, may_call="no").order_by().values_list("client", flat=True)
    )
    sexes = {code: str(words) for code, words in answers(Sex)}
    return [_line(one, sexes, hides_phone=one.row.client_id in silent) for one in takings(rows)]


def csv_text(rows: Sequence[Participation]) -> str:
    """UTF-8 with the mark that Excel wants; days as 2026-11-25; no cell is a formula."""
    kept = io.StringIO()
    kept.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(kept)
    writer.writerow(harmless(text) for text in headings())
    for line in lines(rows):
        writer.writerow(_plain(cell) for cell in line)
    return kept.getvalue()


def xlsx_bytes(rows: Sequence[Participation], *, title: str) -> bytes:
    """A workbook of one page. Days are days, numbers are numbers, words are never formulas."""
    book = Workbook(write_only=True)
    page = book.create_sheet("".join(letter for letter in title if letter not in "[]:*?/\\'")[:31].strip() or "1")
    page.freeze_panes = "C2"
    for column, _heading in enumerate(headings(), start=1):
        page.column_dimensions[get_column_letter(column)].width = 18
    page.append([_words(page, text, is_strong=True) for text in headings()])
    for line in lines(rows):
        page.append([_words(page, cell) if isinstance(cell, str) else cell for cell in line])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _line(one: Taking, sexes: dict[str, str], *, hides_phone: bool) -> list[Cell]:
    row, client = one.row, one.row.client
    return [
        row.number,
        client.name,
        sexes.get(one.sex, one.sex),
        client.birth_on if client.birth_quality == BirthQuality.FULL else str(client.birth_year or ""),
        one.age,
        str(AgeGroup(one.age_group).label),
        country_name(one.citizenship),
        _yes(one.citizenship in EU_EEA),
        _yes(one.is_unaccompanied),
        str(StayBasis(one.stay_basis).label),
        _("does not want calls") if hides_phone and client.phone else client.phone,
        client.email,
        one.declared_on,
        one.entry_on,
        row.exit_on,
        str(ExitReason(row.exit_reason).label) if row.exit_reason else "",
        str(ExitResult(row.exit_result).label) if row.exit_result else "",
        one.minutes,
        client.centre.name,
    ]


def _yes(answer: bool) -> str:
    return _("yes") if answer else _("no")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else harmless(str(cell)) if isinstance(cell, str) else str(cell)


def _words(page: object, text: str, *, is_strong: bool = False) -> Any:
    cell = WriteOnlyCell(page, harmless(text))
    cell.data_type = "s"
    if is_strong:
        cell.font = Font(bold=True)
    return cell
