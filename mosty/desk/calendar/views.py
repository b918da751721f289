"""Screens of the calendar."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.accounts.enums import Right
from mosty.appointments.access import get_exception, get_session
from mosty.appointments.actions.bookings import book_by_staff
from mosty.appointments.actions.duty import add_exception, withdraw_exception
from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.queries import days, times
from mosty.core import time
from mosty.core.errors import PermissionDenied
from mosty.core.texts import told
from mosty.core.world import language_name
from mosty.desk.calendar.forms import BookingForm, ExceptionForm
from mosty.desk.calendar.own import own_days
from mosty.desk.calendar.weeks import hours, read_week, sheet
from mosty.desk.frame import centre_of
from mosty.directory import access
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@reads
def week(request):
    """Who is on duty when, in one week of the centre."""
    centre = centre_of(request, Right.DUTY_READ)
    shown = read_week(request.GET.get("week", ""), centre.time_zone)
    drawn = sheet(days.week_roster(request.user, centre, shown.first_on), shown, centre.time_zone)
    context = {
        "centre": centre,
        "week": shown,
        "title": shown.words(drawn.last_on),
        "sheet": drawn,
        "previous_url": shown.address(-1),
        "next_url": shown.address(1),
        "waiting": days.care_count(request.user, centre),
        "absences": days.exceptions_from(centre, min(shown.first_on, shown.today)),
        "may_change": _may(request, Right.DUTY_CHANGE, centre),
        "sees_reason": _may(request, Right.APPOINTMENT_READ, centre),  # why a colleague is away is not for guests on duty
        "has_own_week": days.is_provider(request.user),
    }
    return screen(request, "desk/calendar/week.html", context)


@reads
def mine(request):
    """The own sittings of a week and who has booked them, at one glance: for everybody on duty."""
    rights = access.rights(request.user)
    if not rights & {Right.APPOINTMENT_READ_OWN, Right.ENCOUNTER_RECORD}:
        raise PermissionDenied
    shown = read_week(request.GET.get("week", ""), None)
    context = {
        "week": shown,
        "title": shown.words(),
        "days": own_days(days.own_week(request.user, shown.first_on), shown),
        "previous_url": shown.address(-1, "desk:calendar:mine"),
        "next_url": shown.address(1, "desk:calendar:mine"),
    }
    return screen(request, "desk/calendar/mine.html", context)


@writes
def session(request, pk):
    """One sitting: its times, who is in them, and a time for somebody at the counter."""
    sitting = get_session(request.user, pk, right=Right.DUTY_READ)
    centre = sitting.centre
    may_book = _may(request, Right.APPOINTMENT_BOOK, centre)
    if request.method == "POST":
        access.demand(request.user, Right.APPOINTMENT_BOOK, organization=centre.organization_id, centre=centre.pk)
    free = times.free_in_sitting(sitting)
    form = BookingForm(request.POST or None, session=sitting, free=free, chosen=request.GET.get("time", "")[:60])
    if form.is_valid():
        given = dict(form.cleaned_data)
        key = given.pop("time")
        starts_at = next(one.starts_at for one in free if one.key == key)
        with refusals_on(form):
            made = book_by_staff(session=sitting.pk, starts_at=starts_at, by=request.user, **given)
            return done(request, _("Booked. The code is %(code)s.") % {"code": made.code}, to=_detail(made))
        form.offer(times.free_in_sitting(sitting))  # somebody may have been faster; what was typed stays
    people = days.session_list(request.user, sitting)
    context = {
        "sitting": sitting,
        "service": told(sitting.service.names),
        "languages": ", ".join(language_name(code) for code in sitting.languages),
        "hours": hours(sitting.starts_at, sitting.ends_at, centre.time_zone),
        "slots": _slots(sitting, people, form.fields["time"].choices),
        "is_by_time": sitting.mode == DutyMode.SLOTS,
        "is_cancelled": sitting.state == SessionState.CANCELLED,
        "is_kept": sitting.state == SessionState.KEPT,
        "form": form,
        "may_book": may_book,
        "week_url": _week_of(sitting.on),
    }
    return screen(request, "desk/calendar/session.html", context)


@writes
def exception_new(request):
    """Somebody is away: sittings are cancelled, and the people in them come on a list."""
    centre = centre_of(request, Right.DUTY_CHANGE)
    today = time.today(centre.time_zone)
    form = ExceptionForm(request.POST or None, providers=days.providers_of(centre), initial={"first_on": today, "last_on": today})
    if form.is_valid():
        with refusals_on(form):
            _made, affected = add_exception(centre=centre, by=request.user, **form.cleaned_data)
            if affected:
                words = ngettext(
                    "Saved. %(count)d person has booked: find another time or tell them.",
                    "Saved. %(count)d people have booked: find another time or tell them.",
                    len(affected),
                )
                return done(request, words % {"count": len(affected)}, to=reverse("desk:calendar:care"))
            return done(request, _("Saved. Nobody had booked on these days."), to=_week_of(form.cleaned_data["first_on"]))
    return screen(request, "desk/calendar/exception_new.html", {"centre": centre, "form": form})


@writes
def exception_withdraw(request, pk):
    """They come after all: asks once, then brings the sittings back."""
    absence = get_exception(request.user, pk, right=Right.DUTY_CHANGE)
    if request.method == "POST":
        to = _week_of(absence.first_on)
        count = withdraw_exception(absence, by=request.user)
        words = ngettext("%(count)d sitting takes place after all.", "%(count)d sittings take place after all.", count)
        return done(request, words % {"count": count}, to=to)
    return screen(request, "desk/calendar/exception_withdraw.html", {"absence": absence, "week_url": _week_of(absence.first_on)})


@reads
def care(request):
    """People whose sitting was cancelled: another time, or a message."""
    centre = centre_of(request, Right.APPOINTMENT_READ)
    context = {
        "centre": centre,
        "people": [(one, told(one.service.names), language_name(one.language)) for one in days.to_care_for(request.user, centre)],
        "may_book": _may(request, Right.APPOINTMENT_BOOK, centre),
    }
    return screen(request, "desk/calendar/care.html", context)


def _may(request, right, centre):
    return access.can(request.user, right, organization=centre.organization_id, centre=centre.pk)


def _detail(appointment):
    return reverse("desk:appointments:detail", args=[appointment.pk])


def _week_of(day):
    iso = day.isocalendar()
    return f"{reverse('desk:calendar:week')}?week={iso.year}-W{iso.week:02d}"


def _slots(sitting, people, choices):
    """Each time of the sitting with the people in it and, while it can be booked, the key to book it."""
    keys = {int(key.rpartition(".")[2]): key for key, _label in choices}
    gone = {"cancelled-by-client", "cancelled-by-centre", "moved"}
    found = []
    for starts_at, ends_at in times.slots(sitting) if sitting.mode == DutyMode.SLOTS else []:
        inside = [one for one in people if one.starts_at == starts_at]
        found.append(
            {
                "hours": hours(starts_at, ends_at, sitting.centre.time_zone),
                "people": [one for one in inside if one.state not in gone],
                "former": [one for one in inside if one.state in gone],
                "key": keys.get(int(starts_at.timestamp()), ""),
            }
        )
    return found
