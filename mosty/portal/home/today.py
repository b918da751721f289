"""What the home page says about today: which doors are open, who is on duty at the nearest centre."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mosty.appointments.enums import DutyMode
from mosty.appointments.queries.days import duty_today
from mosty.appointments.queries.offers import on_duty_counts
from mosty.core import time
from mosty.core.texts import Told, told
from mosty.directory.enums import ProviderKind
from mosty.directory.queries import places
from mosty.portal.centres.cards import Card, card, centre_name, town_name
from mosty.portal.centres.facts import in_order, provider_name
from mosty.portal.words import own_names

if TYPE_CHECKING:
    from mosty.appointments.models import DutySession
    from mosty.directory.models import Centre
    from mosty.portal.near import Near

PEOPLE_SHOWN = 3
CENTRES_SHOWN = 6


@dataclass(frozen=True)
class Network:
    """Centres by distance from where the visitor is, or by name; `on_duty`: today's sittings at `centre` that are not over."""

    cards: list[Card]
    more_count: int
    centre: Centre | None
    on_duty: list[DutySession]
    changes_at: datetime | None


@dataclass(frozen=True)
class Day:
    """One centre today."""

    card: Card
    town: Told
    name: Told
    people: list[dict[str, Any]] = field(default_factory=list)
    more_count: int = 0


def network_today(found: list[Centre], near: Near | None) -> Network:
    """The doors of the network, the nearest first, and the centre of the day: the nearest; while nobody said where they are, the one
    where most people are on duty. A constant number of queries, and of five hundred centres only the shown ones are read whole."""
    distances = dict(near.nearest_first(found)) if near else dict.fromkeys(found)
    shown = list(distances)[:CENTRES_SHOWN]
    chosen = shown[:1]
    if near is None:
        counts = on_duty_counts(time.today())
        chosen = [max(found, key=lambda one: counts.get(one.pk, 0))] if found else []
    whole = {centre.pk: centre for centre in places.in_order({*shown, *chosen})}
    cards = [card(whole[centre.pk], at, km=distances[centre]) for at, centre in enumerate(shown, start=1)]
    centre = whole[chosen[0].pk] if chosen else None
    now = time.now()
    on_duty = [one for one in duty_today([centre], time.today()).get(centre.pk, []) if one.ends_at > now] if centre else []
    changes = [one.opening.changes_at for one in cards if one.opening.changes_at] + [session.ends_at for session in on_duty]
    return Network(cards, len(distances) - len(cards), centre, on_duty, min(changes, default=None))


def centre_of_day(network: Network) -> Day | None:
    """The centre of the day with the people on duty; None for an empty network."""
    if network.centre is None:
        return None
    sessions = in_order(network.on_duty)
    return Day(
        card(network.centre, 1),
        town_name(network.centre),
        centre_name(network.centre),
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
