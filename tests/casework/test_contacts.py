"""Quick contacts: counted once, put right, taken back, given to a person later."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from mosty.casework.actions.visits import attach_client, change_contact, count_contact, undo_contact
from mosty.casework.enums import VisitChannel
from mosty.casework.models import Visit
from mosty.casework.queries import day_counts, last_contacts
from mosty.clients.actions import open_client
from mosty.core import time
from mosty.core.errors import Refusal
from mosty.core.models import AuditEntry
from tests.cast import make_cast


def counted(cast, **values):
    given = {
        "centre": cast.poznan,
        "channel": VisitChannel.PHONE,
        "topics": ["pesel"],
        "language": "uk",
        "submission": uuid4(),
        "by": cast.zuzanna,
    }
    return count_contact(**(given | values))


def later(monkeypatch, **span):
    at = timezone.now() + timedelta(**span)
    monkeypatch.setattr(timezone, "now", lambda: at)


def test_a_form_sent_twice_is_counted_once_with_the_same_answer(cast):
    submission = uuid4()
    assert counted(cast, submission=submission) == counted(cast, submission=submission)
    assert Visit.objects.count() == 1
    assert AuditEntry.objects.filter(verb="contact.counted").count() == 1


def test_somebody_elses_submission_is_not_shown(cast):
    submission = uuid4()
    counted(cast, submission=submission)
    with pytest.raises(Refusal) as refused:
        counted(cast, submission=submission, by=cast.adam, centre=cast.foreign)
    assert refused.value.code == "already-counted"


def test_the_day_is_that_of_the_centre(cast, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 25, 23, 30, tzinfo=UTC))
    assert str(counted(cast).on) == "2026-11-26"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"topics": []}, "no-topic", "topics"),
        ({"topics": ["weather"]}, "bad-topic", "topics"),
        ({"channel": "pigeon"}, "bad-channel", "channel"),
        ({"language": "qq"}, "bad-language", "language"),
        ({"citizenship": "EU"}, "bad-citizenship", "citizenship"),
        ({"party_size": 0}, "bad-party-size", "party_size"),
        ({"party_size": 51}, "bad-party-size", "party_size"),
    ],
)
def test_what_cannot_be_is_refused(cast, given, code, field):
    with pytest.raises(Refusal) as refused:
        counted(cast, **given)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Visit.objects.count() == 0


def test_the_author_changes_a_fresh_contact(cast):
    visit = counted(cast)
    values = {"channel": visit.channel, "topics": ["work", "stay"], "language": "uk", "citizenship": "UA", "party_size": 2}
    change_contact(visit, **values, by=cast.zuzanna)
    visit.refresh_from_db()
    assert (visit.topics, visit.party_size) == (["work", "stay"], 2)
    assert AuditEntry.objects.get(verb="contact.changed").details == {"fields": ["citizenship", "party_size", "topics"]}


def test_the_author_takes_a_fresh_contact_back_and_the_trace_stays(cast):
    visit = counted(cast)
    undo_contact(visit, by=cast.zuzanna)
    assert Visit.objects.count() == 0
    assert AuditEntry.objects.get(verb="contact.undone").details["topics"] == ["pesel"]


def test_a_colleague_cannot_take_it_back(cast):
    with pytest.raises(Refusal) as refused:
        undo_contact(counted(cast), by=cast.oksana)
    assert refused.value.code == "too-late"


def test_after_fifteen_minutes_it_stays(cast, monkeypatch):
    visit = counted(cast)
    later(monkeypatch, minutes=15, seconds=1)
    with pytest.raises(Refusal):
        undo_contact(visit, by=cast.zuzanna)
    assert Visit.objects.count() == 1


def test_a_contact_given_to_a_person_is_still_one_contact(cast):
    visit = counted(cast)
    before = day_counts(cast.zuzanna, cast.poznan, time.today())
    olena = open_client(centre=cast.poznan, name="Olena", by=cast.zuzanna)
    attach_client(visit, olena, by=cast.zuzanna)
    attach_client(visit, olena, by=cast.zuzanna)
    assert day_counts(cast.zuzanna, cast.poznan, time.today()) == before
    assert (before.visits, before.quick, before.quick_by_phone, before.encounters) == (1, 1, 1, 0)
    assert list(olena.visits.all()) == [visit]
    assert AuditEntry.objects.filter(verb="visit.attached").count() == 1


def test_a_contact_of_one_person_is_not_given_to_another(cast):
    visit = counted(cast)
    attach_client(visit, open_client(centre=cast.poznan, name="Olena", by=cast.zuzanna), by=cast.zuzanna)
    with pytest.raises(Refusal) as refused:
        attach_client(visit, open_client(centre=cast.poznan, name="Nino", by=cast.zuzanna), by=cast.zuzanna)
    assert refused.value.code == "already-attached"


def test_a_person_of_another_organisation_is_not_attached(cast):
    with pytest.raises(Refusal) as refused:
        attach_client(counted(cast), open_client(centre=cast.foreign, name="Ana", by=cast.adam), by=cast.zuzanna)
    assert refused.value.code == "other-organisation"


def test_my_last_contacts_are_mine_and_know_whether_they_can_be_undone(cast, monkeypatch):
    mine = counted(cast)
    counted(cast, by=cast.oksana)
    assert last_contacts(cast.zuzanna, cast.poznan) == [mine]
    assert last_contacts(cast.zuzanna, cast.poznan)[0].can_undo
    attach_client(mine, open_client(centre=cast.poznan, name="Olena", by=cast.zuzanna), by=cast.zuzanna)
    assert not last_contacts(cast.zuzanna, cast.poznan)[0].can_undo


def test_nobody_counts_for_a_centre_of_others(cast):
    counted(cast)
    assert day_counts(cast.adam, cast.poznan, time.today()).visits == 0
    assert day_counts(cast.ewa, cast.poznan, time.today()).visits == 0


@pytest.mark.race
def test_one_form_sent_six_times_at_one_moment_is_counted_once():
    cast = make_cast()
    submission, start, found, faults = uuid4(), Barrier(6), [], []

    def work():
        try:
            start.wait()
            found.append(counted(cast, submission=submission).pk)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(found) == 6
    assert len(set(found)) == 1
    assert Visit.objects.count() == 1
