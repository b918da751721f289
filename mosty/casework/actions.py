"""Visits, quick contacts, encounters: how they come to be and end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.access import can_change
from mosty.casework.enums import (
    KEEP_WORDS_DAYS,
    LONGEST_CALLED,
    LONGEST_NOTE,
    MOST_MINUTES,
    MOST_PEOPLE,
    Interpreting,
    Mode,
    Outcome,
    VisitChannel,
)
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.casework.queries import is_undoable
from mosty.core import contacts, time, world
from mosty.core.audit.record import record
from mosty.core.dates import hour_words
from mosty.core.errors import Refusal, require
from mosty.core.locks import lock
from mosty.directory.enums import Topic

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client
    from mosty.directory.models import Centre, Service

TOO_LATE = _("This can be changed only by the person who counted it, within 15 minutes. It stays counted.")
TOO_LATE_ENCOUNTER = _("An encounter can be changed only by the person who held it, within 7 days.")
HAS_ENCOUNTER = _("Something has already been written down for this visit, so it cannot be dropped.")


@transaction.atomic
def open_visit(
    *,
    centre: Centre,
    channel: str,
    by: User | None,
    client: Client | None = None,
    party_size: int = 1,
    topics: Sequence[str] = (),
    language: str = "",
    citizenship: str = "",
    called: str = "",
    wanted: str = "",
    opened_at: datetime | None = None,
    submission: UUID | None = None,
) -> Visit:
    """Somebody has come, or is on the line. With a `submission` the same form sent twice opens one visit.

    `called` is a name or nickname, `wanted` a few words; both are for the waiting room and are blanked after 30 days.
    `opened_at` is now unless given; the day is the centre's. Raises `Refusal`: other-organisation, bad-channel, bad-topic,
    bad-language, bad-citizenship, bad-party-size, too-long, direction-marks.
    """
    visit = _visit(
        centre,
        by=by,
        opened_at=opened_at or time.now(),
        channel=channel,
        party_size=party_size,
        topics=list(topics),
        language=language,
        citizenship=citizenship,
        called=contacts.clean_line(called, LONGEST_CALLED, field="called"),
        wanted=contacts.clean_line(wanted, 120, field="wanted"),
        submission=submission,
    )
    if client is not None:
        require(client.organization_id == visit.organization_id, "other-organisation")
        visit.client = client
    return _once(visit, "visit.opened", by=by)


@transaction.atomic
def count_contact(
    *,
    centre: Centre,
    channel: str,
    topics: Sequence[str],
    submission: UUID,
    by: User,
    language: str = "",
    citizenship: str = "",
    party_size: int = 1,
) -> Visit:
    """Count a short question, without a person. The same `submission` again gives the visit that was counted the first time.

    Raises `Refusal` as `open_visit`, and no-topic.
    """
    at = time.now()
    if not topics:
        raise Refusal("no-topic", sentence=_("Please choose at least one topic."), field="topics")
    visit = _visit(
        centre,
        by=by,
        opened_at=at,
        channel=channel,
        party_size=party_size,
        topics=list(topics),
        language=language,
        citizenship=citizenship,
        submission=submission,
        is_quick=True,
        closed_at=at,
    )
    return _once(visit, "contact.counted", by=by)


@transaction.atomic
def change_contact(
    visit: Visit, *, channel: str, topics: Sequence[str], language: str, citizenship: str, party_size: int, by: User
) -> Visit:
    """Put a quick contact right, as long as its author may. Raises `Refusal`: too-late, no-topic, and as `open_visit`."""
    visit = lock(visit)
    _demand_fresh(visit, by)
    if not topics:
        raise Refusal("no-topic", sentence=_("Please choose at least one topic."), field="topics")
    values = {"channel": channel, "topics": list(topics), "language": language, "citizenship": citizenship, "party_size": party_size}
    _check(**values)
    changed = sorted(field for field, value in values.items() if getattr(visit, field) != value)
    for field in changed:
        setattr(visit, field, values[field])
    if changed:
        visit.save(update_fields=[*changed, "updated_at"])
        record("contact.changed", visit, by=by, organisation=visit.organization_id, fields=changed)
    return visit


@transaction.atomic
def undo_contact(visit: Visit, *, by: User) -> None:
    """Take a quick contact back: it is no longer counted; the trace stays. Raises `Refusal`: too-late."""
    visit = lock(visit)
    _demand_fresh(visit, by)
    record("contact.undone", visit, by=by, organisation=visit.organization_id, channel=visit.channel, topics=visit.topics, on=str(visit.on))
    visit.delete()


@transaction.atomic
def take_visit(visit: Visit, *, by: User) -> Visit:
    """A worker begins to talk with somebody from the waiting room. Raises `Refusal`: taken, visit-closed."""
    visit = lock(visit)
    _demand_open(visit)
    if visit.taken_at is not None:
        if visit.taken_by_id != by.pk:
            raise Refusal("taken", sentence=_("A colleague has already asked this person in."))
        return visit
    visit.taken_at, visit.taken_by = time.now(), by
    visit.save(update_fields=["taken_at", "taken_by", "updated_at"])
    record("visit.taken", visit, by=by, organisation=visit.organization_id)
    return visit


@transaction.atomic
def give_back_visit(visit: Visit, *, by: User) -> Visit:
    """The person waits again. Raises `Refusal`: visit-closed."""
    visit = lock(visit)
    _demand_open(visit)
    if visit.taken_at is not None:
        visit.taken_at, visit.taken_by = None, None
        visit.save(update_fields=["taken_at", "taken_by", "updated_at"])
        record("visit.given-back", visit, by=by, organisation=visit.organization_id)
    return visit


@transaction.atomic
def close_visit(visit: Visit, *, by: User | None, closed_at: datetime | None = None) -> Visit:
    """The person has left. Closing twice keeps the first time."""
    visit = lock(visit)
    if visit.closed_at is None:
        visit.closed_at = max(closed_at or time.now(), visit.opened_at)
        visit.save(update_fields=["closed_at", "updated_at"])
        record("visit.closed", visit, by=by, organisation=visit.organization_id)
    return visit


@transaction.atomic
def discard_visit(visit: Visit, *, by: User) -> None:
    """It was opened by mistake: the visit is dropped, the trace stays. Raises `Refusal`: has-encounter."""
    visit = lock(visit)
    if visit.encounters.exists():
        raise Refusal("has-encounter", sentence=HAS_ENCOUNTER)
    record("visit.discarded", visit, by=by, organisation=visit.organization_id, channel=visit.channel, on=str(visit.on))
    visit.delete()


@transaction.atomic
def attach_client(visit: Visit, client: Client, *, by: User | None) -> Visit:
    """Say whose visit it was. It stays one visit; only unique people change. Encounters of the visit follow.

    Attaching the same person again changes nothing. Raises `Refusal`: other-organisation, already-attached.
    """
    visit = lock(visit)
    require(client.organization_id == visit.organization_id, "other-organisation")
    if visit.client_id == client.pk:
        return visit
    require(visit.client_id is None, "already-attached")
    visit.client = client
    visit.save(update_fields=["client", "updated_at"])
    visit.encounters.filter(client=None).update(client=client, updated_at=time.now())
    record("visit.attached", visit, by=by, organisation=visit.organization_id, client=str(client.pk))
    return visit


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
    trace. Raises `Refusal`: too-late, no-service, service-twice, bad-minutes, bad-outcome, too-long.
    """
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
    record("encounter.changed", encounter, by=by, organisation=encounter.organization_id, fields=fields, was=was)
    return encounter


def blank_words() -> int:
    """Blank what the waiting room noted of walk-ins that were opened 30 days ago or earlier; returns how many. Totals stay."""
    now = time.now()
    old = Visit.objects.filter(opened_at__lt=now - timedelta(days=KEEP_WORDS_DAYS)).exclude(called="", wanted="")
    return old.update(called="", wanted="", updated_at=now)


def _visit(centre: Centre, *, by: User | None, opened_at: datetime, **values: Any) -> Visit:
    _check(**{field: values[field] for field in ("channel", "topics", "language", "citizenship", "party_size")})
    return Visit(
        organization_id=centre.organization_id,
        centre=centre,
        opened_at=opened_at,
        on=time.local(opened_at, centre.time_zone).date(),
        recorded_by=by,
        **values,
    )


def _once(visit: Visit, verb: str, *, by: User | None) -> Visit:
    """Save; or, when the same form has been sent before (perhaps at this very moment), give what it made."""
    if visit.submission is None:
        visit.save(force_insert=True)
    else:
        earlier = Visit.objects.filter(submission=visit.submission).first()
        if earlier is None:
            try:
                with transaction.atomic():
                    visit.save(force_insert=True)
            except IntegrityError:
                earlier = Visit.objects.filter(submission=visit.submission).first()
                if earlier is None:
                    raise
        if earlier is not None:
            require(earlier.centre_id == visit.centre_id and earlier.recorded_by_id == visit.recorded_by_id, "already-counted")
            return earlier
    record(verb, visit, by=by, organisation=visit.organization_id, channel=visit.channel, topics=visit.topics)
    return visit


def _demand_fresh(visit: Visit, by: User) -> None:
    if visit.recorded_by_id != by.pk or not is_undoable(visit):
        raise Refusal("too-late", sentence=TOO_LATE)


def _demand_open(visit: Visit) -> None:
    if visit.closed_at is not None:
        raise Refusal("visit-closed", sentence=_("This visit is already over."))


def _check(**values: Any) -> None:
    """Meaning of the coded values that are given."""
    choose = _("Please choose from the list.")
    if "channel" in values:
        _one_of(values["channel"], VisitChannel.values, "bad-channel", "channel", choose)
    for topic in values.get("topics", ()):
        _one_of(topic, Topic.values, "bad-topic", "topics", choose)
    if values.get("language"):
        _one_of(values["language"], world.languages_known(), "bad-language", "language", choose)
    if values.get("citizenship"):
        _one_of(values["citizenship"], world.citizenships_known(), "bad-citizenship", "citizenship", choose)
    if not 1 <= values.get("party_size", 1) <= MOST_PEOPLE:
        sentence = _("The number of people must lie between 1 and %(most)d.") % {"most": MOST_PEOPLE}
        raise Refusal("bad-party-size", sentence=sentence, field="party_size")


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


def _one_of(value: Any, known: Any, code: str, field: str, sentence: Any) -> None:
    if value not in known:
        raise Refusal(code, sentence=sentence, field=field)
