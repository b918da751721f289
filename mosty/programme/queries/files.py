"""Tables as files: CSV for programs, XLSX for people. The same sheets as on the screen."""

# openpyxl says nothing about its types
# mypy: disable-error-code="attr-defined, no-untyped-call"

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from mosty.programme.queries.definitions import MEANINGS, RULES
from mosty.programme.queries.sheets import Figure, Sheet

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) or text.startswith(DANGEROUS) else text


def csv_text(sheets: Sequence[Sheet]) -> str:
    """One number a line: table, row, column, number. UTF-8 with the mark that Excel wants, commas, quotes where needed."""
    lines = io.StringIO()
    lines.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(lines)
    writer.writerow([_("Table"), _("Row"), _("Column"), _("Number")])
    for sheet in sheets:
        for line in (*sheet.lines, *([sheet.foot] if sheet.foot else [])):
            for column, cell in zip(sheet.columns, line.cells, strict=True):
                writer.writerow([harmless(sheet.title), harmless(line.label), harmless(column), _value(cell)])
    return lines.getvalue()


def xlsx_bytes(sheets: Sequence[Sheet], *, about: Sequence[str]) -> bytes:
    """A workbook: a page about the numbers, then a page a table. Numbers are numbers, words are never formulas."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_page_name(_("About"), 0))
    page.column_dimensions["A"].width = 110
    for text in (*about, "", *(f"{measure.label}: {meaning}" for measure, meaning in MEANINGS.items()), "", *(str(rule) for rule in RULES)):
        page.append([_text_cell(page, text)])
    for position, sheet in enumerate(sheets, start=1):
        page = book.create_sheet(_page_name(sheet.title, position))
        page.freeze_panes = "B2"
        page.column_dimensions["A"].width = 34
        for column in range(2, len(sheet.columns) + 2):
            page.column_dimensions[get_column_letter(column)].width = 16
        page.append([_text_cell(page, text, is_strong=True) for text in (sheet.corner, *sheet.columns)])
        for line in sheet.lines:
            page.append([_text_cell(page, line.label), *(_figure_cell(page, cell) for cell in line.cells)])
        if sheet.foot:
            page.append([_text_cell(page, sheet.foot.label, is_strong=True), *(_figure_cell(page, cell) for cell in sheet.foot.cells)])
        for note in ("", sheet.title, *sheet.notes):
            page.append([_text_cell(page, note)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _value(cell: Figure) -> int | str:
    return harmless(cell.text) if cell.number is None else cell.number


def _figure_cell(page: Any, cell: Figure) -> Any:
    return WriteOnlyCell(page, cell.number) if cell.number is not None else _text_cell(page, cell.text)


def _text_cell(page: Any, text: str, *, is_strong: bool = False) -> Any:
    cell = WriteOnlyCell(page, harmless(text))
    cell.data_type = "s"
    if is_strong:
        cell.font = Font(bold=True)
    return cell


def _page_name(title: str, position: int) -> str:
    """At most 31 letters, none that a spreadsheet forbids, no two alike."""
    kept = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
    return f"{position} {kept}"[:31].strip()
