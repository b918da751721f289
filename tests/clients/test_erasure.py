"""A person is erased: nothing says who it was, and every total of the past is what it was."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from mosty.casework.actions.encounters import change_encounter
from mosty.casework.actions.notes import change_note, write_note
from mosty.casework.actions.visits import close_visit, open_visit
from mosty.casework.models import Encounter, Note, NoteVersion, Visit
from mosty.clients.access import get_client, outside, visible_clients
from mosty.clients.actions import open_client
from mosty.clients.actions.closing import tables
from mosty.clients.actions.contact import save_relation
from mosty.clients.actions.erasure import erase
from mosty.clients.actions.keys import fill
from mosty.clients.actions.merging import merge
from mosty.clients.enums import SHELL_NUMBERS
from mosty.clients.models import BreakGlass, Client, ClientKey, ErasureRecord, LegalHold, Merge
from mosty.clients.queries import find_clients, latest_clients
from mosty.clients.queries.holdings import HOLDINGS
from mosty.clients.queries.keeping import KEEPERS, Keep, keep
from mosty.core import time
from mosty.core.erasing import erasing
from mosty.core.errors import Erased, Missing, Refusal
from mosty.core.models import AuditEntry, ErasureTicket
from mosty.programme.enums import Measure
from mosty.programme.queries.counting import supported
from mosty.programme.queries.figures import DIMENSIONS, Span, companions, count
from tests.appointments.sittings import by_staff, sit
from tests.cast import make_cast
from tests.clients.lives import DAY, MARK, NUMBER, PHONE, everywhere, lived, visits
from tests.programme.taking_part import project_of, take_in


def figures(cast):
    """Every figure of the last quarter that can be counted at all: each measure by no, one and two dimensions."""
    span = Span((cast.konin, cast.poznan), date(2026, 7, 1), date(2026, 12, 31))
    found = {"companions": companions(span)}
    for measure in Measure:
        dimensions = DIMENSIONS[measure]
        for by in [(), *((one,) for one in dimensions), *((a, b) for a in dimensions for b in dimensions if a < b)]:
            if len(by) == 2 and "topic" in by:
                continue
            found[measure, by] = count(span, measure, by)
    return found


def test_nothing_says_who_it_was_and_every_total_stays(cast):
    client = lived(cast)
    other = lived(cast, "Bylo", phone="+48699777000", number="AB1112223")
    words = (MARK, PHONE[3:-1], NUMBER)
    assert len({name.split(".")[0] for name in everywhere(*words)}) >= 18, "it stands nearly everywhere"
    before = figures(cast)
    assert before[Measure.PEOPLE, ()] == {(): 2}
    row = erase(client, by=cast.piotr, ground="request")
    assert everywhere(*words) == []
    assert figures(cast) == before
    assert row.is_whole
    assert row.counts["confidential"]["casework.NoteVersion"] == 1
    client.refresh_from_db()
    assert (client.name, client.phone, client.birth_on, client.birth_year, client.sex, client.citizenship) == (
        "",
        "",
        None,
        1980,
        "woman",
        "UA",
    )
    assert client.number > SHELL_NUMBERS
    assert set(everywhere("Bylo")) >= {"casework_visit.called", "appointments_appointment.name", "casework_noteversion.sealed"}
    assert other.names.count() == 2
    folder = settings.DATA_DIR
    assert not [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".sqlite3" and MARK.encode() in path.read_bytes()]


def test_a_merged_pair_and_a_household_keep_their_totals(cast):
    kept = lived(cast)
    gone = open_client(centre=cast.poznan, name=f"{MARK} Twice", phone="+48699123499", birth_year=1987, by=cast.oksana)
    visits(cast, gone, MARK)
    child = open_client(centre=cast.poznan, name="Small One", by=cast.oksana)
    visits(cast, child, "Small")
    save_relation(kept, kind="child", other=child, by=cast.oksana)
    save_relation(child, kind="parent", other=kept, by=cast.oksana)
    merge(kept, gone, take={"name": "gone"}, by=cast.oksana)
    before = figures(cast)
    with pytest.raises(Refusal) as refused:
        erase(gone, by=cast.piotr, ground="request")
    assert (refused.value.code, refused.value.details["client"]) == ("merged", kept.pk)
    erase(kept, by=cast.piotr, ground="request")
    assert everywhere(MARK, "699123499") == []
    assert figures(cast) == before
    assert not Merge.objects.exists()
    gone.refresh_from_db()
    assert gone.erased_at
    assert not child.relations.exists()
    assert Client.objects.get(pk=child.pk).name == "Small One"


def test_an_erased_file_is_nowhere_and_its_number_is_never_given_again(cast):
    client = open_client(centre=cast.poznan, name="Vera Erased", phone=PHONE, by=cast.oksana)
    number = client.number
    get_client(cast.oksana, client.pk)
    erase(client, by=cast.piotr, ground="request")
    client.refresh_from_db()
    assert [find_clients(cast.oksana, text).clients for text in ("Vera Erased", str(number), str(client.number), PHONE)] == [[], [], [], []]
    assert client not in visible_clients(cast.oksana)
    assert client not in latest_clients(cast.oksana)
    assert client not in outside(cast.ewa)
    with pytest.raises(Erased) as erased:
        get_client(cast.oksana, client.pk)
    assert erased.value.on == time.today()
    with pytest.raises(Missing) as missing:
        get_client(cast.adam, client.pk)
    assert not isinstance(missing.value, Erased), "a stranger does not learn that there was a file"
    assert fill() == 0
    assert not ClientKey.objects.filter(client=client).exists()
    assert open_client(centre=cast.poznan, name="Next", by=cast.oksana).number == number + 1


def test_erased_once(cast):
    client = open_client(centre=cast.poznan, name="Vera", by=cast.oksana)
    erase(client, by=cast.piotr, ground="request")
    with pytest.raises(Refusal) as refused:
        erase(client, by=cast.piotr, ground="request")
    assert refused.value.code == "erased"
    assert ErasureRecord.objects.count() == 1
    entry = AuditEntry.objects.get(verb="client.erased")
    assert (entry.actor, entry.details["ground"], entry.details["whole"]) == (cast.piotr, "request", True)


def test_a_hold_and_a_coming_booking_stand_in_the_way(cast):
    client = open_client(centre=cast.poznan, name="Vera", by=cast.oksana)
    hold = LegalHold.objects.create(organization=cast.rops, client=client, reason="court", by=cast.piotr, since_on=time.today())

    def code():
        with pytest.raises(Refusal) as refused:
            erase(client, by=cast.piotr, ground="request")
        assert Client.objects.get(pk=client.pk).name == "Vera"
        return refused.value.code

    assert code() == "held"
    LegalHold.objects.filter(pk=hold.pk).update(lifted_at=time.now(), lifted_by=cast.piotr)
    booking = by_staff(cast, sit(cast, time.now().replace(microsecond=0) + timedelta(days=1)), client=client)
    assert code() == "in-the-way"
    type(booking).objects.filter(pk=booking.pk).update(state="cancelled-by-client")
    erase(client, by=cast.piotr, ground="request")
    hold.refresh_from_db()
    assert hold.reason == "–"


@pytest.fixture
def keeper():
    """An app that has to keep what it is told to."""
    told = []
    keep("test", lambda files, day: [one for one in told if one.client in files])
    yield told
    KEEPERS.pop("test")


def test_what_a_law_keeps_stays_with_its_day(cast, keeper):
    client = lived(cast)
    until = time.today() + timedelta(days=400)
    keeper.append(Keep(client.pk, frozenset({"project", "identity"}), until, "evidence of a project"))
    row = erase(client, by=cast.piotr, ground="request")
    assert not row.is_whole
    assert row.remains == {"identity": str(until), "project": str(until)}
    client.refresh_from_db()
    assert (client.name, client.phone, client.erased_at) == (f"{MARK} Anna", "", None)
    assert not client.notes.exists()
    assert {name.split(".")[0] for name in everywhere(MARK)} == {"clients_client", "clients_clientname"}
    assert find_clients(cast.oksana, f"{MARK} Anna").clients == [client], "its keys are made anew, without the phone"
    keeper[:] = [Keep(client.pk, frozenset({"project"}), until, "evidence of a project")]
    assert erase(client, by=cast.piotr, ground="request").remains == {"project": str(until)}
    assert everywhere(MARK) == []


def test_one_class_of_records_goes_and_the_others_stay(cast):
    client = lived(cast)
    erase(client, by=cast.piotr, ground="retention", classes=["confidential"])
    assert set(client.notes.values_list("kind", flat=True)) == {"casework"}
    assert Encounter.objects.get().note == f"{MARK} was glad"
    assert client.plans.exists()
    erase(client, by=cast.piotr, ground="retention", classes=["notes", "plans"])
    assert not client.notes.exists()
    assert Encounter.objects.get().note == ""
    assert not client.plans.exists()
    assert client.names.count() == 2


def test_evidence_of_a_project_keeps_the_name_until_its_day_and_counts_for_ever(cast, clock):
    clock.set(DAY + timedelta(days=105))
    project = project_of(cast, first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), keep_until=date(2032, 12, 31))
    client = lived(cast)
    take_in(cast, project, client, entry_on=date(2026, 7, 1), declared_on=date(2026, 7, 1))
    before = supported(project, [cast.rops.pk])
    assert before.by_sex("woman") == 1
    row = erase(client, by=cast.piotr, ground="request")
    assert row.remains == {"identity": "2032-12-31", "project": "2032-12-31"}
    client.refresh_from_db()
    assert (client.name, client.birth_on) == (f"{MARK} Anna", date(1987, 5, 6))
    assert {name.split(".")[0] for name in everywhere(MARK)} == {"clients_client", "clients_clientname"}
    clock.go(days=366 * 7)
    erase(client, by=cast.piotr, ground="request")
    assert everywhere(MARK) == []
    assert supported(project, [cast.rops.pk]) == before


# --- What the database keeps -----------------------------------------------------------------------------------------


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def uid(value):
    return value.hex if connection.vendor == "sqlite" else value


@pytest.mark.parametrize("table", ["casework_noteversion", "casework_planversion", "casework_assessmentanswer", "casework_caseevent"])
def test_history_goes_with_its_person_only(cast, table):
    client = lived(cast)
    with pytest.raises(IntegrityError, match="kept"):
        sql(f"DELETE FROM {table}")
    with erasing([cast.rops.pk]), pytest.raises(IntegrityError, match="kept"):  # a ticket for somebody else
        sql(f"DELETE FROM {table}")
    with erasing([client.pk]):
        sql(f"DELETE FROM {table}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        assert cursor.fetchone()[0] == 0


def test_broken_glass_loses_its_words_only_while_its_person_is_erased(cast):
    client = lived(cast)
    empty = "UPDATE clients_breakglass SET words = '–', number = 0"
    for statement in (empty, "DELETE FROM clients_breakglass"):
        with pytest.raises(IntegrityError, match=r"append.only"):
            sql(statement)
    with erasing([client.pk]):
        for statement in ("UPDATE clients_breakglass SET reason = 'other'", "DELETE FROM clients_breakglass"):
            with pytest.raises(IntegrityError, match=r"append.only"):
                sql(statement)
        sql(empty)
    assert BreakGlass.objects.get().words == "–"


def test_proof_of_consent_loses_names_only_while_its_person_is_erased(cast):
    client = lived(cast)
    blank = "UPDATE clients_consent SET witness = '–', explained_by = '–', ended_words = ''"
    with pytest.raises(IntegrityError, match="keeps"):
        sql(blank)
    with erasing([client.pk]):
        for statement in (
            "UPDATE clients_consent SET said = 'refused'",
            "UPDATE clients_consent SET ended = ''",
            "DELETE FROM clients_consent",
        ):
            with pytest.raises(IntegrityError):
                sql(statement)
        sql(blank)


def test_the_guard_of_broken_glass_names_every_other_column(cast):
    """A column that is added later must be named in `clients.apps`, or it could be changed during an erasure."""
    guard = "".join(HOLDINGS["clients.BreakGlass", "proof"].blanks) and {"words", "number"}
    columns = {field.column for field in BreakGlass._meta.concrete_fields}
    from mosty.core.guards import REGISTER  # noqa: PLC0415 - only here

    statement = REGISTER["clients_breakglass_append_only"].sqlite[0]
    assert {column for column in columns if f"NEW.{column} " in statement} == columns - guard


def test_a_ticket_cannot_be_committed(cast):
    assert not ErasureTicket.objects.exists()
    ErasureTicket.objects.create(subject=cast.rops.pk, ends_id=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.check_constraints()  # what both databases do at the end of a transaction
    ErasureTicket.objects.all().delete()
    with pytest.raises(IntegrityError, match="nobody_is_there"):
        sql("INSERT INTO core_nobody (id) VALUES (0)")


def test_nothing_is_written_about_an_erased_person(cast):
    client = open_client(centre=cast.poznan, name="Vera", by=cast.oksana)
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=client, opened_at=DAY, by=cast.oksana)
    erase_in_vain(cast, open_visit(centre=cast.poznan, channel="walk-in", client=client, by=cast.oksana))
    stranger = open_visit(centre=cast.poznan, channel="walk-in", opened_at=DAY, by=cast.oksana)
    erase(client, by=cast.piotr, ground="request")
    with pytest.raises(IntegrityError, match="casework_visit_client_id_closed"):
        sql("UPDATE casework_visit SET called = 'Vera' WHERE id = %s", uid(visit.pk))
    with pytest.raises(IntegrityError, match="casework_visit_client_id_closed"):
        sql("UPDATE casework_visit SET client_id = %s WHERE id = %s", uid(client.pk), uid(stranger.pk))
    with pytest.raises(IntegrityError, match="casework_note_client_id_closed"), transaction.atomic():
        Note.objects.create(organization=cast.rops, client=client, kind="casework", author=cast.oksana)
    with pytest.raises(IntegrityError, match="stays"):
        sql("UPDATE clients_client SET name = 'Vera' WHERE id = %s", uid(client.pk))
    for write in (
        lambda: write_note(client, kind="casework", text="x", by=cast.oksana),
        lambda: open_visit(centre=cast.poznan, channel="walk-in", client=client, by=cast.oksana),
        lambda: by_staff(cast, sit(cast), client=client),
        lambda: save_relation(client, kind="child", name="A", by=cast.oksana),
    ):
        with pytest.raises(Refusal) as refused:
            write()
        assert refused.value.code == "erased"
    assert Visit.objects.get(pk=visit.pk).called == ""


def erase_in_vain(cast, visit):
    """Somebody who is at the centre now."""
    with pytest.raises(Refusal) as refused:
        erase(visit.client, by=cast.piotr, ground="request")
    assert refused.value.code == "in-the-way"
    close_visit(visit, by=cast.oksana)


def test_every_key_to_a_person_is_closed():
    kinds = {apps.get_model(label) for label, record_class in HOLDINGS if record_class != "proof"}
    keys = {
        (kind._meta.db_table, field.column)
        for kind in kinds
        for field in kind._meta.concrete_fields
        if kind is not Client and field.remote_field and field.remote_field.model is Client
    }
    assert set(tables()) == keys
    assert len(keys) > 20


# --- Two at one moment -----------------------------------------------------------------------------------------------


def together(*works):
    """Run them at one moment, each with a connection of its own; what each gave or raised."""
    start, done = Barrier(len(works)), {}

    def run(number, work):
        try:
            start.wait()
            done[number] = work()
        except (Refusal, Missing) as fault:
            done[number] = fault
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [done.get(number) for number in range(len(works))]


@pytest.mark.race
def test_notes_are_saved_while_the_person_is_erased():
    cast = make_cast()
    client = open_client(centre=cast.poznan, name=MARK, by=cast.oksana)
    note = write_note(client, kind="casework", text=f"{MARK} one", by=cast.oksana)
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=client, opened_at=time.now() - timedelta(hours=1), by=cast.oksana)
    from mosty.casework.actions.encounters import record_encounter  # noqa: PLC0415 - only this one needs it

    talk = record_encounter(visit=visit, worker=cast.oksana, services=[(cast.advice, 5)], outcome="answered", by=cast.oksana)
    done = together(
        lambda: write_note(client, kind="casework", text=f"{MARK} two", by=cast.oksana),
        lambda: change_note(note, text=f"{MARK} three", seen=1, by=cast.oksana),
        lambda: change_encounter(talk, services=[(cast.advice, 5)], outcome="answered", note=f"{MARK} four", by=cast.oksana),
        lambda: erase(client, by=cast.piotr, ground="request"),
    )
    assert isinstance(done[-1], ErasureRecord), done
    assert everywhere(MARK) == []
    assert not NoteVersion.objects.exists()
