"""Receiving people who booked."""

from datetime import timedelta

import pytest

from mosty.appointments.actions.bookings import cancel_by_centre
from mosty.appointments.actions.reception import arrive, fulfil, miss, start, take_back_arrival
from mosty.appointments.enums import MOVES
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.models import Appointment
from mosty.casework.enums import Outcome, VisitChannel
from mosty.casework.models import Encounter, Visit
from mosty.clients.models import Client
from mosty.core.models import AuditEntry, Claim
from tests.appointments.sittings import THURSDAY, booked, by_staff, keep, refused, sit


@pytest.fixture
def mine(cast, clock):
    row = booked(sit(cast))
    clock.set(THURSDAY - timedelta(minutes=5))
    return row


def finish(cast, row, **values):
    given = {"by": cast.oksana, "services": [(cast.lawyer, 25)], "outcome": Outcome.ANSWERED}
    return fulfil(row, **(given | values))


def test_an_arrival_opens_one_visit(cast, clock, mine):
    here = arrive(mine, by=cast.zuzanna)
    assert (here.state, here.arrived_at) == (S.ARRIVED, clock())
    visit = Visit.objects.get()
    assert (visit.pk, visit.channel, visit.centre, visit.language) == (here.visit_id, VisitChannel.BOOKED, cast.poznan, mine.language)
    assert visit.topics == [cast.lawyer.topic]
    clock.go(minutes=1)
    assert arrive(mine, by=cast.zuzanna).arrived_at == here.arrived_at
    assert Visit.objects.count() == 1
    assert AuditEntry.objects.get(verb="appointment.arrived").actor == cast.zuzanna


def test_a_slip_is_taken_back_without_a_visit_left(cast, mine):
    here = arrive(mine, by=cast.zuzanna)
    back = take_back_arrival(here, by=cast.zuzanna)
    assert (back.state, back.visit, back.arrived_at) == (S.BOOKED, None, None)
    assert not Visit.objects.exists()
    assert take_back_arrival(mine, by=cast.zuzanna).state == S.BOOKED
    assert Claim.objects.filter(holder=mine.pk, is_active=True).count() == 2
    assert arrive(mine, by=cast.zuzanna).visit is not None


def test_who_comes_straight_in_is_marked_as_arrived_too(cast, mine):
    inside = start(mine, by=cast.oksana)
    assert (inside.state, inside.visit is not None) == (S.IN_PROGRESS, True)
    assert start(mine, by=cast.oksana).state == S.IN_PROGRESS
    assert list(mine.events.values_list("state", flat=True)) == [S.HELD, S.BOOKED, S.ARRIVED, S.IN_PROGRESS]


def test_an_old_page_does_not_send_anybody_back_to_wait(cast, mine):
    start(mine, by=cast.oksana)
    assert refused(arrive, mine, by=cast.zuzanna) == "not-open"


@pytest.mark.parametrize("path", [[], [arrive], [arrive, start], [start]])
def test_a_meeting_that_took_place_is_an_encounter_and_ends_the_visit(cast, clock, mine, path):
    for verb in path:
        verb(mine, by=cast.zuzanna)
    clock.go(minutes=40)
    encounter = finish(cast, mine, note="Umowa", interpreting="none")
    mine.refresh_from_db()
    assert (mine.state, mine.visit.encounters.get(), mine.visit.closed_at) == (S.FULFILLED, encounter, clock())
    assert (encounter.worker, encounter.centre, encounter.mode, encounter.language) == (cast.oksana, cast.poznan, "on-site", mine.language)
    assert [(row.service, row.minutes) for row in encounter.deliveries.order_by("pk")] == [(cast.lawyer, 25)]
    assert refused(finish, cast, mine) == "not-open"
    assert Encounter.objects.count() == 1


def test_a_refused_encounter_changes_nothing(cast, mine):
    assert refused(finish, cast, mine, services=[]) == "no-service"
    mine.refresh_from_db()
    assert (mine.state, mine.visit) == (S.BOOKED, None)
    assert not Visit.objects.exists()


def test_the_persons_file_goes_along(cast, clock):
    person = Client.objects.create(organization=cast.rops, centre=cast.poznan, name="Olena", number=1)
    row = by_staff(cast, sit(cast), client=person)
    encounter = finish(cast, row)
    assert (encounter.client, encounter.visit.client) == (person, person)


def test_a_person_can_be_named_when_the_meeting_ends(cast, mine):
    person = Client.objects.create(organization=cast.rops, centre=cast.poznan, name="Olena", number=1)
    encounter = finish(cast, mine, client=person)
    mine.refresh_from_db()
    assert (mine.client, encounter.client) == (person, person)


def test_nobody_is_missed_before_the_time_has_begun(cast, clock, mine):
    assert refused(miss, mine, by=cast.zuzanna) == "not-open"
    clock.set(THURSDAY)
    assert miss(mine, by=cast.zuzanna).state == S.NO_SHOW
    assert miss(mine, by=cast.zuzanna).state == S.NO_SHOW


def test_who_comes_late_after_all_is_received(cast, clock, mine):
    clock.set(THURSDAY + timedelta(minutes=20))
    miss(mine, by=cast.zuzanna)
    assert arrive(mine, by=cast.zuzanna).state == S.ARRIVED


def test_a_kept_time_is_nobody_to_receive(cast, clock):
    row = keep(sit(cast))
    for verb in (arrive, start, miss, take_back_arrival):
        assert refused(verb, row, by=cast.zuzanna) == "not-open"


def test_someone_who_waited_in_vain_can_be_cancelled_by_the_centre(cast, mine):
    arrive(mine, by=cast.zuzanna)
    assert cancel_by_centre(mine, by=cast.zuzanna).state == S.CANCELLED_BY_CENTRE


VERBS = {
    S.ARRIVED: lambda cast, row: arrive(row, by=cast.zuzanna),
    S.IN_PROGRESS: lambda cast, row: start(row, by=cast.zuzanna),
    S.FULFILLED: finish,
    S.NO_SHOW: lambda cast, row: miss(row, by=cast.zuzanna),
}
COMES_STRAIGHT_IN = {(S.BOOKED, S.FULFILLED), (S.BOOKED, S.IN_PROGRESS)}
FORBIDDEN = [
    (before, verb)
    for before in S.values
    for verb in VERBS
    if verb not in MOVES[before] and (before, verb) not in COMES_STRAIGHT_IN and (verb != before or verb == S.FULFILLED)
]


@pytest.mark.parametrize(("before", "verb"), FORBIDDEN)
def test_every_forbidden_change_is_refused_and_leaves_no_trace(cast, clock, before, verb):
    row = booked(sit(cast))
    clock.set(THURSDAY + timedelta(minutes=1))
    Appointment.objects.filter(pk=row.pk).update(state=before, hold_expires_at=clock())
    trace = (row.events.count(), AuditEntry.objects.count())
    assert refused(VERBS[verb], cast, row) == "not-open"
    row.refresh_from_db()
    assert (row.state, row.events.count(), AuditEntry.objects.count()) == (before, *trace)
