"""Centres and services for everybody: lists with filters, one centre, one service. A constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from django.db.models import Prefetch, QuerySet

from mosty.directory.models import Accessibility, Centre, Contact, Phone, Service, ServiceAtCentre, Town
from mosty.directory.queries.hours import with_hours

EARTH_KM = 6371.0


def centres() -> QuerySet[Centre]:
    """All centres with town, hours, phones, services and accessibility; nine queries whatever their number."""
    return with_hours(Centre.objects.select_related("town", "organization").order_by("slug")).prefetch_related(
        Prefetch("phones", Phone.objects.order_by("created_at", "pk")),
        Prefetch("contacts", Contact.objects.order_by("created_at", "pk")),
        Prefetch("accessibility", Accessibility.objects.order_by("kind", "pk")),
        Prefetch("services", ServiceAtCentre.objects.select_related("service").order_by("service__order", "service__slug")),
    )


def centre_by_slug(slug: str) -> Centre | None:
    """One centre with the same rows, or None."""
    return centres().filter(slug=slug[:60]).first()


def towns() -> list[Town]:
    """Towns to choose from, by name."""
    return list(Town.objects.order_by("name", "pk"))


def nearest_first(found: Iterable[Centre], town: Town) -> list[tuple[Centre, float]]:
    """Centres with their distance in km, the nearest first."""
    far = [(centre, distance_km(town.latitude, town.longitude, centre.latitude, centre.longitude)) for centre in found]
    return sorted(far, key=lambda pair: (pair[1], pair[0].slug))


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
    """One service with the centres that give it, or None."""
    places = ServiceAtCentre.objects.select_related("centre__town").order_by("centre__slug")
    return Service.objects.prefetch_related(Prefetch("places", places)).filter(slug=slug[:60]).first()
