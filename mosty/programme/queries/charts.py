"""Charts of numbers: Vega-Lite beside the figure it draws. A hidden number is never drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from textwrap import wrap
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from mosty.core import charts
from mosty.core.charts import Ink
from mosty.programme.enums import Dimension, Measure
from mosty.programme.queries.figures import NONE
from mosty.programme.queries.labels import figure, label, month_label
from mosty.programme.queries.numbers import REST, Numbers
from mosty.programme.queries.sheets import Sheet, sheet

D, M = Dimension, Measure
BAR_STEP, BAR_WIDTH, LABEL_WIDTH, ROOM_FOR_NUMBER = 34, 130, 124, 52  # px of the drawing
SMALL_WIDTH, SMALL_HEIGHT, TICK_WIDTH = 124, 90, 40
LINE_LENGTH = 18  # letters of a label
MOST_BARS, MOST_SMALL = 8, 12


@dataclass(frozen=True)
class Drawn:
    """A chart, its heading, and its table. `parts` holds one drawing, or several small ones on one scale."""

    title: str
    note: str
    parts: tuple[SafeString, ...]
    table: Sheet


def bars(kept: Numbers, measure: Measure, by: Dimension, *, title: str) -> Drawn:
    """The largest rows as bars; the others stand in the table. Empty `parts` when nothing may be shown."""
    table, words = kept.table(measure, by), sheet(kept, measure, by)
    known = [row for row in table.rows if row not in (REST, NONE) and table.cell(row)]
    largest = sorted(known, key=lambda row: -(table.cell(row) or 0))[:MOST_BARS]
    if table.cell(NONE) and NONE in table.rows:
        largest = [*largest[: MOST_BARS - 1], NONE]  # what nobody asked is no group: it stands last
    rows = [
        {"i": i, "name": label(by, row, kept.names), "n": table.cell(row), "text": figure(table.cell(row) or 0)}
        for i, row in enumerate(largest)
    ]
    if not rows:
        return Drawn(title, "", (), words)
    there = len([row for row in table.rows if row != REST]) + table.gathered
    note = _("%(shown)s of %(all)s") % {"shown": figure(len(rows)), "all": figure(there)} if there > len(rows) else ""
    said = _list([f"{row['name']} {row['text']}" for row in rows[:3]])
    return Drawn(title, note, (charts.svg(_bars(rows), title=title, description=said),), words)


def small_multiples(kept: Numbers, measure: Measure = M.CONTACTS, *, title: str) -> Drawn:
    """One little line a centre over the months, all on one scale; at most twelve centres, the busiest."""
    table, words = kept.table(measure, D.CENTRE, D.MONTH), sheet(kept, measure, D.CENTRE, D.MONTH)
    is_month_over = (kept.last_on + timedelta(days=1)).day == 1
    months = table.columns if is_month_over or len(table.columns) == 1 else table.columns[:-1]  # half a month would look like a fall
    top = max((table.cell(row, month) or 0 for row in table.rows for month in months), default=0)
    if table.is_withheld or not top:
        return Drawn(title, "", (), words)
    busiest = sorted(table.rows, key=lambda row: -sum(table.cell(row, month) or 0 for month in months))[:MOST_SMALL]
    parts = []
    for row in busiest:
        numbers = [table.cell(row, month) for month in months]
        name = label(D.CENTRE, row, kept.names)
        last = next((number for number in reversed(numbers) if number is not None), 0)
        said = _("%(centre)s, from %(first)s to %(last)s: %(number)s at the end") % {
            "centre": name,
            "first": month_label(months[0]),
            "last": month_label(months[-1]),
            "number": figure(last),
        }
        parts.append(charts.svg(_line(name, numbers, top), title=said))
    first, last_month = month_label(months[0]), month_label(months[-1])
    words_said = {"first": first, "last": last_month}
    note = (_("%(first)s – %(last)s, all on one scale") if len(parts) > 1 else _("%(first)s – %(last)s")) % words_said
    if first == last_month:
        note = first
    return Drawn(title, note, tuple(parts), words)


def main_charts(kept: Numbers) -> list[Drawn]:
    """The bar charts of a page of numbers, in the order in which they are read."""
    return [
        bars(kept, M.PEOPLE, D.CITIZENSHIP, title=_("Where people come from")),
        bars(kept, M.CONTACTS, D.TOPIC, title=_("What contacts were about")),
        bars(kept, M.CONTACTS, D.LANGUAGE, title=_("Languages of contacts")),
        bars(kept, M.ENCOUNTERS, D.SERVICE, title=_("Services given")),
    ]


def _bars(rows: list[dict[str, Any]]) -> dict[str, Any]:
    mirrored = get_language_bidi()
    top = max(row["n"] for row in rows)
    labels = "[" + ", ".join(_quoted("\n".join(wrap(row["name"], LINE_LENGTH, max_lines=2, placeholder=" …"))) for row in rows) + "]"
    y = {
        "field": "i",
        "type": "ordinal",
        "sort": None,
        "axis": {
            "orient": "right" if mirrored else "left",
            "labelColor": Ink.TEXT,
            "labelExpr": f"split({labels}[datum.value], '\\n')",
            "labelLineHeight": 15,
            "labelBaseline": "middle",
            "labelLimit": 0,
            "labelPadding": 8,
        },
    }
    x = {"field": "n", "type": "quantitative", "axis": None, "scale": {"domain": [0, top], "reverse": mirrored, "nice": False}}
    return {
        "width": BAR_WIDTH,
        "height": {"step": BAR_STEP},
        "padding": _mirror(LABEL_WIDTH + 8, ROOM_FOR_NUMBER),
        "autosize": "none",  # every chart has the same width, so letters have the same size
        "data": {"values": rows},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "color": Ink.BAR, "height": 18}},
            {
                "mark": {"type": "text", "align": "right" if mirrored else "left", "dx": -8 if mirrored else 8, "color": Ink.STRONG},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    }


def _line(name: str, numbers: list[int | None], top: int) -> dict[str, Any]:
    mirrored = get_language_bidi()
    values = [{"i": i, "n": number} for i, number in enumerate(numbers) if number is not None]
    end = len(numbers) - 1
    last = [{**value, "text": figure(value["n"])} for value in values[-1:]]
    ticks = _ticks(top)
    y_axis = {
        "values": ticks,
        "labelExpr": " : ".join(f"datum.value == {tick} ? {_quoted(figure(tick))}" for tick in ticks) + " : ''",
        "orient": "right" if mirrored else "left",
        "domain": False,
    }
    scale = {"domain": [0, max(ticks[-1], top)], "nice": False}
    encoding = {
        "x": {
            "field": "i",
            "type": "quantitative",
            "axis": {"labels": False, "grid": False},
            "scale": {"domain": [0, max(end, 1)], "reverse": mirrored, "nice": False},
        },
        "y": {"field": "n", "type": "quantitative", "axis": y_axis, "scale": scale},
    }
    # what cannot be drawn as a line (one month, or a month alone between hidden ones) is a dot
    known = {value["i"] for value in values}
    alone = [value for value in values if not {value["i"] - 1, value["i"] + 1} & known]
    runs = _runs(values)
    return {
        "width": SMALL_WIDTH,
        "height": SMALL_HEIGHT,
        "padding": _mirror(TICK_WIDTH, 6) | {"top": 34, "bottom": 4},
        "autosize": "none",
        "title": {
            "text": name,
            "anchor": "end" if mirrored else "start",
            "color": Ink.STRONG,
            "fontSize": 13,
            "offset": 14,
            "frame": "group",
        },
        "encoding": encoding,
        "layer": [
            *({"data": {"values": run}, "mark": {"type": "area", "color": Ink.AREA}} for run in runs),
            *({"data": {"values": run}, "mark": {"type": "line", "color": Ink.LINE}} for run in runs),
            {"data": {"values": [*alone, *last]}, "mark": {"type": "point", "color": Ink.DOT, "filled": True, "size": 45, "opacity": 1}},
            {
                "data": {"values": last},
                "mark": {"type": "text", "align": "left" if mirrored else "right", "dy": -12, "color": Ink.STRONG},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    }


def _runs(values: list[dict[str, int]]) -> list[list[dict[str, int]]]:
    """Stretches of months without a hidden one between them."""
    runs: list[list[dict[str, int]]] = []
    for value in values:
        if runs and runs[-1][-1]["i"] == value["i"] - 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return [run for run in runs if len(run) > 1]


def _mirror(start: int, end: int) -> dict[str, int]:
    """Room at the start and end of a line of text."""
    left, right = (end, start) if get_language_bidi() else (start, end)
    return {"left": left, "right": right, "top": 0, "bottom": 0}


def _ticks(top: int) -> list[int]:
    """Nought and two or three round numbers up to about the top."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if top <= step * 3:
                return [step * i for i in range(max(2, -(-top // step) + 1))]
        size *= 10


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


def _list(words: list[str]) -> str:
    return ", ".join(words)
