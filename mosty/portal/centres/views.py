"""Centres: the list with its map and filters, and one centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.appointments.queries.days import duty_days
from mosty.appointments.queries.times import next_free_by_centre, soonest_free
from mosty.core import time
from mosty.core.texts import told
from mosty.core.world import language_name
from mosty.directory.queries import hours, places
from mosty.portal import map as drawn_map
from mosty.portal.cache import fresh_until, keep_out, public_page
from mosty.portal.centres import wishes as wish_list
from mosty.portal.centres.cards import card, centre_name, has_samples, is_today, town_name
from mosty.portal.centres.facts import door_notes, doors, duty_list, spoken_when, week_of
from mosty.portal.near import near_value
from mosty.portal.words import in_usual_order, map_link, own_names, phone_link
from mosty.ui.lists import page_of
from mosty.ui.screens import reads, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mosty.directory.models import Centre

PER_PAGE = 20
DAYS_SHOWN = 3  # of the week; the rest opens on demand


@public_page(seconds=30, keys=wish_list.KEYS)
@reads
def list(request: HttpRequest) -> HttpResponse:
    """Map and list; what is asked for narrows both."""
    everywhere = places.listed()
    places.fetch_services(everywhere)
    spoken = in_usual_order({code for centre in everywhere for code in places.spoken_languages(centre)}, get_language() or "pl")
    services = {place.service.slug: place.service for centre in everywhere for place in centre.services.all()}
    services = dict(sorted(services.items(), key=lambda pair: (pair[1].order, pair[0])))
    wishes = wish_list.read(request.GET, languages=spoken, services=services.values(), centres=everywhere)
    if wishes.is_open:
        hours.fetch_hours(everywhere)

    found = [centre for centre in everywhere if wish_list.fits(centre, wishes)]
    ordered: Any = wishes.near.nearest_first(found) if wishes.near else [(centre, None) for centre in found]
    page = page_of(request, ordered, per=PER_PAGE)
    distances = dict(page.object_list)
    shown = places.in_order(distances)
    free = next_free_by_centre(service=wishes.service, language=wishes.language, centres=shown)
    soonest = soonest_free(service=wishes.service, language=wishes.language, centres=found if wishes.narrow else None)
    cards = [card(centre, at, km=distances[centre], free=free, service=wishes.service) for at, centre in enumerate(shown, start=1)]
    fitting = {centre.pk for centre in found}
    others = [centre for centre in everywhere if centre.pk not in fitting and wish_list.interpreted(centre, wishes)]
    answer = screen(
        request,
        "portal/centres/list.html",
        {
            "headline": _("Centres that help foreigners"),
            "summary": _("Addresses, phones, opening hours, languages and the next free times of the integration centres."),
            "wishes": wishes,
            "languages": [(one, language_name(one.code)) for one in own_names(spoken)],
            "services": [(service.slug, told(service.names)) for service in services.values()],
            "near_value": near_value(wishes.near, wishes.near_typed),
            "near_others": wishes.other_places(),
            "cards": cards,
            "page": page,
            "found_count": len(found),
            "all_count": len(everywhere),
            "soonest": soonest,
            "soonest_town": town_name(soonest.centre) if soonest else None,
            "soonest_is_today": soonest is not None and is_today(soonest),
            "interpreter_count": len(others),
            "language_word": language_name(wishes.language) if wishes.language else "",
            "has_samples": any(one.is_sample for one in cards),
            "map_box": drawn_map.view_box(),
            "land": drawn_map.outline().path,
            "pins": drawn_map.pins(_on_map(cards)),
            "here": reverse("portal:centres:list"),
        },
        part="portal/centres/_found.html",
    )
    changes = [one.opening.changes_at for one in cards if one.opening.changes_at]
    fresh_until(answer, min(changes, default=None))
    if wishes.ignored or (wishes.near and wishes.near.is_device):
        keep_out(answer)
    if getattr(request, "htmx", False):
        answer.headers["HX-Push-Url"] = reverse("portal:centres:list") + wishes.query()
    return answer


@public_page(seconds=30)
@reads
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one centre: is it open, who is on duty, how to get there."""
    centre = places.centre_by_slug(slug)
    if centre is None:
        raise Http404
    opening = hours.opening(centre)
    today = time.today(centre.time_zone)
    duty = duty_days(centre, first_on=today, days=7) if opening.kind != "gone" else []
    on_duty = duty_list(centre, duty, today)
    town, name = town_name(centre), centre_name(centre)
    entrances, shared_notes = door_notes(doors(centre))
    answer = screen(
        request,
        "portal/centres/detail.html",
        {
            "headline": name.text,
            "summary": _("%(street)s, %(town)s. Opening hours, people on duty and the languages they speak, how to get there.")
            % {"street": centre.street, "town": town.text},
            "centre": centre,
            "name": name,
            "town": town,
            "trail": [
                {"label": _("Start"), "url": reverse("portal:home")},
                {"label": _("Centres"), "url": reverse("portal:centres:list")},
                {"label": town.text, "url": ""},
            ],
            "opening": opening,
            "zone": centre.time_zone,
            "week": week_of(centre),
            "has_samples": has_samples(centre),
            "note": told(centre.walk_in_note),
            "directions": told(centre.directions),
            "phones": [(phone.number, phone_link(phone.number), told(phone.label)) for phone in centre.phones.all()],
            "emails": [(contact.email, told(contact.title)) for contact in centre.contacts.all() if contact.email],
            "book_url": f"{reverse('portal:booking:start')}?centre={centre.slug}",
            "geo": map_link(centre.latitude, centre.longitude),
            "duty": on_duty[:DAYS_SHOWN],
            "duty_later": on_duty[DAYS_SHOWN:],
            "spoken": spoken_when(centre, duty),
            "interpreted": own_names(in_usual_order(places.interpreted_languages(centre), get_language() or "pl")),
            "services": [(place.service, told(place.service.names), told(place.service.summaries)) for place in centre.services.all()],
            "doors": entrances,
            "door_notes": shared_notes,
        },
    )
    return fresh_until(answer, opening.changes_at)


def _on_map(cards: Any) -> Any:
    return [
        drawn_map.Place(
            one.number,
            one.town.text,
            _opening_note(one.centre, one.opening),
            f"#centre-{one.centre.slug}",
            one.centre.latitude,
            one.centre.longitude,
            one.is_near,
            "" if one.town.is_readers else one.town.language,
        )
        for one in cards
    ]


def _opening_note(centre: Centre, opening: hours.Opening) -> str:
    """The second line beside a pin: until when, or that it is closed."""
    if opening.until is not None:
        local = time.local(opening.until, centre.time_zone)
        return _("until %(hour)s") % {"hour": f"{local.hour}:{local.minute:02d}"}
    return {"closed": _("closed now"), "by-appointment": _("by appointment")}.get(opening.kind, "")
