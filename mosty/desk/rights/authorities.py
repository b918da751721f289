"""Questions of police, Border Guard, courts and offices: written down, decided, told; the register as a file."""

import csv
import io

from django.http import HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.accounts.enums import Right
from mosty.clients.access.rights import find_named, get_authority, managed, taking, visible_authorities
from mosty.clients.actions import authorities as verbs
from mosty.clients.actions.exporting import export_for_authority
from mosty.clients.enums.retention import RecordClass
from mosty.clients.queries.rights import file_mark, note_register, question, questions
from mosty.core.errors import Refusal
from mosty.desk.rights import forms
from mosty.desk.rights.page import as_file, pressed, refused, small_forms, tabs, try_verb
from mosty.desk.rights.requests import numbered
from mosty.directory import access
from mosty.paper.queries.everything import everything_pdf
from mosty.paper.queries.registers import authorities_table
from mosty.paper.queries.registers import register_pdf as table_pdf
from mosty.programme.queries.files import harmless
from mosty.ui.lists import page_of
from mosty.ui.screens import acts, done, reads, refusals_on, screen, writes

KINDS = {"decide": forms.DecideForm, "tell": forms.TellForm, "note": forms.NoteForm}
TITLES = {
    "decide": gettext_lazy("Decide"),
    "tell": gettext_lazy("Whether the person was told"),
    "note": gettext_lazy("Add a note"),
}
MOST_PRINTED = 2000


@reads
def list_(request):
    access.demand_somewhere(request.user, Right.RIGHTS_MANAGE)
    page = page_of(request, visible_authorities(request.user))
    rows = list(page.object_list)
    note_register(rows, "list")
    context = {"tabs": tabs("desk:rights:authorities"), "page": page, "lines": questions(rows)}
    return screen(request, "desk/rights/authorities.html", context)


@writes
def new(request):
    form = forms.AuthorityForm(request.POST or None, organizations=taking(request.user))
    if form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("organization", None)
        number = given.pop("number")
        with refusals_on(form):
            client = numbered(request.user, form.organization(), number) if number else None
            row = verbs.take_question(organization=form.organization(), client=client, by=request.user, **given)
            said = _("Written down as no. %(number)d/%(year)d. Hand nothing out before the data protection officer has decided.")
            manages = Right.RIGHTS_MANAGE in access.rights(request.user)
            to = reverse("desk:rights:authority", args=[row.pk]) if manages else reverse("desk:rights:start")
            return done(request, said % {"number": row.number, "year": row.year}, to=to)
    return screen(request, "desk/rights/authority_new.html", {"form": form})


@writes
def show(request, pk):
    """One question with its steps, which nobody changes; each button adds one."""
    row = get_authority(request.user, pk)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    made = small_forms(list(KINDS), KINDS, TITLES, request, do)
    form = next((one["form"] for one in made if one["name"] == do), None)
    if form is not None and form.is_valid() and try_verb(form, lambda: _do(do, row, form.cleaned_data, request.user)):
        return done(request, _("It is noted."), to=request.path)
    told = question(row)
    context = {
        "tabs": tabs("desk:rights:authorities"),
        "line": told,
        "row": row,
        "file": file_mark(found) if (found := find_named(request.user, row.client)) else None,
        "events": [
            {"row": event, "words": words, "parts": [RecordClass(part).label for part in event.parts]} for event, words in told.events
        ],
        "forms": made,
        "errors_of": form if form is not None and form.errors else None,
        "exports": bool(row.client and told.decided and told.decided.parts),
    }
    return screen(request, "desk/rights/authority.html", context)


@acts
def export(request, pk):
    """By POST only: the parts of the file that the last decision lets out, as PDF in Polish."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_authority(request.user, pk)
    back = reverse("desk:rights:authority", args=[row.pk])
    try:
        found = export_for_authority(row, by=request.user)
    except Refusal as refusal:
        return refused(request, refusal, back)
    ground, name = f"{row.number}/{row.year}", f"question-{row.number}-{row.year}.pdf"
    return pressed(request, lambda: everything_pdf(found, ground=ground, is_for_authority=True), name, back)


@reads
def register_csv(request):
    """The whole register; a look by export."""
    managed(request.user)
    rows = list(visible_authorities(request.user)[:MOST_PRINTED])
    note_register(rows, "export")
    lines = io.StringIO()
    lines.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    csv.writer(lines).writerows([[harmless(cell) for cell in line] for line in authorities_table(questions(rows))])
    return as_file(lines.getvalue().encode(), "register-authorities.csv", "text/csv; charset=utf-8")


@reads
def register_pdf(request):
    """The whole register for the printer; a look by print."""
    organizations = managed(request.user)
    rows = list(visible_authorities(request.user)[:MOST_PRINTED])
    note_register(rows, "print")
    title, owners = _("Register of questions of authorities"), [one.name for one in organizations]
    table = authorities_table(questions(rows))
    return pressed(request, lambda: table_pdf(title, owners, table), "register-authorities.pdf", reverse("desk:rights:authorities"))


def _do(do, row, given, by):
    if do == "decide":
        verbs.decide(row, by=by, **given)
    elif do == "tell":
        verbs.tell_person(row, by=by, **given)
    else:
        verbs.add_note(row, by=by, **given)
