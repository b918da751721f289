"""Writes to the outbox, and sending it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mosty.comms import mail, sms, texts
from mosty.comms.enums import (
    FACTS,
    FINISHED,
    LEASE_MINUTES,
    MOST_ATTEMPTS,
    NEEDED_BY_NOTICES,
    NEEDED_FACTS,
    NOTICES,
    RETRY_MINUTES,
    STAFF_FACTS,
    TO_STAFF,
    WAITING,
    Channel,
    Counts,
    Failure,
    MessageKind,
    MessageState,
    NotSent,
)
from mosty.comms.models import Message
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.contacts import clean_email, clean_phone
from mosty.core.errors import Refusal
from mosty.core.locks import lock
from mosty.core.ready import insert

if TYPE_CHECKING:
    from mosty.accounts.models import User

logger = logging.getLogger("mosty.comms")
KEPT_DAYS = 30  # how long an address stays after the message is finished


def enqueue(*messages: Message) -> None:
    """Put drafts into the outbox, in the caller's transaction: if that is rolled back, nothing is ever sent."""
    insert(messages)


def tell_staff(users: Iterable[User], *, kind: str, organization: UUID, about: UUID, path: str) -> int:
    """An e-mail to people who work here, each in the language of their desk: that something waits for them at `path`, behind the sign-in.

    It names nobody. Who cannot be written to is left out. Returns how many were written, in the caller's transaction.
    """
    letters = [
        draft(
            organization=organization,
            centre=None,
            about=about,
            kind=kind,
            channel=Channel.EMAIL,
            language=user.staff_language,
            address=user.email,
            facts={"path": path},
        )
        for user in users
        if user.is_active and _can_be_written_to(user.email)
    ]
    if letters:
        enqueue(*letters)
    return len(letters)


def draft(
    *,
    organization: UUID,
    centre: UUID | None,
    about: UUID,
    kind: str,
    channel: str,
    language: str,
    address: str,
    facts: Mapping[str, Any],
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> Message:
    """A message that is not in the outbox yet, of an organisation and a centre by id.

    `not_before` and `expires_at` are instants (send then or later; useless after). A language we do not speak becomes
    Polish. Raises `Refusal` ("bad-email", "bad-phone", "no-contact") for an address nothing can be sent to, ValueError for facts
    a message must not know.
    """
    knows, needs = (STAFF_FACTS, STAFF_FACTS) if kind in TO_STAFF else (FACTS, NEEDED_BY_NOTICES if kind in NOTICES else NEEDED_FACTS)
    if not knows.issuperset(facts) or not needs.issubset(facts):
        raise ValueError(f"a message knows {sorted(knows)} and needs {sorted(needs)}")
    clean = clean_email(address) if channel == Channel.EMAIL else clean_phone(address)
    if not clean:
        raise Refusal("no-contact")
    return Message(
        organization_id=organization,
        centre_id=centre,
        about=about,
        kind=MessageKind(kind),
        channel=Channel(channel),
        language=language if language in dict(settings.LANGUAGES) else "pl",
        address=clean,
        facts=dict(facts),
        not_before=not_before or time.now(),
        expires_at=expires_at,
    )


def cancel_queued(about: UUID, kinds: Collection[str] | None = None) -> int:
    """Messages about the row that have not gone out are not needed any more; `kinds` limits which. Returns how many."""
    rows = Message.objects.filter(about=about)
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    now = time.now()
    # one that a worker holds at this moment may still go out; if the worker dies, it is not taken again
    rows.filter(state=MessageState.SENDING).update(expires_at=now, updated_at=now)
    return rows.filter(state=MessageState.QUEUED).update(state=MessageState.CANCELLED, updated_at=now)


@transaction.atomic
def retry(message: Message, *, by: User) -> Message:
    """Send a failed message again, now, with all attempts anew. Raises `Refusal` if it has not failed or is useless by now."""
    message = lock(message)
    if message.state != MessageState.FAILED or not message.address:
        raise Refusal("message-not-failed", sentence=_("This message has not failed, so it need not be sent again."))
    if message.expires_at is not None and message.expires_at <= time.now():
        raise Refusal("message-too-late", sentence=_("It is too late for this message: the booked time has passed."))
    message.state, message.attempts, message.error, message.not_before = MessageState.QUEUED, 0, "", time.now()
    message.save(update_fields=["state", "attempts", "error", "not_before", "updated_at"])
    record("message.retried", message, by=by, organisation=message.organization_id, kind=message.kind, channel=message.channel)
    return message


def _can_be_written_to(address: str) -> bool:
    try:
        return bool(clean_email(address))
    except Refusal:
        return False


def send_due(limit: int = 50) -> Counts:
    """Send what is due, at most `limit` messages; for the worker, outside any transaction.

    Each message is first marked as being sent, and that is committed, before the outside world hears of it. So several
    workers never send the same one, and a worker that dies leaves it to be taken again after five minutes: at least once, and
    twice only after a crash in the very moment of sending.
    """
    dropped = drop_expired()
    done = {"sent": 0, "retrying": 0, "failed": 0}
    for _number in range(limit):
        message = _take()
        if message is None:
            break
        done[_send(message)] += 1
    return Counts(**done, dropped=dropped)


def drop_expired() -> int:
    """Waiting messages that came too late are failed ("too-late") and never sent. Returns how many."""
    now = time.now()
    late = Q(state=MessageState.QUEUED) | Q(state=MessageState.SENDING, not_before__lte=now)
    rows = Message.objects.filter(late, expires_at__lte=now)
    if not rows.exists():
        return 0
    return rows.update(state=MessageState.FAILED, error=Failure.LATE, updated_at=now)


def blank_old() -> int:
    """Forget address and facts of messages that were finished thirty days ago or longer. Returns how many."""
    before = time.now() - timedelta(days=KEPT_DAYS)
    rows = Message.objects.filter(state__in=FINISHED, updated_at__lt=before).exclude(address="")
    return rows.update(address="", facts={})


def _due(now: datetime) -> QuerySet[Message]:
    """Waiting ones whose time has come; for one being sent, `not_before` is the end of its worker's lease."""
    return Message.objects.filter(state__in=WAITING, not_before__lte=now).order_by("not_before", "pk")


def _take() -> Message | None:
    """The next due message, marked as being sent and committed; None if there is none."""
    while _due(time.now()).exists():  # looking costs no write lock
        with transaction.atomic(durable=True):
            now = time.now()
            message = _due(now).select_for_update(skip_locked=True).first()
            if message is None:  # other workers have them
                return None
            if message.attempts >= MOST_ATTEMPTS:  # its worker died, again and again
                message.state, message.error = MessageState.FAILED, Failure.LEFT
                message.save(update_fields=["state", "error", "updated_at"])
                continue
            message.state, message.attempts = MessageState.SENDING, message.attempts + 1
            message.not_before = now + timedelta(minutes=LEASE_MINUTES)
            message.save(update_fields=["state", "attempts", "not_before", "updated_at"])
        return message
    return None


def _send(message: Message) -> str:
    """Hand over one taken message and write down what came of it: "sent", "retrying" or "failed"."""
    try:
        if message.channel == Channel.EMAIL:
            letter = texts.letter(message.kind, language=message.language, facts=message.facts, about=message.about)
            mail.send(letter, to=message.address, number=message.pk)
        else:
            sms.send(message.address, texts.sms(message.kind, language=message.language, facts=message.facts))
    except NotSent as refusal:
        return _not_sent(message, refusal.failure, is_final=refusal.is_final)
    except Exception as fault:  # one broken message must not stop the others
        frames = "".join(traceback.format_tb(fault.__traceback__)[-3:])  # lines of code, no values
        logger.error("message %s: %s\n%s", message.pk, type(fault).__name__, frames)
        return _not_sent(message, Failure.BROKEN, is_final=False)
    _finish(message, state=MessageState.SENT, sent_at=time.now(), error="")
    logger.info("message %s sent: %s %s", message.pk, message.kind, message.channel)
    return "sent"


def _not_sent(message: Message, failure: Failure, *, is_final: bool) -> str:
    logger.warning("message %s not sent (attempt %d): %s", message.pk, message.attempts, failure.value)
    if is_final or message.attempts >= MOST_ATTEMPTS:
        _finish(message, state=MessageState.FAILED, error=failure)
        return "failed"
    pause = timedelta(minutes=RETRY_MINUTES[message.attempts - 1])
    _finish(message, state=MessageState.QUEUED, error=failure, not_before=time.now() + pause)
    return "retrying"


def _finish(message: Message, **values: Any) -> None:
    """Write the outcome, unless the lease ran out meanwhile and another worker has the message."""
    mine = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, attempts=message.attempts)
    mine.update(updated_at=time.now(), **values)
