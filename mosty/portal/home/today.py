"""What the home page says about today: which doors are open, who is on duty at the nearest centre."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mosty.appointments.enums import DutyMode
from mosty.appointments.queries.days import duty_today
from mosty.core import time
from mosty.core.texts import Told, told
from mosty.directory.enums import ProviderKind
from mosty.directory.queries import hours, places
from mosty.portal.centres.cards import Card, card, centre_name, town_name
from mosty.portal.centres.facts import in_order, provider_name
from mosty.portal.words import own_names

if TYPE_CHECKING:
    from mosty.appointments.models import DutySession
    from mosty.directory.models import Centre, Town

PEOPLE_SHOWN = 3
CENTRES_SHOWN = 6


@dataclass(frozen=True)
class Network:
    """Centres by distance from the town, or by name; `on_duty` by centre id, only sittings that are not over."""

    centres: list[Centre]
    cards: list[Card]
    more_count: int
    on_duty: dict[Any, list[DutySession]]
    changes_at: datetime | None


@dataclass(frozen=True)
class Day:
    """One centre today."""

    card: Card
    town: Told
    name: Told
    people: list[dict[str, Any]] = field(default_factory=list)
    more_count: int = 0


def network_today(town: Town | None) -> Network:
    """The doors of the network, the nearest first. A constant number of queries."""
    found = [centre for centre in places.centres() if hours.opening(centre).kind != "gone"]
    ordered: Any = places.nearest_first(found, town) if town else [(centre, None) for centre in found]
    cards = [card(centre, at, km=km) for at, (centre, km) in enumerate(ordered[:CENTRES_SHOWN], start=1)]
    now = time.now()
    on_duty = {pk: [session for session in sessions if session.ends_at > now] for pk, sessions in duty_today(found, time.today()).items()}
    changes = [one.opening.changes_at for one in cards if one.opening.changes_at]
    changes += [session.ends_at for sessions in on_duty.values() for session in sessions]
    return Network([centre for centre, _ in ordered], cards, len(ordered) - len(cards), on_duty, min(changes, default=None))


def centre_of_day(network: Network, town: Town | None) -> Day | None:
    """The centre nearest to the town; while none is chosen, the one where most people are on duty."""
    if not network.centres:
        return None
    centre = network.centres[0]
    if town is None:
        centre = max(network.centres, key=lambda one: len(network.on_duty.get(one.pk, ())))
    sessions = in_order(network.on_duty.get(centre.pk, []))
    return Day(
        card(centre, 1),
        town_name(centre),
        centre_name(centre),
        [_person(session) for session in sessions[:PEOPLE_SHOWN]],
        max(0, len(sessions) - PEOPLE_SHOWN),
    )


def _person(session: DutySession) -> dict[str, Any]:
    now = time.now()
    return {
        "name": provider_name(session.provider),
        "sign": session.provider.sign,
        "service": told(session.service.names),
        "is_guest": session.provider.kind == ProviderKind.GUEST_OFFICE,
        "is_walk_in": session.mode == DutyMode.WALK_IN,
        "languages": own_names(session.languages),
        "starts_at": session.starts_at if session.starts_at > now else None,
        "ends_at": session.ends_at,
    }
