"""The plan of a person: read, written (two advisers at once too), ticked off, closed."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.casework.access.plans import can_plan, get_action, get_plan, get_planned
from mosty.casework.actions.plans import close_plan, save_plan, tick_action
from mosty.casework.queries.contents import Content, content_at, content_of
from mosty.casework.queries.differences import joined
from mosty.casework.queries.plans import (
    assessments_of,
    copies_of,
    goals_of,
    late_actions,
    lines_of,
    low_without_goal,
    needs_of,
    other_plans,
    plan_of,
)
from mosty.casework.queries.questionnaires import from_template, plan_templates
from mosty.core import time
from mosty.core.errors import Missing, Refusal
from mosty.desk.plans.board import Board
from mosty.desk.plans.words import answer_words, difference_rows
from mosty.desk.undo.address import undo_of
from mosty.ui.screens import done, reads, screen, writes


@reads
def show(request, pk):
    """Needs, the plan, how the person's life stands, the person's copies."""
    client = get_planned(request.user, pk)
    plan, assessments = plan_of(client), assessments_of(client)
    goals = goals_of(plan) if plan else []
    today = time.today(client.centre.time_zone)
    needs, ended = needs_of(client)
    latest = assessments[0] if assessments else None
    context = {
        "client": client,
        "plan": plan,
        "goals": goals,
        "late": {action.pk for action in late_actions(goals, today)},
        "is_review_due": bool(plan and plan.review_on and plan.review_on <= today),
        "low": low_without_goal(latest, goals),
        "needs": needs,
        "ended": ended,
        "assessments": assessments,
        "lines": [(line, answer_words(line.answer)) for line in lines_of(latest, assessments[1] if len(assessments) > 1 else None)]
        if latest
        else [],
        "others": other_plans(client, plan),
        "copies": copies_of(plan) if plan else [],
        "copy_languages": copy_languages(client),
        "templates": plan_templates(),
        "text_languages": [(code, name) for code, name in settings.LANGUAGES if code in settings.STAFF_LANGUAGES],
        "may_write": can_plan(request.user, client),
    }
    return screen(request, "desk/plans/show.html", context)


@writes
def change(request, pk):
    """Write the plan. Whoever saves second is shown what the first one changed, with everything typed still there."""
    client = get_planned(request.user, pk, right=Right.ENCOUNTER_RECORD)
    plan, differences, refused = plan_of(client), [], ""
    if request.method == "POST":
        more = request.POST.get("more", "")
        board = Board(data=request.POST, is_checked=not more, more=more)
        if not more and board.is_valid():
            try:
                with transaction.atomic():
                    save_plan(client, board.content(), base=board.base, by=request.user)
                return done(request, _("The plan is saved."), to=reverse("desk:plans:show", args=[client.pk]))
            except Refusal as refusal:
                if refusal.code == "plan-changed":
                    board, differences, refused = _together(client, board, str(refusal.sentence))
                else:
                    board.refuse(refusal)
    else:
        board = Board(content=_start(request, client, plan), base=plan.version if plan else 0)
    context = {"client": client, "plan": plan, "board": board, "differences": difference_rows(differences), "refused": refused}
    return screen(request, "desk/plans/change.html", context)


@reads
def earlier(request, pk):
    """A plan that is closed, or one that came along with a merged file."""
    plan = get_plan(request.user, pk)
    context = {"client": plan.client, "plan": plan, "goals": goals_of(plan), "late": (), "may_write": False}
    return screen(request, "desk/plans/earlier.html", context | {"may_close": can_plan(request.user, plan.client)})


@writes
def tick(request, pk):
    """An action is done, or not yet after all."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    action = get_action(request.user, pk)
    try:
        with transaction.atomic():
            action = tick_action(action, by=request.user)
        said = _("Done.") if action.done_on else _("Not done yet.")
        messages.success(request, said, extra_tags=f"undo:{undo_of(request.user, action)}")
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return HttpResponseRedirect(reverse("desk:plans:show", args=[action.goal.plan.client_id]) + f"#goal-{action.goal_id}", status=303)


@writes
def close(request, pk):
    """The work by this plan is over: one question, then it is read only."""
    plan = get_plan(request.user, pk, right=Right.ENCOUNTER_RECORD)
    if request.method == "POST":
        plan = close_plan(plan, by=request.user)
        here = reverse("desk:plans:show", args=[plan.client_id])
        return done(request, _("The plan is closed."), to=here, undo=undo_of(request.user, plan))
    return screen(request, "desk/plans/close.html", {"client": plan.client, "plan": plan})


def copy_languages(client):
    """Languages of the portal, the person's own first."""
    names = dict(settings.LANGUAGES)
    order = sorted(names, key=lambda code: (code != client.language, list(names).index(code)))
    return [(code, names[code]) for code in order]


def _start(request, client, plan):
    """What stands in the plan, and after it the template that was asked for."""
    mine = get_language() or "pl"
    content = content_of(plan) if plan else Content(language=mine, their_language=client.language if client.language != mine else "")
    name = request.GET.get("template", "")
    if not name:
        return content
    language = request.GET.get("text", content.language)
    if plan is not None and plan.language in settings.STAFF_LANGUAGES:
        language = plan.language  # one plan, one language
    try:
        asked = from_template(name, language, time.today(client.centre.time_zone), theirs=content.their_language or client.language)
    except KeyError:
        raise Missing from None
    if plan is None:
        return asked
    theirs = content.their_language or asked.their_language
    return Content(content.language, content.agreed_on, content.review_on or asked.review_on, (*content.aims, *asked.aims), theirs)


def _together(client, board, sentence):
    """Both texts as one, for the form; and what the colleague changed meanwhile."""
    plan = plan_of(client)
    theirs = content_of(plan) if plan else Content()
    base = content_at(plan, board.base) if plan else Content()
    content, differences = joined(base, theirs, board.content())
    return Board(content=content, base=plan.version if plan else 0), differences, sentence
