"""Walk-ins: into the waiting room, to a worker, out again."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.casework.access import get_visit
from mosty.casework.actions import visits
from mosty.casework.enums import VisitChannel
from mosty.core.errors import Refusal
from mosty.desk.frame import centre_of
from mosty.desk.visits.forms import WalkInForm
from mosty.ui.screens import done, refusals_on, screen, writes


@writes
def new(request):
    centre = centre_of(request, Right.CONTACT_COUNT)
    form = WalkInForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            visits.open_visit(centre=centre, channel=VisitChannel.WALK_IN, by=request.user, **form.cleaned_data)
            return done(request, _("In the waiting room."), to=reverse("desk:today:show"))
    return screen(request, "desk/visits/new.html", {"form": form, "centre": centre})


@writes
def take(request, pk):
    return _move(request, pk, visits.take_visit, _("Asked in."), right=Right.ENCOUNTER_RECORD)


@writes
def give_back(request, pk):
    return _move(request, pk, visits.give_back_visit, _("Waiting again."), right=Right.ENCOUNTER_RECORD)


@writes
def close(request, pk):
    return _move(request, pk, visits.close_visit, _("Noted: has left."), right=Right.CONTACT_COUNT)


def _move(request, pk, verb, sentence, *, right):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    visit = get_visit(request.user, pk, right=right)
    try:
        verb(visit, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect(reverse("desk:today:show"), status=303)
    return done(request, sentence, to=reverse("desk:today:show"))
