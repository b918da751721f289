"""Duty hours given, changed from a day on, ended; what they clash with."""

from datetime import date, time, timedelta

import pytest

from mosty.appointments.actions.bookings import cancel_by_client, move
from mosty.appointments.actions.duty import add_exception, make_sessions, withdraw_exception
from mosty.appointments.actions.schedules import add_schedules, change_schedule, check_hours, end_schedule
from mosty.appointments.models import DutySchedule, DutySession
from mosty.appointments.queries.days import to_care_for, week_roster
from mosty.appointments.queries.schedules import booked_days, drafts, kept_people, outlook, planned_days, sittings_of
from mosty.appointments.queries.times import free_times
from mosty.core.models import AuditEntry
from mosty.directory.models import Room, ScheduleException
from tests.appointments.sittings import booked, by_staff, keep, refused, rule, slot

TODAY = date(2026, 11, 23)  # a Monday
THURSDAY = date(2026, 11, 26)
NEXT = THURSDAY + timedelta(days=7)


def hours(cast, **values):
    """What the manager types: the lawyer on Thursdays 9–12 from next week on."""
    given = {
        "centre": cast.poznan,
        "provider": cast.tomasz,
        "service": cast.lawyer,
        "room": None,
        "weekdays": [3],
        "ranges": [(time(9), time(12))],
        "slot_minutes": 30,
        "places": 1,
        "mode": "slots",
        "meeting": "on-site",
        "every_weeks": 1,
        "valid_from": TODAY,
        "valid_to": None,
    }
    return drafts(**(given | values))


def add(cast, **values):
    return add_schedules(hours(cast, **values), by=cast.hanna)


@pytest.fixture
def schedule(cast, clock):
    """The lawyer's Thursdays with their sittings."""
    return add(cast)[0][0]


def sitting(day, state="planned"):
    return DutySession.objects.get(on=day, state=state)


def test_saving_makes_the_sittings_at_once(cast, clock):
    rows, made = add(cast, weekdays=[1, 3], ranges=[(time(13), time(16)), (time(9), time(12))], places=2)
    assert len(rows) == 4
    assert made == DutySession.objects.count() == 30, "eight weeks of two days and two spans, without Christmas Eve"
    assert [(row.weekday, row.starts_at.hour) for row in rows] == [(1, 9), (1, 13), (3, 9), (3, 13)]
    assert {tuple(row.languages) for row in rows} == {("pl", "uk")}, "all that the lawyer speaks"
    assert free_times(service=cast.lawyer)[0].starts_at.date() == date(2026, 11, 24)
    assert {entry.verb for entry in AuditEntry.objects.order_by("pk")} == {"duty.schedule-added"}
    assert AuditEntry.objects.filter(actor=cast.hanna, organisation=cast.rops.pk).count() == 4


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"weekdays": []}, "no-weekday", "weekdays"),
        ({"ranges": [(time(12), time(9))]}, "bad-period", "ends_at"),
        ({"ranges": [(time(9), time(9))]}, "bad-period", "ends_at"),
        ({"ranges": [(time(9), time(9, 20))]}, "slot-too-long", "slot_minutes"),
        ({"ranges": [(time(9), time(12)), (time(11), time(13))]}, "overlap-schedule", "weekdays"),
        ({"valid_from": TODAY - timedelta(days=1)}, "in-past", "valid_from"),
        ({"valid_from": date(2626, 1, 1)}, "too-far", "valid_from"),
        ({"valid_from": THURSDAY, "valid_to": TODAY}, "bad-period", "valid_to"),
        ({"valid_to": date(9999, 12, 31)}, "too-far", "valid_to"),
        ({"valid_to": TODAY + timedelta(days=1)}, "no-day", "weekdays"),
        ({"languages": ["pl", "ar"]}, "language-not-spoken", "languages"),
    ],
)
def test_hours_that_make_no_sense_are_refused(cast, clock, values, code, field):
    with pytest.raises(Exception, match=code) as caught:
        add(cast, **values)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert str(caught.value.sentence)
    assert not DutySchedule.objects.exists()


def test_places_services_and_people_of_others_are_refused(cast, clock):
    room = Room.objects.create(centre=cast.konin, name="1")
    assert refused(add, cast, room=room) == "room-elsewhere"
    foreign = cast.office.__class__.objects.create(organization=cast.other, kind="expert", name="X", sign="X", languages=["pl"])
    assert refused(add, cast, provider=foreign) == "provider-elsewhere"
    guest = cast.office.__class__.objects.create(organization=cast.other, kind="guest-office", name="Y", sign="Y", languages=["pl"])
    assert refused(add, cast, provider=guest) == "provider-elsewhere", "of another network"
    cast.lawyer.places.filter(centre=cast.poznan).delete()
    assert refused(add, cast) == "service-elsewhere"
    cast.tomasz.is_active = False
    cast.tomasz.save()
    assert refused(add, cast, service=cast.advice) == "provider-elsewhere"
    assert add(cast, provider=cast.office, service=cast.residence)[1] == 7, "a guest office comes from another organisation"


@pytest.mark.parametrize(
    ("values", "is_free"),
    [
        ({}, False),
        ({"ranges": [(time(11, 59), time(14))]}, False),
        ({"ranges": [(time(12), time(14))]}, True),
        ({"weekdays": [2]}, True),
        ({"valid_from": date(2027, 3, 5)}, True),
        ({"valid_from": date(2027, 3, 4)}, False),
        ({"every_weeks": 2, "valid_from": date(2026, 11, 30)}, True),
        ({"every_weeks": 2, "valid_from": date(2026, 12, 7)}, False),
        ({"every_weeks": 3}, False),
    ],
)
def test_one_person_sits_in_one_place_at_a_time(cast, clock, values, is_free):
    """Elsewhere already: every second week in Konin until 4 March."""
    rule(cast, centre=cast.konin, every_weeks=2, valid_from=TODAY, valid_to=date(2027, 3, 4))
    if is_free:
        assert add(cast, **values)[0]
    else:
        assert refused(add, cast, **values) == "overlap-schedule"


def test_a_clash_names_the_other_hours(cast, clock):
    other = rule(cast, centre=cast.konin)
    with pytest.raises(Exception, match="overlap-schedule") as caught:
        check_hours(hours(cast))
    (clash,) = caught.value.details["clashes"]
    assert (clash.kind, clash.other) == ("provider", other)


def test_a_room_has_so_many_places(cast, clock):
    cast.room.places = 2
    cast.room.save()
    rule(cast, provider=cast.office, service=cast.residence, room=cast.room, ends_at=time(10))
    rule(cast, provider=cast.oksana_duty, service=cast.advice, room=cast.room, starts_at=time(10), ends_at=time(11))
    assert refused(add, cast, room=cast.room, places=2) == "room-taken"
    assert add(cast, room=cast.room)[0], "never more than two at once"
    assert refused(add, cast, provider=cast.office, service=cast.residence, weekdays=[0], room=cast.room, places=3) == "room-taken"


def test_ended_hours_and_people_who_left_are_in_nobodys_way(cast, clock):
    rule(cast, valid_to=TODAY - timedelta(days=1))
    assert add(cast)[0]


def test_changing_keeps_the_booked_and_frees_the_rest(cast, schedule):
    first, second, third = (sitting(THURSDAY + timedelta(weeks=number)) for number in (0, 1, 2))
    before, mine, gone = booked(first, 0), booked(second, 5, name="Олена"), cancel_by_client(booked(third, 1))
    (new,), kept = change_schedule(schedule, hours(cast, valid_from=NEXT, ranges=[(time(11), time(15))]), by=cast.hanna)
    assert kept == 1
    schedule.refresh_from_db()
    assert schedule.valid_to == NEXT - timedelta(days=1)
    for row in (before, mine, gone, second, third):
        row.refresh_from_db()
    assert (before.state, mine.state, mine.needs_care) == ("booked", "booked", False)
    assert (second.state, second.replaced_by, third.state) == ("kept", new, "kept")
    assert not DutySession.objects.filter(schedule=schedule, on__gt=third.on).exists(), "nobody was in them"
    assert [row.on for row in sittings_of(cast.zuzanna, new)][:2] == [NEXT, third.on]
    assert kept_people(cast.zuzanna, new) == [mine]
    assert kept_people(cast.ewa, new) == []
    assert booked_days(new) == [(NEXT, 1)]
    assert make_sessions() == 0, "the clock makes nothing of the old hours"
    entry = AuditEntry.objects.get(verb="duty.schedule-changed")
    assert (entry.subject_id, entry.details["before"], entry.details["kept"]) == (str(new.pk), str(schedule.pk), 1)


def test_an_old_sitting_takes_nobody_new_and_the_person_is_claimed_once(cast, schedule):
    old = sitting(NEXT)
    booked(old, 4)  # 11:00
    held = keep(old, 1)
    (new,), _kept = change_schedule(schedule, hours(cast, valid_from=NEXT, ranges=[(time(10), time(13))]), by=cast.hanna)
    assert refused(by_staff, cast, old, 2) == "time-taken"
    assert held.state == "held"
    day = [free.starts_at for free in free_times(service=cast.lawyer, first_on=NEXT, days=1)]
    assert slot(old, 4) not in day, "the lawyer talks with somebody at 11:00"
    assert len(day) == len(set(day)) == 5
    roster = week_roster(cast.zuzanna, cast.poznan, NEXT - timedelta(days=3))
    assert [row.state for row in roster[0].days[3]] == ["kept", "planned"]
    sitting_of_new = DutySession.objects.get(schedule=new, on=NEXT)
    mine = old.appointments.get(state="booked")
    move(mine, session=sitting_of_new.pk, starts_at=slot(sitting_of_new, 0), by=cast.zuzanna)
    assert kept_people(cast.zuzanna, new) == []
    roster = week_roster(cast.zuzanna, cast.poznan, NEXT - timedelta(days=3))
    assert [row.state for row in roster[0].days[3]] == ["planned"], "an old sitting without people is not shown"


def test_hours_that_have_not_begun_are_replaced_whole(cast, clock):
    (old,), _made = add(cast, valid_from=NEXT)
    mine = booked(sitting(NEXT), 0)
    (new,), kept = change_schedule(old, hours(cast, valid_from=NEXT, ranges=[(time(13), time(15))]), by=cast.hanna)
    assert kept == 1
    assert list(DutySchedule.objects.order_by("pk")) == [new]
    mine.session.refresh_from_db()
    assert (mine.session.state, mine.session.schedule, mine.session.replaced_by) == ("kept", None, new)


def test_changing_twice_carries_the_kept_along(cast, schedule):
    mine = booked(sitting(NEXT), 0)
    (second,), _ = change_schedule(schedule, hours(cast, valid_from=NEXT, ranges=[(time(13), time(15))]), by=cast.hanna)
    (third,), _ = change_schedule(second, hours(cast, valid_from=NEXT, ranges=[(time(14), time(16))]), by=cast.hanna)
    assert kept_people(cast.hanna, third) == [mine]
    assert end_schedule(third, last_on=TODAY, by=cast.hanna) == [mine], "who leaves, leaves the old times too"
    assert to_care_for(cast.hanna, cast.poznan) == [mine]


def test_an_absence_cancels_old_sittings_too_and_gives_them_back_as_they_were(cast, schedule):
    mine = booked(sitting(NEXT), 0)
    change_schedule(schedule, hours(cast, valid_from=NEXT, ranges=[(time(13), time(15))]), by=cast.hanna)
    absence, affected = add_exception(centre=cast.poznan, provider=cast.tomasz, first_on=NEXT, last_on=NEXT, reason="x", by=cast.hanna)
    assert affected == [mine]
    assert set(DutySession.objects.filter(on=NEXT).order_by("pk").values_list("state", flat=True)) == {"cancelled"}
    withdraw_exception(absence, by=cast.hanna)
    assert sorted(DutySession.objects.filter(on=NEXT).order_by("pk").values_list("state", flat=True)) == ["kept", "planned"]


def test_a_sitting_under_an_absence_comes_back_only_for_its_people_after_a_change(cast, schedule):
    mine = booked(sitting(NEXT), 0)
    absence, _ = add_exception(centre=cast.poznan, provider=None, first_on=NEXT, last_on=NEXT, reason="x", by=cast.hanna)
    change_schedule(schedule, hours(cast, valid_from=NEXT, ranges=[(time(13), time(15))]), by=cast.hanna)
    mine.refresh_from_db()
    assert mine.needs_care is True
    withdraw_exception(absence, by=cast.hanna)
    mine.session.refresh_from_db()
    assert mine.session.state == "kept"


@pytest.mark.parametrize(("days", "code"), [(0, "too-soon"), (1, "already-over")])
def test_a_change_begins_tomorrow_at_the_earliest_and_only_while_the_hours_hold(cast, clock, days, code):
    (old,), _made = add(cast, weekdays=[0], valid_to=TODAY)
    assert refused(change_schedule, old, hours(cast, valid_from=TODAY + timedelta(days=days)), by=cast.hanna) == code
    assert DutySchedule.objects.get() == old


def test_a_refused_change_changes_nothing(cast, schedule):
    rule(cast, provider=cast.tomasz, weekday=4)
    before = list(DutySession.objects.order_by("pk").values_list("pk", "state"))
    assert refused(change_schedule, schedule, hours(cast, weekdays=[4], valid_from=NEXT), by=cast.hanna) == "overlap-schedule"
    assert list(DutySession.objects.order_by("pk").values_list("pk", "state")) == before
    schedule.refresh_from_db()
    assert schedule.valid_to is None


def test_the_hours_themselves_are_not_in_the_way_of_their_change(cast, schedule):
    assert change_schedule(schedule, hours(cast, valid_from=NEXT, slot_minutes=20), by=cast.hanna)[0][0].slot_minutes == 20


def test_ending_cancels_what_comes_after_and_lists_the_people(cast, schedule):
    stays, leaves = booked(sitting(THURSDAY), 0), booked(sitting(NEXT), 0)
    assert end_schedule(schedule, last_on=THURSDAY, by=cast.hanna) == [leaves]
    stays.refresh_from_db()
    leaves.refresh_from_db()
    assert (stays.needs_care, leaves.needs_care, leaves.state) == (False, True, "booked")
    assert list(DutySession.objects.order_by("on").values_list("on", "state")) == [(THURSDAY, "planned"), (NEXT, "cancelled")]
    assert to_care_for(cast.zuzanna, cast.poznan) == [leaves]
    assert make_sessions() == 0
    assert refused(end_schedule, schedule, last_on=NEXT, by=cast.hanna) == "ends-already"
    entry = AuditEntry.objects.get(verb="duty.schedule-ended")
    assert (entry.actor, entry.details) == (cast.hanna, {"last_on": "2026-11-26", "bookings": 1})


def test_ending_before_the_beginning_takes_back_altogether(cast, clock):
    (old,), _made = add(cast, valid_from=NEXT)
    mine = booked(sitting(NEXT), 0)
    assert end_schedule(old, last_on=TODAY, by=cast.hanna) == [mine]
    assert not DutySchedule.objects.exists()
    assert DutySession.objects.get().state == "cancelled"
    assert refused(end_schedule, old, last_on=TODAY, by=cast.hanna) == "already-over", "somebody else was faster"
    assert refused(change_schedule, old, hours(cast, valid_from=NEXT), by=cast.hanna) == "already-over"


def test_an_end_in_the_past_is_refused(cast, schedule):
    assert refused(end_schedule, schedule, last_on=TODAY - timedelta(days=1), by=cast.hanna) == "in-past"


def test_a_withdrawn_absence_does_not_bring_back_ended_hours(cast, schedule):
    mine = booked(sitting(NEXT), 0)
    absence, _ = add_exception(centre=cast.poznan, provider=None, first_on=NEXT, last_on=NEXT, reason="x", by=cast.hanna)
    end_schedule(schedule, last_on=THURSDAY, by=cast.hanna)
    assert withdraw_exception(absence, by=cast.hanna) == 0
    mine.refresh_from_db()
    assert (mine.session.state, mine.needs_care) == ("cancelled", True)


def test_the_outlook_says_why_a_day_is_left_out(cast, clock):
    ScheduleException.objects.create(centre=cast.poznan, day=NEXT)
    add_exception(centre=cast.poznan, provider=cast.tomasz, first_on=THURSDAY, last_on=THURSDAY, reason="x", by=cast.hanna)
    days = outlook(hours(cast))
    assert [(day.on, day.left_out, bool(day.holiday)) for day in days if day.left_out] == [
        (THURSDAY, "away", False),
        (NEXT, "closed", False),
        (date(2026, 12, 24), "closed", True),
    ]
    assert not DutySchedule.objects.exists()


def test_hours_that_the_clock_skips_are_left_out(cast, clock):
    """On 26 March 2028 there is no 2:30 in Warsaw; in autumn the hour comes twice and is held once."""
    short = rule(cast, weekday=6, starts_at=time(2), ends_at=time(3))
    spring, autumn = date(2028, 3, 26), date(2027, 10, 31)
    assert [day.left_out for day in planned_days([short], spring, spring)] == ["clock"]
    assert make_sessions(first_on=spring, until=spring) == 0
    assert make_sessions(first_on=spring - timedelta(days=7), until=spring + timedelta(days=7)) == 2
    assert make_sessions(first_on=autumn, until=autumn) == 1
    held = DutySession.objects.get(on=autumn)
    assert held.ends_at - held.starts_at == timedelta(hours=2), "from the first 2:00 to the only 3:00"
