"""Tables for people: words and numbers, ready for the screen, CSV and XLSX, all from the same `Table`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mosty.programme.enums import Dimension, Measure
from mosty.programme.queries.labels import figure, label
from mosty.programme.queries.numbers import REST, Numbers, Table

D, M = Dimension, Measure
HIDDEN = gettext_noop("Numbers from 1 to 4 are hidden, and so are those that would give them away.")


@dataclass(frozen=True)
class Figure:
    """One cell: the number (None: hidden) and how it is written."""

    number: int | None
    text: str

    @property
    def is_hidden(self) -> bool:
        return self.number is None


@dataclass(frozen=True)
class Line:
    """One row: its key, its words, its cells."""

    key: str
    label: str
    cells: tuple[Figure, ...]


@dataclass(frozen=True)
class Sheet:
    """A table for people. `notes` say what a reader must know before adding anything."""

    title: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    foot: Line | None
    notes: tuple[str, ...]


def shown(number: int | None) -> Figure:
    """The number as a cell."""
    return Figure(number, _("hidden") if number is None else figure(number))


def sheet(kept: Numbers, measure: Measure, by: Dimension, across: Dimension | None = None) -> Sheet:
    """The counted table in words. Raises `KeyError` if it was not counted."""
    table = kept.table(measure, by, across)
    columns = tuple(label(across, column, kept.names) for column in table.columns) if across else (str(measure.label),)
    lines = [Line(row, label(by, row, kept.names), tuple(shown(table.cell(row, column)) for column in table.columns)) for row in table.rows]
    total = kept.totals[measure]
    foot = Line("", _("Total"), (shown(total),)) if across is None else None
    if across is not None:  # the sums stand in the tables by one dimension, with what is hidden there
        margin = kept.tables.get((measure, by, None))
        columns = (*columns, _("Total"))
        lines = [
            Line(line.key, line.label, (*line.cells, shown(margin.cell(line.key) if margin and not margin.is_withheld else None)))
            for line in lines
        ]
    title = (
        _("%(measure)s by %(dimension)s and %(other)s") % {"measure": measure.label, "dimension": _small(by), "other": _small(across)}
        if across
        else _("%(measure)s by %(dimension)s") % {"measure": measure.label, "dimension": _small(by)}
    )
    return Sheet(title, str(by.label), columns, () if table.is_withheld else tuple(lines), foot, tuple(_notes(table)))


def side_by_side(kept: Numbers, measures: Sequence[Measure] = tuple(Measure), by: Dimension = D.CENTRE) -> Sheet:
    """All measures beside one another, by centre."""
    tables = [kept.table(measure, by) for measure in measures]
    rows = max((table.rows for table in tables), key=len)
    withheld = shown(None)
    lines = tuple(
        Line(row, label(by, row, kept.names), tuple(withheld if table.is_withheld else shown(table.cell(row)) for table in tables))
        for row in rows
    )
    foot = Line("", _("Whole network"), tuple(shown(kept.totals[measure]) for measure in measures))
    notes = [note for table in tables if table.hides for note in [_(HIDDEN)]][:1]
    notes.append(_("A person who came to two centres counts once in the total, so people do not add up."))
    return Sheet(_("Centres side by side"), str(by.label), tuple(str(measure.label) for measure in measures), lines, foot, tuple(notes))


def sheets(kept: Numbers) -> list[Sheet]:
    """Every counted table, in order: what goes into a file."""
    return [sheet(kept, *key) for key in kept.tables]


def _small(by: Dimension) -> str:
    names = {
        D.CENTRE: _("centre"),
        D.MONTH: _("month"),
        D.SERVICE: _("service"),
        D.TOPIC: _("topic"),
        D.LANGUAGE: _("language"),
        D.CITIZENSHIP: _("citizenship"),
    }
    return names[by]


def _notes(table: Table) -> list[str]:
    notes = []
    if table.is_withheld:
        notes.append(_("There are too few to show a table without telling something about single people."))
    elif table.hides:
        notes.append(_(HIDDEN))
    if not table.adds_up:
        notes.append(
            _("A person can stand in several rows and counts once in the total, so the rows do not add up.")
            if table.measure == M.PEOPLE
            else _("One can stand in several rows, so the rows add up to more than the total.")
        )
    if REST in table.rows and table.gathered:
        notes.append(_("Gathered in one row: %(count)s.") % {"count": figure(table.gathered)})
    return notes
