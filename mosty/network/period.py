"""The period that an address asks for. Whatever it says, there is a nearest valid one, and a sentence when it is another."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from mosty.programme.queries.labels import period_label

MONTH = re.compile(r"(\d{4})-(\d{1,2})\Z", re.ASCII)
EARLIEST = date(2015, 1, 1)
LONGEST_MONTHS = 36


@dataclass(frozen=True)
class Period:
    """Whole months, first day to last day. `sentences` tell what was changed in what the person asked for."""

    first_on: date
    last_on: date
    sentences: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """As in the address: from and to, as `2026-03`."""
        return {"from": f"{self.first_on:%Y-%m}", "to": f"{self.last_on:%Y-%m}"}

    def __str__(self) -> str:
        return period_label(self.first_on, self.last_on)


@dataclass(frozen=True)
class Preset:
    label: str
    query: str
    is_current: bool


def asked_period(asked, *, today: date) -> Period:
    """The period of `from` and `to` in a form or address; the last twelve months when nothing is said."""
    sentences: list[str] = []
    this_month = today.replace(day=1)
    last = _month(asked.get("to", ""), sentences) or this_month
    first = _month(asked.get("from", ""), sentences) or _back(last, 11)
    if first > last:
        first, last = last, first
        sentences.append(_("The first month was after the last one, so we exchanged them."))
    if last > this_month:
        last = this_month
        first = min(first, last)
        sentences.append(_("The future has no numbers yet: the period ends this month."))
    if first < EARLIEST:
        first = EARLIEST
        last = max(first, last)
        sentences.append(_("There are no numbers before 2015: the period begins there."))
    if _distance(first, last) > LONGEST_MONTHS - 1:
        first = _back(last, LONGEST_MONTHS - 1)
        sentences.append(_("The period covers three years at most: the last three are shown."))
    return Period(first, last_day(last), tuple(dict.fromkeys(sentences)))


def presets(period: Period, *, today: date, keep: dict[str, str]) -> list[Preset]:
    """Periods one click away; `keep` is what else stays in the address."""
    month = today.replace(day=1)
    offered = [
        (_("Last 12 months"), _back(month, 11)),
        (_("This year"), month.replace(month=1)),
        (_("This quarter"), month.replace(month=(month.month - 1) // 3 * 3 + 1)),
    ]
    made = [(label, Period(first, last_day(month))) for label, first in offered]
    return [Preset(label, urlencode({**one.values, **keep}), one.values == period.values) for label, one in made]


def _month(text: str, sentences: list[str]) -> date | None:
    text = text.strip()
    found = MONTH.match(text)
    if found and 1 <= int(found[2]) <= 12 and int(found[1]) >= 1:
        return date(int(found[1]), int(found[2]), 1)
    if text:
        sentences.append(_("We could not read a month, so we chose one. A month is written like 2026-03."))
    return None


def _back(month: date, count: int) -> date:
    number = month.year * 12 + month.month - 1 - count
    return date(max(number // 12, 1), number % 12 + 1, 1)


def _distance(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def last_day(month: date) -> date:
    """The last day of the month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
