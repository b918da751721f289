"""My people, my deadlines, what is overdue, who has not been seen for long; the case of a person and its steps."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.accounts.enums import Right
from mosty.casework.access.cases import can_work, get_task, left_behind, team_of
from mosty.casework.actions import cases as verbs
from mosty.casework.enums.cases import SOON_DAYS, UNSEEN_DAYS, CaseState
from mosty.casework.queries.cases import case_of, events_of, my_counts, my_days, my_people, note_people, tasks_of, workers_now
from mosty.clients.access import get_client
from mosty.core.errors import PermissionDenied, Refusal
from mosty.desk.cases.forms import FORMS, TeamForm
from mosty.desk.undo.address import undo_of
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, refusals_on, screen, writes

LISTS = {
    "people": gettext_lazy("My people"),
    "days": gettext_lazy("My deadlines"),
    "overdue": gettext_lazy("Overdue"),
    "unseen": gettext_lazy("Not seen for long"),
}
TITLES = {
    "task": gettext_lazy("A new task"),
    "open": gettext_lazy("Open a case"),
    "hand-over": gettext_lazy("Hand the case over"),
    "pause": gettext_lazy("Pause the case"),
    "resume": gettext_lazy("Take the case up again"),
    "close": gettext_lazy("Close the case"),
}


@reads
def mine(request):
    """One of four lists, chosen by `?list=`; a meaningless word is the first."""
    access.demand_somewhere(request.user, Right.ENCOUNTER_RECORD)
    asked = request.GET.get("list", "")
    chosen = asked if asked in LISTS else "people"
    counts = my_counts(request.user)
    context = {
        "chosen": chosen,
        "tabs": [
            {"label": f"{label} ({counts[key]})" if key in counts else label, "url": f"?list={key}", "current": key == chosen}
            for key, label in LISTS.items()
        ],
        "soon_days": SOON_DAYS,
        "unseen_days": UNSEEN_DAYS,
        "days": [],
        "page": None,
    }
    if chosen in {"days", "overdue"}:
        context["days"] = my_days(request.user, overdue=chosen == "overdue")
    else:
        context["page"] = page_of(request, my_people(request.user, unseen=chosen == "unseen"))
        note_people(list(context["page"].object_list))
    return screen(request, "desk/cases/mine.html", context)


@writes
def show(request, pk):
    """The case of a person, its steps and tasks. Each button sends its own small form (`do`)."""
    client = get_client(request.user, pk, right=Right.ENCOUNTER_READ)
    may_work = can_work(request.user, client)
    case = case_of(client)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if request.method == "POST" and not may_work:
        raise PermissionDenied
    if do == "done":
        return _tick(request, client)
    if do == "join":
        try:
            verbs.join_cases(client, by=request.user)
            return done(request, _("The cases are one now."), to=request.path)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
            return HttpResponseRedirect(request.path, status=303)
    team = team_of(client) if may_work else []
    forms = {name: _form(name, request, team, do) for name in _possible(case, may_work)}
    form = forms.get(do)
    if form is not None and form.is_valid():
        with refusals_on(form):
            _do(do, form, case, client, request.user)
            undo = undo_of(request.user, case) if case is not None and do != "task" else ""
            return done(request, _("The case is noted.") if do != "task" else _("The task is noted."), to=request.path, undo=undo)
    context = {
        "client": client,
        "case": case,
        "others": [(other, workers_now(other)) for other in left_behind(client).select_related("client")],
        "forms": [{"name": name, "form": one, "title": TITLES[name], "is_open": name == do} for name, one in forms.items()],
        "errors_of": form if form is not None and form.errors else None,
        "gone": bool(do) and form is None,
        "workers": workers_now(case) if case else [],
        "events": events_of(case) if case else [],
        "tasks": tasks_of(client),
        "may_work": may_work,
        "me": request.user,
    }
    return screen(request, "desk/cases/show.html", context)


def _tick(request, client):
    """A task of this person is done: the button on the page of the case, and in one's own list (`back`)."""
    task = verbs.do_task(get_task(request.user, client, request.POST.get("task", "")), by=request.user)
    here = reverse("desk:cases:mine") if "back" in request.POST else request.path
    return done(request, _("Done."), to=here, undo=undo_of(request.user, task))


def _possible(case, may_work):
    """What can be done now, in the order of the page."""
    if not may_work:
        return []
    if case is None:
        return ["task", "open"]
    names = {
        CaseState.OPEN: ["task", "hand-over", "pause", "close"],
        CaseState.PAUSED: ["task", "resume", "hand-over", "close"],
        CaseState.CLOSED: ["task", "resume"],
    }
    return names[case.state]


def _form(name, request, team, do):
    kind = FORMS[name]
    kwargs = {"prefix": name, "data": request.POST if do == name else None}
    if issubclass(kind, TeamForm):
        kwargs |= {"team": team, "initial": {kind.whom: str(request.user.pk)}}
    return kind(**kwargs)


def _do(do, form, case, client, by):
    given = form.cleaned_data
    if do == "open":
        verbs.open_case(client, worker=form.colleague(), by=by)
    elif do == "hand-over":
        verbs.hand_over(case, to=form.colleague(), overlap=given["overlap"], words=given["words"], by=by)
    elif do == "pause":
        verbs.pause_case(case, until=given["until"], words=given["words"], by=by)
    elif do == "resume":
        verbs.resume_case(case, by=by)
    elif do == "close":
        verbs.close_case(case, outcome=given["outcome"], words=given["words"], by=by)
    else:
        verbs.give_task(words=given["words"], due_on=given["due_on"], assignee=form.colleague(), client=client, by=by)
