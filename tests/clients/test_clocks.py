"""The clocks of data protection: month ends, leap years, holidays, changes of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mosty.clients.queries.clocks import WITH_EXTENSION, is_working_day, months_end, office_due_at


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-03-05", "2026-04-07"),  # 5 April is Easter Sunday, 6 April Easter Monday
        ("2026-08-31", "2026-09-30"),  # no 31 September
        ("2026-01-31", "2026-03-02"),  # 28 February is a Saturday
        ("2027-01-31", "2027-03-01"),  # 28 February is a Sunday
        ("2028-01-31", "2028-02-29"),  # a leap year, a Tuesday
        ("2026-11-25", "2026-12-28"),  # Christmas, and then a weekend
        ("2026-11-24", "2026-12-28"),  # Christmas Eve is free since 2025
        ("2026-12-01", "2027-01-04"),  # New Year, a weekend
        ("2026-04-03", "2026-05-04"),  # 3 May is a holiday and a Sunday
        ("2026-10-12", "2026-11-12"),
        ("2026-10-11", "2026-11-12"),  # 11 November
        ("2026-07-15", "2026-08-17"),  # Assumption, a Saturday
    ],
)
def test_a_month_ends_with_its_day_or_the_next_working_day(received, due):
    assert months_end(date.fromisoformat(received)) == date.fromisoformat(due)
    assert is_working_day(months_end(date.fromisoformat(received)))


@pytest.mark.parametrize(("received", "due"), [("2026-11-30", "2027-03-01"), ("2026-08-25", "2026-11-25"), ("2026-09-24", "2026-12-28")])
def test_two_more_months_are_counted_from_the_day_of_receipt(received, due):
    assert months_end(date.fromisoformat(received), WITH_EXTENSION) == date.fromisoformat(due)


@pytest.mark.parametrize("aware", [datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)])
def test_72_hours_are_real_hours_over_a_change_of_the_clock(aware):
    assert office_due_at(aware) - aware == timedelta(hours=72)
