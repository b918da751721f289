"""Cases: opened, handed over, paused, closed, opened again. Tasks: given and done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mosty.casework.access.cases import can_work, left_behind, team_of
from mosty.casework.enums.cases import (
    CASE_MOVES,
    JOIN_DAYS,
    LONGEST_CASE_WORDS,
    LONGEST_TASK,
    MOST_OVERLAP,
    CaseOutcome,
    CaseState,
    CaseStep,
)
from mosty.casework.models import Case, CaseEvent, CaseWorker, Task
from mosty.clients.actions.opened import lock_open
from mosty.core import contacts, time, undo
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client

OPEN_ALREADY = _("This person has a case already. Please open it, and hand it over if it is to be yours.")
BAD_MOVE = _("The case was changed meanwhile, so this is no longer possible. Please look at it again.")
NOT_TEAM = _("Please choose a colleague who works with people at this centre.")


def open_already(kept: Client, _gone: Client) -> Q:
    """For merges: the open case of a file stays with it when the kept file has one of its own."""
    has_open = Case.objects.filter(client=kept).exclude(state=CaseState.CLOSED).exists()
    return ~Q(state=CaseState.CLOSED) if has_open else Q(pk__in=[])


@transaction.atomic
def open_case(client: Client, *, worker: User, by: User) -> Case:
    """Open a case; `worker` is responsible. Raises `Refusal`: already-open, not-team, merged; `PermissionDenied`."""
    client = lock_open(client)
    _demand(by, client)
    _check_team(worker, client)
    today = time.today(client.centre.time_zone)
    try:
        with transaction.atomic():
            case = Case.objects.create(organization_id=client.organization_id, client=client, opened_on=today)
    except IntegrityError:
        raise Refusal("already-open", sentence=OPEN_ALREADY) from None
    CaseWorker.objects.create(case=case, user=worker, since_on=today)
    _note(case, CaseStep.OPENED, today, by=by, worker=worker)
    return case


@transaction.atomic
def hand_over(case: Case, *, to: User, overlap: int, words: str = "", by: User) -> Case:
    """Make a colleague responsible. Who was so works on it for `overlap` more days (0 to 60) and keeps finding a hidden file that long.

    Raises `Refusal`: bad-move (closed), same-worker, not-team, bad-overlap, too-long; `PermissionDenied`.
    """
    case, today = _locked(case, by)
    if case.state == CaseState.CLOSED:
        raise Refusal("bad-move", sentence=BAD_MOVE)
    _check_team(to, case.client)
    if not 0 <= overlap <= MOST_OVERLAP:
        sentence = _("Please give between 0 and %(most)d days.") % {"most": MOST_OVERLAP}
        raise Refusal("bad-overlap", sentence=sentence, field="overlap")
    now = CaseWorker.objects.filter(case=case, until_on=None).first()
    if now is not None and now.user_id == to.pk:
        raise Refusal("same-worker", sentence=_("This colleague is responsible already."), field="to")
    words = contacts.clean_line(words, LONGEST_CASE_WORDS, field="words")
    if now is not None:
        now.until_on = max(now.since_on, today + timedelta(days=overlap - 1)) if overlap else max(now.since_on, today - timedelta(days=1))
        now.save(update_fields=["until_on", "updated_at"])
    new = CaseWorker.objects.create(case=case, user=to, since_on=today)
    case.save(update_fields=["updated_at"])
    undo.offer(
        "casework.case",
        case,
        by=by,
        organisation=case.organization_id,
        person=case.client_id,
        before={},
        new=new.pk,
        now=now.pk if now else None,
    )
    _note(case, CaseStep.HANDED_OVER, today, by=by, worker=to, words=words)
    return case


@transaction.atomic
def pause_case(case: Case, *, until: date | None = None, words: str = "", by: User) -> Case:
    """Put the case aside, perhaps until a day. Raises `Refusal`: bad-move, in-past, too-long; `PermissionDenied`."""
    case, today = _locked(case, by)
    if until is not None and until <= today:
        raise Refusal("in-past", field="until")
    return _move(case, CaseState.PAUSED, CaseStep.PAUSED, today, by=by, words=words, paused_until=until)


@transaction.atomic
def resume_case(case: Case, *, by: User) -> Case:
    """Take a paused case up again, or open a closed one again. Raises `Refusal`: bad-move, already-open; `PermissionDenied`."""
    case, today = _locked(case, by)
    step = CaseStep.REOPENED if case.state == CaseState.CLOSED else CaseStep.RESUMED
    try:
        with transaction.atomic():
            return _move(case, CaseState.OPEN, step, today, by=by, paused_until=None, closed_on=None, outcome="")
    except IntegrityError:
        raise Refusal("already-open", sentence=OPEN_ALREADY) from None


@transaction.atomic
def close_case(case: Case, *, outcome: str, words: str = "", by: User) -> Case:
    """Close the case with an outcome. Raises `Refusal`: bad-move, no-outcome, too-long; `PermissionDenied`."""
    case, today = _locked(case, by)
    if outcome not in CaseOutcome.values:
        raise Refusal("no-outcome", sentence=_("Please say how the case ended."), field="outcome")
    return _move(case, CaseState.CLOSED, CaseStep.CLOSED, today, by=by, words=words, closed_on=today, outcome=outcome, paused_until=None)


@transaction.atomic
def join_cases(client: Client, *, by: User) -> Case:
    """After a merge: open cases that stayed with the file that went are closed, and who was responsible there works on this one as well
    for `JOIN_DAYS` days. Doing it twice is no harm. Raises `Refusal`: bad-move (no open case here), merged; `PermissionDenied`.
    """
    client = lock_open(client)
    _demand(by, client)
    kept = Case.objects.filter(client=client).exclude(state=CaseState.CLOSED).first()
    if kept is None:
        raise Refusal("bad-move", sentence=BAD_MOVE)
    today = time.today(client.centre.time_zone)
    on_it = set(
        CaseWorker.objects.filter(case=kept).filter(Q(until_on=None) | Q(until_on__gte=today)).order_by().values_list("user", flat=True)
    )
    for other in left_behind(client):
        other = lock(other)
        responsible = CaseWorker.objects.filter(case=other, until_on=None).first()
        _move(other, CaseState.CLOSED, CaseStep.CLOSED, today, by=by, closed_on=today, outcome=CaseOutcome.JOINED, paused_until=None)
        if responsible is not None and responsible.user_id not in on_it:
            CaseWorker.objects.create(case=kept, user_id=responsible.user_id, since_on=today, until_on=today + timedelta(days=JOIN_DAYS))
            on_it.add(responsible.user_id)
    return kept


@transaction.atomic
def give_task(*, words: str, due_on: date, assignee: User, by: User, client: Client) -> Task:
    """Note something to do about a person. Raises `Refusal`: no-words, too-long, in-past, not-team, merged; `PermissionDenied`."""
    client = lock_open(client)
    _demand(by, client)
    _check_team(assignee, client, field="assignee")
    words = contacts.clean_line(words, LONGEST_TASK, field="words")
    if not words:
        raise Refusal("no-words", sentence=_("Please say what is to be done."), field="words")
    if due_on < time.today(client.centre.time_zone):
        raise Refusal("in-past", field="due_on")
    task = Task.objects.create(
        organization_id=client.organization_id, client=client, assignee=assignee, words=words, due_on=due_on, made_by=by
    )
    record("task.given", task, by=by, organisation=task.organization_id)
    return task


@transaction.atomic
def do_task(task: Task, *, by: User) -> Task:
    """Tick a task off; ticked twice it stays as it was."""
    task = lock(task)
    if task.done_on is None:
        task.done_on, task.done_by = time.today(), by
        task.save(update_fields=["done_on", "done_by", "updated_at"])
        undo.offer("casework.row", task, by=by, organisation=task.organization_id, person=task.client_id, done_on=None, done_by_id=None)
        record("task.done", task, by=by, organisation=task.organization_id)
    return task


def _locked(case: Case, by: User) -> tuple[Case, date]:
    case = lock(case)
    _demand(by, case.client)
    return case, time.today(case.client.centre.time_zone)


def _move(case: Case, to: str, step: str, today: date, *, by: User, words: str = "", **values: object) -> Case:
    if to not in CASE_MOVES[case.state]:
        raise Refusal("bad-move", sentence=BAD_MOVE)
    words = contacts.clean_line(words, LONGEST_CASE_WORDS, field="words")
    before = {name: getattr(case, name) for name in ("state", "paused_until", "closed_on", "outcome")}
    for name, value in (values | {"state": to}).items():
        setattr(case, name, value)
    case.save()
    undo.offer("casework.case", case, by=by, organisation=case.organization_id, person=case.client_id, before=before)
    _note(case, step, today, by=by, words=words)
    return case


def _note(case: Case, step: str, today: date, *, by: User, worker: User | None = None, words: str = "") -> None:
    CaseEvent.objects.create(case=case, step=step, on=today, by=by, worker=worker, words=words)
    record(f"case.{step}", case, by=by, organisation=case.organization_id)


def _demand(by: User, client: Client) -> None:
    if not can_work(by, client):
        raise PermissionDenied


def _check_team(user: User, client: Client, field: str = "to") -> None:
    if user not in team_of(client):
        raise Refusal("not-team", sentence=NOT_TEAM, field=field)
