"""Visits and quick contacts: how they come to be and end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.actions import recorded
from mosty.casework.enums import KEEP_WORDS_DAYS, LONGEST_CALLED, MOST_PEOPLE, VisitChannel
from mosty.casework.models import Visit
from mosty.casework.queries import is_undoable
from mosty.clients.actions.opened import lock_open
from mosty.core import contacts, time, world
from mosty.core.audit.record import record
from mosty.core.errors import Refusal, require
from mosty.core.locks import lock
from mosty.directory.enums import Topic

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client
    from mosty.directory.models import Centre

TOO_LATE = _("This can be changed only by the person who counted it, within 15 minutes. It stays counted.")
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
        visit.client = lock_open(client)
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

    Attaching the same person again changes nothing. Raises `Refusal`: other-organisation, already-attached, merged.
    """
    client = lock_open(client)
    visit = lock(visit)
    require(client.organization_id == visit.organization_id, "other-organisation")
    if visit.client_id == client.pk:
        return visit
    require(visit.client_id is None, "already-attached")
    client = visit.client = lock_open(client)
    visit.save(update_fields=["client", "updated_at"])
    for encounter in visit.encounters.filter(client=None).order_by("pk"):
        encounter.client = client
        encounter.save(update_fields=["client", "updated_at"])
        recorded.tell(encounter)
    record("visit.attached", visit, by=by, organisation=visit.organization_id, client=str(client.pk))
    return visit


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


def _one_of(value: Any, known: Any, code: str, field: str, sentence: Any) -> None:
    if value not in known:
        raise Refusal(code, sentence=sentence, field=field)
