"""The day at the counter, a specialist's own day, the day on paper."""

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from mosty.accounts.enums import Right
from mosty.core import time
from mosty.core.audit import looks
from mosty.core.errors import PermissionDenied
from mosty.desk.contacts.card import card
from mosty.desk.frame import SESSION_KEY, centre_of, centres
from mosty.desk.today.board import board, may_read_everything, own_lines, version
from mosty.desk.today.door import name_of, opening_words
from mosty.directory import access
from mosty.ui.screens import reads, screen, writes

NEXT = 12  # bookings shown before "show more"


@reads
def show(request):
    """Who is expected, who is here, who is being served. Asked again by htmx with `since`, it answers 204 until something changes."""
    rights = access.rights(request.user)
    if not may_read_everything(rights):
        return HttpResponseRedirect(_elsewhere(rights))
    centre = centre_of(request, Right.APPOINTMENT_READ)
    day = time.today(centre.time_zone)
    is_by_worker = request.GET.get("by") == "worker"
    is_whole = is_by_worker or "all" in request.GET
    current = version(request.user, centre, day)
    is_fragment = bool(request.htmx) and not request.htmx.history_restore_request
    if is_fragment and request.GET.get("since") == current:
        return HttpResponse(status=204)
    made = board(request.user, centre, day, by_worker=is_by_worker)
    context = {
        "centre": centre,
        "board": made,
        "expected": made.expected if is_whole else made.expected[:NEXT],
        "hidden_count": 0 if is_whole else max(len(made.expected) - NEXT, 0),
        "address_query": "?by=worker" if is_by_worker else "?all=1" if is_whole else "",
        "version": current,
        "is_by_worker": is_by_worker,
        "is_fragment": is_fragment,
        "now": time.now(),
    }
    if not is_fragment:
        context |= card(request, centre) | {"centre_name": name_of(centre), "opening_words": opening_words(centre)}
    return screen(request, "desk/today/show.html", context, part="desk/today/_day.html")


@reads
def paper(request):
    """The day for the printer, in case the line fails. A look by print."""
    centre = centre_of(request, Right.APPOINTMENT_READ)
    day = time.today(centre.time_zone)
    made = board(request.user, centre, day)
    shown = [line for lines in (made.waiting, made.now, made.expected) for line in lines]
    printed = {
        "appointments.appointment": [line.pk for line in shown if line.kind == "booked"],
        "casework.visit": [line.pk for line in shown if line.kind == "walk-in" and line.person_url],
    }
    for subject, ids in printed.items():
        if ids:
            looks.note("print", subject, ids, organisation=centre.organization_id, centre=centre.pk)
    return screen(request, "desk/today/paper.html", {"centre": centre, "centre_name": name_of(centre), "board": made, "now": time.now()})


@reads
def my_duty(request):
    """The list of the day of a person on duty: first name, time, matter, language."""
    rights = access.rights(request.user)
    if not rights & {Right.APPOINTMENT_READ_OWN, Right.ENCOUNTER_RECORD}:
        raise PermissionDenied
    return screen(request, "desk/today/my_duty.html", {"lines": own_lines(request.user, time.today()), "now": time.now()})


@writes
def choose_centre(request, slug):
    """By POST only. Work at another of one's centres from now on (remembered in the session only)."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if slug not in {centre.slug for centre in centres(request)}:
        raise Http404
    request.session[SESSION_KEY] = slug
    return HttpResponseRedirect(reverse("desk:today:show"), status=303)


def _elsewhere(rights):
    if Right.APPOINTMENT_READ_OWN in rights:
        return reverse("desk:today:my_duty")
    if Right.RIGHTS_MANAGE in rights:
        return reverse("desk:rights:start")
    if Right.LOOKS_READ in rights:
        return reverse("desk:looks:list")
    if Right.NUMBERS_READ in rights:
        return "/network/"
    raise PermissionDenied
