"""Requests about data: the list, one with its steps, everything on the person as a file."""

import json
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.accounts.enums import Right
from mosty.casework.access.notes import read_classes
from mosty.casework.enums.notes import CONFIDENTIAL, NoteClass
from mosty.clients.access import get_client
from mosty.clients.access.rights import (
    find_named,
    get_named,
    get_numbered,
    get_released,
    get_request,
    get_restriction,
    get_taken_from,
    taking,
    visible_requests,
)
from mosty.clients.actions import requests as verbs
from mosty.clients.actions.exporting import export_for_request, release, released_kinds
from mosty.clients.actions.granting import erase_for_request, in_the_way
from mosty.clients.actions.restricting import lift, restrict
from mosty.clients.enums.rights import WITH_EXPORT, RequestKind
from mosty.clients.queries.finding import find_for_request
from mosty.clients.queries.rights import file_mark, history_of_request, open_request, restriction_of, words_of_request
from mosty.core.errors import Missing, Refusal
from mosty.desk.rights import forms
from mosty.desk.rights.page import as_file, pressed, refused, small_forms, tabs, try_verb
from mosty.directory import access
from mosty.paper.queries.everything import everything_pdf
from mosty.ui.lists import page_of
from mosty.ui.screens import acts, done, reads, refusals_on, screen, writes

KINDS = {
    "number": forms.NumberForm,
    "find": forms.FindForm,
    "identity": forms.IdentityForm,
    "hand-over": forms.HandOverForm,
    "answer": forms.AnswerForm,
    "extend": forms.ExtendForm,
    "restrict": forms.RestrictForm,
    "erase": forms.EraseForm,
    "give": forms.GiveForm,
    "withdraw": forms.WithdrawForm,
}
TITLES = {
    "number": gettext_lazy("Tie to a file by its number"),
    "find": gettext_lazy("Find the file"),
    "identity": gettext_lazy("Confirm who asks"),
    "hand-over": gettext_lazy("Handed over to the person"),
    "answer": gettext_lazy("Answer and close"),
    "extend": gettext_lazy("Take more time"),
    "restrict": gettext_lazy("Restrict processing"),
    "erase": gettext_lazy("Erase the person"),
    "give": gettext_lazy("Give to a colleague"),
    "withdraw": gettext_lazy("The person withdrew the request"),
}


@reads
def list_(request):
    """All requests, open ones first."""
    access.demand_somewhere(request.user, Right.RIGHTS_MANAGE)
    rows = visible_requests(request.user).order_by("answered_on", "withdrawn_on", "due_on", "pk")
    page = page_of(request, rows.select_related("client__centre__town"))
    lines = [open_request(row) for row in page.object_list]
    return screen(request, "desk/rights/requests.html", {"tabs": tabs("desk:rights:requests"), "page": page, "lines": lines})


@writes
def new(request):
    """Write a request down; from the page of a person (`?client=`) it belongs to that file."""
    organizations = taking(request.user)
    client = _client(request)
    if client is not None:
        organizations = [client.organization]
    form = forms.RequestForm(request.POST or None, organizations=organizations)
    if client is not None:
        for name in ("number", "who"):
            del form.fields[name]
    if form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("organization", None)
        number = given.pop("number", None)
        with refusals_on(form):
            found = client or (numbered(request.user, form.organization(), number) if number else None)
            row = verbs.open_request(organization=form.organization(), client=found, by=request.user, **given)
            words = _("Written down as no. %(number)d/%(year)d. It must be answered by %(day)s.")
            said = words % {"number": row.number, "year": row.year, "day": row.due_on.strftime("%d.%m.%Y")}
            return done(request, said, to=_after(request, row))
    return screen(request, "desk/rights/request_new.html", {"form": form, "file": file_mark(client) if client else None})


@writes
def show(request, pk):
    """One request. Each button sends its own small form (`do`)."""
    row = get_request(request.user, pk)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    officers = access.holders(Right.RIGHTS_MANAGE, organization=row.organization_id)
    client = find_named(request.user, row.client_id)
    made = small_forms(_possible(row, client), KINDS, TITLES, request, do, give={"officers": officers})
    form = next((one["form"] for one in made if one["name"] == do), None)
    hits, sentence = [], ""
    if do == "tie":
        try:
            verbs.find_file(row, get_named(request.user, _uuid(request.POST.get("client", ""))), by=request.user)
            return done(request, _("The request is tied to the file."), to=request.path)
        except Refusal as refusal:
            sentence = refusal.sentence
    elif form is not None and form.is_valid():
        if do == "find":
            hits = [file_mark(client) for client in find_for_request(row.organization_id, form.cleaned_data["text"])]
        elif try_verb(form, lambda: _do(do, form, row, request.user)):
            return done(request, _("It is noted."), to=request.path)
    context = {
        "tabs": tabs("desk:rights:requests"),
        "line": open_request(row),
        "row": row,
        "file": file_mark(client) if client else None,
        "is_erased": bool(row.client_id) and client is None,
        "in_the_way": in_the_way(client) if client and row.is_open and row.kind == RequestKind.ERASURE else None,
        "restriction": restriction_of(client) if client else None,
        "words": words_of_request(row),
        "history": history_of_request(row),
        "forms": made,
        "errors_of": form if form is not None and form.errors else None,
        "searched": do == "find" and form is not None and form.is_valid(),
        "hits": hits,
        "sentence": sentence,
        "gone": bool(do) and do != "tie" and form is None,
        "exports": row.is_open and row.kind in WITH_EXPORT and client is not None,
        "languages": settings.LANGUAGES,
        "language": client.language if client and client.language in dict(settings.LANGUAGES) else "pl",
    }
    return screen(request, "desk/rights/request.html", context)


@acts
def export(request, pk):
    """By POST only: everything on the person, as PDF or JSON, in the language asked for. It is a step of the request, and a look."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_request(request.user, pk)
    back = reverse("desk:rights:request", args=[row.pk])
    form, language = request.POST.get("form", ""), request.POST.get("language", "pl")
    if form not in {"pdf", "json"} or language not in dict(settings.LANGUAGES):
        return refused(request, Refusal("bad-kind", sentence=_("Please choose from the list.")), back)
    try:
        found = export_for_request(row, language=language, form=form, by=request.user)
    except Refusal as refusal:
        return refused(request, refusal, back)
    ground, name = f"{row.number}/{row.year}", f"request-{row.number}-{row.year}.{form}"
    if form == "json":
        body = json.dumps(found.as_json(ground=ground), ensure_ascii=False, indent=1)
        return as_file(body.encode(), name, "application/json; charset=utf-8")
    return pressed(request, lambda: everything_pdf(found, ground=ground), name, back)


@writes
def release_(request, pk):
    """For those of a profession: let one's confidential notes of this person go into the export, or not."""
    access.demand_somewhere(request.user, Right.ENCOUNTER_READ)
    row = get_released(request.user, pk)
    client = get_client(request.user, row.client_id)
    kinds = [kind for kind in read_classes(request.user, client) if kind in CONFIDENTIAL]
    if not kinds:
        raise Missing
    kind, said = request.POST.get("kind", ""), request.POST.get("released", "")
    sentence = ""
    if kind in kinds and said in {"yes", "no"}:
        try:
            release(row, kind=kind, is_released=said == "yes", by=request.user)
            return done(request, _("It is noted."), to=request.path)
        except Refusal as refusal:
            sentence = refusal.sentence
    released = released_kinds(row)
    context = {
        "row": row,
        "client": client,
        "sentence": sentence,
        "kinds": [{"kind": kind, "label": NoteClass(kind).label, "is_released": kind in released} for kind in kinds],
    }
    return screen(request, "desk/rights/release.html", context)


@writes
def lift_(request, pk):
    """By POST only: the file may be worked with again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_restriction(request.user, pk)
    back = reverse("desk:rights:start")
    form = forms.LiftForm(request.POST)
    if not form.is_valid():
        return refused(request, Refusal("bad-day", sentence=_("Please give the day.")), back)
    try:
        lift(row, told_on=form.cleaned_data["told_on"], by=request.user)
    except Refusal as refusal:
        return refused(request, refusal, back)
    return done(request, _("The restriction is lifted."), to=back)


def _possible(row, client):
    """What can be done with it now, in the order of the page."""
    if not row.is_open:
        return []
    found = [] if row.client_id else ["find", "number"]
    found += ["identity"] if not row.identity else []
    found += ["hand-over"] if row.kind in WITH_EXPORT and client else []
    found += ["erase"] if client and row.kind == RequestKind.ERASURE and row.identity else []
    found += ["restrict"] if client and row.kind in {RequestKind.RESTRICTION, RequestKind.OBJECTION, RequestKind.CORRECTION} else []
    found += ["answer"]
    found += ["extend"] if row.extended_on is None else []
    return [*found, "give", "withdraw"]


def _do(do, form, row, by):
    given = form.cleaned_data
    if do == "number":
        verbs.find_file(row, numbered(by, row.organization, given["number"]), by=by)
    elif do == "identity":
        verbs.confirm_identity(row, how=given["how"], by=by)
    elif do == "extend":
        verbs.extend(row, words=given["words"], told_on=given["told_on"], by=by)
    elif do == "give":
        verbs.give_to(row, form.officer(), by=by)
    elif do == "restrict":
        restrict(get_named(by, row.client_id), ground=given["ground"], request=row, by=by)
    elif do == "erase":
        erase_for_request(row, by=by)
    elif do == "hand-over":
        verbs.hand_over(row, came=given["came"], by=by)
    elif do == "answer":
        verbs.answer(row, by=by, **given)
    elif do == "withdraw":
        verbs.withdraw(row, by=by)


def numbered(user, organization, number):
    """The file of a number; a refusal beside the box when there is none. Whoever does not see all files needs the page of the person."""
    try:
        return get_numbered(user, organization.pk, number)
    except Missing:
        sentence = _("No file of this organisation has this number, or you may not tie it. Leave it empty: it can be found later.")
        raise Refusal("no-file", sentence=sentence, field="number") from None


def _client(request):
    pk = request.GET.get("client", "")
    return get_taken_from(request.user, _uuid(pk)) if pk else None


def _after(request, row):
    if Right.RIGHTS_MANAGE in access.rights(request.user):
        return reverse("desk:rights:request", args=[row.pk])
    return reverse("desk:rights:start")


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        raise Missing from None
