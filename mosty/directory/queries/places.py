"""Centres and services for everybody: lists with filters, one centre, one service. A constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from mosty.directory.models import Accessibility, Centre, CentreState, Contact, Phone, Service, ServiceAtCentre, Town
from mosty.directory.queries.hours import is_gone, with_hours

EARTH_KM = 6371.0


def listed() -> list[Centre]:
    """Centres that are not gone for good, by slug, with town and states: enough to sort five hundred of them. What a page then shows
    whole it fetches with `in_order`. Two queries whatever their number."""
    found = Centre.objects.select_related("town").defer("directions", "walk_in_note").order_by("slug")
    states = Prefetch("states", CentreState.objects.order_by("-since_on"))
    return [centre for centre in found.prefetch_related(states) if not is_gone(centre)]


def fetch_services(found: Iterable[Centre]) -> None:
    """What narrows a list: services with their languages, entrances. Three queries."""
    entrances = Accessibility.objects.only("centre_id", "kind").order_by("kind", "pk")
    prefetch_related_objects(list(found), Prefetch("services", _services().defer("note")), Prefetch("accessibility", entrances))


def in_order(wanted: Iterable[Centre]) -> list[Centre]:
    """The same centres in the same order with all that their cards need; ten queries, none for no centres."""
    keys = [centre.pk for centre in wanted]
    whole = {centre.pk: centre for centre in centres().filter(pk__in=keys)} if keys else {}
    return [whole[key] for key in keys if key in whole]


def centres() -> QuerySet[Centre]:
    """All centres with town, hours, phones, services and accessibility; ten queries whatever their number."""
    return with_hours(Centre.objects.select_related("town", "organization").order_by("slug")).prefetch_related(
        Prefetch("phones", Phone.objects.order_by("created_at", "pk")),
        Prefetch("contacts", Contact.objects.order_by("created_at", "pk")),
        Prefetch("accessibility", Accessibility.objects.order_by("kind", "pk")),
        Prefetch("services", _services()),
    )


def _services() -> QuerySet[ServiceAtCentre]:
    # the services themselves are few and the same everywhere: fetched once, not with each centre
    return ServiceAtCentre.objects.prefetch_related("service").order_by("service__order", "service__slug")


def centre_by_slug(slug: str) -> Centre | None:
    """One centre with the same rows, or None."""
    return centres().filter(slug=slug[:60]).first()


def towns() -> list[Town]:
    """Towns to choose from, by name."""
    return list(Town.objects.order_by("name", "pk"))


def distance_km(latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float) -> float:
    """Kilometres as the crow flies between two points (haversine)."""
    north, east = radians(latitude_b - latitude_a), radians(longitude_b - longitude_a)
    half = sin(north / 2) ** 2 + cos(radians(latitude_a)) * cos(radians(latitude_b)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def spoken_languages(centre: Centre) -> list[str]:
    """Languages that staff of the centre speak themselves, most services first."""
    counts: dict[str, int] = {}
    for place in centre.services.all():
        for code in place.languages:
            counts[code] = counts.get(code, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], code))


def interpreted_languages(centre: Centre) -> list[str]:
    """Languages that the centre offers only with an interpreter on request."""
    spoken = set(spoken_languages(centre))
    return sorted({code for place in centre.services.all() for code in place.interpreter_languages} - spoken)


def services() -> QuerySet[Service]:
    """All services in the order of the catalogue."""
    return Service.objects.order_by("order", "slug")


def service_by_slug(slug: str) -> Service | None:
    """One service with where and how it is given, or None."""
    places = ServiceAtCentre.objects.order_by("centre__slug")
    return Service.objects.prefetch_related(Prefetch("places", places)).filter(slug=slug[:60]).first()
