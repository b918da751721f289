"""The numbers of a span: totals and tables, as they are or as they may be published.

Screen, CSV, XLSX, frozen report and public page all read a `Numbers`, so they cannot differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mosty.core.audit import looks
from mosty.directory.enums import Topic
from mosty.directory.models import Service
from mosty.programme.enums import Dimension, Measure
from mosty.programme.queries.definitions import DEFINITIONS
from mosty.programme.queries.figures import DIMENSIONS, NONE, Span, adds_up, count
from mosty.programme.queries.hiding import UNDER, cells_to_hide, is_small, rows_to_hide

D, M = Dimension, Measure
REST = "*"  # the row that gathers what may not stand alone
WHOLE = ""  # the only column of a table by one dimension

Names = Mapping[str, Mapping[str, Mapping[str, str]]]  # centre or service → slug → language → name


@dataclass(frozen=True)
class Table:
    """One measure by one dimension, or by two. A cell is None when its number is hidden."""

    measure: Measure
    by: Dimension
    across: Dimension | None
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int | None]
    adds_up: bool
    is_withheld: bool = False  # nothing of it may be shown
    gathered: int = 0  # how many rows stand in REST

    def cell(self, row: str, column: str = WHOLE) -> int | None:
        """The number, nought where nothing was counted, None when hidden."""
        return self.cells.get((row, column), 0)

    @property
    def hides(self) -> bool:
        return self.is_withheld or bool(self.gathered) or any(number is None for number in self.cells.values())


Key = tuple[Measure, Dimension, Dimension | None]


@dataclass(frozen=True)
class Numbers:
    """Totals by measure, tables by (measure, dimension, second dimension), and the names of centres and services."""

    first_on: date
    last_on: date
    totals: Mapping[Measure, int | None]
    tables: Mapping[Key, Table]
    names: Names = field(default_factory=dict)
    definitions: str = DEFINITIONS
    is_full: bool = True  # False: what may not be published is hidden

    def table(self, measure: Measure, by: Dimension, across: Dimension | None = None) -> Table:
        """The table. Raises `KeyError` if it was not counted."""
        return self.tables[measure, by, across]

    @property
    def hides(self) -> bool:
        return any(number is None for number in self.totals.values()) or any(table.hides for table in self.tables.values())


OVERVIEW: tuple[Key, ...] = (
    (M.CONTACTS, D.CENTRE, D.MONTH),
    *((measure, D.CENTRE, None) for measure in Measure),
    (M.CONTACTS, D.MONTH, None),
    (M.PEOPLE, D.CITIZENSHIP, None),
    (M.ENCOUNTERS, D.SERVICE, None),
    (M.CONTACTS, D.LANGUAGE, None),
    (M.CONTACTS, D.TOPIC, None),
)
EVERYTHING: tuple[Key, ...] = (
    (M.CONTACTS, D.CENTRE, D.MONTH),
    *((measure, by, None) for measure, dimensions in DIMENSIONS.items() for by in dimensions),
)


def numbers(span: Span, wanted: Iterable[Key] = OVERVIEW) -> Numbers:
    """Count the wanted tables, in full. One query a table."""
    wanted = list(wanted)
    services = {service.slug: service for service in Service.objects.order_by("order", "slug")}
    counted: dict[Key, dict[tuple[str, ...], int]] = {}
    for measure, by, across in wanted:
        sums = _sums(counted, measure, by)
        counted[measure, by, across] = count(span, measure, [d for d in (by, across) if d]) if sums is None or across else sums
    totals: dict[Measure, int] = {}
    for measure in dict.fromkeys(measure for measure, _, _ in wanted):
        sums_up = (sum(found.values()) for (m, by, _), found in counted.items() if m == measure and adds_up(m, by))
        total = next(sums_up, None)
        totals[measure] = count(span, measure).get((), 0) if total is None else total
    tables = {key: _table(span, key, found, list(services)) for key, found in counted.items()}
    names = {
        "centre": _centre_names(span),
        "service": {slug: dict(service.names) for slug, service in services.items()},
    }
    return Numbers(span.first_on, span.last_on, dict(totals), tables, names)


def _sums(counted: Mapping[Key, Mapping[tuple[str, ...], int]], measure: Measure, by: Dimension) -> dict[tuple[str, ...], int] | None:
    """Sums of a table by two dimensions that was counted before, if its rows add up: one query less."""
    for (m, first, second), found in counted.items():
        if m == measure and second and by in (first, second) and adds_up(m, first) and adds_up(m, second):
            sums: Counter[tuple[str, ...]] = Counter()
            for keys, number in found.items():
                sums[(keys[0 if by == first else 1],)] += number
            return dict(sums)
    return None


def publishable_numbers(span: Span, wanted: Iterable[Key] = OVERVIEW) -> Numbers:
    """Count, and hide what may not be published."""
    return publishable(numbers(span, wanted))


def full_numbers(span: Span, wanted: Iterable[Key] = OVERVIEW) -> Numbers:
    """Count, small numbers included, and note that the person of this request saw them (docs/decisions/0006-small-cells.md)."""
    organisations = {centre.organization_id for centre in span.centres}
    one = span.centres[0].pk if len(span.centres) == 1 else None
    for organisation in sorted(organisations, key=str):
        looks.note("export", "programme.figures", [f"{span.first_on}..{span.last_on}"], organisation=organisation, centre=one)
    return numbers(span, wanted)


def totals_of(span: Span) -> dict[Measure, int]:
    """Only the totals, for a comparison: one query a measure."""
    return {measure: count(span, measure).get((), 0) for measure in Measure}


def _centre_names(span: Span) -> dict[str, dict[str, str]]:
    """A centre is called after its town, as people do, unless two share one."""
    towns = Counter(centre.town_id for centre in span.centres)
    return {
        centre.slug: {"pl": centre.town.name, **centre.town.names} if towns[centre.town_id] == 1 else {"pl": centre.name, **centre.names}
        for centre in span.centres
    }


def _table(span: Span, key: Key, found: Mapping[tuple[str, ...], int], services: Sequence[str]) -> Table:
    measure, by, across = key
    cells = {(keys[0], keys[1] if across else WHOLE): number for keys, number in found.items()}
    rows = _line(span, by, cells, services)
    columns = span.months if across == D.MONTH else (WHOLE,)
    return Table(measure, by, across, rows, columns, cells, adds_up(measure, by))


def _line(span: Span, by: Dimension, cells: Mapping[tuple[str, str], int], services: Sequence[str]) -> tuple[str, ...]:
    """Rows in the order in which they are read; centres, months and topics also when nothing was counted there."""
    present = {row for row, _ in cells}
    empty = (NONE,) if NONE in present else ()
    if by == D.CENTRE:
        return tuple(centre.slug for centre in span.centres)
    if by == D.MONTH:
        return span.months
    if by == D.TOPIC:
        return (*Topic.values, *empty)
    if by == D.SERVICE:
        return (*(slug for slug in services if slug in present), *empty)
    sums: Counter[str] = Counter()
    for (row, _), number in cells.items():
        sums[row] += number
    return (*sorted(present - {NONE}, key=lambda row: (-sums[row], row)), *empty)


# --- What may be published ------------------------------------------------------------------------------------------


def publishable(full: Numbers, *, under: int = UNDER) -> Numbers:
    """The same numbers with small ones hidden, and whatever would give them away.

    A small total takes all tables of its measure with it. Contacts and anonymous contacts are hidden together, since their
    difference, contacts of registered people, is a number too.
    """
    totals = {measure: None if is_small(number or 0, under) else number for measure, number in full.totals.items()}
    registered = (full.totals.get(M.CONTACTS) or 0) - (full.totals.get(M.ANONYMOUS) or 0)
    if M.ANONYMOUS in totals and is_small(registered, under):
        totals[M.ANONYMOUS] = None
    tables: dict[Key, Table] = {}
    hidden_margins: dict[Dimension, frozenset[str] | None] = {}
    for key, table in full.tables.items():
        if table.across is not None:
            continue
        hidden = None if totals[table.measure] is None else _hidden_rows(full, totals, table, under)
        if table.measure == M.CONTACTS:
            hidden_margins[table.by] = hidden
        tables[key] = _without(table, hidden, full.totals[table.measure] or 0)
    for key, table in full.tables.items():
        if table.across is not None:
            tables[key] = _without_cells(table, hidden_margins.get(table.by), hidden_margins.get(table.across), under)
    return replace(full, totals=totals, tables={key: tables[key] for key in full.tables}, is_full=False)


def _hidden_rows(full: Numbers, totals: Mapping[Measure, int | None], table: Table, under: int) -> frozenset[str] | None:
    of_anonymous = full.tables.get((M.ANONYMOUS, table.by, None))
    of_all = full.tables.get((M.CONTACTS, table.by, None))
    if table.measure in (M.CONTACTS, M.ANONYMOUS) and of_anonymous and of_all and totals[M.ANONYMOUS] is not None:
        anonymous = {row: of_anonymous.cell(row) or 0 for row in of_all.rows}
        registered = {row: (of_all.cell(row) or 0) - anonymous[row] for row in of_all.rows}
        return rows_to_hide(of_all.rows, [anonymous, registered], under=under)
    return rows_to_hide(table.rows, [{row: table.cell(row) or 0 for row in table.rows}], under=under)


def _without(table: Table, hidden: frozenset[str] | None, total: int) -> Table:
    """The table without hidden rows. Languages and citizenships lose even their names: one person may be the only one."""
    if hidden is None:
        return replace(table, rows=(), cells={}, is_withheld=True)
    if table.by not in (D.LANGUAGE, D.CITIZENSHIP) or not hidden:
        cells: dict[tuple[str, str], int | None] = {(row, WHOLE): table.cell(row) for row in table.rows}
        return replace(table, cells=cells | {(row, WHOLE): None for row in hidden})
    shown = tuple(row for row in table.rows if row not in hidden)
    cells = {(row, WHOLE): table.cell(row) for row in shown}
    # the sum of the gathered rows is no secret where rows add up: the total minus what is shown
    cells[REST, WHOLE] = total - sum(number or 0 for number in cells.values())
    return replace(table, rows=(*shown, REST), cells=cells, gathered=len(hidden))


def _without_cells(table: Table, rows: frozenset[str] | None, columns: frozenset[str] | None, under: int) -> Table:
    hidden = None
    if rows is not None and columns is not None:
        known = {cell: number for cell, number in table.cells.items() if number is not None}
        hidden = cells_to_hide(known, table.rows, table.columns, hidden_rows=rows, hidden_columns=columns, under=under)
    if hidden is None:
        return replace(table, cells={}, is_withheld=True)
    return replace(table, cells={**table.cells, **dict.fromkeys(hidden)})


# --- Kept in a frozen report ----------------------------------------------------------------------------------------


def as_json(kept: Numbers) -> dict[str, Any]:
    """The numbers as plain data. Full numbers are refused: what is kept may be published."""
    if kept.is_full:
        raise ValueError("hide small numbers before keeping them")
    return {
        "totals": {str(measure): number for measure, number in kept.totals.items()},
        "tables": [
            {
                "measure": str(table.measure),
                "by": str(table.by),
                "across": table.across and str(table.across),
                "rows": list(table.rows),
                "columns": list(table.columns),
                "cells": [[table.cell(row, column) for column in table.columns] for row in table.rows],
                "adds_up": table.adds_up,
                "is_withheld": table.is_withheld,
                "gathered": table.gathered,
            }
            for table in kept.tables.values()
        ],
        "names": kept.names,
    }


def from_json(kept: Mapping[str, Any], *, first_on: date, last_on: date, definitions: str) -> Numbers:
    """What `as_json` kept."""
    tables: dict[Key, Table] = {}
    for entry in kept["tables"]:
        across = D(entry["across"]) if entry["across"] else None
        cells = {
            (row, column): number
            for row, line in zip(entry["rows"], entry["cells"], strict=True)
            for column, number in zip(entry["columns"], line, strict=True)
        }
        table = Table(
            M(entry["measure"]), D(entry["by"]), across, tuple(entry["rows"]), tuple(entry["columns"]), cells,
            entry["adds_up"], entry["is_withheld"], entry["gathered"],
        )  # fmt: skip
        tables[table.measure, table.by, table.across] = table
    totals = {M(measure): number for measure, number in kept["totals"].items()}
    return Numbers(first_on, last_on, totals, tables, kept["names"], definitions, is_full=False)
