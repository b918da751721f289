"""Charts: a Vega-Lite description becomes an SVG on the server, coloured by our stylesheet.

A description names colours by the words of `Ink`; the SVG carries classes instead (`chart-bar`, `chart-line`, …), no style and
no font, so it follows light and dark and passes a Content-Security-Policy without inline styles. What is drawn once is kept in
the memory of the process; drawing itself happens in a process of its own (`drawing.py`).
docs/decisions/0007-charts.md holds the measurements.
"""

from __future__ import annotations

import atexit
import json
import logging
import re
import select
import subprocess
import sys
import threading
import xml.etree.ElementTree as ElementTree
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from django.utils.safestring import SafeString, mark_safe

log = logging.getLogger(__name__)

PROGRAM = Path(__file__).with_name("drawing.py")
PATIENCE_SECONDS = 20
FONT_SIZE = 13  # px in the drawing; the stylesheet says the same for `.chart`
NAMESPACE = "{http://www.w3.org/2000/svg}"


class Ink(StrEnum):
    """Colours of a description. Each becomes a class of the component `chart`; TEXT is the plain colour of words."""

    TEXT = "#000001"
    AXIS = "#000002"
    STRONG = "#000003"
    GRID = "#000004"
    BASE = "#000005"
    BAR = "#000006"
    BAR_SOFT = "#000007"
    LINE = "#000008"
    AREA = "#000009"
    DOT = "#00000a"
    GHOST = "#00000b"


CLASSES = {
    Ink.TEXT: "",
    Ink.AXIS: "chart-axis",
    Ink.STRONG: "chart-strong",
    Ink.GRID: "chart-grid",
    Ink.BASE: "chart-base",
    Ink.BAR: "chart-bar",
    Ink.BAR_SOFT: "chart-bar-soft",
    Ink.LINE: "chart-line",
    Ink.AREA: "chart-area",
    Ink.DOT: "chart-dot",
    Ink.GHOST: "chart-ghost",
}
CONFIG = {
    "background": None,
    "font": "Noto Sans",
    "padding": 0,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": FONT_SIZE,
        "labelColor": Ink.AXIS,
        "gridColor": Ink.GRID,
        "domainColor": Ink.BASE,
        "ticks": False,
        "title": None,
    },
    "text": {"fontSize": FONT_SIZE, "color": Ink.TEXT},
    "bar": {"color": Ink.BAR},
    "line": {"color": Ink.LINE, "strokeWidth": 2},
    "area": {"color": Ink.AREA},
    "point": {"color": Ink.DOT, "filled": True},
    "style": {"group-title": {"fill": Ink.STRONG}},
}
KEPT = {"d", "x", "y", "x1", "x2", "dy", "y1", "y2", "cx", "cy", "r", "rx", "width", "height", "transform", "text-anchor", "class"}


class NotDrawn(Exception):
    """The drawing program failed; the number still stands in the table beside."""


def svg(spec: dict[str, Any], *, title: str, description: str = "") -> SafeString:
    """The chart as an inline `<svg role="img">` that is read out as `title` and `description`.

    `spec` is Vega-Lite with its data inside; it reaches for nothing outside. The same description is drawn once a process.
    If it cannot be drawn the answer is empty and the log says why: every chart stands beside its table.
    """
    try:
        drawn = _draw(json.dumps(spec, sort_keys=True, default=str))
    except NotDrawn:
        log.exception("a chart was not drawn")
        return SafeString("")
    words = f"<title>{_escape(title)}</title>" + (f"<desc>{_escape(description)}</desc>" if description else "")
    return mark_safe(drawn.replace(">", f">{words}", 1))  # noqa: S308 - our own drawing, words escaped


@lru_cache(maxsize=400)  # about 2 kB each
def _draw(spec: str) -> str:
    description = json.loads(spec)
    description.setdefault("$schema", "https://vega.github.io/schema/vega-lite/v5.json")
    description["config"] = CONFIG | description.get("config", {})
    return _restyle(_program.draw(json.dumps(description)))


class _Program:
    """The drawing program, started when first needed and again when it has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def draw(self, description: str) -> str:
        """The drawing. Raises `NotDrawn`."""
        with self._lock:
            answer = self._ask(description) or self._ask(description)  # it may have ended between two questions
        if not answer or "svg" not in (drawn := json.loads(answer)):
            raise NotDrawn(answer or "no answer")
        return str(drawn["svg"])

    def _ask(self, description: str) -> str:
        if self._process is not None and self._process.poll() is not None:
            self.end()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - no shell, no word from people in the arguments
                [sys.executable, "-I", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
            )
        asking, answering = cast(IO[str], self._process.stdin), cast(IO[str], self._process.stdout)
        try:
            asking.write(description + "\n")
            asking.flush()
            ready, _, _ = select.select([answering], [], [], PATIENCE_SECONDS)
            answer = answering.readline() if ready else ""
        except OSError:
            answer = ""
        if not answer:
            self.end()
        return answer

    def end(self) -> None:
        """Stop the program; the next question starts it again."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


_program = _Program()
atexit.register(_program.end)


def _restyle(drawn: str) -> str:
    """Our classes instead of colours; nothing that is invisible, nothing that the policy of the page would block."""
    root = ElementTree.fromstring(drawn)  # noqa: S314 - what our own library has just written
    box = root.get("viewBox", "0 0 0 0")
    for element in root.iter():
        element.tag = element.tag.removeprefix(NAMESPACE)
    _prune(root)
    for element in root.iter():
        ink = CLASSES.get(element.get("fill") or "") or CLASSES.get(element.get("stroke") or "") or ""  # type: ignore[call-overload]
        for name in set(element.attrib) - KEPT:
            del element.attrib[name]
        element.attrib.pop("class", None)
        if ink:
            element.set("class", ink)
    root.attrib.clear()
    # words keep the order of the page's script inside, but anchors must not flip on right-to-left pages
    root.attrib.update({"class": "chart", "viewBox": box, "role": "img", "direction": "ltr"})
    text = ElementTree.tostring(root, encoding="unicode")
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}".rstrip("0").rstrip("."), text)


def _prune(element: ElementTree.Element) -> None:
    for child in list(element):
        _prune(child)
        is_empty = child.tag in ("g", "defs", "clipPath") and not len(child)
        is_unseen = child.get("display") == "none" or (child.tag == "path" and not _is_inked(child)) or child.get("opacity") == "0"
        is_ground = child.tag == "rect" and not _is_inked(child)
        if is_empty or is_unseen or is_ground:
            element.remove(child)
        elif child.tag == "g" and set(child.attrib) <= {"class", "role", "aria-hidden", "aria-roledescription", "pointer-events"}:
            _unwrap(element, child)


def _unwrap(parent: ElementTree.Element, group: ElementTree.Element) -> None:
    """A group that moves nothing is only weight."""
    place = list(parent).index(group)
    parent.remove(group)
    for offset, child in enumerate(list(group)):
        parent.insert(place + offset, child)


def _is_inked(element: ElementTree.Element) -> bool:
    return element.get("fill") in CLASSES or element.get("stroke") in CLASSES


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
