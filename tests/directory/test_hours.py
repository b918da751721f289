"""Opening hours: at the border of hours, days, validity, holidays and summer time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mosty.directory.enums import State
from mosty.directory.models import Centre, CentreState, Schedule, ScheduleException
from mosty.directory.queries import hours, places
from tests.cast import Cast, make_centre

WEDNESDAY = date(2026, 11, 25)


def loaded(centre: Centre) -> Centre:
    found = places.centre_by_slug(centre.slug)
    assert found is not None
    return found


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Warsaw's clock in winter."""
    return datetime(day.year, day.month, day.day, hour - 1, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "kind"),
    [(7, 59, "closed"), (8, 0, "open"), (18, 59, "open"), (19, 0, "closed")],
)
def test_open_from_the_first_minute_to_the_last(cast: Cast, hour: int, minute: int, kind: str) -> None:
    assert hours.opening(loaded(cast.poznan), at(WEDNESDAY, hour, minute)).kind == kind


def test_closed_says_when_it_opens(cast: Cast) -> None:
    evening = hours.opening(loaded(cast.poznan), at(WEDNESDAY, 20))
    assert (evening.opens_at, evening.days_away) == (at(WEDNESDAY + timedelta(days=1), 8), 1)
    friday = hours.opening(loaded(cast.poznan), at(date(2026, 11, 27), 17))
    assert (friday.opens_at, friday.days_away) == (at(date(2026, 11, 30), 8), 3)


def test_by_appointment_is_never_called_closed(cast: Cast) -> None:
    Centre.objects.filter(pk=cast.poznan.pk).update(by_appointment_only=True)
    assert hours.opening(loaded(cast.poznan), at(WEDNESDAY, 22)).kind == "by-appointment"


def test_a_public_holiday_is_closed_unless_an_exception_opens_it(cast: Cast) -> None:
    independence = date(2026, 11, 11)
    day = hours.day_hours(loaded(cast.poznan), independence)
    assert not day.is_open
    assert "Niepodległości" in day.holiday
    ScheduleException.objects.create(centre=cast.poznan, day=independence, opens_at=time(10), closes_at=time(12))
    assert hours.opening(loaded(cast.poznan), at(independence, 11)).kind == "open"


def test_an_exception_closes_a_weekday_and_opens_a_saturday(cast: Cast) -> None:
    ScheduleException.objects.create(centre=cast.poznan, day=WEDNESDAY, reason={"pl": "szkolenie"})
    saturday = date(2026, 11, 28)
    ScheduleException.objects.create(centre=cast.poznan, day=saturday, opens_at=time(10), closes_at=time(14))
    assert hours.day_hours(loaded(cast.poznan), WEDNESDAY).reason == {"pl": "szkolenie"}
    assert hours.opening(loaded(cast.poznan), at(WEDNESDAY, 11)).kind == "closed"
    assert hours.opening(loaded(cast.poznan), at(saturday, 13, 59)).kind == "open"


def test_hours_hold_from_their_first_day_to_their_last(cast: Cast) -> None:
    Schedule.objects.filter(centre=cast.poznan).update(valid_from=date(2026, 11, 24), valid_to=WEDNESDAY)
    centre = loaded(cast.poznan)
    open_days = [day.on for day in hours.week(centre, date(2026, 11, 23)) if day.is_open]
    assert open_days == [date(2026, 11, 24), WEDNESDAY]


def test_two_spans_a_day_have_a_break_between(cast: Cast) -> None:
    Schedule.objects.filter(centre=cast.poznan, weekday=2).update(closes_at=time(12))
    Schedule.objects.create(centre=cast.poznan, weekday=2, opens_at=time(13), closes_at=time(17))
    centre = loaded(cast.poznan)
    lunch = hours.opening(centre, at(WEDNESDAY, 12, 30))
    assert (lunch.kind, lunch.opens_at, lunch.days_away) == ("closed", at(WEDNESDAY, 13), 0)
    assert hours.opening(centre, at(WEDNESDAY, 16)).until == at(WEDNESDAY, 17)


@pytest.mark.parametrize(("sunday", "hours_long"), [(date(2026, 3, 29), 5), (date(2026, 10, 25), 7)])
def test_the_clock_changes_while_the_door_is_open(cast: Cast, sunday: date, hours_long: int) -> None:
    ScheduleException.objects.create(centre=cast.poznan, day=sunday, opens_at=time(0, 30), closes_at=time(6, 30))
    (span,) = hours.day_hours(loaded(cast.poznan), sunday).spans
    assert span.closes_at - span.opens_at == timedelta(hours=hours_long)


def test_a_centre_has_its_own_zone(cast: Cast) -> None:
    Centre.objects.filter(pk=cast.poznan.pk).update(time_zone="Europe/Lisbon")
    centre = loaded(cast.poznan)
    assert hours.opening(centre, datetime(2026, 11, 25, 7, 30, tzinfo=UTC)).kind == "closed"
    assert hours.opening(centre, datetime(2026, 11, 25, 18, 30, tzinfo=UTC)).kind == "open"


@pytest.mark.parametrize(
    ("state", "kind"),
    [(State.PLANNED, "planned"), (State.SUSPENDED, "suspended"), (State.CLOSED, "gone"), (State.WITHDRAWN, "gone")],
)
def test_a_centre_out_of_service_says_so_whatever_its_hours(cast: Cast, state: str, kind: str) -> None:
    CentreState.objects.create(centre=cast.poznan, state=state, since_on=WEDNESDAY)
    assert hours.opening(loaded(cast.poznan), at(WEDNESDAY - timedelta(days=1), 10)).kind == "open"
    assert hours.opening(loaded(cast.poznan), at(WEDNESDAY, 10)).kind == kind


def test_a_planned_centre_says_when_it_opens(cast: Cast) -> None:
    centre = make_centre(cast.rops, cast.konin.town, "new")
    CentreState.objects.filter(centre=centre).update(since_on=date(2026, 12, 1))
    assert hours.opening(loaded(centre), at(WEDNESDAY, 10)).opens_at == datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_a_door_that_rests_or_closes_from_tomorrow_does_not_promise_tomorrow(cast: Cast) -> None:
    thursday, monday = WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=5)
    CentreState.objects.create(centre=cast.poznan, state=State.SUSPENDED, since_on=thursday)
    assert hours.opening(loaded(cast.poznan), at(WEDNESDAY, 10)).kind == "open"
    assert hours.opening(loaded(cast.poznan), at(WEDNESDAY, 20)).opens_at is None
    CentreState.objects.create(centre=cast.poznan, state=State.OPEN, since_on=monday)
    centre = loaded(cast.poznan)
    assert hours.opening(centre, at(WEDNESDAY, 20)).opens_at == at(monday, 8)
    assert [day.on for day in hours.week(centre, WEDNESDAY) if day.is_open] == [WEDNESDAY, monday, monday + timedelta(days=1)]


@pytest.mark.parametrize("given", [{"opens_at": time(10)}, {"closes_at": time(10)}, {"opens_at": time(22), "closes_at": time(2)}])
def test_half_an_exception_is_refused_by_the_database(cast: Cast, given: dict[str, time]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduleException.objects.create(centre=cast.poznan, day=WEDNESDAY, **given)


def test_closed_days_are_holidays_and_closed_exceptions(cast: Cast) -> None:
    ScheduleException.objects.create(centre=cast.poznan, day=WEDNESDAY)
    ScheduleException.objects.create(centre=cast.konin, day=date(2026, 11, 11), opens_at=time(9), closes_at=time(11))
    closed = hours.closed_days([cast.poznan, cast.konin], date(2026, 11, 9), date(2026, 11, 29))
    assert closed[cast.poznan.pk] == {date(2026, 11, 11), WEDNESDAY}
    assert closed[cast.konin.pk] == set()


def test_many_centres_cost_as_many_queries_as_one(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            for centre in places.centres():
                hours.opening(centre, at(WEDNESDAY, 10))
                hours.week(centre)
        return len(queries)

    before = cost()
    for number in range(5):
        make_centre(cast.rops, cast.konin.town, f"more-{number}")
    assert cost() == before == 9


def test_distance_between_poznan_and_konin() -> None:
    assert places.distance_km(52.4064, 16.9252, 52.2230, 18.2511) == pytest.approx(92, abs=1)
