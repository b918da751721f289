"""Screens of one booking."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.appointments.access import get_appointment
from mosty.appointments.actions.bookings import cancel_by_centre
from mosty.appointments.actions.bookings import move as move_booking
from mosty.appointments.enums import MOVES, AppointmentState
from mosty.appointments.queries import days, times
from mosty.comms.queries import states_about
from mosty.core import time
from mosty.core.errors import Refusal
from mosty.core.texts import told
from mosty.core.world import language_name
from mosty.desk.appointments.forms import MoveForm
from mosty.desk.calendar.weeks import hours
from mosty.directory import access
from mosty.ui.screens import done, reads, refusals_on, screen, writes

NEAREST = 12


@reads
def detail(request, pk):
    """What the booking is, what has happened to it, what the person was told."""
    appointment = get_appointment(request.user, pk, right=Right.APPOINTMENT_READ)
    place = {"organization": appointment.organization_id, "centre": appointment.centre_id}
    may_book = access.can(request.user, Right.APPOINTMENT_BOOK, **place)
    context = _about(request, appointment) | {
        "events": days.events_of(appointment),
        "letters": states_about([appointment.pk]).get(appointment.pk, []) if access.can(request.user, Right.MESSAGE_READ, **place) else [],
        "may_move": may_book and AppointmentState.MOVED in MOVES[appointment.state],
        "may_cancel": may_book and AppointmentState.CANCELLED_BY_CENTRE in MOVES[appointment.state],
        "may_see_person": access.can(request.user, Right.CLIENT_READ, **place),
    }
    return screen(request, "desk/appointments/detail.html", context)


@writes
def move(request, pk):
    """Another time for the same person."""
    appointment = get_appointment(request.user, pk, right=Right.APPOINTMENT_BOOK)
    if appointment.moved_to_id is not None:  # sent twice: the new booking is the answer
        return HttpResponseRedirect(_detail(appointment.moved_to_id), status=303)
    if AppointmentState.MOVED not in MOVES[appointment.state]:
        return done(request, _("This booking can no longer be moved."), to=_detail(pk))
    free = _near(request, appointment)
    form = MoveForm(request.POST or None, free=free)
    if form.is_valid():
        session, starts_at = times.read_key(form.cleaned_data["time"])
        with refusals_on(form):
            new = move_booking(appointment, session=session, starts_at=starts_at, by=request.user)
            return done(request, _moved(new), to=_after(appointment, new.pk))
        form.offer(_near(request, appointment))
    return screen(request, "desk/appointments/move.html", _about(request, appointment) | {"form": form, "is_free": bool(free)})


@writes
def cancel(request, pk):
    """The centre cannot keep the time: asks once, says how the person hears of it."""
    appointment = get_appointment(request.user, pk, right=Right.APPOINTMENT_BOOK)
    if request.method == "POST":
        try:
            cancel_by_centre(appointment, by=request.user)
        except Refusal as refusal:
            return done(request, str(refusal.sentence), to=_detail(pk))
        has_contact = appointment.email or appointment.phone
        words = _("Cancelled. The message is on its way.") if has_contact else _("Cancelled. Please tell the person yourself.")
        return done(request, words, to=_after(appointment, appointment.pk))
    if AppointmentState.CANCELLED_BY_CENTRE not in MOVES[appointment.state]:
        return done(request, _("This booking can no longer be cancelled."), to=_detail(pk))
    return screen(request, "desk/appointments/cancel.html", _about(request, appointment))


def _about(request, appointment):
    """What every page about a booking says first."""
    zone = appointment.centre.time_zone
    place = {"organization": appointment.organization_id, "centre": appointment.centre_id}
    return {
        "appointment": appointment,
        "service": told(appointment.service.names),
        "place": told(appointment.centre.names),
        "state": AppointmentState(appointment.state),
        "hours": hours(appointment.starts_at, appointment.ends_at, zone),
        # a guest on duty is told who comes when, not how to reach them
        "sees_contact": access.can(request.user, Right.APPOINTMENT_READ, **place),
        "code": f"{appointment.code[:3]} {appointment.code[3:6]} {appointment.code[6:]}" if appointment.code else "",
        "language": language_name(appointment.language),
        "message_language": language_name(appointment.message_language),
        "is_over": appointment.ends_at < time.now(),
    }


def _near(request, appointment):
    centres = list(access.visible_centres(request.user, Right.APPOINTMENT_BOOK))
    language = "" if appointment.needs_interpreter else appointment.language
    asked = {
        "service": appointment.service,
        "around": appointment.starts_at,
        "centre": appointment.centre,
        "centres": centres,
        "count": NEAREST,
    }
    # better another language than nothing: the list says what is spoken
    return times.nearest_free(language=language, **asked) or times.nearest_free(**asked)


def _moved(new):
    if new.email or new.phone:
        return _("Moved. The person gets a message with the new time.")
    return _("Moved. Please tell the person the new time; the code is %(code)s.") % {"code": new.code}


def _after(appointment, pk):
    """Back to the list of people to care for, if the reader came from there."""
    return reverse("desk:calendar:care") if appointment.needs_care else _detail(pk)


def _detail(pk):
    return reverse("desk:appointments:detail", args=[pk])
