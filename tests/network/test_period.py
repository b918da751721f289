"""Whatever an address asks for, there is a period, and a sentence when it is another one."""

from datetime import date

import pytest
from django.utils.translation import override

from mosty.network.period import Period, asked_period, presets

TODAY = date(2026, 11, 25)


def ask(**asked):
    return asked_period({"from" if name == "first" else "to": value for name, value in asked.items()}, today=TODAY)


def test_nothing_asked_is_the_last_twelve_months():
    assert ask() == Period(date(2025, 12, 1), date(2026, 11, 30))


def test_months_are_whole():
    assert ask(first="2024-02", last="2024-02") == Period(date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-09", "2026-03", (date(2026, 3, 1), date(2026, 9, 30))),
        ("2026-03", "2031-01", (date(2026, 3, 1), date(2026, 11, 30))),
        ("2030-03", "2031-01", (date(2026, 11, 1), date(2026, 11, 30))),
        ("1999-01", "2015-04", (date(2015, 1, 1), date(2015, 4, 30))),
        ("1999-01", "1999-04", (date(2015, 1, 1), date(2015, 1, 31))),
        ("0001-01", "0001-01", (date(2015, 1, 1), date(2015, 1, 31))),
        ("2016-01", "2026-11", (date(2023, 12, 1), date(2026, 11, 30))),
        ("2026-13", "2026-11", (date(2025, 12, 1), date(2026, 11, 30))),
        ("yesterday", "2026-03", (date(2025, 4, 1), date(2026, 3, 31))),
        ("2026-03-01", "", (date(2025, 12, 1), date(2026, 11, 30))),
        ("٢٠٢٦-٠٣", "' OR 1=1 --", (date(2025, 12, 1), date(2026, 11, 30))),
        ("9" * 5000, "\x00", (date(2025, 12, 1), date(2026, 11, 30))),
    ],
)
def test_impossible_period_becomes_the_nearest_and_says_so(first, last, expected):
    period = ask(first=first, last=last)
    assert (period.first_on, period.last_on) == expected
    assert period.sentences


def test_presets_know_which_one_is_shown():
    chosen = [preset.is_current for preset in presets(ask(), today=TODAY, keep={})]
    assert chosen == [True, False, False]
    assert [preset.query for preset in presets(ask(), today=TODAY, keep={"centre": "pila"})][2] == "from=2026-10&to=2026-11&centre=pila"


def test_period_says_the_year_once():
    with override("en"):
        assert str(Period(date(2026, 9, 1), date(2026, 11, 30))) == "September – November 2026"
        assert str(Period(date(2025, 12, 1), date(2026, 11, 30))) == "December 2025 – November 2026"
        assert str(Period(date(2026, 11, 1), date(2026, 11, 30))) == "November 2026"
