"""Breaches: written down, assessed, told, closed; the clock of 72 hours."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.accounts.enums import Right
from mosty.clients.access.rights import get_breach, taking, visible_breaches
from mosty.clients.actions import breaches as verbs
from mosty.clients.enums.rights import BreachNature
from mosty.clients.queries.rights import history_of_breach, open_breach
from mosty.core.errors import Refusal
from mosty.desk.rights import forms
from mosty.desk.rights.page import small_forms, tabs, try_verb
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, refusals_on, screen, writes

KINDS = {
    "assess": forms.AssessForm,
    "office": forms.OfficeForm,
    "people": forms.PeopleForm,
    "measure": forms.MeasureForm,
    "close": forms.CloseForm,
}
TITLES = {
    "assess": gettext_lazy("What is known now"),
    "office": gettext_lazy("UODO"),
    "people": gettext_lazy("The people concerned"),
    "measure": gettext_lazy("Something was done"),
    "close": gettext_lazy("Close the breach"),
}


@reads
def list_(request):
    access.demand_somewhere(request.user, Right.RIGHTS_MANAGE)
    page = page_of(request, visible_breaches(request.user))
    lines = [open_breach(row) for row in page.object_list]
    return screen(request, "desk/rights/breaches.html", {"tabs": tabs("desk:rights:breaches"), "page": page, "lines": lines})


@writes
def new(request):
    form = forms.BreachForm(request.POST or None, organizations=taking(request.user))
    if form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("organization", None)
        with refusals_on(form):
            row = verbs.note_breach(organization=form.organization(), by=request.user, **given)
            manages = Right.RIGHTS_MANAGE in access.rights(request.user)
            to = reverse("desk:rights:breach", args=[row.pk]) if manages else reverse("desk:rights:start")
            said = _("Written down as no. %(number)d/%(year)d. The data protection officer is told; 72 hours are running.")
            return done(request, said % {"number": row.number, "year": row.year}, to=to)
    return screen(request, "desk/rights/breach_new.html", {"form": form})


@writes
def show(request, pk):
    """One breach. Each button sends its own small form (`do`)."""
    row = get_breach(request.user, pk)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    possible = list(KINDS) if row.closed_at is None else ["measure"]
    known = {name: getattr(row, name) for name in forms.AssessForm.base_fields}
    made = small_forms(possible, KINDS, TITLES, request, do, assess={"initial": known})
    form = next((one["form"] for one in made if one["name"] == do), None)
    if form is not None and form.is_valid() and try_verb(form, lambda: _do(do, row, form.cleaned_data, request.user)):
        return done(request, _("It is noted."), to=request.path)
    context = {
        "tabs": tabs("desk:rights:breaches"),
        "line": open_breach(row),
        "row": row,
        "natures": [BreachNature(one).label for one in row.natures],
        "history": history_of_breach(row),
        "forms": made,
        "errors_of": form if form is not None and form.errors else None,
    }
    return screen(request, "desk/rights/breach.html", context)


def _do(do, row, given, by):
    if do == "assess":
        verbs.assess_breach(row, by=by, **given)
    elif do == "office":
        verbs.tell_office(row, by=by, **given)
    elif do == "people":
        verbs.tell_people(row, by=by, **given)
    elif do == "measure":
        verbs.add_measure(row, by=by, **given)
    elif do == "close":
        verbs.close_breach(row, by=by)
    else:
        raise Refusal("bad-kind", sentence=forms.CHOOSE)
