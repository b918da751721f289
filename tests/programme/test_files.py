"""Files hold what the screen shows, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from mosty.programme.enums import Dimension as D
from mosty.programme.enums import Measure as M
from mosty.programme.queries.figures import Span
from mosty.programme.queries.files import csv_text, harmless, xlsx_bytes
from mosty.programme.queries.numbers import numbers, publishable
from mosty.programme.queries.sheets import Figure, Line, Sheet, sheets, side_by_side
from tests.programme.facts import make_visits

EVIL = Sheet(
    title='=HYPERLINK("https://evil.example")',
    corner="+1",
    columns=("@SUM(A1)", 'a "quoted", text'),
    lines=(Line("", "-2+3", (Figure(7, "7"), Figure(None, "=hidden"))), Line("", " \t=1", (Figure(0, "0"), Figure(12345, "12 345")))),
    foot=None,
    notes=("=A1",),
)


@pytest.fixture
def kept(cast):
    make_visits(cast.poznan, 1234, language="uk")
    make_visits(cast.konin, 40, language="ka")
    make_visits(cast.konin, 2, language="am")
    return publishable(numbers(Span((cast.konin, cast.poznan), date(2026, 1, 1), date(2026, 12, 31))))


@pytest.mark.parametrize("text", ["=1+1", "+48123", "-2", "@SUM(A1)", "\tx", "\r=1", "\n=1", "  =1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Poznań", "a=b", "12", "", "українська"])
def test_plain_words_stay_as_they_are(text):
    assert harmless(text) == text


def test_csv_holds_no_formula():
    text = csv_text([EVIL])
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    cells = [cell for row in list(csv.reader(io.StringIO(text[1:])))[1:] for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert "12345" in cells


def test_xlsx_holds_no_formula_and_real_numbers():
    book = load_workbook(io.BytesIO(xlsx_bytes([EVIL], about=["=1"])))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell.value for cell in cells if cell.data_type == "n"] == [7, 0, 12345]


def test_files_hold_the_numbers_of_the_screen(kept):
    on_screen = [
        (sheet.title, line.label, column, str(cell.number) if cell.number is not None else cell.text)
        for sheet in sheets(kept)
        for line in (*sheet.lines, *([sheet.foot] if sheet.foot else []))
        for column, cell in zip(sheet.columns, line.cells, strict=True)
    ]
    assert [tuple(row) for row in csv.reader(io.StringIO(csv_text(sheets(kept))[1:]))][1:] == on_screen
    book = load_workbook(io.BytesIO(xlsx_bytes(sheets(kept), about=[])))
    in_book = [
        cell.value for page in book.worksheets[1:] for row in page.iter_rows(min_row=2, min_col=2) for cell in row if cell.value is not None
    ]
    assert in_book == [
        cell.number if cell.number is not None else cell.text
        for sheet in sheets(kept)
        for line in (*sheet.lines, *([sheet.foot] if sheet.foot else []))
        for cell in line.cells
    ]


def test_pages_of_a_workbook_have_names_a_spreadsheet_takes(kept):
    names = load_workbook(io.BytesIO(xlsx_bytes(sheets(kept), about=[]))).sheetnames
    assert len(set(names)) == len(names) == len(kept.tables) + 1
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_centres_side_by_side_show_every_measure(kept):
    table = side_by_side(kept)
    assert table.columns == tuple(str(measure.label) for measure in M)
    assert [line.key for line in table.lines] == ["konin", "poznan"]
    assert kept.table(M.CONTACTS, D.CENTRE).cell("poznan") == table.lines[1].cells[0].number == 1234
