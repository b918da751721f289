"""One person and projects: enrolment on one page, the end, what is put right, which project pays for a service."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.core import time
from mosty.core.errors import Missing, Refusal
from mosty.desk.clients.page import head
from mosty.desk.projects import people_forms as forms
from mosty.desk.projects import words
from mosty.programme.access import projects as access
from mosty.programme.actions.attributing import attribute
from mosty.programme.actions.participations import change_end, correct, end, enrol
from mosty.programme.queries.checklists import newest, questions_of
from mosty.programme.queries.participants import choices_for, participations_of, takings
from mosty.programme.queries.services import find_delivery, services_of
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@reads
def person(request, pk):
    """All participations of one person, services with their project, and projects that are still open to them."""
    client = access.get_person(request.user, pk)
    rows = participations_of(client)
    context = {
        **head(client, "projects"),
        "rows": [_shown(one) for one in rows],
        "services": [words.paid(one) for one in services_of(client, rows)],
        "choices": [] if client.merged_into_id else choices_for(client),
    }
    return screen(request, "desk/projects/person.html", context)


@writes
def enrol_person(request, pk, project):
    """The facts of the first day and the checklist on one page; everything that speaks against it stands beside its question."""
    client = access.get_person(request.user, pk)
    project = access.get_project(request.user, project)
    if request.method != "POST" and (client.merged_into_id or project not in choices_for(client)):
        messages.info(request, _("The person takes part already, or cannot be enrolled into this project today."))
        return HttpResponseRedirect(_url(client))
    today = time.today(client.centre.time_zone)
    initial = forms.initial_from_file(client, min(today, project.last_on))
    form = forms.EnrolForm(request.POST or None, client=client, project=project, questions=questions_of(newest(project)), initial=initial)
    form.know_guardians(forms.known_guardians(request.user, client))
    warnings = []
    if form.is_valid():
        try:
            with transaction.atomic():
                row = enrol(client, project, form.facts(), form.answers(), despite=form.cleaned_data["despite"], by=request.user)
        except Refusal as refusal:
            warnings = _say(form, refusal)
        else:
            return done(request, _("Enrolled with the number %(number)s.") % {"number": row.number}, to=_url(client))
    context = {
        **head(client, "projects"),
        "project": project,
        "form": form,
        "age": words.age_now(client, initial["entry_on"]),
        "warnings": warnings,
    }
    return screen(request, "desk/projects/enrol.html", context)


@writes
def end_participation(request, pk):
    """The last day with its reason; or, when it ended already, the same put right or taken back."""
    row = access.get_participation(request.user, pk)
    is_over = row.exit_on is not None
    form = forms.EndForm(_sent(request), row=row, initial=_end_initial(row))
    if request.method == "POST" and "take_back" in request.POST and is_over:
        form = forms.EndForm(request.POST, row=row, initial=_end_initial(row))
        form.fields["on"].required = False
        if form.is_valid():
            with refusals_on(form):
                change_end(row, on=None, reason="", result="", note="", why=form.cleaned_data["why"], by=request.user)
                return done(request, _("The end is taken back; the person takes part again."), to=_url(row.client))
    elif form.is_valid():
        given = form.cleaned_data
        values = {name: given[name] for name in ("on", "reason", "result", "note")}
        with refusals_on(form):
            if is_over:
                change_end(row, **values, why=given["why"], by=request.user)
            else:
                end(row, **values, by=request.user)
            return done(request, _("Saved."), to=_url(row.client))
    context = {**head(row.client, "projects"), "one": _shown(takings([row])[0]), "form": form, "is_over": is_over}
    return screen(request, "desk/projects/end.html", context)


@writes
def correct_participation(request, pk):
    """The facts of the first day as they count now; what is changed gets a reason, and the first day stays as it was written."""
    row = access.get_participation(request.user, pk)
    now = takings([row])[0]
    names = ("entry_on", "declared_on", "age_group", "sex", "citizenship", "stay_basis", "stay_until", "is_unaccompanied")
    initial = {name: getattr(now, name) for name in names} | {"guardian": row.guardian}
    form = forms.CorrectForm(_sent(request), client=row.client, project=row.project, initial=initial)
    form.know_guardians([])
    if form.is_valid():
        try:
            with transaction.atomic():
                correct(row, form.facts(), why=form.cleaned_data["why"], by=request.user)
        except Refusal as refusal:
            _say(form, refusal)
        else:
            return done(request, _("Put right. The first day stays as it was written; this counts from now on."), to=_url(row.client))
    context = {**head(row.client, "projects"), "one": _shown(now), "form": form}
    return screen(request, "desk/projects/correct.html", context)


@writes
def attribute_service(request, pk):
    """Say which project pays for one service."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    client = access.get_person(request.user, pk)
    delivery = find_delivery(client, _uuid(request.POST.get("service", "")))
    if delivery is None:
        raise Missing
    chosen = request.POST.get("project", "")
    project = access.get_project(request.user, _uuid(chosen)) if chosen else None
    try:
        with transaction.atomic():
            attribute(delivery, project, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"{_url(client)}#services", status=303)


def _say(form, refusal):
    """Everything that speaks against it beside its question; gives back the warnings that could be confirmed."""
    faults = refusal.details.get("faults", [])
    stopping = [fault for fault in faults if fault.stops]
    for fault in stopping:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault.sentence))
    if not faults:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
    return [] if stopping else [fault.sentence for fault in faults]


def _shown(one):
    return {"one": one, "row": one.row, "facts": words.facts(one), "hours": words.hours(one.minutes), **words.ending(one.row)}


def _end_initial(row):
    if row.exit_on is None:
        return {"on": min(time.today(row.client.centre.time_zone), row.project.last_on)}
    return {"on": row.exit_on, "reason": row.exit_reason, "result": row.exit_result, "note": row.exit_note}


def _sent(request):
    return request.POST if request.method == "POST" else None


def _uuid(text):
    """The id; a 404 for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Missing from None


def _url(client):
    return reverse("desk:projects:person", args=[client.pk])
