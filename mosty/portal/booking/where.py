"""The question "Where?": anywhere, near a place, at one centre, by phone, by video; and free times by distance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mosty.appointments.queries.times import soonest_by_centre
from mosty.core.texts import Told
from mosty.portal.centres.cards import town_name

if TYPE_CHECKING:
    from mosty.appointments.queries.openings import OpenSitting
    from mosty.appointments.queries.times import FreeTime
    from mosty.directory.models import Centre
    from mosty.portal.booking.choices import Choice

SHOWN = 8  # centres as buttons; more of them go into a list that unfolds
NEAREST = 4  # centres whose times are compared
TIMES = 4  # of each of them


@dataclass(frozen=True)
class Spot:
    """One answer."""

    words: Told
    url: str
    is_chosen: bool
    far: str = ""


@dataclass(frozen=True)
class Group:
    """The first free times of one centre."""

    centre: Centre
    town: Told
    far: str
    free: list[FreeTime]
    url: str


def spots(choice: Choice) -> list[Spot]:
    """Answers as buttons, as far as the service is given that way; of many centres the nearest, else only the chosen one."""
    found = [
        Spot(_plain(_("Any centre, the soonest time")), choice.address(centre="", near="", day=""), _is_anywhere(choice)),
    ]
    if choice.near is not None:
        name = _("Near me") if choice.near.name is None else _("Near: %(place)s") % {"place": choice.near.name.text}
        found.append(Spot(_plain(name), choice.address(centre="", day=""), choice.is_by_distance))
    for centre, far in _centres(choice):
        is_chosen = choice.centre is not None and choice.centre.pk == centre.pk
        found.append(Spot(town_name(centre), choice.address(centre=centre.slug, day=""), is_chosen, far))
    for mode, word in (("phone", _("By phone")), ("online", _("By video"))):
        if mode in choice.offer.meetings:
            found.append(Spot(_plain(word), choice.address(centre=mode, day=""), choice.meeting == mode))
    return found


def all_centres(choice: Choice) -> list[tuple[str, str]]:
    """Address and words of every centre for a list to unfold, by name; nothing where the buttons show them all."""
    if len(choice.offer.centres) <= SHOWN:
        return []
    return sorted(((centre.slug, f"{town_name(centre).text}, {centre.street}") for centre in choice.offer.centres), key=lambda one: one[1])


def by_distance(choice: Choice, found: Iterable[OpenSitting]) -> list[Group]:
    """The nearest centres that have a free time, and beyond them the soonest one anywhere: nearer and later, or farther and sooner."""
    near = choice.near
    if near is None:
        return []
    sittings = list(found)
    soonest: dict[object, OpenSitting] = {}
    for sitting in sittings:
        best = soonest.get(sitting.row.centre_id)
        if best is None or sitting.first_at < best.first_at:
            soonest[sitting.row.centre_id] = sitting
    ordered = near.nearest_first(centre for centre in choice.offer.centres if centre.pk in soonest)
    shown = ordered[:NEAREST]
    farther = min(ordered[NEAREST:], key=lambda pair: soonest[pair[0].pk].first_at, default=None)
    if farther is not None and all(soonest[farther[0].pk].first_at < soonest[centre.pk].first_at for centre, _km in shown):
        shown.append(farther)
    chosen = {centre.pk for centre, _km in shown}
    free = soonest_by_centre((sitting for sitting in sittings if sitting.row.centre_id in chosen), count=TIMES)
    return [
        Group(centre, town_name(centre), near.words(km), free[centre.pk], choice.address(centre=centre.slug, day=""))
        for centre, km in shown
        if centre.pk in free
    ]


def _centres(choice: Choice) -> list[tuple[Centre, str]]:
    centres = choice.offer.centres
    if choice.near is not None:
        ordered = choice.near.nearest_first(centres)
        shown = ordered[:SHOWN] + [pair for pair in ordered[SHOWN:] if pair[0] == choice.centre]
        return [(centre, choice.near.brief(km)) for centre, km in shown]
    if len(centres) <= SHOWN:
        return [(centre, "") for centre in centres]
    return [(choice.centre, "")] if choice.centre is not None else []


def _is_anywhere(choice: Choice) -> bool:
    return choice.near is None and choice.centre is None and not choice.meeting


def _plain(text: str) -> Told:
    return Told(text, "", True)
