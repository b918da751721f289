"""Moving and cancelling, and every move between states that is not allowed."""

from datetime import timedelta

import pytest

from mosty.appointments.actions.bookings import cancel_by_centre, cancel_by_client, find_by_code, move
from mosty.appointments.enums import MOVES, SessionState
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.models import Appointment
from mosty.appointments.queries.asked import appointment_by_token
from mosty.comms.models import Message
from mosty.core.models import AuditEntry, Claim
from tests.appointments.sittings import THURSDAY, booked, by_staff, keep, refused, sit, slot


def holders():
    return set(Claim.objects.filter(is_active=True).order_by("pk").values_list("holder", flat=True))


def test_a_visitor_cancels_and_the_time_is_free(cast, clock):
    sitting = sit(cast)
    mine = booked(sitting)
    assert cancel_by_client(mine).state == S.CANCELLED_BY_CLIENT
    assert cancel_by_client(mine).state == S.CANCELLED_BY_CLIENT, "twice is no harm"
    assert holders() == set()
    assert mine.events.count() == 3
    assert booked(sitting).state == S.BOOKED


def test_a_visitor_cannot_cancel_what_has_begun(cast, clock):
    mine = booked(sit(cast))
    clock.set(THURSDAY)
    assert refused(cancel_by_client, mine) == "already-started"


def test_the_centre_cancels_at_any_time_and_care_is_over(cast, clock):
    mine = booked(sit(cast))
    Appointment.objects.filter(pk=mine.pk).update(needs_care=True)
    clock.set(THURSDAY + timedelta(minutes=1))
    done = cancel_by_centre(mine, by=cast.zuzanna)
    assert (done.state, done.needs_care) == (S.CANCELLED_BY_CENTRE, False)
    assert cancel_by_centre(mine, by=cast.zuzanna).state == S.CANCELLED_BY_CENTRE
    assert AuditEntry.objects.get(verb="appointment.cancelled-by-centre").actor == cast.zuzanna


def test_a_moved_booking_keeps_the_person_and_frees_the_old_time(cast, clock):
    sitting = sit(cast, room=cast.room)
    old = booked(sitting, 0, name="Olena", email="olena@example.org")
    new = move(old, session=sitting.pk, starts_at=slot(sitting, 2))
    old.refresh_from_db()
    assert (old.state, old.moved_to) == (S.MOVED, new)
    assert (new.state, new.name, new.email, new.contact_key) == (S.BOOKED, "Olena", "olena@example.org", old.contact_key)
    assert holders() == {new.pk}
    assert new.code != old.code
    assert appointment_by_token(old.token) == new
    assert find_by_code(old.code, visitor="203.0.113.7").token == old.token
    assert booked(sitting, 0).state == S.BOOKED


def test_moving_twice_to_the_same_time_moves_once(cast, clock):
    sitting = sit(cast)
    old = booked(sitting)
    new = move(old, session=sitting.pk, starts_at=slot(sitting, 1))
    assert move(old, session=sitting.pk, starts_at=slot(sitting, 1)) == new
    assert refused(move, old, session=sitting.pk, starts_at=slot(sitting, 2)) == "not-open"
    assert holders() == {new.pk}


def test_a_move_to_the_very_same_time_changes_and_tells_nothing(cast, clock):
    sitting = sit(cast)
    mine = booked(sitting)
    told = Message.objects.count()
    assert move(mine, session=sitting.pk, starts_at=mine.starts_at) == mine
    assert (Message.objects.count(), holders()) == (told, {mine.pk})


def test_a_move_that_is_lost_changes_nothing(cast, clock):
    sitting = sit(cast)
    mine, other = booked(sitting, 0), keep(sitting, 1)
    before = list(Claim.objects.filter(holder=mine.pk, is_active=True).order_by("pk").values_list("pk", flat=True))
    assert refused(move, mine, session=sitting.pk, starts_at=slot(sitting, 1)) == "time-taken"
    mine.refresh_from_db()
    assert (mine.state, mine.moved_to) == (S.BOOKED, None)
    assert list(Claim.objects.filter(holder=mine.pk, is_active=True).order_by("pk").values_list("pk", flat=True)) == before
    assert holders() == {mine.pk, other.pk}


def test_a_person_can_move_to_an_overlapping_time_of_another_provider(cast, clock):
    here = sit(cast)
    there = sit(cast, THURSDAY + timedelta(minutes=15), centre=cast.konin, provider=cast.office)
    new = move(booked(here), session=there.pk, starts_at=slot(there))
    assert (new.centre, new.provider) == (cast.konin, cast.office)


def test_a_move_into_another_own_time_is_refused(cast, clock):
    here, there = sit(cast), sit(cast, centre=cast.konin, provider=cast.office)
    booked(there, 0, phone="+48600100200")
    mine = booked(here, 1, phone="+48600100200")
    assert refused(move, mine, session=here.pk, starts_at=slot(here, 0)) == "own-overlap"


def test_a_move_is_no_new_booking_for_the_limit(cast, clock, settings):
    settings.BOOKINGS_PER_CONTACT = 1
    sitting = sit(cast)
    mine = booked(sitting)
    assert move(mine, session=sitting.pk, starts_at=slot(sitting, 1)).state == S.BOOKED


def test_times_that_cannot_be_booked_cannot_be_moved_to(cast, clock):
    sitting, cancelled = sit(cast), sit(cast, THURSDAY + timedelta(days=1), state=SessionState.CANCELLED)
    past = sit(cast, THURSDAY - timedelta(days=7))
    mine = booked(sitting)
    assert refused(move, mine, session=cancelled.pk, starts_at=slot(cancelled)) == "time-taken"
    assert refused(move, mine, session=past.pk, starts_at=slot(past)) == "time-gone"
    assert refused(move, mine, session=sitting.pk, starts_at=slot(sitting, 9)) == "time-not-offered"


def test_only_staff_move_what_has_begun(cast, clock):
    sitting = sit(cast)
    mine = by_staff(cast, sitting, 0)
    clock.set(THURSDAY + timedelta(minutes=1))
    assert refused(move, mine, session=sitting.pk, starts_at=slot(sitting, 2)) == "already-started"
    assert move(mine, session=sitting.pk, starts_at=slot(sitting, 2), by=cast.zuzanna).state == S.BOOKED


def test_moving_ends_the_care(cast, clock):
    sitting = sit(cast)
    mine = booked(sitting)
    Appointment.objects.filter(pk=mine.pk).update(needs_care=True)
    new = move(mine, session=sitting.pk, starts_at=slot(sitting, 1), by=cast.zuzanna)
    mine.refresh_from_db()
    assert (mine.needs_care, new.needs_care) == (False, False)
    assert {entry.actor for entry in AuditEntry.objects.filter(verb="appointment.moved").order_by("pk")} == {cast.zuzanna}


VERBS = {
    S.CANCELLED_BY_CLIENT: lambda cast, row, sitting: cancel_by_client(row),
    S.CANCELLED_BY_CENTRE: lambda cast, row, sitting: cancel_by_centre(row, by=cast.zuzanna),
    S.MOVED: lambda cast, row, sitting: move(row, session=sitting.pk, starts_at=slot(sitting, 3)),
}
FORBIDDEN = [(before, verb) for before in S.values for verb in VERBS if verb not in MOVES[before] and verb != before]


@pytest.mark.parametrize(("before", "verb"), FORBIDDEN)
def test_every_forbidden_change_is_refused_and_leaves_no_trace(cast, clock, before, verb):
    sitting = sit(cast)
    mine = booked(sitting)
    Appointment.objects.filter(pk=mine.pk).update(state=before, hold_expires_at=clock())
    trace = (mine.events.count(), AuditEntry.objects.count(), holders())
    with pytest.raises(Exception) as refusal:
        VERBS[verb](cast, mine, sitting)
    assert refusal.value.code == "not-open"
    mine.refresh_from_db()
    assert mine.state == before
    assert (mine.events.count(), AuditEntry.objects.count(), holders()) == trace
