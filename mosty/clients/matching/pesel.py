"""What a PESEL number says by itself: its check digit, a birth date and a sex. Soft rules: registers hold a few wrong ones.

Source: Act of 24 September 2010 on population records (ustawa o ewidencji ludności), articles 15 and 16, and the ordinance on giving PESEL
numbers: eleven digits YYMMDDZZZXQ; the month carries the century (80 for 1800, 0 for 1900, 20 for 2000, 40 for 2100, 60 for 2200); the
tenth digit is even for women; the last is the check digit, by the weights 1 3 7 9 1 3 7 9 1 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from mosty.clients.matching.letters import ascii_digits

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LENGTH = 11
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
CENTURIES = {80: 1800, 0: 1900, 20: 2000, 40: 2100, 60: 2200}


class PeselWarning(Enum):
    """What looks wrong with a number; `text` in the reader's language. A warning, never a refusal."""

    LENGTH = "length"
    CHECK = "check"
    DATE = "date"
    OTHER_DATE = "other-date"
    OTHER_SEX = "other-sex"

    @property
    def text(self) -> _StrPromise:
        return TEXTS[self]


TEXTS: dict[PeselWarning, _StrPromise] = {
    PeselWarning.LENGTH: _("A PESEL number has 11 digits."),
    PeselWarning.CHECK: _("The last digit does not fit the others: perhaps a digit is wrong."),
    PeselWarning.DATE: _("The first six digits are no date."),
    PeselWarning.OTHER_DATE: _("The number stands for another birth date."),
    PeselWarning.OTHER_SEX: _("The number stands for the other sex."),
}


@dataclass(frozen=True)
class Pesel:
    """A number as read: `born` is empty when its digits are no date."""

    number: str
    born: date | None
    sex: str
    is_check_right: bool


def read_pesel(text: str) -> Pesel | None:
    """The number with what it says; spaces and hyphens do not matter. Nothing when these are not eleven digits."""
    number = "".join(sign for sign in ascii_digits(text) if sign not in " -\u00a0\u2011")
    if len(number) != LENGTH or not (number.isascii() and number.isdecimal()):
        return None
    digits = [int(sign) for sign in number]
    check = -sum(weight * digit for weight, digit in zip(WEIGHTS, digits, strict=False)) % 10
    month = int(number[2:4])
    century = month // 20 * 20
    try:
        born = date(CENTURIES[century] + int(number[:2]), month - century, int(number[4:6]))
    except ValueError:
        born = None
    return Pesel(number, born, "m" if digits[9] % 2 else "f", check == digits[10])


def pesel_warnings(text: str, *, born: date | None = None, sex: str = "") -> tuple[PeselWarning, ...]:
    """What to warn of, with the birth date and the sex ("f", "m") that the file holds. Empty for a number in order, or no text."""
    if not text.strip():
        return ()
    pesel = read_pesel(text)
    if pesel is None:
        return (PeselWarning.LENGTH,)
    found = []
    if not pesel.is_check_right:
        found.append(PeselWarning.CHECK)
    if pesel.born is None:
        found.append(PeselWarning.DATE)
    elif born and born != pesel.born:
        found.append(PeselWarning.OTHER_DATE)
    if sex in {"f", "m"} and sex != pesel.sex:
        found.append(PeselWarning.OTHER_SEX)
    return tuple(found)
