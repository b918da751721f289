"""How a person's life stands, part by part: asked, and read beside the time before."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.casework.access.plans import get_assessment, get_planned
from mosty.casework.actions.assessments import assess
from mosty.casework.queries.plans import answers_of, assessments_of, before_of, goals_of, lines_of, low_without_goal, plan_of
from mosty.desk.plans.forms import AssessmentForm
from mosty.desk.plans.words import answer_words
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@writes
def new(request, pk):
    """The questionnaire; the last answer stands beside each question."""
    client = get_planned(request.user, pk, right=Right.ENCOUNTER_RECORD)
    last = next(iter(assessments_of(client)), None)
    form = AssessmentForm(request.POST or None, before=answers_of(last) if last else None, zone=client.centre.time_zone)
    if form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            row = assess(
                client,
                moment=given["moment"],
                on=given["on"],
                answers=form.answers(),
                summary=given["summary"],
                version=given["version"],
                submission=given["submission"],
                by=request.user,
            )
            return done(request, _("The assessment is kept."), to=reverse("desk:plans:assessment", args=[row.pk]))
    rows = [(row, answer_words(row["before"]) if row["before"] is not None else "") for row in form.rows()]
    return screen(request, "desk/plans/assess.html", {"form": form, "client": client, "last": last, "rows": rows})


@reads
def show(request, pk):
    """One assessment, the answers of the one before beside it."""
    row = get_assessment(request.user, pk)
    before = before_of(row)
    plan = plan_of(row.client)
    lines = [
        (line, answer_words(line.answer), answer_words(line.before) if line.before is not None else "") for line in lines_of(row, before)
    ]
    context = {
        "assessment": row,
        "client": row.client,
        "before": before,
        "lines": lines,
        "low": low_without_goal(row, goals_of(plan) if plan else []),
    }
    return screen(request, "desk/plans/assessment.html", context)
