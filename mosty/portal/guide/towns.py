"""The reader's town inside an article: its note for a slot, else an honest sentence; and the nearest centre. Only the address knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from mosty.core.texts import Told, told
from mosty.directory.queries import places
from mosty.guide.queries import notes
from mosty.portal.centres.cards import Card, card
from mosty.portal.near import Near, near_value, read_near, typed

if TYPE_CHECKING:
    from mosty.directory.models import Centre, Town
    from mosty.guide.models import LocalNote

PLACE = re.compile(r"\{(centre|address|phone)\}")


@dataclass(frozen=True)
class Local:
    """What one slot shows."""

    language: str
    is_readers: bool
    paragraphs: list[SafeString]
    note: LocalNote


@dataclass(frozen=True)
class Here:
    """Where the reader is, as far as they say it."""

    near: Near | None
    typed: str
    is_unknown: bool
    value: str
    town: Told | None
    card: Card | None
    is_own_town: bool
    notes: dict[str, Local]
    towns: list[tuple[str, Told]]


def here(request: Any, article: str) -> Here:
    """Reads `?town=`. A constant number of queries; fewer without a town."""
    asked = typed(request.GET.get("town", ""))
    centres = places.listed()
    known = {centre.town_id for centre in centres}
    towns = [town for town in places.towns() if town.pk in known]
    choices = [(town.slug, told(town.names or {"pl": town.name})) for town in towns]
    near = read_near(asked, towns, centres) if asked else None
    if near is None or not centres:
        return Here(None, asked, bool(asked), asked, None, None, False, {}, choices)
    centre, km = near.nearest_first(centres)[0]
    town: Town = centre.town
    whole = places.in_order([centre])
    shown = card(whole[0], 1, km=km) if whole else None
    found = {slot: _local(note, shown) for slot, note in notes.notes_of(town, article).items()}
    name = told(town.names or {"pl": town.name})
    return Here(near, asked, False, near_value(near, asked), name, shown, bool(shown and shown.is_near), found, choices)


def _local(note: LocalNote, shown: Card | None) -> Local:
    text = told(note.texts)
    chunks = [chunk for chunk in re.split(r"\n\s*\n", text.text) if chunk.strip()]
    return Local(text.language, text.is_readers, [_paragraph(chunk, shown) for chunk in chunks], note)


def _paragraph(chunk: str, shown: Card | None) -> SafeString:
    """Escaped, one line under the other, the centre's own data from the directory."""
    lines = [escape(line.strip()) for line in chunk.strip().splitlines()]
    html = "<br>".join(PLACE.sub(lambda mark: _value(mark[1], shown), str(line)) for line in lines)
    return mark_safe(html)  # noqa: S308 - escaped line by line


def _value(name: str, shown: Card | None) -> str:
    if shown is None:
        return ""
    centre: Centre = shown.centre
    if name == "centre":
        return str(format_html('<a href="{}">{}</a>', shown.url, shown.name.text))
    if name == "address":
        return str(format_html('<bdi lang="pl" dir="ltr">{}, {}</bdi>', centre.street, centre.town.name))
    return str(format_html('<a href="{}"><bdi dir="ltr" class="nowrap">{}</bdi></a>', shown.phone_link, shown.phone)) if shown.phone else ""
