"""Encounters: written down and put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

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
    from mosty.accounts.models import User
    from mosty.clients.models import Client
    from mosty.directory.models import Service

TOO_LATE_ENCOUNTER = _("An encounter can be changed only by the person who held it, within 7 days.")


@transaction.atomic
def record_encounter(
    *,
    visit: Visit,
    worker: User | None,
    services: Sequence[tuple[Service, int]],
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

    `services` are pairs of service and minutes (1 to 600). A `client` is attached to the visit too. The times are those of the
    visit and of now unless given; they lie within the visit and not in the future. Raises `Refusal`: visit-closed, no-service,
    service-twice, bad-minutes, bad-outcome, bad-interpreting, bad-mode, bad-language, bad-period, in-future, before-visit, too-long,
    other-organisation, already-attached.
    """
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
    ServiceDelivery.objects.bulk_create(
        [ServiceDelivery(encounter=encounter, service=service, minutes=minutes) for service, minutes in services]
    )
    close_visit(visit, by=by, closed_at=ended_at)
    recorded.tell(encounter)
    record(
        "encounter.recorded",
        encounter,
        by=by,
        organisation=encounter.organization_id,
        outcome=outcome,
        services=len(services),
        minutes=sum(minutes for _service, minutes in services),
    )
    return encounter


@transaction.atomic
def change_encounter(encounter: Encounter, *, services: Sequence[tuple[Service, int]], outcome: str, note: str, by: User) -> Encounter:
    """Put right what was written down: all the services with their minutes, the outcome, the note. Only the author, for 7 days.

    The trace has which of them changed and the earlier outcome and minutes, never the words of the note. Changing nothing leaves no
    trace. Raises `Refusal`: too-late, no-service, service-twice, bad-minutes, bad-outcome, too-long, erased.
    """
    lock_living(encounter.client_id)
    encounter = lock(encounter)
    if not can_change(by, encounter):
        raise Refusal("too-late", sentence=TOO_LATE_ENCOUNTER)
    _check_services(services)
    _check_outcome(outcome)
    note = contacts.clean_line(note, LONGEST_NOTE, field="note", keep_breaks=True)
    earlier = {delivery.service_id: delivery for delivery in encounter.deliveries.order_by("created_at", "pk")}
    had = {service: delivery.minutes for service, delivery in earlier.items()}
    wanted = {service.pk: minutes for service, minutes in services}
    was: dict[str, Any] = {}
    if encounter.outcome != outcome:
        was["outcome"] = encounter.outcome
    if had != wanted:
        was["minutes"] = sum(had.values())
    fields = sorted([*was, *(["note"] if encounter.note != note else [])])
    if not fields:
        return encounter
    for service_id, delivery in earlier.items():
        if service_id not in wanted:
            delivery.delete()
        elif delivery.minutes != wanted[service_id]:
            delivery.minutes = wanted[service_id]
            delivery.save(update_fields=["minutes", "updated_at"])
    ServiceDelivery.objects.bulk_create(
        [
            ServiceDelivery(encounter=encounter, service=service, minutes=minutes)
            for service, minutes in services
            if service.pk not in earlier
        ]
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


def _check_services(services: Sequence[tuple[Service, int]]) -> None:
    require(services, "no-service", field="services")
    if len({service.pk for service, _minutes in services}) != len(services):
        raise Refusal("service-twice", sentence=_("The same service is written down twice."), field="services")
    for _service, minutes in services:
        if not 1 <= minutes <= MOST_MINUTES:
            sentence = _("Minutes of a service must lie between 1 and %(most)d.") % {"most": MOST_MINUTES}
            raise Refusal("bad-minutes", sentence=sentence, field="services")
