"""Questions of police, Border Guard, courts: nothing silently, nothing changed afterwards."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from mosty.casework.models import Note, NoteVersion
from mosty.clients.actions import open_client
from mosty.clients.actions.authorities import add_note, decide, take_question, tell_person
from mosty.clients.actions.exporting import export_for_authority
from mosty.clients.models import AuthorityEvent, AuthorityRequest
from mosty.clients.queries.rights import questions, undecided
from mosty.comms.models import Message
from mosty.core import crypt, time
from mosty.core.errors import Missing, PermissionDenied, Refusal

GIVEN = {"kind": "police", "unit": "KMP Poznań, asp. Nowak", "asked": "Where does she live?", "came": "in-person", "about": "Olena S."}


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena Savchuk", phone="600100200", birth_year=1991, by=cast.oksana)


def take(cast, **values):
    return take_question(**({"organization": cast.rops, "received_on": time.today(), "by": cast.zuzanna} | GIVEN | values))


def test_the_counter_writes_it_down_and_the_officer_decides(cast, olena):
    row = take(cast, client=olena)
    assert Message.objects.get(kind="staff-request").address == "piotr@mosty.example"
    assert undecided(cast.piotr) == [row]
    for verb in (
        lambda: decide(row, decision="disclosed", basis="x", words="y", by=cast.zuzanna),
        lambda: add_note(row, words="x", by=cast.hanna),
        lambda: tell_person(row, told="told", by=cast.adam),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    decide(row, decision="refused", basis="Art. 6 GDPR: no basis named", by=cast.piotr)
    tell_person(row, told="not-told", words="they asked for it, Art. 15 act on the police", by=cast.piotr)
    (told,) = questions([row])
    assert (told.asked, told.about, told.decided.decision, told.told.told) == ("Where does she live?", "Olena S.", "refused", "not-told")
    assert undecided(cast.piotr) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unit": ""}, "no-who"),
        ({"asked": "\n"}, "no-words"),
        ({"kind": "army"}, "bad-kind"),
        ({"received_on": date(2300, 1, 1)}, "bad-day"),
        ({"asked": "x" * 3000}, "too-long"),
    ],
)
def test_half_a_question_is_refused(cast, change, code):
    with pytest.raises(Refusal, match=code):
        take(cast, **change)
    assert not AuthorityRequest.objects.exists()


def test_a_decision_names_its_law_and_what_is_disclosed(cast, olena):
    row = take(cast, client=olena)
    with pytest.raises(Refusal, match="no-basis"):
        decide(row, decision="disclosed", basis=" ", words="address", by=cast.piotr)
    with pytest.raises(Refusal, match="no-words"):
        decide(row, decision="disclosed", basis="Art. 20 of the act on the police", by=cast.piotr)
    with pytest.raises(Refusal, match="no-words"):
        tell_person(row, told="later", by=cast.piotr)


def test_nothing_is_put_together_before_it_is_decided_nor_beyond_the_decision(cast, olena):
    row = take(cast, client=olena)
    with pytest.raises(Refusal, match="not-decided"):
        export_for_authority(row, by=cast.piotr)
    decide(row, decision="refused", basis="none", by=cast.piotr)
    with pytest.raises(Refusal, match="not-decided"):
        export_for_authority(row, by=cast.piotr)
    decide(row, decision="disclosed", basis="court order", words="all", parts=["looks", "confidential"], by=cast.piotr)
    with pytest.raises(Refusal, match="no-parts"):
        export_for_authority(row, by=cast.piotr)
    note = Note.objects.create(organization=cast.rops, client=olena, kind="psychologist", author=cast.oksana)
    NoteVersion.objects.create(note=note, number=1, kind="psychologist", sealed=crypt.seal("secret"), by=cast.oksana)
    decide(row, decision="partly", basis="court order", words="phone", parts=["contact", "confidential"], by=cast.piotr)
    found = export_for_authority(row, by=cast.piotr)
    assert {part.record_class for part in found.parts} == {"contact"}
    assert "+48600100200" in str(found)
    assert "secret" not in str(found)
    assert AuthorityEvent.objects.filter(step="exported").get().parts == ["contact"]
    with pytest.raises((PermissionDenied, Missing)):
        export_for_authority(row, by=cast.hanna)
    with pytest.raises(Refusal, match="no-file"):
        export_for_authority(take(cast), by=cast.piotr)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clients_authorityrequest SET unit = 'x'",
        "UPDATE clients_authorityrequest SET client = NULL",
        "UPDATE clients_authorityrequest SET received_on = '2020-01-01'",
        "DELETE FROM clients_authorityrequest",
        "UPDATE clients_authorityevent SET basis = 'x'",
        "UPDATE clients_authorityevent SET decision = 'refused'",
        "DELETE FROM clients_authorityevent",
    ],
)
def test_the_database_keeps_questions_and_answers(cast, olena, statement):
    row = take(cast, client=olena)
    decide(row, decision="disclosed", basis="court order", words="phone", by=cast.piotr)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_is_sealed_can_be_sealed_anew(cast):
    row = take(cast)
    AuthorityRequest.objects.filter(pk=row.pk).update(asked_sealed=crypt.resealed(row.asked_sealed), updated_at=time.now())
    (told,) = questions([AuthorityRequest.objects.get()])
    assert told.asked == "Where does she live?"


def test_numbers_run_year_by_year(cast):
    last_year = time.today().replace(month=1, day=1) - timedelta(days=1)
    rows = [take(cast), take(cast), take(cast, received_on=last_year)]
    assert [row.number for row in rows] == [1, 2, 1]
