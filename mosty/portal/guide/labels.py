"""What a reader is told of a translation: who made it, which paragraphs no person has checked, which are newer in Polish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from mosty.guide.enums import Origin
from mosty.guide.queries.ledger import plain

if TYPE_CHECKING:
    from mosty.guide.queries.articles import Reading
    from mosty.guide.queries.ledger import Label


class Notes:
    """The notes of the paragraphs of one block of a page; with an empty path, of its summary."""

    def __init__(self, label: Label, block: str, *, path: str = ""):
        self.kinds: dict[str, str] = {}
        for mark in label.marks:
            here = mark["path"].startswith(f"body.{block}.") if block else mark["path"] == path
            if here and (mark["kind"] != "machine" or label.origin == Origin.PARTLY):
                self.kinds.setdefault(mark["text"], mark["kind"])

    def below(self, source: str, html: SafeString) -> SafeString:
        """A paragraph with its note under it. `source`: the same as it is kept, with its marks."""
        return self._noted(source, html, '{}<p class="tiny soft"{}>{}</p>')

    def behind(self, source: str, html: SafeString) -> SafeString:
        """A line with its note behind it."""
        return self._noted(source, html, "{} <small{}>({})</small>")

    def _noted(self, source: str, html: SafeString, form: str) -> SafeString:
        if not self.kinds or not source:
            return html
        kind = next((self.kinds[piece] for piece in _pieces(source) if piece in self.kinds), "")
        if not kind:
            return html
        if kind == "polish":
            html = format_html('<span lang="pl" dir="ltr">{}</span>' if "<small" in form else '<div lang="pl" dir="ltr">{}</div>', html)
        direction = "rtl" if get_language_bidi() else "ltr"
        return format_html(form, html, format_html(' lang="{}" dir="{}" data-note="{}"', get_language(), direction, kind), _words(kind))


def _apart(tools: tuple[str, ...]) -> str:
    """Names in Latin letters, in an order of their own inside Arabic."""
    return ", ".join(f"\N{FIRST STRONG ISOLATE}{tool}\N{POP DIRECTIONAL ISOLATE}" for tool in tools)


def _pieces(html: str) -> list[str]:
    """What of a paragraph is translated as one: a list point by point, anything else whole."""
    points = BeautifulSoup(html, "html.parser").find_all("li")
    return [plain(str(point)) for point in points] or [plain(html)]


def _words(kind: str) -> str:
    return {
        "stale": _("The Polish paragraph is newer: this translation waits to be renewed."),
        "polish": _("This paragraph is not translated yet."),
        "machine": _("A machine translated this paragraph; no person has checked it yet."),
    }[kind]


def lead_notes(reading: Reading, html: SafeString) -> SafeString:
    """The summary, with a note if its translation needs one."""
    return Notes(reading.label, "", path="summary").behind(reading.page.summary, html)


def told_label(reading: Reading) -> dict[str, str] | None:
    """The label for the trust line and for the head of the page; None for the Polish text itself."""
    label = reading.label
    if reading.language == "pl":
        return None
    warning = {
        Origin.MACHINE: _("A machine translated this text and no person has checked it yet. It may be wrong: the Polish text counts."),
        Origin.PARTLY: _(
            "A machine translated parts of this text and no person has checked them yet. They are marked: there the Polish text counts."
        ),
    }.get(label.origin, "")
    notices = {
        (True, True): _("Some paragraphs are newer in Polish, and some are not translated yet. They are marked."),
        (True, False): _("Some paragraphs are newer in Polish. They are marked."),
        (False, True): _("Some paragraphs are not translated yet. They are marked."),
    }
    return {
        "origin": label.origin.value,
        "sentence": _("%(label)s (%(engine)s)") % {"label": label.sentence(), "engine": _apart(label.tools)}
        if label.tools
        else label.sentence(),
        "warning": warning,
        "notice": notices.get((label.has_stale, label.has_polish), ""),
    }
