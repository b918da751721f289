"""What a person lacks: noted and moved on."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.casework.access.plans import get_need, get_planned
from mosty.casework.actions.needs import change_need, note_need
from mosty.desk.plans.forms import NeedChangeForm, NeedForm
from mosty.desk.undo.address import undo_of
from mosty.ui.screens import done, refusals_on, screen, writes


@writes
def new(request, pk):
    client = get_planned(request.user, pk, right=Right.ENCOUNTER_RECORD)
    form = NeedForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            note_need(client, by=request.user, **form.cleaned_data)
            return done(request, _("The need is noted."), to=reverse("desk:plans:show", args=[client.pk]))
    return screen(request, "desk/plans/need_new.html", {"form": form, "client": client})


@writes
def change(request, pk):
    need = get_need(request.user, pk, right=Right.ENCOUNTER_RECORD)
    form = NeedChangeForm(request.POST or None, need=need)
    if form.is_valid():
        with refusals_on(form):
            need = change_need(need, by=request.user, **form.cleaned_data)
            here = reverse("desk:plans:show", args=[need.client_id])
            return done(request, _("The need is changed."), to=here, undo=undo_of(request.user, need))
    return screen(request, "desk/plans/need_change.html", {"form": form, "need": need, "client": need.client})
