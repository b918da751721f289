"""Needs, assessments and plans of one person. The file that was opened was the look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from mosty.casework.enums.plans import LOW_SCORES, OPEN_NEEDS, GoalState, LifeDomain
from mosty.casework.models import Action, Assessment, Goal, Need, Plan, PlanCopy
from mosty.casework.queries.questionnaires import Question, questionnaire
from mosty.core import time

if TYPE_CHECKING:
    from datetime import date

    from mosty.clients.models import Client
    from mosty.core.texts import Told


@dataclass(frozen=True)
class Line:
    """One part of life in an assessment, with the answer of the one before beside it (None: there was none)."""

    question: Question
    answer: str
    before: str | None

    @property
    def domain(self) -> LifeDomain:
        return LifeDomain(self.question.domain)

    @property
    def meaning(self) -> Told:
        return self.question.anchor(self.answer)

    @property
    def step(self) -> int:
        """By how many scores it went up; 0 where one of the two is no score."""
        return int(self.answer) - int(self.before) if self.answer.isdigit() and self.before and self.before.isdigit() else 0


def needs_of(client: Client) -> tuple[list[Need], list[Need]]:
    """Open needs, the most urgent first, and those that ended, the last first."""
    rows = list(client.needs.select_related("noted_by").order_by("noted_on", "created_at", "pk"))
    order = ["now", "soon", "later"]
    still = sorted((row for row in rows if row.state in OPEN_NEEDS), key=lambda row: order.index(row.urgency))
    ended = sorted((row for row in rows if row.state not in OPEN_NEEDS), key=lambda row: row.changed_on, reverse=True)
    return still, ended


def plan_of(client: Client) -> Plan | None:
    """The person's open plan."""
    return client.plans.filter(closed_on=None).select_related("saved_by").order_by("opened_on", "created_at", "pk").first()


def other_plans(client: Client, plan: Plan | None) -> list[Plan]:
    """Closed ones, and an open one that a merge brought along."""
    rows = client.plans.order_by("-opened_on", "-created_at", "pk")
    return list(rows.exclude(pk=plan.pk) if plan else rows)


def goals_of(plan: Plan) -> list[Goal]:
    """Goals with their actions (`goal.actions.all()`), in the plan's order. Two queries."""
    actions = Action.objects.select_related("done_by").order_by("position", "created_at", "pk")
    return list(plan.goals.prefetch_related(Prefetch("actions", actions)).order_by("position", "created_at", "pk"))


def late_actions(goals: list[Goal], today: date) -> list[Action]:
    """Actions of open goals whose day has passed and that nobody ticked off."""
    return [
        action
        for goal in goals
        if goal.state == GoalState.OPEN
        for action in goal.actions.all()
        if action.done_on is None and action.until is not None and action.until < today
    ]


def assessments_of(client: Client) -> list[Assessment]:
    """The newest first, with their answers. Two queries."""
    return list(client.assessments.select_related("made_by").prefetch_related("answers").order_by("-on", "-created_at", "pk"))


def lines_of(assessment: Assessment, before: Assessment | None) -> list[Line]:
    """Every part of life of the questionnaire, the answer of `before` beside it."""
    asked = questionnaire(assessment.questionnaire, assessment.version)
    now, then = answers_of(assessment), answers_of(before) if before else {}
    return [Line(question, now.get(question.domain, ""), then.get(question.domain)) for question in asked.questions]


def answers_of(assessment: Assessment) -> dict[str, str]:
    """By part of life."""
    return {row.domain: row.answer for row in assessment.answers.all()}


def before_of(assessment: Assessment) -> Assessment | None:
    """The one made before it, for the same person."""
    rows = list(assessment.client.assessments.prefetch_related("answers").order_by("on", "created_at", "pk"))
    at = next(number for number, row in enumerate(rows) if row.pk == assessment.pk)
    return rows[at - 1] if at else None


def low_without_goal(assessment: Assessment | None, goals: list[Goal]) -> list[LifeDomain]:
    """Parts of life with a low score in the assessment for which the plan has no goal that is under way or reached."""
    if assessment is None:
        return []
    cared = {goal.domain for goal in goals if goal.state != GoalState.DROPPED}
    given = answers_of(assessment)
    return [domain for domain in LifeDomain if given.get(domain) in LOW_SCORES and domain not in cared]


def copies_of(plan: Plan) -> list[PlanCopy]:
    """Codes that still open the plan, the newest first."""
    return list(plan.copies.filter(withdrawn_at=None, expires_at__gt=time.now()).select_related("made_by").order_by("-created_at", "pk"))
