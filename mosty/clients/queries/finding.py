"""Finding people's files."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When

from mosty.clients.access import visible_clients
from mosty.clients.enums import folded
from mosty.clients.models import Client
from mosty.core.audit import looks
from mosty.core.audit.read import opened_by

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

SHOWN = 50
SHORTEST = 2  # letters
SHORTEST_PHONE = 4  # digits
PHONE_SIGNS = set("+-()./ ")


@dataclass(frozen=True)
class Found:
    """Files that a search found: at most `SHOWN`, and whether there are more."""

    clients: Sequence[Client]
    is_partial: bool
    is_too_short: bool = False


def find_clients(user: AnyUser, text: str) -> Found:
    """Files whose name holds every word of `text`, or whose number or phone it is, among those the user may see.

    Upper and lower case, accents and the order of words do not matter, in any script. The file with exactly this number comes
    first, then names in order. A look by search.
    """
    text = unicodedata.normalize("NFC", text or "").strip()[:200]
    signs = [letter for letter in text if letter not in PHONE_SIGNS and letter.isprintable()]
    is_number = bool(signs) and all(letter.isdecimal() for letter in signs)
    if len(signs) < SHORTEST and not is_number:
        return Found([], False, is_too_short=True)
    if is_number:
        digits = "".join(str(unicodedata.decimal(letter)) for letter in signs)
        found, exact = _by_number(digits)
    else:
        found, exact = Q(), None
        for word in folded(text).split():
            found &= Q(search__contains=word)
    rank = Case(When(number=exact, then=Value(0)), default=Value(1), output_field=IntegerField()) if exact else Value(1)
    rows = list(visible_clients(user).filter(found).order_by(rank, "name", "number")[: SHOWN + 1])
    shown = rows[:SHOWN]
    for organization, centre in {(client.organization_id, client.centre_id) for client in shown}:
        mine = [client.pk for client in shown if client.centre_id == centre]
        looks.note("search", "clients.client", mine, organisation=organization, centre=centre)
    return Found(shown, len(rows) > SHOWN)


def latest_clients(user: AnyUser, count: int = 10) -> list[Client]:
    """The files the user began or looked into last, newest first. A look at a list."""
    if user.pk is None:
        return []
    began = visible_clients(user).filter(opened_by=user.pk).order_by("-created_at", "pk")[:count]
    moments = opened_by(user.pk, "clients.client")
    for pk, at in began.values_list("pk", "created_at"):
        moments.setdefault(pk, at)
    rows = sorted(visible_clients(user).filter(pk__in=moments).order_by("pk"), key=lambda row: moments[row.pk], reverse=True)[:count]
    if rows:
        looks.note("list", "clients.client", [row.pk for row in rows], organisation=rows[0].organization_id, centre=rows[0].centre_id)
    return rows


def _by_number(digits: str) -> tuple[Q, int | None]:
    exact = int(digits) if len(digits) <= 9 else None
    found = Q(number=exact) if exact is not None else Q(pk__in=[])
    if len(digits) >= SHORTEST_PHONE:
        home = digits[2:] if digits.startswith("00") else digits.removeprefix("0")
        found |= Q(phone__contains=home)
    return found, exact
