"""Comparison with the year before, and the sentence about the largest change: only what is true."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from mosty.programme.enums import Measure as M
from mosty.programme.queries.figures import Span
from mosty.programme.queries.numbers import numbers
from mosty.programme.queries.overview import counters, insight
from tests.programme.facts import make_visits

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def day(year, month, number=10):
    return datetime(year, month, number, 12, tzinfo=UTC)


def note(span, measure):
    return {counter.measure: counter.note for counter in counters(numbers(span), span)}[measure]


def test_contacts_are_compared_with_the_same_days_a_year_before(cast):
    span = Span((cast.poznan,), date(2026, 10, 1), date(2026, 11, 25))
    make_visits(cast.poznan, 1, day(2025, 1))  # counting began before
    make_visits(cast.poznan, 50, day(2025, 10))
    make_visits(cast.poznan, 40, day(2025, 11, 28))  # later in November than today
    make_visits(cast.poznan, 56, day(2026, 10))
    assert note(span, M.CONTACTS) == "12% more than a year before"


def test_nothing_is_compared_with_a_time_before_counting_began(cast):
    span = Span((cast.poznan,), date(2026, 10, 1), date(2026, 11, 25))
    make_visits(cast.poznan, 50, day(2025, 10))
    make_visits(cast.poznan, 56, day(2026, 10))
    assert "year" not in note(span, M.CONTACTS)


def said(cast, before, after, *, centre=None):
    for months, number in (((5, 6, 7), before), ((8, 9, 10), after)):
        for month in months:
            make_visits(centre or cast.poznan, number, day(2026, month))
    return insight(numbers(Span((cast.konin, cast.poznan), date(2025, 12, 1), TODAY)), today=TODAY)


def test_a_fall_is_said_with_its_numbers(cast):
    found = said(cast, 25, 22)
    assert found.is_fall
    assert found.headline == "Poznań: contacts fell by 12%"
    assert found.detail == "66 in the last three full months, 75 in the three before."


def test_a_rise_is_said_when_nothing_falls(cast):
    found = said(cast, 20, 40)
    assert not found.is_fall
    assert found.headline == "Poznań: contacts rose by 100%"


def test_small_changes_and_small_centres_are_not_worth_a_sentence(cast):
    assert said(cast, 25, 26) is None


def test_few_contacts_go_up_and_down_by_chance(cast):
    assert said(cast, 8, 5) is None


def test_a_month_that_is_not_over_is_no_fall(cast):
    make_visits(cast.poznan, 3, day(2026, 11, 2))
    assert said(cast, 25, 25) is None
