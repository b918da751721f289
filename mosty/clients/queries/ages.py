"""How old a person is, as far as the birth date is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mosty.clients.enums.consents import ADULT_YEARS
from mosty.core import time

if TYPE_CHECKING:
    from mosty.clients.models import Client


def age_on(client: Client, day: date) -> int | None:
    """Whole years on the day; nothing when no year of birth is known.

    With the year alone (or the month) the later birthday is meant: who may still be a minor counts as one.
    """
    if client.birth_on is not None:
        months = {"month": 1}.get(client.birth_quality, 0)
        born = time.months_later(client.birth_on, months)
        return max(day.year - born.year - ((day.month, day.day) < (born.month, born.day)), 0)
    if client.birth_year:
        return max(day.year - client.birth_year - 1, 0)
    return None


def is_minor(client: Client, day: date) -> bool:
    """Certainly or perhaps under 18 on the day. A person whose year of birth is not known is taken for an adult."""
    age = age_on(client, day)
    return age is not None and age < ADULT_YEARS


def came_of_age(client: Client, given_on: date, day: date) -> bool:
    """Was the person a minor on the first day, and of age on the second?"""
    return is_minor(client, given_on) and not is_minor(client, day)
