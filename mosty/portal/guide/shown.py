"""Parts of an article as its template shows them, alone or beside the same part in another language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mosty.core.texts import told
from mosty.guide.enums import GONE_SENTENCE, Office
from mosty.portal.centres.cards import card, centre_name
from mosty.portal.guide.inline import Inliner
from mosty.portal.guide.labels import Notes

if TYPE_CHECKING:
    from datetime import datetime

    from mosty.core.texts import Told
    from mosty.directory.models import Service
    from mosty.guide.queries.articles import Reading
    from mosty.guide.queries.facts import ShownFact
    from mosty.guide.queries.media import Picture
    from mosty.guide.queries.named import Helpers
    from mosty.guide.queries.parts import Part, Step
    from mosty.portal.centres.cards import Card
    from mosty.portal.guide.towns import Here, Local


@dataclass(frozen=True)
class ShownStep:
    """One step, ready."""

    title: SafeString
    paragraphs: list[SafeString]
    deadline: SafeString
    office: str


@dataclass
class ShownPart:
    """One part, ready. The view adds what a town and the directory say."""

    id: str
    kind: str
    heading: str
    paragraphs: list[SafeString]
    lines: list[SafeString]
    steps: list[ShownStep]
    rows: list[ShownFact]
    slot: str
    service: str
    centre: str
    local: Local | None = None
    is_first_slot: bool = False
    alt: str = ""
    picture: Picture | None = None
    file: str = ""
    captions: str = ""
    shown_services: list[dict[str, Any]] = field(default_factory=list)
    shown_centre: Card | None = None
    gone: Gone | None = None


@dataclass(frozen=True)
class Gone:
    """A centre that a text names and that is closed for good, or that the directory does not know: then it has no name."""

    name: Told | None
    sentence: str


@dataclass(frozen=True)
class Pair:
    """The same paragraph in two languages; a heading is `h2`, a step's title `h3`."""

    tag: str
    mine: SafeString | str
    other: SafeString | str


def parts_of(reading: Reading, inliner: Inliner) -> list[ShownPart]:
    """Every part of the reading; paragraphs that need a word about their translation have it."""
    return [_part(part, reading, inliner, Notes(reading.label, part.block)) for part in reading.parts]


def add_places(parts: list[ShownPart], where: Here, helpers: Helpers) -> None:
    """What the town adds to the slots, and who helps: services and centres of the directory."""
    slots = [part for part in parts if part.kind == "slot"]
    for part in slots:
        part.local = where.notes.get(part.slot)
        part.is_first_slot = part is slots[0]
    for part in parts:
        if part.service in helpers.services:
            part.shown_services = [_service(helpers.services[part.service])]
        elif part.centre in helpers.centres:
            part.shown_centre = card(helpers.centres[part.centre], 1)
        elif part.centre:
            closed = helpers.gone.get(part.centre)
            part.gone = Gone(centre_name(closed) if closed else None, str(GONE_SENTENCE))


def opening_changes(parts: list[ShownPart]) -> list[datetime]:
    """The instants at which what is said of the centres in the text is no longer true."""
    shown = [part.shown_centre.opening for part in parts if part.shown_centre]
    return [opening.changes_at for opening in shown if opening.changes_at]


def _service(service: Service) -> dict[str, Any]:
    return {
        "name": told(service.names),
        "about": told(service.summaries),
        "url": reverse("portal:services:detail", args=[service.slug]),
        "book_url": f"{reverse('portal:booking:times')}?service={service.slug}",
        "icon": service.icon,
    }


def contents(parts: list[ShownPart]) -> list[dict[str, str]]:
    """What stands on the page: the parts with a heading of their own, or the usual one of their kind."""
    return [{"url": f"#{part.id}", "label": part.heading} for part in parts if part.heading and part.kind != "warning"]


def pairs(mine: list[ShownPart], other: list[ShownPart]) -> list[dict[str, Any]]:
    """Parts side by side: those without text (slots, services, acts) stay single."""
    by_id = {part.id: part for part in other}
    found = []
    for part in mine:
        twin = by_id.get(part.id)
        lines = list(_lines(part))
        others = list(_lines(twin)) if twin and twin.kind == part.kind else []
        rows = [Pair(one[0] if one else two[0], one[1] if one else "", two[1] if two else "") for one, two in zip_longest(lines, others)]
        found.append({"part": part, "pairs": rows if part.kind in {"text", "steps", "papers", "warning", "video", "audio"} else []})
    return found


def _lines(part: ShownPart) -> Iterator[tuple[str, SafeString | str]]:
    if part.heading:
        yield "h2", part.heading
    yield from (("div", paragraph) for paragraph in part.paragraphs)
    yield from (("p", line) for line in part.lines)
    for step in part.steps:
        yield "h3", step.title
        yield from (("div", paragraph) for paragraph in step.paragraphs)


def _part(part: Part, reading: Reading, inliner: Inliner, notes: Notes) -> ShownPart:
    rows = [reading.facts[key] for key in part.keys if key in reading.facts]
    for row in rows:
        inliner.used_facts.setdefault(row.key, row)
    return ShownPart(
        id=part.id,
        kind=part.kind,
        heading=inliner.plain(part.heading) or _usual_heading(part.kind),
        paragraphs=[notes.below(text, inliner.html(text)) for text in part.paragraphs],
        lines=[notes.behind(text, inliner.html(text)) for text in part.lines],
        steps=[_step(step, inliner, notes) for step in part.steps],
        rows=rows,
        slot=part.slot,
        service=part.service,
        centre=part.centre,
        alt=inliner.plain(part.alt),
        picture=reading.files.pictures.get(part.file or 0) if part.kind == "image" else None,
        file=reading.files.addresses.get(part.file or 0, ""),
        captions=reading.files.addresses.get(part.captions or 0, ""),
    )


def _step(step: Step, inliner: Inliner, notes: Notes) -> ShownStep:
    return ShownStep(
        title=notes.behind(step.title, inliner.html(step.title)),
        paragraphs=[notes.below(text, inliner.html(text)) for text in step.paragraphs],
        deadline=notes.behind(step.deadline, inliner.html(step.deadline)),
        office=str(Office(step.office).label) if step.office else "",
    )


def _usual_heading(kind: str) -> str:
    return {
        "steps": _("Step by step"),
        "papers": _("What to prepare"),
        "facts": _("Fees and deadlines"),
        "slot": _("In your town"),
        "service": _("Who can help"),
        "acts": _("Legal basis"),
        "related": _("People also needed"),
    }.get(kind, "")
