"""How two birth dates agree, with the errors that offices make."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from mosty.clients.matching.people import Person

FAR_YEARS = 12  # one digit of the year may be wrong, but a parent is not a slip


class Birth(Enum):
    """How the dates agree."""

    UNKNOWN = "unknown"
    SAME = "same"
    SAME_ROUGH = "same-rough"  # both 1 January of one year, which often means "about that year"
    SWAPPED = "swapped"  # day and month in the other order
    ROUGH = "rough"  # only the year is known or meant on one side, and it fits
    DIGIT = "digit"  # one digit differs, or two stand in the wrong order
    YEAR = "year"  # same day and month, the year before or after
    DIFFERENT = "different"


NEAR = frozenset({Birth.SWAPPED, Birth.ROUGH, Birth.DIGIT, Birth.YEAR})


def compare_births(a: Person, b: Person) -> Birth:
    """How the two birth dates agree. 1 January is taken for "about that year", as registers write it for want of a date."""
    year_a, year_b = _year(a), _year(b)
    if year_a is None or year_b is None:
        return Birth.UNKNOWN
    if a.born is None or b.born is None:
        return Birth.ROUGH if abs(year_a - year_b) <= (a.is_born_approximate or b.is_born_approximate) else Birth.DIFFERENT
    if a.born == b.born:
        return Birth.SAME_ROUGH if _is_rough(a) and _is_rough(b) else Birth.SAME
    if (a.born.year, a.born.month, a.born.day) == (b.born.year, b.born.day, b.born.month):
        return Birth.SWAPPED
    if _is_rough(a) or _is_rough(b):
        if year_a == year_b:
            return Birth.ROUGH
        return Birth.YEAR if abs(year_a - year_b) == 1 else Birth.DIFFERENT
    if a.born.replace(year=2000) == b.born.replace(year=2000) and abs(year_a - year_b) == 1:
        return Birth.YEAR
    if abs(year_a - year_b) < FAR_YEARS:
        if OSA.distance(f"{a.born:%Y%m%d}", f"{b.born:%Y%m%d}", score_cutoff=1) <= 1:
            return Birth.DIGIT
    elif sorted(str(year_a)) == sorted(str(year_b)) and (a.born.month, a.born.day) == (b.born.month, b.born.day):
        return Birth.DIGIT  # 1968 for 1986
    return Birth.DIFFERENT


def _year(person: Person) -> int | None:
    return person.born.year if person.born else person.born_year


def _is_rough(person: Person) -> bool:
    born: date | None = person.born
    return person.is_born_approximate or (born is not None and (born.month, born.day) == (1, 1))
