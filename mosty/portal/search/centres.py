"""Whom to ask when a search finds nothing: the nearest centre, if the visitor said where they are, else the first few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mosty.directory.queries import places
from mosty.portal.centres.cards import Card, card
from mosty.portal.near import read_near, typed

if TYPE_CHECKING:
    from django.http import HttpRequest

TOWN_COOKIE = "town"  # as the home page remembers it
MOST_SHOWN = 6


def near_typed(request: HttpRequest) -> str:
    """Where the visitor is, as they typed it (`?near=`, `?town=`); empty if they did not."""
    return typed(request.GET.get("near", "") or request.GET.get("town", ""))


def centres_near(request: HttpRequest) -> list[Card]:
    """The nearest centre to `?near=` (else to the remembered town), with its distance; without a place that we know, the first few
    centres. A constant number of queries."""
    centres = places.listed()
    near = read_near(near_typed(request) or request.COOKIES.get(TOWN_COOKIE, ""), places.towns(), centres)
    if near is None:
        return [card(centre, number) for number, centre in enumerate(places.in_order(centres[:MOST_SHOWN]), start=1)]
    nearest = near.nearest_first(centres)[:1]
    whole = places.in_order([centre for centre, _ in nearest])
    return [card(centre, 1, km=km) for centre, (_, km) in zip(whole, nearest, strict=True)]
