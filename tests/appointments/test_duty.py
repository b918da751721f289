"""Sittings made ahead, absences and what they mean for people."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mosty.appointments.actions.bookings import cancel_by_centre, move
from mosty.appointments.actions.duty import add_exception, make_sessions, withdraw_exception
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.enums import SessionState
from mosty.appointments.models import DutyException, DutySession
from mosty.appointments.queries.days import care_count, to_care_for
from mosty.core.models import AuditEntry
from mosty.directory.models import ScheduleException
from tests.appointments.sittings import THURSDAY, booked, by_staff, keep, refused, rule, sit, slot

D = date(2026, 11, 26)


def made(first_on, until):
    make_sessions(first_on=first_on, until=until)
    return list(DutySession.objects.order_by("on").values_list("on", flat=True))


def away(cast, first_on=D, last_on=D, provider=None):
    return add_exception(centre=cast.poznan, provider=provider, first_on=first_on, last_on=last_on, reason="chory", by=cast.hanna)


def test_a_weekly_rule_makes_sittings_that_carry_all_of_it(cast, clock):
    schedule = rule(cast, room=cast.room, places=2, languages=["pl", "ru"])
    assert make_sessions() == 7, "eight Thursdays without Christmas Eve"
    first = DutySession.objects.order_by("on")[0]
    assert (first.on, first.starts_at, first.ends_at) == (D, datetime(2026, 11, 26, 8, tzinfo=UTC), datetime(2026, 11, 26, 11, tzinfo=UTC))
    assert (first.schedule, first.room, first.places, first.languages, first.slot_minutes) == (schedule, cast.room, 2, ["pl", "ru"], 30)


def test_making_them_again_makes_nothing(cast, clock):
    rule(cast)
    count = make_sessions()
    DutySession.objects.filter(on=D).update(state=SessionState.CANCELLED)
    assert make_sessions() == 0
    assert DutySession.objects.count() == count
    assert DutySession.objects.get(on=D).state == SessionState.CANCELLED


def test_every_second_week_counts_from_the_week_the_rule_began(cast, clock):
    rule(cast, every_weeks=2, valid_from=date(2026, 11, 3))  # a Tuesday: week zero is that week
    assert made(date(2026, 11, 1), date(2026, 12, 10)) == [date(2026, 11, 5), date(2026, 11, 19), date(2026, 12, 3)]
    assert made(date(2026, 11, 12), date(2026, 12, 18))[-1] == date(2026, 12, 17), "from whichever day they are made"


def test_a_rule_makes_nothing_outside_its_validity(cast, clock):
    rule(cast, valid_from=date(2026, 11, 19), valid_to=date(2026, 12, 3))
    assert made(date(2026, 11, 1), date(2026, 12, 31)) == [date(2026, 11, 19), D, date(2026, 12, 3)]


def test_an_inactive_provider_gets_no_sittings(cast, clock):
    rule(cast)
    cast.tomasz.is_active = False
    cast.tomasz.save()
    assert make_sessions() == 0


def test_holidays_and_closed_days_are_left_out_and_open_exceptions_are_not(cast, clock):
    rule(cast, weekday=4)  # Friday: 25 December and 1 January are holidays
    ScheduleException.objects.create(centre=cast.poznan, day=date(2026, 12, 18))
    days = made(date(2026, 12, 11), date(2027, 1, 8))
    assert days == [date(2026, 12, 11), date(2027, 1, 8)]
    ScheduleException.objects.create(centre=cast.poznan, day=date(2027, 1, 1), opens_at=time(9), closes_at=time(12))
    assert date(2027, 1, 1) in made(date(2026, 12, 11), date(2027, 1, 8))


@pytest.mark.parametrize(
    ("day", "utc_hour"), [(date(2026, 3, 29), 7), (date(2026, 10, 25), 8), (date(2026, 3, 22), 8), (date(2026, 11, 1), 8)]
)
def test_the_clock_change_keeps_the_hours_on_the_wall(cast, day, utc_hour):
    rule(cast, weekday=6, valid_from=date(2026, 1, 1))
    ScheduleException.objects.create(centre=cast.poznan, day=date(2026, 11, 1), opens_at=time(9), closes_at=time(12))
    make_sessions(first_on=day, until=day)
    sitting = DutySession.objects.get()
    assert (sitting.starts_at.hour, sitting.ends_at - sitting.starts_at) == (utc_hour, timedelta(hours=3))


def test_absences_known_before_are_left_out(cast, clock):
    rule(cast)
    rule(cast, provider=cast.office, service=cast.residence)
    away(cast, provider=cast.tomasz)
    away(cast, D + timedelta(days=7), D + timedelta(days=7))
    make_sessions(until=D + timedelta(days=7))
    assert [(row.provider, row.on) for row in DutySession.objects.order_by("on")] == [(cast.office, D)]


def test_an_absence_cancels_sittings_and_lists_the_people_to_care_for(cast, clock):
    ill, well, next_week = sit(cast), sit(cast, provider=cast.office), sit(cast, THURSDAY + timedelta(days=7))
    mine, kept, other = booked(ill, 0), keep(ill, 1), booked(well, 2)
    gone = cancel_by_centre(booked(ill, 3), by=cast.zuzanna)
    exception, affected = away(cast, provider=cast.tomasz)
    assert affected == [mine]
    for row in (mine, other, gone, ill, well, next_week):
        row.refresh_from_db()
    assert (mine.state, mine.needs_care, other.needs_care, gone.needs_care) == (S.BOOKED, True, False, False)
    assert (ill.state, ill.cancelled_by, well.state, next_week.state) == ("cancelled", exception, "planned", "planned")
    assert to_care_for(cast.zuzanna, cast.poznan) == [mine]
    assert care_count(cast.zuzanna, cast.poznan) == 1
    assert care_count(cast.ewa, cast.poznan) == 0
    entry = AuditEntry.objects.get(verb="duty.exception-added")
    assert (entry.actor, entry.details) == (cast.hanna, {"sittings": 1, "bookings": 1})
    assert kept.state == S.HELD


def test_a_closed_day_of_the_whole_centre_concerns_everybody_there(cast, clock):
    here, other, konin = sit(cast), sit(cast, provider=cast.office), sit(cast, centre=cast.konin, provider=cast.oksana_duty)
    rows = [booked(here), booked(other), booked(konin)]
    assert away(cast)[1] == sorted(rows[:2], key=lambda row: row.pk)


def test_care_ends_with_another_time_or_a_message(cast, clock):
    ill, free = sit(cast), sit(cast, THURSDAY + timedelta(days=1), provider=cast.office)
    first, second = booked(ill, 0), booked(ill, 1)
    away(cast, provider=cast.tomasz)
    move(first, session=free.pk, starts_at=slot(free), by=cast.zuzanna)
    assert to_care_for(cast.zuzanna, cast.poznan) == [second]
    cancel_by_centre(second, by=cast.zuzanna)
    assert to_care_for(cast.zuzanna, cast.poznan) == []


def test_a_sitting_that_has_begun_loses_only_those_still_to_come(cast, clock):
    ill = sit(cast)
    early, late = booked(ill, 0), booked(ill, 2)
    clock.set(THURSDAY + timedelta(minutes=40))
    assert away(cast)[1] == [late]
    early.refresh_from_db()
    assert early.needs_care is False


@pytest.mark.parametrize(("first", "last", "code", "field"), [(2, 1, "bad-period", "last_on"), (-3, -1, "in-past", "last_on")])
def test_days_that_make_no_sense_are_refused(cast, clock, first, last, code, field):
    today = date(2026, 11, 23)
    assert refused(away, cast, today + timedelta(days=first), today + timedelta(days=last)) == code
    assert not DutyException.objects.exists()


def test_an_absence_withdrawn_brings_all_back(cast, clock):
    ill = sit(cast)
    mine = booked(ill)
    exception, _ = away(cast)
    assert refused(by_staff, cast, ill, 1) == "time-taken"
    assert withdraw_exception(exception, by=cast.hanna) == 1
    mine.refresh_from_db()
    ill.refresh_from_db()
    assert (ill.state, ill.cancelled_by, mine.needs_care) == ("planned", None, False)
    assert by_staff(cast, ill, 1).state == S.BOOKED
    assert not DutyException.objects.exists()


def test_a_sitting_under_two_absences_stays_cancelled_when_one_is_withdrawn(cast, clock):
    ill = sit(cast)
    mine = booked(ill)
    first, _ = away(cast, provider=cast.tomasz)
    second, affected = away(cast)
    assert affected == []
    assert withdraw_exception(first, by=cast.hanna) == 0
    mine.refresh_from_db()
    ill.refresh_from_db()
    assert (ill.state, ill.cancelled_by, mine.needs_care) == ("cancelled", second, True)
    assert withdraw_exception(second, by=cast.hanna) == 1


def test_withdrawing_leaves_people_who_were_told_told(cast, clock):
    ill = sit(cast)
    told = booked(ill)
    exception, _ = away(cast)
    cancel_by_centre(told, by=cast.zuzanna)
    withdraw_exception(exception, by=cast.hanna)
    told.refresh_from_db()
    assert told.state == S.CANCELLED_BY_CENTRE


@pytest.mark.parametrize("rules", [1, 8])
def test_making_sittings_costs_the_same_for_one_rule_and_for_many(cast, clock, rules, django_assert_max_num_queries):
    for number in range(rules):
        rule(cast, weekday=number % 5)
    with django_assert_max_num_queries(9):
        make_sessions()
