"""Visits and encounters."""

from datetime import timedelta

import pytest

from mosty.accounts.enums import Right
from mosty.casework.access import can_record, get_encounter, get_visit, visible_encounters
from mosty.casework.actions.encounters import change_encounter, record_encounter
from mosty.casework.actions.visits import blank_words, close_visit, discard_visit, give_back_visit, open_visit, take_visit
from mosty.casework.enums import Outcome, VisitChannel
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.casework.queries import encounters_of, visits_of, waiting_room
from mosty.clients.actions import open_client
from mosty.core import chores, time
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.core.models import AuditEntry


def walk_in(cast, **values):
    return open_visit(**({"centre": cast.poznan, "channel": VisitChannel.WALK_IN, "language": "uk", "by": cast.zuzanna} | values))


def recorded(cast, visit=None, **values):
    given = {
        "visit": visit or walk_in(cast),
        "worker": cast.oksana,
        "services": [(cast.advice, 20), (cast.lawyer, 10)],
        "outcome": Outcome.ANSWERED,
        "by": cast.oksana,
    }
    return record_encounter(**(given | values))


def test_an_encounter_keeps_what_was_given_and_ends_the_visit(cast):
    encounter = recorded(cast, note="One\r\nTwo\x00", language="uk")
    visit = Visit.objects.get()
    assert [(row.service, row.minutes) for row in encounter.deliveries.all()] == [(cast.advice, 20), (cast.lawyer, 10)]
    assert (encounter.note, encounter.on, encounter.organization, encounter.centre) == ("One\nTwo", time.today(), cast.rops, cast.poznan)
    assert visit.closed_at == encounter.ended_at
    assert encounter.started_at == visit.opened_at
    assert AuditEntry.objects.get(verb="encounter.recorded").details == {"outcome": "answered", "services": 2, "minutes": 30}


def test_a_person_is_attached_to_the_visit_too(cast):
    olena = open_client(centre=cast.poznan, name="Olena", by=cast.oksana)
    encounter = recorded(cast, client=olena)
    assert encounter.client == olena
    assert visits_of(cast.oksana, olena) == [encounter.visit]
    assert encounters_of(cast.oksana, olena) == [encounter]
    assert encounters_of(cast.zuzanna, olena) == []


def test_the_person_of_the_visit_is_the_person_of_the_encounter(cast):
    olena = open_client(centre=cast.poznan, name="Olena", by=cast.oksana)
    assert recorded(cast, walk_in(cast, client=olena)).client == olena


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"services": []}, "no-service"),
        ({"outcome": "magic"}, "bad-outcome"),
        ({"interpreting": "magic"}, "bad-interpreting"),
        ({"mode": "magic"}, "bad-mode"),
        ({"language": "qq"}, "bad-language"),
        ({"note": "x" * 2001}, "too-long"),
        ({"note": "a\u202eb"}, "direction-marks"),
        ({"started_at": time.now(), "ended_at": time.now() - timedelta(minutes=5)}, "bad-period"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(cast, given, code):
    visit = walk_in(cast)
    with pytest.raises(Refusal) as refused:
        recorded(cast, visit, **given)
    assert refused.value.code == code
    assert Encounter.objects.count() == ServiceDelivery.objects.count() == 0
    visit.refresh_from_db()
    assert visit.closed_at is None


@pytest.mark.parametrize("minutes", [0, -1, 601])
def test_minutes_lie_between_one_and_six_hundred(cast, minutes):
    with pytest.raises(Refusal) as refused:
        recorded(cast, services=[(cast.advice, 20), (cast.lawyer, minutes)])
    assert refused.value.code == "bad-minutes"
    assert Encounter.objects.count() == 0


def test_one_service_is_written_once(cast):
    with pytest.raises(Refusal) as refused:
        recorded(cast, services=[(cast.advice, 20), (cast.advice, 5)])
    assert refused.value.code == "service-twice"


def test_a_person_of_another_organisation_is_refused(cast):
    stranger = open_client(centre=cast.foreign, name="Ana", by=cast.adam)
    with pytest.raises(Refusal) as refused:
        recorded(cast, client=stranger)
    assert refused.value.code == "other-organisation"
    with pytest.raises(Refusal):
        walk_in(cast, client=stranger)
    assert Encounter.objects.count() == 0


def test_the_waiting_room_has_who_waits_longest_first(cast):
    second = walk_in(cast)
    first = walk_in(cast, opened_at=time.now() - timedelta(minutes=10))
    talking = take_visit(walk_in(cast), by=cast.oksana)
    close_visit(walk_in(cast), by=cast.zuzanna)
    walk_in(cast, centre=cast.konin, by=cast.ewa)
    assert waiting_room(cast.zuzanna, cast.poznan, time.today()) == ([first, second], [talking])
    assert waiting_room(cast.ewa, cast.poznan, time.today()) == ([], [])


def test_a_person_is_asked_in_by_one_worker(cast):
    visit = take_visit(walk_in(cast), by=cast.oksana)
    assert take_visit(visit, by=cast.oksana).taken_by == cast.oksana
    with pytest.raises(Refusal) as refused:
        take_visit(visit, by=cast.marta)
    assert refused.value.code == "taken"
    assert give_back_visit(visit, by=cast.oksana).taken_at is None
    assert take_visit(visit, by=cast.marta).taken_by == cast.marta


def test_a_visit_that_is_over_stays_over(cast):
    visit = close_visit(walk_in(cast), by=cast.zuzanna)
    again = close_visit(visit, by=cast.zuzanna)
    assert again.closed_at == visit.closed_at
    with pytest.raises(Refusal) as refused:
        take_visit(visit, by=cast.oksana)
    assert refused.value.code == "visit-closed"
    with pytest.raises(Refusal):
        give_back_visit(visit, by=cast.oksana)


def test_a_visit_opened_by_mistake_is_dropped_unless_something_was_written(cast):
    discard_visit(walk_in(cast), by=cast.zuzanna)
    assert Visit.objects.count() == 0
    assert AuditEntry.objects.filter(verb="visit.discarded").count() == 1
    encounter = recorded(cast)
    with pytest.raises(Refusal) as refused:
        discard_visit(encounter.visit, by=cast.zuzanna)
    assert refused.value.code == "has-encounter"


def test_who_may_read_and_record(cast):
    encounter = recorded(cast, client=open_client(centre=cast.poznan, name="Olena", by=cast.oksana))
    looks.begin()
    assert get_encounter(cast.marta, encounter.pk) == encounter
    assert get_visit(cast.zuzanna, encounter.visit_id) == encounter.visit
    assert [look.subject_type for look in looks.end()] == ["casework.encounter", "casework.visit"]
    with pytest.raises(PermissionDenied):
        get_encounter(cast.zuzanna, encounter.pk)
    with pytest.raises(PermissionDenied):
        get_visit(cast.zuzanna, encounter.visit_id, right=Right.ENCOUNTER_RECORD)
    for stranger in (cast.ewa, cast.adam, cast.nikt):
        with pytest.raises(Missing):
            get_encounter(stranger, encounter.pk)
        with pytest.raises(Missing):
            get_visit(stranger, encounter.visit_id)
    with pytest.raises(Missing):
        get_visit(cast.oksana, cast.poznan.pk)
    with pytest.raises(Missing):
        get_encounter(cast.oksana, cast.poznan.pk)
    assert list(visible_encounters(cast.zuzanna)) == list(visible_encounters(cast.karolina)) == []
    assert can_record(cast.oksana, cast.poznan)
    assert not can_record(cast.zuzanna, cast.poznan)


def test_an_anonymous_visit_is_no_look(cast):
    looks.begin()
    get_visit(cast.zuzanna, walk_in(cast).pk)
    assert looks.end() == []


def test_only_the_author_changes_an_encounter_and_services_are_checked(cast):
    encounter = recorded(cast)
    wanted = {"services": [(cast.advice, 30)], "outcome": Outcome.SENT_ON, "note": ""}
    for by in (cast.marta, cast.hanna, cast.zuzanna):
        with pytest.raises(Refusal) as refused:
            change_encounter(encounter, by=by, **wanted)
        assert refused.value.code == "too-late"
    for services, code in (
        ([], "no-service"),
        ([(cast.advice, 0)], "bad-minutes"),
        ([(cast.advice, 5), (cast.advice, 5)], "service-twice"),
    ):
        with pytest.raises(Refusal) as refused:
            change_encounter(encounter, by=cast.oksana, **(wanted | {"services": services}))
        assert refused.value.code == code
    change_encounter(encounter, by=cast.oksana, **wanted)
    assert [(row.service, row.minutes) for row in encounter.deliveries.all()] == [(cast.advice, 30)]
    change_encounter(encounter, by=cast.oksana, **(wanted | {"services": [(cast.lawyer, 10), (cast.advice, 30)]}))
    assert {(row.service, row.minutes) for row in encounter.deliveries.all()} == {(cast.advice, 30), (cast.lawyer, 10)}


def test_the_times_of_an_encounter_fit_the_visit(cast):
    visit = walk_in(cast, opened_at=time.now() - timedelta(hours=2))
    with pytest.raises(Refusal) as refused:
        recorded(cast, visit, started_at=visit.opened_at - timedelta(minutes=5))
    assert (refused.value.code, refused.value.field) == ("before-visit", "started_at")
    with pytest.raises(Refusal) as refused:
        recorded(cast, visit, ended_at=time.now() + timedelta(minutes=5))
    assert (refused.value.code, refused.value.field) == ("in-future", "ended_at")


def test_words_of_the_waiting_room_are_blanked_after_thirty_days(cast):
    old = walk_in(cast, called="Nino", wanted="for Tomasz", opened_at=time.now() - timedelta(days=30, minutes=1))
    fresh = walk_in(cast, called="Ana", opened_at=time.now() - timedelta(days=29))
    assert blank_words() == 1
    assert blank_words() == 0
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.called, old.wanted, fresh.called) == ("", "", "Ana")
    assert chores.REGISTER["casework.blank-words"].function is blank_words
