"""Free times: exactly what can be booked now."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mosty.appointments.actions.bookings import cancel_by_client
from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.queries.offers import bookable_services, offer
from mosty.appointments.queries.openings import bookable_sessions, openings
from mosty.appointments.queries.times import free_time, free_times, nearest_free, next_free_by_centre, slots
from mosty.directory.enums import State
from mosty.directory.models import CentreState, Room
from tests.appointments.sittings import MONDAY, THURSDAY, booked, keep, sit, slot

HALF = timedelta(minutes=30)


def starts(service, **asked):
    return [free.starts_at for free in free_times(service=service, **asked)]


def test_a_sitting_is_cut_into_whole_times(cast, clock):
    sitting = sit(cast, times=2, ends_at=THURSDAY + timedelta(minutes=80))
    assert list(slots(sitting)) == [(THURSDAY, THURSDAY + HALF), (THURSDAY + HALF, THURSDAY + 2 * HALF)]
    assert starts(cast.lawyer) == [THURSDAY, THURSDAY + HALF]


def test_what_is_kept_or_booked_is_not_free_and_comes_back_when_cancelled(cast, clock):
    sitting = sit(cast, times=3)
    keep(sitting, 0)
    mine = booked(sitting, 1)
    assert starts(cast.lawyer) == [slot(sitting, 2)]
    cancel_by_client(mine)
    assert starts(cast.lawyer) == [slot(sitting, 1), slot(sitting, 2)]


def test_a_kept_time_that_ran_out_is_free_again_without_housekeeping(cast, clock):
    sitting = sit(cast, times=1)
    keep(sitting)
    assert starts(cast.lawyer) == []
    clock.go(minutes=10)
    assert starts(cast.lawyer) == [slot(sitting)]


def test_visitors_get_no_time_that_begins_within_half_an_hour(cast, clock):
    sitting = sit(cast, MONDAY, times=4)
    assert starts(cast.lawyer) == [slot(sitting, 1), slot(sitting, 2), slot(sitting, 3)]
    clock.go(minutes=1)
    assert starts(cast.lawyer) == [slot(sitting, 2), slot(sitting, 3)]
    assert starts(cast.lawyer, lead=timedelta(0)) == [slot(sitting, 1), slot(sitting, 2), slot(sitting, 3)]


@pytest.mark.parametrize(("language", "count"), [("", 2), ("uk", 2), ("pl", 2), ("ru", 0), ("u", 0), ("ar", 0)])
def test_language_is_the_providers_own(cast, clock, language, count):
    sit(cast, times=2, languages=["pl", "uk"])
    assert len(starts(cast.lawyer, language=language)) == count


def test_a_room_with_one_place_serves_one_of_two_providers(cast, clock):
    first = sit(cast, times=2, room=cast.room)
    sit(cast, times=2, room=cast.room, provider=cast.oksana_duty, service=cast.advice)
    booked(first, 0)
    assert starts(cast.advice) == [slot(first, 1)]


def test_a_room_with_two_places_serves_both(cast, clock):
    wide = Room.objects.create(centre=cast.poznan, name="hall", places=2)
    first = sit(cast, times=1, room=wide)
    sit(cast, times=1, room=wide, provider=cast.oksana_duty, service=cast.advice)
    booked(first)
    assert starts(cast.advice) == [slot(first)]


def test_places_side_by_side_are_counted_down(cast, clock):
    sitting = sit(cast, times=1, places=3)
    assert [free.places_left for free in free_times(service=cast.lawyer)] == [3]
    booked(sitting)
    booked(sitting)
    assert [free.places_left for free in free_times(service=cast.lawyer)] == [1]
    keep(sitting)
    assert starts(cast.lawyer) == []


def test_a_provider_in_two_sittings_at_one_time_is_taken_in_both(cast, clock):
    here = sit(cast, times=2)
    sit(cast, THURSDAY + timedelta(minutes=15), times=2, centre=cast.konin)
    booked(here, 0)
    assert starts(cast.lawyer) == [slot(here, 1), THURSDAY + timedelta(minutes=45)]


def test_the_second_place_of_one_sitting_does_not_take_the_only_place_of_another(cast, clock):
    wide = sit(cast, times=1, places=2)
    narrow = sit(cast, times=1, service=cast.advice)
    first, second = booked(wide), booked(wide)
    assert starts(cast.advice) == []
    cancel_by_client(first)
    assert starts(cast.advice) == [slot(narrow)]
    assert second.code


@pytest.mark.parametrize("state", [State.SUSPENDED, State.CLOSED, State.WITHDRAWN, State.PLANNED])
def test_a_centre_that_receives_nobody_offers_nothing(cast, clock, state):
    sit(cast, times=1)
    CentreState.objects.create(centre=cast.poznan, state=state, since_on=date(2026, 11, 20))
    assert starts(cast.lawyer) == []


def test_the_state_of_the_day_counts_not_todays(cast, clock):
    before = sit(cast, times=1)
    after = sit(cast, THURSDAY + timedelta(days=7), times=1)
    CentreState.objects.create(centre=cast.poznan, state=State.SUSPENDED, since_on=date(2026, 11, 27))
    assert starts(cast.lawyer) == [slot(before)]
    CentreState.objects.create(centre=cast.poznan, state=State.OPEN, since_on=date(2026, 12, 1))
    assert starts(cast.lawyer) == [slot(before), slot(after)]


def test_cancelled_sittings_walk_in_hours_and_inactive_providers_offer_nothing(cast, clock):
    sit(cast, times=1, state=SessionState.CANCELLED)
    sit(cast, times=1, mode=DutyMode.WALK_IN)
    sit(cast, times=1, provider=cast.office)
    cast.office.is_active = False
    cast.office.save()
    assert starts(cast.lawyer) == []
    assert bookable_services() == []


def test_days_and_centres_limit_the_list(cast, clock):
    here = sit(cast, times=1)
    there = sit(cast, times=1, centre=cast.konin, provider=cast.oksana_duty)
    later = sit(cast, THURSDAY + timedelta(days=7), times=1)
    assert starts(cast.lawyer, first_on=date(2026, 11, 26), days=1) == [slot(here), slot(there)]
    assert starts(cast.lawyer, first_on=date(2026, 11, 27)) == [slot(later)]
    assert [free.centre.slug for free in free_times(service=cast.lawyer, centres=[cast.konin])] == ["konin"]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        # the clock jumps from 2 to 3 that night: 9:00 is 7:00 UTC
        (date(2026, 3, 29), datetime(2026, 3, 29, 7, tzinfo=UTC), datetime(2026, 3, 29, 7, 30, tzinfo=UTC)),
        # and back from 3 to 2: 9:00 is 8:00 UTC
        (date(2026, 10, 25), datetime(2026, 10, 25, 8, tzinfo=UTC), datetime(2026, 10, 25, 8, 30, tzinfo=UTC)),
    ],
)
def test_the_day_of_the_clock_change_is_one_day(cast, clock, day, first, last):
    clock.set(first - timedelta(days=2))
    sit(cast, first, times=2, on=day)
    assert starts(cast.lawyer, first_on=day, days=1) == [first, last]
    assert starts(cast.lawyer, first_on=day + timedelta(days=1), days=1) == []


def test_the_soonest_time_of_a_centre_may_be_in_a_sitting_that_begins_later(cast, clock):
    full = sit(cast, times=6)
    for number in range(5):
        booked(full, number)
    other = sit(cast, THURSDAY + HALF, times=2, provider=cast.oksana_duty)
    konin = sit(cast, THURSDAY + timedelta(days=1), times=1, centre=cast.konin, provider=cast.office)
    soonest = next_free_by_centre(service=cast.lawyer)
    assert {pk: free.starts_at for pk, free in soonest.items()} == {cast.poznan.pk: slot(other), cast.konin.pk: slot(konin)}


def test_nearest_times_prefer_the_same_centre_and_come_in_order(cast, clock):
    sitting = sit(cast, times=6)
    sit(cast, times=6, centre=cast.konin, provider=cast.oksana_duty)
    booked(sitting, 2)
    found = nearest_free(service=cast.lawyer, around=slot(sitting, 2), centre=cast.poznan)
    assert [free.starts_at for free in found] == [slot(sitting, 0), slot(sitting, 1), slot(sitting, 3)]
    assert {free.centre.slug for free in found} == {"poznan"}


def test_one_free_time_can_be_asked_for(cast, clock):
    sitting = sit(cast, times=2)
    booked(sitting, 0)
    assert free_time(sitting.pk, slot(sitting, 0)) is None
    assert free_time(sitting.pk, slot(sitting, 1)).session == sitting
    assert free_time(sitting.pk, slot(sitting, 1) + timedelta(minutes=1)) is None
    assert free_time(cast.room.pk, slot(sitting, 1)) is None


def test_an_offer_tells_languages_of_people_from_those_of_interpreters(cast, clock):
    sit(cast, times=1, languages=["pl", "uk"])
    found = offer(cast.lawyer, openings(bookable_sessions(services=[cast.lawyer])).rows)
    assert (found.own_languages, found.interpreter_languages) == (["pl", "uk"], ["ar"])
    assert [centre.slug for centre in found.centres] == ["poznan"]


@pytest.mark.parametrize("sittings", [1, 12])
def test_queries_do_not_grow_with_sittings(cast, clock, sittings, django_assert_num_queries):
    for number in range(sittings):
        booked(sit(cast, THURSDAY + timedelta(days=number), times=3, room=cast.room))
    with django_assert_num_queries(3):
        assert len(free_times(service=cast.lawyer)) == 2 * sittings
    with django_assert_num_queries(3):
        next_free_by_centre()
