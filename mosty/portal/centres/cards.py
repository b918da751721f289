"""A centre as lists and the home page show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from mosty.core import time
from mosty.core.texts import Told, told
from mosty.directory.queries import hours, places
from mosty.portal.words import Language, own_names, phone_link

if TYPE_CHECKING:
    from mosty.appointments.queries.times import FreeTime
    from mosty.directory.models import Centre, Service
    from mosty.directory.queries.hours import Opening

NEAR = 3.0  # km: the same town


@dataclass(frozen=True)
class Card:
    """One centre in a list."""

    number: int
    centre: Centre
    town: Told
    name: Told
    url: str
    opening: Opening
    languages: list[Language]
    phone: str
    phone_link: str
    free: FreeTime | None = None
    free_word: Told | None = None
    book_url: str = ""
    km: int | None = None
    is_near: bool = False
    is_sample: bool = False

    @property
    def free_is_today(self) -> bool:
        return self.free is not None and is_today(self.free)

    @property
    def zone(self) -> str:
        return self.centre.time_zone


def town_name(centre: Centre) -> Told:
    """The town in the reader's language."""
    return told(centre.town.names or {"pl": centre.town.name})


def centre_name(centre: Centre) -> Told:
    """The centre's name in the reader's language."""
    return told(centre.names or {"pl": centre.name})


def book_url(centre: Centre, service: Service | None = None, **more: Any) -> str:
    """Where a time at this centre is booked."""
    rest = "".join(f"&{key}={value}" for key, value in more.items())
    if service is None:
        return f"{reverse('portal:booking:start')}?centre={centre.slug}{rest}"
    return f"{reverse('portal:booking:times')}?service={service.slug}&centre={centre.slug}{rest}"


def has_samples(centre: Centre) -> bool:
    """Are the hours of the week invented for the demo?"""
    return any(row.is_sample for row in centre.schedules.all())


def card(
    centre: Centre,
    number: int,
    *,
    km: float | None = None,
    free: Mapping[Any, FreeTime] | None = None,
    service: Service | None = None,
    opening: Opening | None = None,
) -> Card:
    """Reads only rows that `places.centres()` has fetched."""
    phones = list(centre.phones.all())
    soonest = (free or {}).get(centre.pk)
    return Card(
        number=number,
        centre=centre,
        town=town_name(centre),
        name=centre_name(centre),
        url=reverse("portal:centres:detail", args=[centre.slug]),
        opening=opening or hours.opening(centre),
        languages=own_names(places.spoken_languages(centre)),
        phone=phones[0].number if phones else "",
        phone_link=phone_link(phones[0].number) if phones else "",
        free=soonest,
        free_word=told(service.names) if service else None,
        book_url=book_url(centre, service) if soonest else "",
        km=None if km is None else round(km),
        is_near=km is not None and km < NEAR,
        is_sample=has_samples(centre),
    )


def is_today(free: FreeTime) -> bool:
    """Is the time on the centre's own today?"""
    return free.session.on == time.today(free.centre.time_zone)
