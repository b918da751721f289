"""What the first page of the editor shows: lists of work that waits for the person.

A subject adds its own list with `register`; it is a function of the request that gives a `Panel`, or None for a person whom it does
not concern. Panels stand in the order of their numbers, after Wagtail's list of what waits for a review (220).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from mosty.accounts.enums import Right
from mosty.core.dates import day_words
from mosty.guide import access
from mosty.guide.queries import desk

MOST_ROWS = 10


@dataclass(frozen=True)
class Row:
    """One thing to do. `note` says since when or what about."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """A list of work. `empty` is what an empty list says; `more_url` leads to the whole list, of `count` things."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    empty: str = ""
    more_url: str = ""
    count: int = 0


PANELS: list[tuple[int, Callable[[HttpRequest], Panel | None]]] = []


def register(order: int, function: Callable[[HttpRequest], Panel | None]) -> None:
    """Add a list to the first page; once, whoever imports the module again."""
    if (order, function) not in PANELS:
        PANELS.append((order, function))


class PanelComponent(Component):
    """How Wagtail's first page shows one of our lists."""

    template_name = "portal/editors/panel.html"

    def __init__(self, panel: Panel, order: int):
        self.panel = panel
        self.order = order

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"panel": self.panel, "rows": self.panel.rows[:MOST_ROWS], "rest": max(0, self.panel.count - MOST_ROWS)}


def components(request: HttpRequest) -> list[PanelComponent]:
    """The lists that concern the person, in order."""
    found = ((function(request), order) for order, function in sorted(PANELS, key=lambda one: one[0]))
    return [PanelComponent(panel, order) for panel, order in found if panel is not None]


def overdue(request: HttpRequest) -> Panel | None:
    """National editors: Polish articles whose facts should have been checked by now, one's own first."""
    if not access.may(request.user, Right.GUIDE_WRITE):
        return None
    found = desk.overdue(request.user)
    rows = [Row(title=one.page.title, url=reverse("living:article", args=[one.page.slug]), note=_note(one)) for one in found]
    more = f"{reverse('living:articles')}?only=overdue"
    return Panel("overdue", _("Articles to check"), rows, _("Every article was checked in time."), more_url=more, count=len(rows))


def _note(one: desk.Overdue) -> str:
    sentence = _("yours, to be checked by %(day)s") if one.is_mine else _("to be checked by %(day)s")
    return sentence % {"day": day_words(one.due_on, "plain")}


register(230, overdue)
