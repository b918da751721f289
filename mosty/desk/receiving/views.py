"""One click each; only by POST. What comes too late is said on the list, not as an error page."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.appointments.access import get_appointment
from mosty.appointments.actions import reception
from mosty.core.errors import Refusal
from mosty.directory import access
from mosty.ui.screens import done, writes


@writes
def arrive(request, pk):
    return _move(request, pk, reception.arrive, _("Arrived: now in the waiting room."))


@writes
def take_back(request, pk):
    return _move(request, pk, reception.take_back_arrival, _("Taken back: expected again."))


@writes
def start(request, pk):
    return _move(request, pk, reception.start, _("The meeting has begun."))


@writes
def miss(request, pk):
    return _move(request, pk, reception.miss, _("Noted: did not come."))


def _move(request, pk, verb, sentence):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    appointment = get_appointment(request.user, pk, right=Right.APPOINTMENT_RECEIVE)
    try:
        verb(appointment, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect(home_of(request), status=303)
    return done(request, sentence, to=home_of(request))


def home_of(request):
    """The list the user works from: the centre's day, or a specialist's own."""
    everywhere = Right.APPOINTMENT_READ in access.rights(request.user)
    return reverse("desk:today:show" if everywhere else "desk:today:my_duty")
