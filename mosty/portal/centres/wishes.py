"""What the visitor looks for, read from the address. Nothing wrong in an address is an error: it is left out and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from mosty.directory.enums import AccessibilityKind
from mosty.directory.queries import hours, places
from mosty.portal.near import Near, read_near, typed

if TYPE_CHECKING:
    from django.http import QueryDict

    from mosty.directory.models import Centre, Service, ServiceAtCentre

KEYS = ("language", "service", "town", "open", "walk_in", "remote", "step_free", "page")
ENTRANCES = {AccessibilityKind.STEP_FREE, AccessibilityKind.RAMP}


@dataclass
class Wishes:
    """Filters that are understood; `ignored` names the others as the form names them."""

    language: str = ""
    service: Service | None = None
    near: Near | None = None
    near_typed: str = ""
    is_open: bool = False
    is_walk_in: bool = False
    is_remote: bool = False
    is_step_free: bool = False
    ignored: list[str] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        """Does anything leave centres out?"""
        return bool(self.language or self.service or self.is_open or self.is_walk_in or self.is_remote or self.is_step_free)

    def other_places(self) -> list[tuple[str, str]]:
        """Query strings and words of other places that may be meant."""
        return [(self.query(town=key), words) for key, words in self.near.others] if self.near else []

    def query(self, **changes: str) -> str:
        """The same, with changes, as the shortest query string."""
        values: dict[str, Any] = {
            "language": self.language,
            "service": self.service.slug if self.service else "",
            "town": self.near.key if self.near else "",
            "open": self.is_open and 1,
            "walk_in": self.is_walk_in and 1,
            "remote": self.is_remote and 1,
            "step_free": self.is_step_free and 1,
        }
        query = urlencode({key: value for key, value in (values | changes).items() if value})
        return f"?{query}" if query else ""


def read(query: QueryDict, *, languages: Iterable[str], services: Iterable[Service], centres: list[Centre]) -> Wishes:
    """The wishes in an address. One query, when a town is among them."""
    wishes = Wishes()

    def asked(key: str, label: str, known: dict[str, Any]) -> Any:
        value = query.get(key, "")
        if not value:
            return None
        if value not in known:
            wishes.ignored.append(label)
            return None
        return known[value]

    wishes.language = asked("language", _("Language"), {code: code for code in languages}) or ""
    wishes.service = asked("service", _("What for"), {service.slug: service for service in services})
    town = query.get("town", "")
    if town.strip():
        wishes.near_typed, wishes.near = typed(town), read_near(town, places.towns(), centres)
        if wishes.near is None:
            wishes.ignored.append(_("Town"))
    ticked = {"1": True, "on": True}
    wishes.is_open = bool(asked("open", _("open now"), ticked))
    wishes.is_walk_in = bool(asked("walk_in", _("without booking"), ticked))
    wishes.is_remote = bool(asked("remote", _("by phone or online"), ticked))
    wishes.is_step_free = bool(asked("step_free", _("entrance without steps"), ticked))
    return wishes


def fits(centre: Centre, wishes: Wishes) -> bool:
    """Does the centre have everything that is wished for, in one and the same service?"""
    if wishes.is_open and not hours.opening(centre).is_open:
        return False
    if wishes.is_step_free and not any(row.kind in ENTRANCES for row in centre.accessibility.all()):
        return False
    if not (wishes.language or wishes.service or wishes.is_walk_in or wishes.is_remote):
        return True
    return any(_gives(place, wishes) for place in centre.services.all())


def interpreted(centre: Centre, wishes: Wishes) -> bool:
    """The centre lacks the language, but brings an interpreter."""
    return bool(wishes.language) and wishes.language in places.interpreted_languages(centre)


def _gives(place: ServiceAtCentre, wishes: Wishes) -> bool:
    return (
        (wishes.service is None or place.service_id == wishes.service.pk)
        and (not wishes.language or wishes.language in place.languages)
        and (not wishes.is_walk_in or place.is_walk_in)
        and (not wishes.is_remote or place.is_by_phone or place.is_online)
    )
