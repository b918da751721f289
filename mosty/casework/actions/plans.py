"""Plans of action: saved whole, by version, so that nobody writes over a colleague."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums.plans import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_WHO,
    LONGEST_WORDS,
    MOST_ACTIONS,
    MOST_GOALS,
    GoalState,
    LifeDomain,
    NeedState,
    Who,
)
from mosty.casework.models import Action, Goal, Plan, PlanVersion
from mosty.casework.queries.contents import Aim, Content, Step, content_of
from mosty.casework.queries.plans import plan_of
from mosty.clients.actions.opened import lock_open
from mosty.core import contacts, time, undo, world
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client

CHANGED = _("A colleague saved this plan while you were writing. Nothing is lost: look at what differs, then save again.")
NO_LANGUAGE = _("You wrote in the person's language: please choose which one it is, another than that of the text.")
CLOSED = _("This plan is closed. Please open the page again.")


@transaction.atomic
def save_plan(client: Client, content: Content, *, base: int, by: User) -> Plan:
    """Keep the whole plan as it is given; the first time (`base` 0) open it.

    `base` is the version the writer began with. Goals and actions keep their ids; what is not in `content` is taken away. A day by
    which an action was done stays. Open needs of a part of life that has a goal are "in the plan" from now on. Saving what stands there
    already changes nothing. Raises `Refusal`: plan-changed (`details["version"]`: the one that stands there now), no-goal, too-many,
    no-words, bad-choice, bad-language, no-language (of words beside the text), far-date, too-long, direction-marks, foreign, merged.
    """
    client = lock_open(client)
    plan = plan_of(client)
    content = _clean(content, today=time.today(client.centre.time_zone), had=plan.review_on if plan else None)
    if plan is not None:
        plan = lock(plan)
        if content == content_of(plan):
            return plan
    if base != (plan.version if plan else 0):
        raise Refusal("plan-changed", sentence=CHANGED, version=plan.version if plan else 0)
    values = {
        "language": content.language,
        "their_language": content.their_language,
        "agreed_on": content.agreed_on,
        "review_on": content.review_on,
        "saved_by": by,
    }
    if plan is None:
        plan = Plan.objects.create(
            organization_id=client.organization_id,
            client=client,
            opened_on=time.today(client.centre.time_zone),
            saved_at=time.now(),
            **values,
        )
    else:
        for name, value in {**values, "version": plan.version + 1, "saved_at": time.now()}.items():
            setattr(plan, name, value)
        plan.save()
    _write(plan, content)
    PlanVersion.objects.create(plan=plan, number=plan.version, content=content.stored(), saved_by=by)
    aimed = {aim.domain for aim in content.aims if aim.state == GoalState.OPEN}
    for need in client.needs.filter(state=NeedState.IDENTIFIED, domain__in=aimed).order_by("pk"):
        need.state, need.changed_on = NeedState.PLANNED, time.today(client.centre.time_zone)
        need.save(update_fields=["state", "changed_on", "updated_at"])
    record(
        "plan.opened" if plan.version == 1 else "plan.saved",
        plan,
        by=by,
        organisation=plan.organization_id,
        version=plan.version,
        goals=len(content.aims),
    )
    return plan


@transaction.atomic
def tick_action(action: Action, *, by: User) -> Action:
    """It is done today; or, a second time, open again."""
    action = lock(action)
    plan = action.goal.plan
    if plan.closed_on is not None:
        raise Refusal("plan-closed", sentence=CLOSED)
    is_done = action.done_on is None
    before: dict[str, Any] = {"done_on": action.done_on, "done_by_id": action.done_by_id}
    action.done_on = time.today(plan.client.centre.time_zone) if is_done else None
    action.done_by = by if is_done else None
    action.save(update_fields=["done_on", "done_by", "updated_at"])
    undo.offer("casework.row", action, by=by, organisation=plan.organization_id, person=plan.client_id, **before)
    record("plan.action-done" if is_done else "plan.action-open", action, by=by, organisation=plan.organization_id)
    return action


@transaction.atomic
def close_plan(plan: Plan, *, by: User) -> Plan:
    """The work by this plan is over; a new one can be opened. Codes that opened it are withdrawn. Closing twice is no harm."""
    plan = lock(plan)
    if plan.closed_on is None:
        plan.closed_on = max(time.today(plan.client.centre.time_zone), plan.opened_on)
        plan.save(update_fields=["closed_on", "updated_at"])
        undo.offer("casework.row", plan, by=by, organisation=plan.organization_id, person=plan.client_id, closed_on=None)
        plan.copies.filter(withdrawn_at=None).update(withdrawn_at=time.now(), updated_at=time.now())
        record("plan.closed", plan, by=by, organisation=plan.organization_id, version=plan.version)
    return plan


def _write(plan: Plan, content: Content) -> None:
    goals = {row.pk: row for row in plan.goals.order_by("pk")}
    actions = {row.pk: row for row in Action.objects.filter(goal__plan=plan).order_by("pk")}
    ids = {aim.id for aim in content.aims}, {step.id for _aim, step in content.steps()}
    _demand_ours(ids[0] - set(goals), ids[1] - set(actions))
    Action.objects.filter(pk__in=set(actions) - ids[1]).delete()
    for at, aim in enumerate(content.aims):
        values: dict[str, Any] = {"words": aim.words, "domain": aim.domain, "until": aim.until, "state": aim.state, "position": at}
        values["theirs"] = aim.theirs
        goal = _kept(goals.get(aim.id) or Goal(pk=aim.id, plan=plan), values, is_new=aim.id not in goals)
        for number, step in enumerate(aim.steps):
            values = {"words": step.words, "who": step.who, "whom": step.whom, "until": step.until, "position": number, "goal": goal}
            values["theirs"] = step.theirs
            _kept(actions.get(step.id) or Action(pk=step.id), values, is_new=step.id not in actions)
    Goal.objects.filter(pk__in=set(goals) - ids[0]).delete()


def _kept(row: Any, values: dict[str, Any], *, is_new: bool) -> Any:
    changed = [name for name, value in values.items() if is_new or getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(force_insert=is_new)
    return row


def _demand_ours(goals: set[UUID], actions: set[UUID]) -> None:
    """New rows bring ids of their own, made by the form; one that exists belongs to somebody else's plan."""
    if Goal.objects.filter(pk__in=goals).exists() or Action.objects.filter(pk__in=actions).exists():
        raise Refusal("foreign", sentence=CLOSED)


def _clean(content: Content, *, today: date, had: date | None) -> Content:
    if content.language not in world.languages_known():
        raise Refusal("bad-language", sentence=_("Please choose a language from the list."), field="language")
    if content.their_language and content.their_language not in world.languages_known():
        raise Refusal("bad-language", sentence=_("Please choose a language from the list."), field="their_language")
    if content.their_language in {"", content.language} and any(part.theirs for part in _parts(content)):
        raise Refusal("no-language", sentence=NO_LANGUAGE, field="their_language")
    for field in ("agreed_on", "review_on"):
        _check_day(getattr(content, field), field)
    if content.agreed_on and content.agreed_on > today:
        raise Refusal("in-future", sentence=_("The day lies in the future."), field="agreed_on")
    if content.review_on and content.review_on != had and content.review_on < today:
        raise Refusal("in-past", field="review_on")
    if not content.aims:
        raise Refusal("no-goal", sentence=_("Please write down at least one goal."))
    if len(content.aims) > MOST_GOALS or any(len(aim.steps) > MOST_ACTIONS for aim in content.aims):
        sentence = _("That is too much for one plan: at most %(goals)d goals with %(actions)d actions each.")
        raise Refusal("too-many", sentence=sentence % {"goals": MOST_GOALS, "actions": MOST_ACTIONS})
    if len({aim.id for aim in content.aims} | {step.id for _aim, step in content.steps()}) != len(content.aims) + sum(
        len(aim.steps) for aim in content.aims
    ):
        raise Refusal("foreign", sentence=CLOSED)
    return Content(
        language=content.language,
        their_language=content.their_language,
        agreed_on=content.agreed_on,
        review_on=content.review_on,
        aims=tuple(_clean_aim(aim) for aim in content.aims),
    )


def _parts(content: Content) -> list[Aim | Step]:
    return [*content.aims, *(step for _aim, step in content.steps())]


def _clean_aim(aim: Aim) -> Aim:
    where = f"goal-{aim.id}"
    words = _words(aim.words, f"{where}-words")
    _choice(aim.domain, LifeDomain.values, f"{where}-domain")
    _choice(aim.state, GoalState.values, f"{where}-state")
    _check_day(aim.until, f"{where}-until")
    theirs = contacts.clean_line(aim.theirs, LONGEST_WORDS, field=f"{where}-theirs")
    return Aim(words, aim.domain, aim.until, aim.state, tuple(_clean_step(step) for step in aim.steps), theirs, aim.id)


def _clean_step(step: Step) -> Step:
    where = f"action-{step.id}"
    words = _words(step.words, f"{where}-words")
    _choice(step.who, Who.values, f"{where}-who")
    _check_day(step.until, f"{where}-until")
    whom = contacts.clean_line(step.whom, LONGEST_WHO, field=f"{where}-whom")
    return Step(words, step.who, whom, step.until, contacts.clean_line(step.theirs, LONGEST_WORDS, field=f"{where}-theirs"), step.id)


def _words(text: str, field: str) -> str:
    words = contacts.clean_line(text, LONGEST_WORDS, field=field)
    if not words:
        raise Refusal("no-words", sentence=_("Please say in a few words what it is about."), field=field)
    return words


def _choice(value: str, choices: list[str], field: str) -> None:
    if value not in choices:
        raise Refusal("bad-choice", sentence=_("Please choose from the list."), field=field)


def _check_day(day: date | None, field: str) -> None:
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        sentence = _("Please check the year of this date: it must lie between %(first)d and %(last)d.")
        raise Refusal("far-date", sentence=sentence % {"first": FIRST_YEAR, "last": LAST_YEAR}, field=field)
