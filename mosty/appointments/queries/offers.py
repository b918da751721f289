"""What may be asked for: services that take bookings, their languages, centres and ways to meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from mosty.appointments.enums import SessionState
from mosty.appointments.models import DutySession
from mosty.appointments.queries.openings import Row, bookable_sessions
from mosty.casework.enums import Mode
from mosty.core import time
from mosty.directory.models import Centre, Service, ServiceAtCentre


@dataclass(frozen=True)
class Offer:
    """What a service offers in the coming weeks, for the choices of a form.

    `interpreted_at`: centres (ids) by the language for which they order an interpreter.
    """

    own_languages: list[str]
    interpreter_languages: list[str]
    centres: list[Centre]
    meetings: list[str]
    interpreted_at: dict[str, set[object]]


def offer(service: Service, rows: Iterable[Row]) -> Offer:
    """Languages spoken by providers, languages with an interpreter on request, centres, ways to meet; `rows`: the coming sittings of
    the service. Two queries."""
    rows = list(rows)
    own = {code for row in rows for code in row.languages}
    meetings = {row.meeting for row in rows}
    centres = Centre.objects.filter(pk__in={row.centre_id for row in rows}).select_related("town").order_by("slug")
    known = {centre.pk: centre for centre in centres}
    interpreted: dict[str, set[object]] = {}
    for place in ServiceAtCentre.objects.filter(service=service).only("centre_id", "interpreter_languages").order_by("pk"):
        for code in place.interpreter_languages if place.centre_id in known else ():
            interpreted.setdefault(code, set()).add(place.centre_id)
    return Offer(
        sorted(own), sorted(set(interpreted) - own), list(known.values()), [mode for mode in Mode.values if mode in meetings], interpreted
    )


def on_duty_counts(day: date) -> dict[UUID, int]:
    """How many sittings of the day are not over, by the centre's id."""
    sessions = DutySession.objects.filter(on=day, state=SessionState.PLANNED, ends_at__gt=time.now()).order_by()
    return dict(sessions.values_list("centre").annotate(Count("pk")))


def bookable_services() -> list[Service]:
    """Services with at least one sitting to come that takes bookings."""
    return list(Service.objects.filter(pk__in=bookable_sessions().order_by().values("service")).order_by("order", "slug"))


def service_by_slug(slug: str) -> Service | None:
    """The service with this address, if there is one."""
    return Service.objects.filter(slug=slug[:60]).first() if slug.isprintable() else None
