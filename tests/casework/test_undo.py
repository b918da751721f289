"""The last act is taken back: as it was, by its author alone, for ten minutes, never over something newer."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from mosty.appointments.actions.whose import attach_visit
from mosty.casework.actions.cases import close_case, do_task, give_task, hand_over, open_case, pause_case
from mosty.casework.actions.drafts import discard_draft, keep_draft
from mosty.casework.actions.encounters import Given, record_encounter
from mosty.casework.actions.needs import change_need, note_need
from mosty.casework.actions.plans import close_plan, save_plan, tick_action
from mosty.casework.actions.visits import count_contact, open_visit
from mosty.casework.models import Action, Case, CaseEvent, NoteDraft
from mosty.casework.queries.cases import workers_now
from mosty.casework.queries.contents import Aim, Content, Step
from mosty.casework.queries.notes import unfinished
from mosty.clients.actions import open_client
from mosty.clients.actions.contact import remove_relation, save_languages, save_relation
from mosty.clients.actions.hiding import hide_file
from mosty.clients.actions.merging import merge
from mosty.clients.actions.names import add_name, remove_name
from mosty.clients.actions.stay import add_deadline, finish_deadline, remove_status, save_status
from mosty.clients.models import ClientKey, Deadline
from mosty.core import time, undo
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.core.models import AuditEntry, UndoStep
from mosty.directory.models import Membership
from tests.cast import make_cast


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena Коваль", language="uk", by=cast.oksana)


def back(row, by, pk=None):
    """Press the button: as the screen finds it."""
    row.pk = pk or row.pk
    undo.take_back(undo.step_of(by, row), by=by)


def test_a_task_a_need_a_step_and_a_plan_stand_as_they_were(cast, olena):
    task = do_task(give_task(words="Call", due_on=time.today(), assignee=cast.oksana, by=cast.oksana, client=olena), by=cast.oksana)
    need = note_need(olena, domain="work", words="a job", by=cast.oksana)
    need = change_need(need, words="a job as a baker", urgency="now", state="unmet", reason="no-places", by=cast.oksana)
    aims = (Aim("Work", "work", None, "open", (Step("Write to them", "client", "", None, uuid4()),), uuid4()),)
    plan = save_plan(olena, Content(language="uk", aims=aims), base=0, by=cast.oksana)
    action = tick_action(Action.objects.get(), by=cast.oksana)
    for row in (task, need, close_plan(plan, by=cast.marta), action):
        back(row, cast.marta if row == plan else cast.oksana)
        row.refresh_from_db()
    assert (task.done_on, task.done_by) == (None, None)
    assert (need.words, need.urgency, need.state, need.reason) == ("a job", "soon", "identified", "")
    assert (action.done_on, action.done_by, plan.closed_on) == (None, None, None)
    assert {"task.undone", "need.undone", "action.undone", "plan.undone"} <= set(AuditEntry.objects.values_list("verb", flat=True))


@pytest.mark.parametrize("act", ["paused", "closed", "handed-over"])
def test_a_case_stands_as_it_was_and_its_history_tells_both(cast, olena, act):
    case = open_case(olena, worker=cast.oksana, by=cast.oksana)
    if act == "paused":
        pause_case(case, words="abroad", by=cast.oksana)
    elif act == "closed":
        close_case(case, outcome="done", by=cast.oksana)
    else:
        hand_over(case, to=cast.marta, overlap=14, by=cast.oksana)
    back(case, cast.oksana)
    case = Case.objects.get()
    assert (case.state, case.closed_on, case.outcome) == ("open", None, "")
    assert [(row.user, row.until_on) for row in workers_now(case)] == [(cast.oksana, None)]
    assert [row.step for row in CaseEvent.objects.order_by("created_at", "pk")] == ["opened", act, "taken-back"]


def test_what_was_taken_away_stands_in_the_file_again(cast, olena):
    by = cast.oksana
    name = add_name(olena, text="Олена Коваль", kind="own", by=by)
    relative = save_relation(olena, kind="child", name="Артем", by=by)
    status = save_status(olena, basis="cukr", valid_to=time.today().replace(year=2030), by=by)
    keys = set(ClientKey.objects.values_list("key", flat=True))
    for row, remove in ((name, remove_name), (relative, remove_relation), (status, remove_status)):
        pk = row.pk
        remove(row, by=by)
        back(row, by, pk)
        row.refresh_from_db()
    assert (name.text, relative.name, Deadline.objects.get().status) == ("Олена Коваль", "Артем", status)
    assert set(ClientKey.objects.values_list("key", flat=True)) == keys
    save_languages(olena, [("uk", "", "yes"), ("ru", "", "")], by=by)
    save_languages(olena, [("pl", "", "")], by=by)
    back(olena, by)
    olena.refresh_from_db()
    assert ([row.language for row in olena.languages.order_by("order")], olena.language) == (["uk", "ru"], "uk")
    deadline = finish_deadline(add_deadline(olena, kind="other", on=time.today(), by=by), by=by)
    back(deadline, by)
    deadline.refresh_from_db()
    assert (deadline.done_on, deadline.done_by) == (None, None)
    back(hide_file(olena, is_hidden=True, by=by), by)
    olena.refresh_from_db()
    assert olena.is_hidden is False


def test_nothing_personal_stands_open_in_a_step(cast, olena):
    name = add_name(olena, text="Олена Таємна", kind="birth", by=cast.oksana)
    remove_name(name, by=cast.oksana)
    (row,) = UndoStep.objects.values()
    assert "Таємна" not in str(row)
    assert "\\u0422" not in str(row)


def test_a_thrown_away_note_waits_for_its_author_again(cast, olena):
    draft = keep_draft(olena, text="half a note", kind="casework", by=cast.oksana)
    pk = draft.pk
    discard_draft(draft)
    back(draft, cast.oksana, pk)
    assert [row.words for row in unfinished(cast.oksana, olena)] == ["half a note"]
    assert NoteDraft.objects.get().pk == pk


def test_an_attached_contact_belongs_to_nobody_again(cast, olena):
    visit = open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna)
    encounter = record_encounter(visit=visit, worker=cast.oksana, services=[(cast.advice, 20)], outcome="answered", by=cast.oksana)
    attach_visit(visit, olena, by=cast.oksana)
    need = note_need(olena, domain="work", words="a job", by=cast.oksana)
    delivery = encounter.deliveries.get()
    delivery.need = need
    delivery.save()
    visit.refresh_from_db()
    back(visit, cast.oksana)
    for row in (visit, encounter, delivery):
        row.refresh_from_db()
    assert (visit.client, encounter.client, delivery.need) == (None, None, None)
    other = open_client(centre=cast.poznan, name="Ірина", by=cast.oksana)
    attach_visit(visit, other, by=cast.oksana)
    assert other.encounters.get() == encounter


def test_only_the_author_only_once_only_for_ten_minutes(cast, olena, clock):
    task = do_task(give_task(words="Call", due_on=time.today(), assignee=cast.oksana, by=cast.oksana, client=olena), by=cast.oksana)
    step = undo.step_of(cast.oksana, task)
    assert undo.step_of(cast.marta, task) is None
    for other in (cast.marta, cast.adam, cast.nikt):
        with pytest.raises(Missing):
            undo.take_back(step, by=other)
    undo.take_back(step, by=cast.oksana)
    with pytest.raises(Refusal, match="undone"):
        undo.take_back(step, by=cast.oksana)
    task.refresh_from_db()
    do_task(task, by=cast.oksana)
    late = undo.step_of(cast.oksana, task)
    clock.go(minutes=11)
    assert undo.step_of(cast.oksana, task) is None
    with pytest.raises(Refusal, match="too-late"):
        undo.take_back(late, by=cast.oksana)
    clock.go(minutes=90)
    assert undo.forget_steps() == 2
    assert not UndoStep.objects.exists()


def test_nothing_newer_is_undone(cast, olena):
    need = note_need(olena, domain="work", words="a job", by=cast.oksana)
    need = change_need(need, words="a job", urgency="soon", state="met", by=cast.oksana)
    step = undo.step_of(cast.oksana, need)
    change_need(need, words="a job", urgency="soon", state="identified", by=cast.marta)
    with pytest.raises(Refusal, match="newer"):
        undo.take_back(step, by=cast.oksana)
    name = add_name(olena, text="Олена", kind="own", by=cast.oksana)
    pk = name.pk
    remove_name(name, by=cast.oksana)
    add_name(olena, text="Олена", kind="own", by=cast.marta)
    with pytest.raises(Refusal, match="newer"):
        back(name, cast.oksana, pk)
    assert olena.names.filter(kind="own").count() == 1
    case = open_case(olena, worker=cast.oksana, by=cast.oksana)
    close_case(case, outcome="done", by=cast.oksana)
    open_case(olena, worker=cast.marta, by=cast.marta)
    with pytest.raises(Refusal, match="newer"):
        back(case, cast.oksana)
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_rights_and_merges_are_asked_again(cast, olena):
    name = add_name(olena, text="Олена", kind="own", by=cast.oksana)
    pk = name.pk
    remove_name(name, by=cast.oksana)
    other = open_client(centre=cast.poznan, name="Olena K.", by=cast.oksana)
    merge(other, olena, take={}, by=cast.oksana)
    with pytest.raises(Refusal, match="merged"):
        back(name, cast.oksana, pk)
    task = do_task(give_task(words="Call", due_on=time.today(), assignee=cast.oksana, by=cast.oksana, client=other), by=cast.oksana)
    Membership.objects.filter(user=cast.oksana).delete()
    del cast.oksana._memberships
    with pytest.raises(PermissionDenied):
        back(task, cast.oksana)


@pytest.mark.race
def test_pressed_twice_at_once_it_is_undone_once(db):
    cast = make_cast()
    olena = open_client(centre=cast.poznan, name="Olena", by=cast.oksana)
    visit = count_contact(centre=cast.poznan, channel="phone", topics=["work"], language="uk", submission=uuid4(), by=cast.oksana)
    attach_visit(visit, olena, by=cast.oksana)
    step, together, told = undo.step_of(cast.oksana, visit), Barrier(2), []

    def press():
        together.wait()
        try:
            undo.take_back(step, by=cast.oksana)
            told.append("done")
        except Refusal as refusal:
            told.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "undone"]
    assert AuditEntry.objects.filter(verb="visit.detached").count() == 1


def test_a_need_of_somebody_else_is_never_named(cast, olena):
    other = open_client(centre=cast.poznan, name="Ірина", by=cast.oksana)
    need = note_need(other, domain="work", words="a job", by=cast.oksana)
    visit = open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna, client=olena)
    for given in (Given(cast.advice, 20, need), Given(cast.advice, 20, None, "magic")):
        with pytest.raises(Refusal, match=r"foreign-need|bad-outcome"):
            record_encounter(visit=visit, worker=cast.oksana, services=[given], outcome="answered", by=cast.oksana)
