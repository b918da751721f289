"""From the name of an address to the address, for a place of the world."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from tests.crawler.world import Place, World

PARTS = ("name", "document", "status", "relative", "deadline", "pair", "asked")  # rows of the person's file


def address(name: str, about: str, world: World, place: Place, language: str = "pl") -> str:
    """The address of the page for the row of this kind at the place."""
    with override(language):
        return _address(name, about, world, place)


def _address(name: str, about: str, world: World, place: Place) -> str:
    if not about:
        return reverse(name)
    if about == "centre":
        return reverse(name, args=[place.centre.slug])
    if about == "service":
        return reverse(name, args=[place.service.slug])
    if about == "file":
        return reverse(name, args=["images/none.webp"])
    if about == "article":
        return reverse(name, args=["address"])
    if about == "paper":
        return reverse(name, args=[world.paper])
    if about == "offer":
        return f"{reverse(name)}?{urlencode({'service': place.service.slug})}"
    if about == "held":
        return reverse(name, args=[place.things["held"].token])
    if about == "booked":
        return reverse(name, args=[place.things["later"].token])
    if about == "enrolment":
        return reverse(name, args=[place.things["merge"].kept_id, place.things["project"].pk])
    if about in PARTS:
        return reverse(name, args=[place.things["client"].pk, place.things[about].pk])
    if about == "draft_text":
        return reverse(name, args=[place.things["draft"].pk, "pl"])
    if about == "organization":
        return reverse(name, args=[place.centre.organization_id])
    if about == "language":
        return reverse(name, args=["pl"])
    if about == "rest":
        return reverse(name, args=["x"])
    if about == "key":
        return reverse(name, args=["1"])
    if about == "reset":
        return reverse(name, args=["1", "x-y"])
    if about == "person":
        return reverse(name, args=[world.cast.zuzanna.pk])
    return reverse(name, args=[place.things[about].pk])
