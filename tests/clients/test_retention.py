"""How long what is kept: rules of two people, notices in time, a list that is signed, and a worker that does what it says and no more."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mosty.casework.actions.cases import close_case, open_case
from mosty.casework.actions.notes import write_note
from mosty.casework.actions.visits import open_visit
from mosty.casework.models import CaseEvent, Note, Task
from mosty.clients.actions import open_client
from mosty.clients.actions import retention as verbs
from mosty.clients.actions.contact import save_contact
from mosty.clients.actions.erasure import erase
from mosty.clients.actions.holds import lift_hold, put_hold
from mosty.clients.actions.retention import (
    carry_out,
    confirm_rule,
    give_notices,
    prepare_run,
    propose_rules,
    save_rule,
    sign_run,
    throw_away,
)
from mosty.clients.enums.retention import DEFAULTS, NEVER, NOTICE_DAYS, RecordClass
from mosty.clients.models import Client, ErasureRecord, RetentionEntry, RetentionNotice, RetentionRule, RetentionRun
from mosty.clients.queries import retention
from mosty.clients.queries.keeping import KEEPERS, Keep, keep
from mosty.clients.queries.retention import Projects, lines, rules_of
from mosty.comms.models import Message
from mosty.core import time
from mosty.core.errors import Refusal
from tests.clients.lives import MARK, everywhere


def rule(cast, record_class, trigger="last-contact", months=12, **values):
    row = save_rule(cast.rops, record_class=record_class, trigger=trigger, months=months, by=cast.piotr, **values)
    return confirm_rule(row, by=cast.joanna)


def person(cast, name="Vera", months_ago=13, *, note=True):
    """Somebody whose last contact was so many months ago."""
    client = open_client(centre=cast.poznan, name=name, by=cast.oksana)
    Client.objects.filter(pk=client.pk).update(created_at=time.now() - timedelta(days=2000))
    if note:
        write_note(client, kind="casework", text=f"{name} spoke", by=cast.oksana)
    at = time.now() - timedelta(days=31 * months_ago)
    client.visits.filter(pk=open_visit(centre=cast.poznan, channel="phone", client=client, opened_at=at, by=cast.oksana).pk).update(
        closed_at=at
    )
    return client


def due(cast, **values):
    return {(line.client, line.record_class): line for line in lines(cast.rops.pk, time.today(), **values)}


def refused(verb, *args, **values):
    with pytest.raises(Refusal) as refusal:
        verb(*args, **values)
    return refusal.value.code if str(refusal.value.sentence) else "no sentence"


def noticed(cast, clock):
    """Give the notices, and let their days pass."""
    give_notices()
    clock.go(days=NOTICE_DAYS)


def test_proposals_delete_nothing_until_a_second_person_confirms(cast):
    client = person(cast, months_ago=99)
    assert {one.record_class for one in rules_of(cast.rops.pk)} == set(RecordClass.values) - NEVER == set(DEFAULTS)
    assert not any(one.is_confirmed for one in rules_of(cast.rops.pk))
    assert propose_rules(cast.rops, by=cast.piotr) == len(DEFAULTS)
    assert propose_rules(cast.rops, by=cast.piotr) == 0
    assert due(cast) == {}
    row = RetentionRule.objects.get(record_class="notes")
    assert refused(confirm_rule, row, by=cast.piotr) == "own-rule"
    confirm_rule(row, by=cast.joanna)
    assert set(due(cast)) == {(client.pk, "notes")}
    with pytest.raises(IntegrityError, match="rule_confirmed_by_another"), transaction.atomic():
        RetentionRule.objects.filter(pk=row.pk).update(confirmed_by=cast.piotr)


def test_a_changed_rule_has_to_be_confirmed_anew(cast):
    person(cast)
    row = rule(cast, "notes")
    assert due(cast)
    same = save_rule(cast.rops, record_class="notes", trigger="last-contact", months=12, by=cast.hanna)
    assert (same.confirmed_by, len(due(cast))) == (cast.joanna, 1)
    save_rule(cast.rops, record_class="notes", trigger="last-contact", months=11, by=cast.hanna)
    assert due(cast) == {}
    row.refresh_from_db()
    assert (row.confirmed_at, row.changed_by) == (None, cast.hanna)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"record_class": "numbers"}, "bad-choice"),
        ({"record_class": "nothing"}, "bad-choice"),
        ({"trigger": "tomorrow"}, "bad-choice"),
        ({"months": -1}, "bad-months"),
        ({"months": 601}, "bad-months"),
        ({"basis": "x" * 201}, "too-long"),
    ],
)
def test_rules_that_cannot_be(cast, values, code):
    given = {"record_class": "notes", "trigger": "last-contact", "months": 12, "by": cast.piotr} | values
    assert refused(save_rule, cast.rops, **given) == code
    assert not RetentionRule.objects.exists()


# --- From which day --------------------------------------------------------------------------------------------------


def test_a_period_runs_from_the_last_contact(cast):
    rule(cast, "notes", months=12)
    late = person(cast, "Late", 14)
    person(cast, "Fresh", 3)
    again = person(cast, "Again", 20)
    open_visit(centre=cast.poznan, channel="phone", client=again, by=cast.oksana)
    never_came = open_client(centre=cast.poznan, name="New", by=cast.oksana)
    write_note(never_came, kind="casework", text="x", by=cast.oksana)
    assert set(due(cast)) == {(late.pk, "notes")}
    line = due(cast)[late.pk, "notes"]
    assert (line.rows, line.due_on) == (2, time.months_later(late.visits.get().on, 12))  # a note and its version
    foreign = open_client(centre=cast.foreign, name="Foreign", by=cast.adam)
    Client.objects.filter(pk=foreign.pk).update(created_at=time.now() - timedelta(days=2000))
    assert len(due(cast)) == 1


def test_an_open_case_holds_its_notes_and_a_later_contact_too(cast, clock):
    rule(cast, "notes", trigger="case-closed", months=12)
    client = person(cast, months_ago=1)
    case = open_case(client, worker=cast.oksana, by=cast.oksana)
    clock.go(days=800)
    assert due(cast) == {}
    close_case(case, outcome="done", by=cast.oksana)
    clock.go(days=300)
    open_visit(centre=cast.poznan, channel="phone", client=client, by=cast.oksana)
    clock.go(days=300)
    assert due(cast) == {}, "a year since the case, not since the last contact"
    clock.go(days=70)
    assert set(due(cast)) == {(client.pk, "notes")}


def test_other_days_from_which_a_period_runs(cast, clock):
    client = person(cast, months_ago=1)
    rule(cast, "notes", trigger="added", months=6)
    assert due(cast) == {}
    clock.go(days=190)
    assert set(due(cast)) == {(client.pk, "notes")}
    rule(cast, "notes", trigger="turned-18", months=12)
    assert due(cast) == {}, "not known when she was born"
    Client.objects.filter(pk=client.pk).update(birth_on=date(2000, 1, 1), birth_year=2000, birth_quality="full")
    assert due(cast)[client.pk, "notes"].due_on == date(2019, 1, 1)
    rule(cast, "project", trigger="project-end", months=0)
    assert set(due(cast)) == {(client.pk, "notes")}


def test_the_longest_rule_that_applies_wins(cast, monkeypatch):
    client, other = person(cast, "In", 14), person(cast, "Out", 14)
    rule(cast, "notes", months=12)
    rule(cast, "notes", months=24, project=cast.room.pk)
    known = Projects(lambda _organization: {}, lambda project: {client.pk} if project == cast.room.pk else set())
    monkeypatch.setattr(retention, "PROJECTS", [known])
    assert set(due(cast)) == {(other.pk, "notes")}


def test_where_the_name_goes_everything_goes(cast):
    client = person(cast)
    rule(cast, "notes", months=1)
    rule(cast, "identity", months=12)
    found = due(cast)
    assert set(found) == {(client.pk, "identity")}
    assert found[client.pk, "identity"].rows >= 4  # file, name, note, version


def test_what_must_be_kept_is_not_on_the_list_and_what_is_empty_neither(cast):
    client = person(cast, note=False)
    rule(cast, "identity")
    rule(cast, "notes")
    keep("test", lambda files, _day: [Keep(pk, frozenset({"identity", "project"}), time.today() + timedelta(days=9), "x") for pk in files])
    try:
        assert due(cast) == {}, "no note to delete, and the name is kept"
    finally:
        KEEPERS.pop("test")
    assert set(due(cast)) == {(client.pk, "identity")}


# --- Notices ---------------------------------------------------------------------------------------------------------


def test_it_is_told_once_thirty_days_before(cast, clock):
    rule(cast, "notes", months=12)
    rule(cast, "plans", months=12)
    client = person(cast, months_ago=10)
    open_case(client, worker=cast.marta, by=cast.oksana)
    Client.objects.filter(pk=client.pk).update(phone="+48600100200")
    save_contact(client, may_text="yes", by=cast.oksana)
    give_notices()
    on = time.months_later(client.visits.get().on, 12)
    while time.today() < on - timedelta(days=NOTICE_DAYS):
        assert not RetentionNotice.objects.exists()
        clock.go(days=1)
        give_notices()
    give_notices()
    notice = RetentionNotice.objects.get()
    assert (notice.client, notice.record_class, notice.due_on) == (client, "notes", on)
    task = Task.objects.get()
    assert (task.assignee, task.due_on) == (cast.marta, on)
    assert "Vera" not in task.words
    message = Message.objects.get(about=client.pk)
    assert (message.kind, message.address, "code" in message.facts) == ("near-date", "+48600100200", False)
    assert refused(prepare_run, cast.rops, by=cast.piotr) == "nothing-due"
    clock.go(days=NOTICE_DAYS)
    assert prepare_run(cast.rops, by=cast.piotr).entries.count() == 1


def test_a_late_notice_puts_the_day_off(cast, clock):
    rule(cast, "notes", months=12)
    person(cast, months_ago=30)
    assert refused(prepare_run, cast.rops, by=cast.piotr) == "nothing-due"
    give_notices()
    assert Task.objects.get().due_on == time.today() + timedelta(days=NOTICE_DAYS)
    clock.go(days=NOTICE_DAYS - 1)
    assert refused(prepare_run, cast.rops, by=cast.piotr) == "nothing-due"
    clock.go(days=1)
    assert prepare_run(cast.rops, by=cast.piotr)


# --- Lists -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def ready(cast, clock):
    """Two people whose notes are due and were told of, and a list of it."""
    rule(cast, "notes", months=12)
    people = [person(cast, MARK, 14), person(cast, "Olha", 15)]
    noticed(cast, clock)
    return people, prepare_run(cast.rops, by=cast.piotr)


def test_nothing_goes_without_the_signature_of_a_second_person(cast, ready):
    _people, run = ready
    assert carry_out() == 0
    assert Note.objects.count() == 2
    assert refused(sign_run, run, by=cast.piotr) == "own-list"
    with pytest.raises(IntegrityError, match="run_only_with_signature"), transaction.atomic():
        RetentionRun.objects.filter(pk=run.pk).update(state="signed")
    with pytest.raises(IntegrityError, match="run_signed_by_another"), transaction.atomic():
        RetentionRun.objects.filter(pk=run.pk).update(state="signed", signed_by=cast.piotr, signed_at=time.now())
    assert refused(prepare_run, cast.rops, by=cast.piotr) == "list-open"
    sign_run(run, by=cast.joanna)
    assert refused(sign_run, run, by=cast.joanna) == "list-over"
    assert refused(throw_away, run, by=cast.piotr) == "list-over"
    assert carry_out() == 2
    run.refresh_from_db()
    assert (run.state, Note.objects.count()) == ("done", 0)
    assert everywhere(f"{MARK} spoke") == []
    assert [(entry.state, entry.rows, entry.done_rows) for entry in run.entries.all()] == [("done", 2, 2)] * 2
    assert {(row.by, row.run, row.ground, row.is_whole) for row in ErasureRecord.objects.all()} == {
        (cast.joanna, run.pk, "retention", False)
    }
    assert carry_out() == 0
    assert due(cast) == {}, "nothing is due twice"


def test_the_list_says_what_goes_to_the_row(cast, clock):
    rule(cast, "identity", months=12)
    client = person(cast, MARK, 14)
    case = open_case(client, worker=cast.oksana, by=cast.oksana)
    close_case(case, outcome="done", by=cast.oksana)
    noticed(cast, clock)
    clock.go(days=370)
    noticed(cast, clock)
    run = sign_run(prepare_run(cast.rops, by=cast.piotr), by=cast.joanna)
    said = run.entries.get().rows
    carry_out()
    counts = ErasureRecord.objects.get().counts
    gone = sum(number for tables in counts.values() for number in tables.values())
    assert said == gone - sum(counts["identity"].get(own, 0) for own in ("clients.ClientKey", "core.UndoStep"))  # made by ourselves
    assert RetentionEntry.objects.get().done_rows == gone
    assert everywhere(MARK) == []
    assert CaseEvent.objects.count() == 0


def test_a_hold_set_after_the_signature_stops_it(cast, ready):
    (vera, olha), run = ready
    sign_run(run, by=cast.joanna)
    hold = put_hold(vera, reason="a complaint", by=cast.piotr)
    carry_out()
    assert set(Note.objects.values_list("client", flat=True)) == {vera.pk}
    assert {entry.client: entry.state for entry in run.entries.all()} == {vera.pk: "held", olha.pk: "done"}
    lift_hold(hold, by=cast.piotr)
    sign_run(prepare_run(cast.rops, by=cast.piotr), by=cast.joanna)
    carry_out()
    assert not Note.objects.exists()


def test_what_changed_since_the_signature_is_left_alone(cast, ready):
    (vera, olha), run = ready
    sign_run(run, by=cast.joanna)
    write_note(vera, kind="casework", text="a new one", by=cast.oksana)
    open_visit(centre=cast.poznan, channel="phone", client=olha, by=cast.oksana)
    carry_out()
    assert {entry.state for entry in run.entries.all()} == {"changed"}
    assert Note.objects.count() == 3
    assert not ErasureRecord.objects.exists()
    run.refresh_from_db()
    assert run.state == "done"


def test_an_old_list_and_a_changed_one_are_made_anew(cast, ready, clock):
    (vera, _olha), run = ready
    erase(vera, by=cast.piotr, ground="request")
    assert refused(sign_run, run, by=cast.joanna) == "list-changed"
    throw_away(run, by=cast.joanna)
    other = prepare_run(cast.rops, by=cast.piotr)
    assert other.entries.count() == 1
    clock.go(days=15)
    assert refused(sign_run, other, by=cast.joanna) == "list-old"
    assert Note.objects.count() == 1


def test_a_worker_that_dies_goes_on_where_it_was(cast, ready, monkeypatch):
    people, run = ready
    sign_run(run, by=cast.joanna)
    monkeypatch.setattr(verbs, "AT_ONCE", 1)
    assert carry_out() == 1
    run.refresh_from_db()
    assert (run.state, Note.objects.count()) == ("signed", 1)
    assert carry_out() == 1
    assert carry_out() == 0
    run.refresh_from_db()
    assert (run.state, Note.objects.count(), len(people)) == ("done", 0, 2)


def test_a_list_that_is_over_never_changes(cast, ready):
    _people, run = ready
    sign_run(run, by=cast.joanna)
    carry_out()
    for rows in (RetentionRun.objects.filter(pk=run.pk), RetentionEntry.objects.filter(run=run)):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            rows.update(created_at=time.now())
    with pytest.raises(IntegrityError, match=r"append.only"), transaction.atomic():
        ErasureRecord.objects.update(counts={})


def test_who_asked_and_had_to_wait_is_on_the_list_when_the_day_comes(cast, clock):
    rule(cast, "notes", months=12)
    client = person(cast, MARK, 1)
    until = time.today() + timedelta(days=100)
    keep("test", lambda files, day: [Keep(pk, frozenset({"identity", "project"}), until, "x") for pk in files if pk == client.pk])
    try:
        erase(client, by=cast.piotr, ground="request")
        assert refused(prepare_run, cast.rops, by=cast.piotr) == "nothing-due"
        clock.go(days=101)
        sign_run(prepare_run(cast.rops, by=cast.piotr), by=cast.joanna)
        carry_out()
    finally:
        KEEPERS.pop("test")
    assert everywhere(MARK) == []


# --- Holds -----------------------------------------------------------------------------------------------------------


def test_a_hold_ends_with_its_last_day(cast, clock):
    client = person(cast)
    rule(cast, "notes")
    assert refused(put_hold, client, reason=" ", by=cast.piotr) == "no-reason"
    assert refused(put_hold, client, reason="x", until_on=time.today() - timedelta(days=1), by=cast.piotr) == "in-past"
    put_hold(client, reason="court", until_on=time.today() + timedelta(days=3), by=cast.piotr)
    clock.go(days=3)
    assert due(cast)[client.pk, "notes"].is_held
    clock.go(days=1)
    assert not due(cast)[client.pk, "notes"].is_held


def test_a_hold_set_and_lifted_twice_is_no_harm(cast):
    hold = put_hold(person(cast), reason="court", by=cast.piotr)
    lift_hold(hold, by=cast.piotr)
    assert lift_hold(hold, by=cast.hanna).lifted_by == cast.piotr


def test_the_number_of_queries_does_not_grow_with_people(cast, django_assert_max_num_queries):
    for record_class in ("notes", "identity", "bookings"):
        rule(cast, record_class)
    person(cast, "A")
    with django_assert_max_num_queries(90) as few:
        assert len(due(cast)) == 1
    for number in range(4):
        person(cast, f"B{number}")
    with django_assert_max_num_queries(len(few)):
        assert len(due(cast)) == 5
