"""Where the visitor is, as far as they say it: a place typed in any script, or what the phone knows, rounded to about a kilometre.

It stands in the address of the page and nowhere else. A place that the phone gave is not even kept in the memory of pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mosty.core import gazetteer
from mosty.core.texts import Told, told
from mosty.directory.queries import places

if TYPE_CHECKING:
    from mosty.directory.models import Centre, Town

DEGREES = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?), ?(-?\d{1,3}(?:\.\d{1,9})?)")
SAME_TOWN = 3.0  # km
WITHIN_REACH = 80.0  # km to a centre: of two places with one name people mean the one in reach
OTHERS = 3
MOST_TYPED = 60


@dataclass(frozen=True)
class Near:
    """A point, how it is called for the reader (None: the phone's own place) and what stands for it in an address.

    `others`: places that may be meant instead, as (what stands in the address, words).
    """

    key: str
    name: Told | None
    latitude: float
    longitude: float
    others: Sequence[tuple[str, str]] = ()

    @property
    def is_device(self) -> bool:
        return self.name is None

    def km(self, centre: Centre) -> float:
        """Kilometres as the crow flies."""
        return places.distance_km(self.latitude, self.longitude, centre.latitude, centre.longitude)

    def words(self, km: float) -> str:
        """How far it is to somewhere, in words."""
        if self.name is None:
            return _("%(km)s km from you") % {"km": round(km)} if km >= SAME_TOWN else _("less than 3 km from you")
        return _("%(km)s km from %(place)s") % {"km": round(km), "place": self.name.text} if km >= SAME_TOWN else _("in your town")

    def brief(self, km: float) -> str:
        """The same where it is plain from where."""
        return _("%(km)s km away") % {"km": round(km)} if km >= SAME_TOWN else self.words(km)

    def nearest_first(self, centres: Iterable[Centre]) -> list[tuple[Centre, float]]:
        """Centres with their distance, the nearest first."""
        return sorted(((centre, self.km(centre)) for centre in centres), key=lambda pair: (pair[1], pair[0].slug))


def typed(text: str) -> str:
    """What was typed, without the invisible marks that keyboards and copying add; nothing for what holds control characters or is
    longer than a name can be."""
    text = "".join(sign for sign in text[: 2 * MOST_TYPED] if unicodedata.category(sign) != "Cf").strip()
    return text if len(text) <= MOST_TYPED and text.isprintable() else ""


def read_near(text: str, towns: Iterable[Town], centres: Collection[Centre]) -> Near | None:
    """The place that was typed or measured; None for what is no place. Towns of the network come first, then all of Poland."""
    text = typed(text)
    degrees = DEGREES.fullmatch(text)
    if degrees:
        latitude, longitude = round(float(degrees[1]), 2), round(float(degrees[2]), 2)
        is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
        return Near(f"{latitude:.2f},{longitude:.2f}", None, latitude, longitude) if is_on_earth else None
    if not text:
        return None
    folded = gazetteer.fold(text)
    for town in towns:
        if text == town.slug or (folded and folded in {gazetteer.fold(name) for name in (town.name, *town.names.values())}):
            return Near(town.slug, told(town.names or {"pl": town.name}), town.latitude, town.longitude)
    return _from_gazetteer(text, centres)


def near_value(near: Near | None, text: str) -> str:
    """What stands in the box: the place as we call it, what was typed if we do not know it, nothing for the phone's own place."""
    if near is None:
        return text
    return near.name.text if near.name else ""


def _from_gazetteer(text: str, centres: Collection[Centre]) -> Near | None:
    found = []
    for place, sure in gazetteer.find(text):
        far, centre = min(((_km(place, centre), centre) for centre in centres), key=lambda pair: pair[0], default=(0.0, None))
        found.append((far > WITHIN_REACH, sure, -place.people, place, far, centre))
    if not found:
        return None
    found.sort(key=lambda one: one[:3])
    _far, sure, _people, best, _km_away, _centre = found[0]
    others = [
        (
            place.key,
            _("%(place)s, %(km)s km from %(town)s")
            % {"place": place.name, "km": round(far), "town": told(centre.town.names or {"pl": centre.town.name}).text},
        )
        for _far, other_sure, _people, place, far, centre in found[1:]
        if other_sure <= sure and centre is not None
    ]
    return Near(best.key, Told(best.name, "pl", False), best.latitude, best.longitude, others[:OTHERS])


def _km(place: gazetteer.Place, centre: Centre) -> float:
    return places.distance_km(place.latitude, place.longitude, centre.latitude, centre.longitude)
