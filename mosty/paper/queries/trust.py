"""What a paper says of its own text: whose it is, when it was checked, what no person has checked. Language: the active one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from mosty.core import time
from mosty.core.dates import day_words
from mosty.guide.enums import Origin
from mosty.guide.queries.ledger import plain
from mosty.paper.queries.texts import Piece, text

if TYPE_CHECKING:
    from mosty.guide.queries.articles import Reading
    from mosty.guide.queries.ledger import Label


def lines(reading: Reading) -> list[str]:
    """Who wrote, who translated, when the facts were checked; then warnings, if there are any."""
    page = reading.page
    found = [
        page.author or _("Text prepared for the demo of this portal"),
        _("Facts checked on %(day)s") % {"day": day_words(page.checked_on, "plain")},
        _("next check by %(day)s") % {"day": day_words(page.next_check_on, "plain")},
    ]
    if reading.language != "pl":
        tools = ", ".join(reading.label.tools)
        found.append(f"{reading.label.sentence()} ({tools})" if tools else reading.label.sentence())
    return found


def warnings(reading: Reading) -> list[str]:
    """What a reader must know before they rely on the text."""
    label = reading.label
    found = {
        Origin.MACHINE: [_("A machine translated this text and no person has checked it yet. It may be wrong: the Polish text counts.")],
        Origin.PARTLY: [
            _("A machine translated parts of this text and no person has checked them yet. They are marked: there the Polish text counts.")
        ],
    }.get(label.origin if reading.language != "pl" else Origin.SOURCE, [])
    notices = {
        (True, True): _("Some paragraphs are newer in Polish, and some are not translated yet. They are marked."),
        (True, False): _("Some paragraphs are newer in Polish. They are marked."),
        (False, True): _("Some paragraphs are not translated yet. They are marked."),
    }
    if reading.language != "pl" and (label.has_stale or label.has_polish):
        found.append(notices[label.has_stale, label.has_polish])
    if reading.doubt.since:
        sentence = _("The law behind this text changed on %(day)s. We are checking the text. Until then please ask the office.")
        found.append(sentence % {"day": day_words(reading.doubt.since, "plain")})
    if reading.page.next_check_on < time.today() or any(fact.is_old for fact in reading.facts.values()):
        found.append(_("Some facts on this page were checked long ago. Please confirm them with the office."))
    return found


class Marks:
    """The notes of the paragraphs of one block; with an empty block, of the summary."""

    def __init__(self, label: Label, block: str = ""):
        self.kinds: dict[str, str] = {}
        for mark in label.marks:
            here = mark["path"].startswith(f"body.{block}.") if block else mark["path"] == "summary"
            if here and (mark["kind"] != "machine" or label.origin == Origin.PARTLY):
                self.kinds.setdefault(mark["text"], mark["kind"])

    def noted(self, source: str, pieces: list[Piece]) -> list[Piece]:
        """The pieces of `source` with a note behind them if they need one; in Polish, they are marked as Polish."""
        kind = next((self.kinds[one] for one in _points(source) if one in self.kinds), "") if self.kinds and source else ""
        if not kind:
            return pieces
        shown: list[Piece] = [{"k": "lang", "lang": "pl", "c": pieces}] if kind == "polish" else pieces
        return [*shown, {"k": "note", "c": [text(_note(kind))]}]


def _points(html: str) -> list[str]:
    """What of a paragraph is translated as one: a list point by point, anything else whole."""
    points = BeautifulSoup(html, "html.parser").find_all("li")
    return [plain(str(point)) for point in points] or [plain(html)]


def _note(kind: str) -> str:
    return {
        "stale": _("The Polish paragraph is newer: this translation waits to be renewed."),
        "polish": _("This paragraph is not translated yet."),
        "machine": _("A machine translated this paragraph; no person has checked it yet."),
    }[kind]
