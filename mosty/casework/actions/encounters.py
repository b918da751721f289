"""Encounters: written down and put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.access import can_change
from mosty.casework.actions import recorded
from mosty.casework.actions.visits import _check, _demand_open, _one_of, attach_client, close_visit
from mosty.casework.enums import LONGEST_NOTE, MOST_MINUTES, Interpreting, Mode, Outcome
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.clients.actions.opened import lock_living
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.dates import hour_words
from mosty.core.errors import Refusal, require
from mosty.core.locks import lock

if TYPE_CHECKING:
    from uuid import UUID

    from mosty.accounts.models import User
    from mosty.casework.models import Need
    from mosty.clients.models import Client
    from mosty.directory.models import Service

TOO_LATE_ENCOUNTER = _("An encounter can be changed only by the person who held it, within 7 days.")


class Given(NamedTuple):
    """One service that was given: minutes (1 to 600), for which need of the person, and how it ended if not as the whole encounter."""

    service: Service
    minutes: int
    need: Need | None = None
    outcome: str = ""


Services = Sequence[Given | tuple["Service", int]]


@transaction.atomic
def record_encounter(
    *,
    visit: Visit,
    worker: User | None,
    services: Services,
    outcome: str,
    by: User | None,
    note: str = "",
    language: str = "",
    interpreting: str = Interpreting.NONE,
    mode: str = Mode.ON_SITE,
    client: Client | None = None,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
) -> Encounter:
    """Write down one conversation with what was given, all or nothing, and close the visit.

    `services` are `Given`, or pairs of service and minutes. A `client` is attached to the visit too. The times are those of the
    visit and of now unless given; they lie within the visit and not in the future. Raises `Refusal`: visit-closed, no-service,
    service-twice, bad-minutes, bad-outcome, bad-interpreting, bad-mode, bad-language, bad-period, in-future, before-visit, too-long,
    other-organisation, already-attached, foreign-need, merged.
    """
    services = _given(services)
    visit = lock(visit)
    _demand_open(visit)  # the form sent twice
    ended_at = ended_at or time.now()
    started_at = started_at or min(visit.taken_at or visit.opened_at, ended_at)
    _check_period(visit, started_at, ended_at)
    started_at = max(started_at, visit.opened_at)  # typed to the minute, the visit has seconds
    ended_at = max(ended_at, started_at)
    _check_services(services)
    _check(language=language)
    _check_outcome(outcome)
    _one_of(interpreting, Interpreting.values, "bad-interpreting", "interpreting", _("Please choose from the list."))
    _one_of(mode, Mode.values, "bad-mode", "mode", _("Please choose from the list."))
    note = contacts.clean_line(note, LONGEST_NOTE, field="note", keep_breaks=True)
    if client is not None:
        visit = attach_client(visit, client, by=by)
    _check_needs(services, visit.client_id)
    encounter = Encounter.objects.create(
        organization_id=visit.organization_id,
        centre_id=visit.centre_id,
        visit=visit,
        client_id=visit.client_id,
        worker=worker,
        mode=mode,
        language=language,
        interpreting=interpreting,
        started_at=started_at,
        ended_at=ended_at,
        on=time.local(started_at, visit.centre.time_zone).date(),
        outcome=outcome,
        note=note,
    )
    ServiceDelivery.objects.bulk_create([ServiceDelivery(encounter=encounter, **one._asdict()) for one in services])
    close_visit(visit, by=by, closed_at=ended_at)
    recorded.tell(encounter)
    record(
        "encounter.recorded",
        encounter,
        by=by,
        organisation=encounter.organization_id,
        outcome=outcome,
        services=len(services),
        minutes=sum(one.minutes for one in services),
    )
    return encounter


@transaction.atomic
def change_encounter(encounter: Encounter, *, services: Services, outcome: str, note: str, by: User) -> Encounter:
    """Put right what was written down: all the services with their minutes, the outcome, the note. Only the author, for 7 days.

    The trace has which of them changed and the earlier outcome and minutes, never the words of the note. Changing nothing leaves no
    trace. Raises `Refusal`: too-late, no-service, service-twice, bad-minutes, bad-outcome, too-long, foreign-need, erased.
    """
    services = _given(services)
    lock_living(encounter.client_id)
    encounter = lock(encounter)
    if not can_change(by, encounter):
        raise Refusal("too-late", sentence=TOO_LATE_ENCOUNTER)
    _check_services(services)
    _check_outcome(outcome)
    note = contacts.clean_line(note, LONGEST_NOTE, field="note", keep_breaks=True)
    _check_needs(services, encounter.client_id)
    earlier = {delivery.service_id: delivery for delivery in encounter.deliveries.order_by("created_at", "pk")}
    had = {service: _values(delivery) for service, delivery in earlier.items()}
    wanted = {one.service.pk: _values(one) for one in services}
    minutes_were = sum(delivery.minutes for delivery in earlier.values())
    was: dict[str, Any] = {}
    if encounter.outcome != outcome:
        was["outcome"] = encounter.outcome
    if {pk: values["minutes"] for pk, values in had.items()} != {pk: values["minutes"] for pk, values in wanted.items()}:
        was["minutes"] = minutes_were
    is_other = had != wanted and "minutes" not in was
    fields = sorted([*was, *(["note"] if encounter.note != note else []), *(["services"] if is_other else [])])
    if not fields:
        return encounter
    for service_id, delivery in earlier.items():
        if service_id not in wanted:
            delivery.delete()
        elif had[service_id] != wanted[service_id]:
            delivery.minutes, delivery.need_id, delivery.outcome = wanted[service_id].values()
            delivery.save(update_fields=["minutes", "need", "outcome", "updated_at"])
    ServiceDelivery.objects.bulk_create(
        [ServiceDelivery(encounter=encounter, **one._asdict()) for one in services if one.service.pk not in earlier]
    )
    encounter.outcome, encounter.note = outcome, note
    encounter.save(update_fields=["outcome", "note", "updated_at"])
    recorded.tell(encounter)
    record("encounter.changed", encounter, by=by, organisation=encounter.organization_id, fields=fields, was=was)
    return encounter


def _check_period(visit: Visit, started_at: datetime, ended_at: datetime) -> None:
    require(ended_at >= started_at, "bad-period", field="ended_at")
    if ended_at > time.now():
        raise Refusal("in-future", sentence=_("The conversation cannot end in the future."), field="ended_at")
    if started_at < visit.opened_at.replace(second=0, microsecond=0):
        hour = hour_words(time.local(visit.opened_at, visit.centre.time_zone))
        sentence = _("The visit began at %(hour)s; the conversation cannot have begun earlier.") % {"hour": hour}
        raise Refusal("before-visit", sentence=sentence, field="started_at")


def _check_outcome(outcome: str) -> None:
    _one_of(outcome, Outcome.values, "bad-outcome", "outcome", _("Please say how it ended."))


def _given(services: Services) -> list[Given]:
    return [one if isinstance(one, Given) else Given(*one) for one in services]


def _values(one: Given | ServiceDelivery) -> dict[str, Any]:
    """What can differ about a service that was given, in one order."""
    need = one.need.pk if isinstance(one, Given) and one.need else getattr(one, "need_id", None)
    return {"minutes": one.minutes, "need": need, "outcome": one.outcome}


def _check_needs(services: Sequence[Given], client: UUID | None) -> None:
    """A service answers a need of the person it was given to, of nobody else's."""
    if any(one.need is not None and one.need.client_id != client for one in services):
        raise Refusal("foreign-need", sentence=_("This need belongs to another person. Please choose again."), field="services")


def _check_services(services: Sequence[Given]) -> None:
    require(services, "no-service", field="services")
    if len({one.service.pk for one in services}) != len(services):
        raise Refusal("service-twice", sentence=_("The same service is written down twice."), field="services")
    for one in services:
        if one.outcome:
            _check_outcome(one.outcome)
        if not 1 <= one.minutes <= MOST_MINUTES:
            sentence = _("Minutes of a service must lie between 1 and %(most)d.") % {"most": MOST_MINUTES}
            raise Refusal("bad-minutes", sentence=sentence, field="services")
