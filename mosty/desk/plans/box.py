"""The plan on the page of a person's file: a few lines, for those who may read it."""

from mosty.casework.access.plans import reads_plans
from mosty.casework.enums.plans import GoalState
from mosty.casework.queries.plans import assessments_of, goals_of, late_actions, low_without_goal, needs_of, plan_of
from mosty.core import time


def plan_box(user, client):
    """For `desk/plans/_box.html`. At most six queries; none for whoever may not read plans."""
    if not reads_plans(user, client):
        return {"reads": False, "client": client}
    plan = plan_of(client)
    goals = goals_of(plan) if plan else []
    return {
        "reads": True,
        "client": client,
        "plan": plan,
        "goals": [goal for goal in goals if goal.state == GoalState.OPEN],
        "late": late_actions(goals, time.today(client.centre.time_zone)),
        "needs": needs_of(client)[0],
        "low": low_without_goal(next(iter(assessments_of(client)), None), goals),
    }
