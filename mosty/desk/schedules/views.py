"""Screens of duty hours."""

from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.accounts.enums import Right
from mosty.appointments.access import get_schedule
from mosty.appointments.actions.schedules import add_schedules, change_schedule, check_hours, end_schedule
from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.queries import schedules as queries
from mosty.appointments.queries.times import slots
from mosty.core import time
from mosty.core.dates import day_words, hour_words
from mosty.core.errors import Refusal
from mosty.core.texts import told
from mosty.core.time import local
from mosty.core.world import language_name
from mosty.desk.frame import centre_of
from mosty.desk.schedules.forms import EndForm, HoursForm, as_it_is, usual
from mosty.desk.schedules.words import clash_words, is_guest, left_out_words, line_of
from mosty.desk.words import provider_name
from mosty.directory import access
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@reads
def list_(request):
    """The weekly hours of everybody at the centre."""
    centre = centre_of(request, Right.DUTY_READ)
    is_over = "over" in request.GET
    rows = queries.hours_at(request.user, centre, is_over=is_over)
    groups = [
        (title, _by_person([row for row in rows if is_guest(row.provider) == guests]))
        for title, guests in ((_("Team of the centre"), False), (_("Guests on duty"), True))
    ]
    context = {
        "centre": centre,
        "groups": [(title, people) for title, people in groups if people],
        "is_over": is_over,
        "may_change": _may_change(request, centre),
    }
    return screen(request, "desk/schedules/list.html", context)


@reads
def show(request, pk):
    """One schedule: its sittings to come, the days it leaves out, people who keep an old time."""
    schedule = get_schedule(request.user, pk)
    zone = schedule.centre.time_zone
    context = {
        "schedule": schedule,
        "line": line_of(schedule),
        "sittings": [(sitting, _taken(sitting)) for sitting in queries.sittings_of(request.user, schedule)],
        "left_out": [(day, left_out_words(day)) for day in queries.outlook([schedule]) if day.left_out],
        "kept": [
            (one, told(one.service.names), language_name(one.language), hour_words(local(one.starts_at, zone)))
            for one in queries.kept_people(request.user, schedule)
        ],
        "is_over": _is_over(schedule),
        "may_change": _may_change(request, schedule.centre),
        "may_book": access.can(
            request.user, Right.APPOINTMENT_BOOK, organization=schedule.centre.organization_id, centre=schedule.centre_id
        ),
    }
    return screen(request, "desk/schedules/show.html", context)


@writes
def new(request):
    """More duty hours; looked at first, if one likes."""
    centre = centre_of(request, Right.DUTY_CHANGE)
    form = HoursForm(request.POST or None, centre=centre, initial=usual(centre))
    shown = None
    if form.is_valid():
        hours = form.drafts()
        with _refusals_told(form):
            if request.POST.get("step") == "look":
                check_hours(hours)
                shown = _preview(hours)
            else:
                _made, count = add_schedules(hours, by=request.user)
                words = ngettext("Saved. %(count)d sitting can be booked now.", "Saved. %(count)d sittings can be booked now.", count)
                return done(request, words % {"count": count} if count else _later(hours), to=reverse("desk:schedules:list"))
    return screen(request, "desk/schedules/new.html", {"centre": centre, "form": form, "preview": shown})


@writes
def change(request, pk):
    """Other hours from a day on; people who have booked keep their time."""
    schedule = get_schedule(request.user, pk, right=Right.DUTY_CHANGE)
    form = HoursForm(request.POST or None, centre=schedule.centre, initial=as_it_is(schedule), provider=schedule.provider)
    shown = None
    if form.is_valid():
        hours = form.drafts()
        with _refusals_told(form):
            if request.POST.get("step") == "look":
                check_hours(hours, besides=schedule)
                shown = _preview(hours)
            else:
                made, kept = change_schedule(schedule, hours, by=request.user)
                values = {"day": day_words(made[0].valid_from), "count": kept}
                words = ngettext(
                    "Changed from %(day)s on. %(count)d person keeps the old time.",
                    "Changed from %(day)s on. %(count)d people keep the old time.",
                    kept,
                )
                return done(
                    request,
                    words % values if kept else _("Changed from %(day)s on.") % values,
                    to=reverse("desk:schedules:show", args=[made[0].pk]),
                )
    context = {"schedule": schedule, "line": line_of(schedule), "form": form, "preview": shown, **_booked(schedule)}
    return screen(request, "desk/schedules/change.html", context)


@writes
def end(request, pk):
    """The last day; people booked after it come on the list of those to rebook or tell."""
    schedule = get_schedule(request.user, pk, right=Right.DUTY_CHANGE)
    form = EndForm(request.POST or None, initial={"last_on": time.today(schedule.centre.time_zone)})
    if form.is_valid():
        with refusals_on(form):
            affected = end_schedule(schedule, last_on=form.cleaned_data["last_on"], by=request.user)
            if affected:
                words = ngettext(
                    "Ended. %(count)d person has booked: find another time or tell them.",
                    "Ended. %(count)d people have booked: find another time or tell them.",
                    len(affected),
                )
                return done(request, words % {"count": len(affected)}, to=reverse("desk:calendar:care"))
            return done(request, _("Ended. Nobody had booked after that day."), to=reverse("desk:schedules:list"))
    context = {"schedule": schedule, "line": line_of(schedule), "form": form, **_booked(schedule)}
    return screen(request, "desk/schedules/end.html", context)


@contextmanager
def _refusals_told(form):
    """As `refusals_on`, with the name of everybody and everything that stands against the hours."""
    with refusals_on(form):
        try:
            yield
        except Refusal as refusal:
            found = [clash_words(clash) for clash in refusal.details.get("clashes", [])]
            if not found:
                raise
            for words in dict.fromkeys(found[1:]):
                form.add_error(refusal.field, words)
            raise Refusal(refusal.code, sentence=found[0], field=refusal.field) from refusal


def _by_person(rows):
    """Lines of each person, who are in order already."""
    return [(provider_name(person), [line_of(row) for row in own]) for person, own in groupby(rows, key=attrgetter("provider"))]


def _preview(hours):
    """The sittings that saving makes at once, and the days without one."""
    days = queries.outlook(hours)
    held = [day for day in days if not day.left_out]
    return {
        "held": [(day.on, hour_words(day.schedule.starts_at), hour_words(day.schedule.ends_at)) for day in held],
        "left_out": [(day, left_out_words(day)) for day in days if day.left_out],
        "times": sum(_offered(day.schedule, day) for day in held),
        "is_by_time": hours[0].mode == DutyMode.SLOTS,
    }


def _offered(hours, span):
    """How many people can book in one sitting of the hours."""
    minutes = (span.ends_at - span.starts_at).total_seconds() / 60
    return int(minutes // hours.slot_minutes) * hours.places


def _taken(sitting):
    """How full a sitting is, in words."""
    if sitting.state == SessionState.CANCELLED:
        return ""
    if sitting.mode == DutyMode.WALK_IN:
        return _("without booking")
    return _("%(taken)d of %(offered)d taken") % {"taken": sitting.taken, "offered": len(list(slots(sitting))) * sitting.places}


def _booked(schedule):
    days = queries.booked_days(schedule)
    return {"booked_count": sum(count for _day, count in days), "booked_until": days[-1][0] if days else None}


def _later(hours):
    """Nothing made yet: they begin too far ahead, or every day until then is left out."""
    return _("Saved. Sittings are made eight weeks ahead; the first day is %(day)s.") % {"day": day_words(hours[0].valid_from, "plain")}


def _is_over(schedule):
    return schedule.valid_to is not None and schedule.valid_to <= time.today(schedule.centre.time_zone)


def _may_change(request, centre):
    return access.can(request.user, Right.DUTY_CHANGE, organization=centre.organization_id, centre=centre.pk)
