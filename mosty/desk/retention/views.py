"""How long what is kept, what will be deleted, who signs it. Names never stand here: numbers, and for the officer initials and a year."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.accounts.enums import Right
from mosty.clients.access import retention as access
from mosty.clients.actions.holds import lift_hold, put_hold
from mosty.clients.actions.retention import confirm_rule, prepare_run, propose_rules, save_rule, sign_run, throw_away
from mosty.clients.enums.retention import NOTICE_DAYS, EntryState, RecordClass, RunState, Trigger
from mosty.clients.queries.finding import masked
from mosty.clients.queries.lists import entries_by_class, progress, unread_people
from mosty.clients.queries.retention import rules_of
from mosty.core import time
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.desk.retention.forms import HoldForm, RuleForm
from mosty.ui.lists import page_of
from mosty.ui.screens import acts, done, reads, refusals_on, refuse_on, screen, writes

RUNS_SHOWN = 12


@acts
def show(request):
    """Rules, the list that waits, earlier lists. POST: take proposals, confirm rules, have a list prepared."""
    organization = access.get_organization(request.user)
    sentence = ""
    if request.method == "POST":
        try:
            message = _act(request, organization)
        except Refusal as refusal:
            sentence = str(refusal.sentence)
        else:
            return done(request, message, to=reverse("desk:retention:list" if "prepare" in request.POST else "desk:retention:show"))
    rules = rules_of(organization.pk)
    prepares = access.may(request.user, Right.RETENTION_PREPARE, organization)
    context = {
        "sentence": sentence,
        "rules": [_rule(request, rule) for rule in rules],
        "prepares": prepares,
        "signs": access.may(request.user, Right.RETENTION_SIGN, organization),
        "has_proposals": any(rule.row is None for rule in rules),
        "has_unconfirmed": any(_may_confirm(request, rule) for rule in rules),
        "run": access.open_run(organization),
        "runs": access.visible_runs(organization).filter(state__in=[RunState.DONE, RunState.CANCELLED])[:RUNS_SHOWN],
        "told": access.visible_notices(organization).count(),
        "notice_days": NOTICE_DAYS,
    }
    return screen(request, "desk/retention/show.html", context)


@writes
def rule(request):
    """How long one class is kept: the officer's proposal, until somebody else confirms it."""
    organization = access.get_organization(request.user, right=Right.RETENTION_PREPARE)
    asked, project = request.GET.get("records", ""), _uuid(request.GET.get("project", ""))
    found = next((one for one in rules_of(organization.pk) if one.record_class == asked and one.project == project), None)
    if found is None:
        raise Missing
    initial = {"months": found.months, "trigger": found.trigger, "basis": found.basis}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            save_rule(organization, record_class=asked, project=project, by=request.user, **form.cleaned_data)
            return done(request, _("The rule is saved. It holds when somebody else has confirmed it."), to=reverse("desk:retention:show"))
    return screen(request, "desk/retention/rule.html", {"form": form, "records": RecordClass(asked).label})


@acts
def list_(request):
    """The list that waits for a signature, or is being carried out: how many people and rows by class."""
    organization = access.get_organization(request.user)
    run, sentence = access.open_run(organization), ""
    if request.method == "POST":
        try:
            if run is None:
                raise Missing
            message = _decide(request, organization, run)
        except Refusal as refusal:
            sentence = str(refusal.sentence)
            run = access.open_run(organization)
        else:
            return done(request, message, to=reverse("desk:retention:show" if "throw" in request.POST else "desk:retention:list"))
    run = run or access.visible_runs(organization).first()
    context = {
        "sentence": sentence,
        "run": run,
        "classes": [{"label": RecordClass(name).label, "people": people, "rows": rows} for name, people, rows in entries_by_class(run)]
        if run
        else [],
        "progress": [{"label": EntryState(state).label, "count": count} for state, count in progress(run)] if run else [],
        "prepares": access.may(request.user, Right.RETENTION_PREPARE, organization),
        "signs": access.may(request.user, Right.RETENTION_SIGN, organization),
        "is_own": run is not None and run.prepared_by_id == request.user.pk,
        "people": _people(request, organization, run) if run else [],
    }
    return screen(request, "desk/retention/list.html", context)


@reads
def soon(request):
    """What was told thirty days before: initials and year of birth, for the officer alone."""
    organization = access.get_organization(request.user, right=Right.RETENTION_PREPARE)
    page = page_of(request, access.visible_notices(organization))
    looks.note("list", "clients.client", sorted({row.client_id for row in page.object_list}, key=str), organisation=organization.pk)
    lines = [{"row": row, "who": masked(row.client), "records": row.get_record_class_display()} for row in page.object_list]
    return screen(request, "desk/retention/soon.html", {"page": page, "lines": lines})


@writes
def holds(request):
    """Legal holds: put by the number of a file, lifted again."""
    organization = access.get_organization(request.user, right=Right.RETENTION_PREPARE)
    if request.method == "POST" and "lift" in request.POST:
        lift_hold(access.get_hold(organization, _uuid(request.POST["lift"])), by=request.user)
        return done(request, _("The hold is lifted."), to=reverse("desk:retention:holds"))
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        client = access.file_by_number(organization, form.cleaned_data["number"])
        if client is None:
            refuse_on(form, Refusal("no-file", sentence=_("There is no file with this number in your organisation."), field="number"))
        else:
            with refusals_on(form):
                put_hold(client, reason=form.cleaned_data["reason"], until_on=form.cleaned_data["until_on"], by=request.user)
                return done(request, _("Nothing of this file is deleted from now on."), to=reverse("desk:retention:holds"))
    page, today = page_of(request, access.visible_holds(organization)), time.today()
    lines = [{"row": row, "is_live": row.lifted_at is None and (row.until_on is None or row.until_on >= today)} for row in page.object_list]
    return screen(request, "desk/retention/holds.html", {"form": form, "page": page, "lines": lines})


def _act(request, organization):
    """One of the buttons of the first page; the sentence that says it is done."""
    if "confirm" in request.POST:
        _demand(request, Right.RETENTION_SIGN, organization)
        confirm_rule(access.get_rule(organization, _uuid(request.POST["confirm"])), by=request.user)
        return _("The rule is confirmed.")
    if "confirm-all" in request.POST:
        _demand(request, Right.RETENTION_SIGN, organization)
        waiting = [one.row for one in rules_of(organization.pk) if _may_confirm(request, one)]
        for row in waiting:
            confirm_rule(row, by=request.user)
        count = len(waiting)
        return ngettext("%(count)d rule is confirmed.", "%(count)d rules are confirmed.", count) % {"count": count}
    _demand(request, Right.RETENTION_PREPARE, organization)
    if "propose" in request.POST:
        count = propose_rules(organization, by=request.user)
        return ngettext("%(count)d rule waits to be confirmed.", "%(count)d rules wait to be confirmed.", count) % {"count": count}
    if "prepare" in request.POST:
        prepare_run(organization, by=request.user)
        return _("The list is ready. Nothing is deleted before somebody else has signed it.")
    raise Refusal("nothing-chosen", sentence=_("Please choose from the list."))


def _decide(request, organization, run):
    if "sign" in request.POST:
        _demand(request, Right.RETENTION_SIGN, organization)
        sign_run(run, by=request.user)
        return _("The list is signed. It is carried out in the next minutes.")
    if "throw" in request.POST:
        throw_away(run, by=request.user)
        return _("The list is thrown away. Nothing was deleted.")
    raise Refusal("nothing-chosen", sentence=_("Please choose from the list."))


def _demand(request, right, organization):
    if not access.may(request.user, right, organization):
        raise PermissionDenied


def _people(request, organization, run):
    """Whom the list is about, for the officer: initials and year of those whose file still is one."""
    if not access.may(request.user, Right.RETENTION_PREPARE, organization) or run.state != RunState.PREPARED:
        return []
    people = unread_people(run)
    looks.note("list", "clients.client", [client.pk for client, _classes in people], organisation=organization.pk)
    return [{"who": masked(client), "records": ", ".join(str(RecordClass(name).label) for name in classes)} for client, classes in people]


def _rule(request, rule):
    return {
        "rule": rule,
        "records": RecordClass(rule.record_class).label,
        "trigger": Trigger(rule.trigger).label,
        "may_confirm": _may_confirm(request, rule),
    }


def _may_confirm(request, rule):
    """A rule that somebody else changed, and nobody has confirmed yet."""
    return rule.row is not None and not rule.is_confirmed and rule.row.changed_by_id != request.user.pk


def _uuid(text):
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
