"""Booking without an account.

Nothing here needs a cookie or a session: the address of a kept time is a secret of 128 bits that only its visitor knows, so it
also proves that a form comes from our own page. That is why these views do without Django's CSRF token: there is no
signed-in visitor whose rights a foreign page could borrow (docs/decisions/0005-booking-without-cookies.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from mosty.appointments.actions import bookings
from mosty.appointments.enums import CANCELLED, AppointmentState
from mosty.appointments.queries import times as time_queries
from mosty.appointments.queries.asked import appointment_by_token, was_moved
from mosty.appointments.queries.offers import bookable_services, service_by_slug
from mosty.core import time
from mosty.core.errors import Refusal
from mosty.core.texts import told
from mosty.portal.booking.calendars import calendar_file, qr_code
from mosty.portal.booking.choices import Choice, days_of, languages_of, read_choice
from mosty.portal.booking.forms import CodeForm, ReachForm
from mosty.portal.booking.where import all_centres, by_distance, spots
from mosty.portal.cache import keep_out, public_page
from mosty.portal.frame import page_addresses
from mosty.portal.near import near_value
from mosty.ui.screens import acts, reads, refusals_on, refuse_on, screen, writes

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mosty.appointments.models import Appointment
    from mosty.appointments.queries.times import FreeTime

MOST_TIMES = 60  # on one page; more of them nobody reads


@public_page(seconds=3, keys=("centre", "language", "near"))
@reads
def start(request: HttpRequest) -> HttpResponse:
    """First question: what for? With a service in the address straight on to the times."""
    services = bookable_services()
    slug = request.GET.get("service", "")
    if any(service.slug == slug for service in services):
        return HttpResponseRedirect(f"{reverse('portal:booking:times')}?{request.GET.urlencode()}")
    kept = request.GET.copy()
    kept.pop("service", None)
    return screen(
        request,
        "portal/booking/start.html",
        {
            "headline": _("Book a time"),
            "summary": _("Free help in your language. No account is needed."),
            "services": [(service, told(service.names), told(service.summaries)) for service in services],
            "kept": kept.urlencode(),
            "unknown_service": bool(slug),
            "steps": steps(0),
        },
    )


@public_page(seconds=3, keys=("service", "language", "centre", "near", "day"))
@reads
def times(request: HttpRequest) -> HttpResponse:
    """Language, place, day, time: on one page, each a plain link; a time is a button."""
    choice = _choice(request)
    answer = _times_page(request, choice)
    # where somebody's phone is: not even in the memory of pages
    return keep_out(answer) if choice.near and choice.near.is_device else answer


@csrf_exempt
@acts
def keep(request: HttpRequest) -> HttpResponse:
    """The visitor pressed a time: keep it for ten minutes."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:booking:times") + _choice(request).address())
    wanted = time_queries.read_key(request.POST.get("time", ""))
    try:
        if wanted is None:
            raise Refusal("time-not-offered")
        kept = bookings.hold(
            session=wanted[0],
            starts_at=wanted[1],
            language=request.GET.get("language", "")[:10],
            message_language=get_language() or "pl",
            visitor=request.META.get("REMOTE_ADDR", ""),
            replaces=request.GET.get("replaces", "")[:32],
        )
    except Refusal as refusal:
        around = wanted[1] if wanted else time.now()
        return _times_page(request, _choice(request), refusal=refusal, around=around)
    step = "check" if kept.name and (kept.phone or kept.email) else "contact"
    return HttpResponseRedirect(reverse(f"portal:booking:{step}", args=[kept.token]))


@never_cache
@csrf_exempt
@acts
def contact(request: HttpRequest, token: str) -> HttpResponse:
    """How to reach you? Kept with the time, so that a lost connection loses nothing."""
    form = ReachForm(request.POST or None)
    if form.is_valid():
        try:
            bookings.write_down(token=token[:40], **form.cleaned_data)
            return HttpResponseRedirect(reverse("portal:booking:check", args=[token]))
        except Refusal as refusal:
            refuse_on(form, refusal)
    kept = _kept(token)
    if isinstance(kept, HttpResponse):
        return kept
    form.initial = {"name": kept.name, "phone": kept.phone, "email": kept.email}
    return screen(
        request,
        "portal/booking/contact.html",
        {"form": form, "steps": steps(2), **_facts(kept), **_back(kept)},
        status=422 if form.errors else 200,
    )


@never_cache
@csrf_exempt
@acts
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Is it all right? Then the time is booked; if it was lost meanwhile, the nearest free times are offered."""
    refusal = None
    if request.method == "POST":
        try:
            booked = bookings.book(token=token[:40])
            return HttpResponseRedirect(reverse("portal:booking:visit", args=[booked.token]))
        except Refusal as no:
            refusal = no
    kept = _kept(token)
    if isinstance(kept, HttpResponse):
        return kept
    if not kept.name or not (kept.phone or kept.email):
        return HttpResponseRedirect(reverse("portal:booking:contact", args=[token]))
    return screen(
        request,
        "portal/booking/check.html",
        {
            "steps": steps(2),
            "refusal": refusal,
            "nearest": _nearest(kept.service, kept.starts_at, kept.language, kept.centre) if refusal else [],
            "replaces": token,
            **_facts(kept),
            **_back(kept),
        },
        status=409 if refusal else 200,
    )


@csrf_exempt
@writes
def find(request: HttpRequest) -> HttpResponse:
    """See, move or cancel with the code."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            found = bookings.find_by_code(form.cleaned_data["code"], visitor=request.META.get("REMOTE_ADDR", ""))
            if found is not None:
                return HttpResponseRedirect(reverse("portal:booking:visit", args=[found.token]))
            form.add_error("code", _("We do not find this code. Please check the digits, or call the centre."))
    return screen(request, "portal/booking/find.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@reads
def visit(request: HttpRequest, token: str) -> HttpResponse:
    """The booking: code, place, what to bring, calendar file, QR code."""
    booked = _booked(token)
    address = f"{settings.SITE_URL}{reverse('portal:booking:visit', args=[booked.token])}"
    return screen(
        request,
        "portal/booking/visit.html",
        {
            "steps": steps(4),
            "code": _grouped(booked.code or ""),
            "qr": qr_code(address) if booked.state == AppointmentState.BOOKED else "",
            "papers": [told(paper) for paper in booked.service.documents],
            "can_change": _can_change(booked),
            "is_cancelled": booked.state in CANCELLED,
            "is_booked": booked.state == AppointmentState.BOOKED,
            "is_over": booked.ends_at <= time.now(),
            "was_moved": booked.token != token or was_moved(booked),
            **_facts(booked),
        },
    )


@never_cache
@reads
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The booking as a file for the phone's own calendar."""
    booked = _booked(token)
    address = f"{settings.SITE_URL}{reverse('portal:booking:visit', args=[booked.token])}"
    answer = HttpResponse(calendar_file(booked, address), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mosty.ics"'
    return answer


@never_cache
@csrf_exempt
@writes
def move(request: HttpRequest, token: str) -> HttpResponse:
    """Another time of the same service; the old one is kept until the new one is won."""
    booked = _booked(token)
    if not _can_change(booked):
        return HttpResponseRedirect(reverse("portal:booking:visit", args=[booked.token]))
    choice = read_choice(request.GET, booked.service)
    if not choice.language and not request.GET:
        choice.language = booked.language if booked.language in choice.offer.own_languages else ""
        choice.needs_interpreter = booked.needs_interpreter
    refusal = None
    around = booked.starts_at
    if request.method == "POST":
        wanted = time_queries.read_key(request.POST.get("time", ""))
        try:
            if wanted is None:
                raise Refusal("time-not-offered")
            around = wanted[1]
            moved = bookings.move(booked, session=wanted[0], starts_at=wanted[1])
            return HttpResponseRedirect(reverse("portal:booking:visit", args=[moved.token]))
        except Refusal as no:
            refusal = no
    return _times_page(request, choice, refusal=refusal, around=around, moving=booked)


@never_cache
@csrf_exempt
@writes
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Give the time back, after one question."""
    booked = _booked(token)
    refusal = None
    if request.method == "POST" or not _can_change(booked):
        try:
            if request.method == "POST":
                bookings.cancel_by_client(booked)
            return HttpResponseRedirect(reverse("portal:booking:visit", args=[booked.token]))
        except Refusal as no:
            refusal = no
    return screen(
        request,
        "portal/booking/cancel.html",
        {"refusal": refusal, **_facts(booked)},
        status=409 if refusal else 200,
    )


def steps(current: int) -> list[dict[str, Any]]:
    """The steps of booking for the component: label and state (done, current, to come)."""
    words = [_("Service"), _("Time"), _("Contact"), _("Done")]
    return [{"label": word, "state": "done" if at < current else "current" if at == current else "next"} for at, word in enumerate(words)]


def _choice(request: HttpRequest) -> Choice:
    service = service_by_slug(request.GET.get("service", ""))
    if service is None:
        raise Http404
    return read_choice(request.GET, service)


def _times_page(
    request: HttpRequest,
    choice: Choice,
    *,
    refusal: Refusal | None = None,
    around: Any = None,
    moving: Appointment | None = None,
) -> HttpResponse:
    found = choice.open_sittings()
    groups = by_distance(choice, found) if choice.is_by_distance else []
    days = [] if choice.is_by_distance else days_of(found, choice)
    on_day = [sitting for sitting in found if days and sitting.row.on == choice.day]
    of_day = time_queries.first_of(on_day, count=MOST_TIMES)
    noon = [one for one in of_day if time.local(one.starts_at, one.centre.time_zone).hour >= 12]
    here = reverse("portal:booking:move", args=[moving.token]) if moving else reverse("portal:booking:times")
    post_to = here if moving else reverse("portal:booking:keep")
    return screen(
        request,
        "portal/booking/times.html",
        {
            "headline": _("When does it suit you?"),
            "summary": _("Free times, really free at this moment."),
            "addresses": page_addresses(request, f"?service={choice.service.slug}"),
            "service": told(choice.service.names),
            "minutes": choice.service.minutes,
            "is_free": choice.service.is_free,
            "steps": steps(1),
            "choice": choice,
            "languages": languages_of(choice),
            "any_language_url": choice.address(language="", day=""),
            "spots": spots(choice),
            "all_centres": all_centres(choice),
            "near_others": [(choice.address(near=key, centre="", day=""), words) for key, words in choice.near.others]
            if choice.near
            else [],
            "near_value": near_value(choice.near, choice.near_typed),
            "kept": {key: value for key, value in choice.values.items() if key not in {"centre", "near", "day"}},
            "groups": groups,
            "days": days,
            "day": choice.day,
            "parts": [(_("Morning"), [one for one in of_day if one not in noon]), (_("Afternoon"), noon)],
            "more_count": sum(len(sitting.free) for sitting in on_day) - len(of_day),
            "refusal": refusal,
            "nearest": _instead(choice, around) if refusal and around else [],
            "here": here,
            "post_to": f"{post_to}{choice.address()}",
            "change_url": reverse("portal:booking:start"),
            "moving": moving,
            "moving_facts": _facts(moving) if moving else {},
        },
        part="portal/booking/_times.html",
        status=409 if refusal else 200,
    )


def _instead(choice: Choice, around: Any) -> list[FreeTime]:
    """Three times close to the lost one, in the chosen language if there are any."""
    found = choice.open_sittings(anywhere=True) or choice.openings.open(not_before=time.now() + time_queries.LEAD)
    return time_queries.closest_of(found, around=around, centre=choice.centre)


def _nearest(service: Any, around: Any, language: str, centre: Any) -> list[FreeTime]:
    found = time_queries.nearest_free(service=service, around=around, language=language, centre=centre)
    return found or time_queries.nearest_free(service=service, around=around, centre=centre)


def _kept(token: str) -> Appointment | HttpResponse:
    """The kept time at this address; somebody who went back after booking is led to the booking."""
    found = appointment_by_token(token[:40])
    if found is None:
        raise Http404
    if found.state not in {AppointmentState.HELD, AppointmentState.EXPIRED}:
        return HttpResponseRedirect(reverse("portal:booking:visit", args=[found.token]))
    return found


def _booked(token: str) -> Appointment:
    found = appointment_by_token(token[:40])
    if found is None or found.state in {AppointmentState.HELD, AppointmentState.EXPIRED}:
        raise Http404
    return found


def _can_change(booked: Appointment) -> bool:
    return booked.state == AppointmentState.BOOKED and booked.starts_at > time.now()


def _facts(booked: Appointment) -> dict[str, Any]:
    """What every page of a booking says about it."""
    centre = booked.centre
    return {
        "booking": booked,
        "service": told(booked.service.names),
        "provider": told(booked.provider.names or {"pl": booked.provider.name}),
        "provider_title": told(booked.provider.titles),
        "town": told(centre.town.names or {"pl": centre.town.name}),
        "centre": centre,
        "zone": centre.time_zone,
        "room": booked.session.room,
        "spoken": booked.language,
        "geo": f"geo:{centre.latitude},{centre.longitude}?q={centre.latitude},{centre.longitude}",
        "minutes_left": max(0, int(((booked.hold_expires_at or time.now()) - time.now()).total_seconds() // 60)),
        "hold_is_over": booked.state == AppointmentState.EXPIRED
        or (booked.hold_expires_at is not None and booked.hold_expires_at <= time.now()),
    }


def _back(kept: Appointment) -> dict[str, str]:
    """Where another time can be chosen; this one is given back when the other is kept."""
    query = f"?service={kept.service.slug}&language={kept.language}&replaces={kept.token}"
    return {"other_time_url": reverse("portal:booking:times") + query}


def _grouped(code: str) -> str:
    """Digits in threes, so that they can be read aloud."""
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))
