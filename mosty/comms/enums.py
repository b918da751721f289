"""Words of messages."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")


class MessageState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("message", "waiting to be sent")
    SENDING = "sending", pgettext_lazy("message", "being sent")
    SENT = "sent", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "failed")
    CANCELLED = "cancelled", pgettext_lazy("message", "not needed any more")


WAITING = frozenset({MessageState.QUEUED, MessageState.SENDING})
FINISHED = frozenset({MessageState.SENT, MessageState.FAILED, MessageState.CANCELLED})


class MessageKind(models.TextChoices):
    """What a message says; each has a text in every language."""

    BOOKED = "booked", _("booking confirmed")
    REMINDER = "reminder", _("reminder")
    MOVED = "moved", _("booking moved")
    CANCELLED_BY_CLIENT = "cancelled-by-client", _("booking cancelled by the client")
    CANCELLED_BY_CENTRE = "cancelled-by-centre", _("booking cancelled by the centre")
    NEAR_DATE = "near-date", _("an important date is near")
    # to people who work here: what it is about stands behind the sign-in
    STAFF_GLASS = "staff-glass", pgettext_lazy("message", "to staff: a file was opened with a reason")
    STAFF_REQUEST = "staff-request", pgettext_lazy("message", "to staff: a request about data")
    STAFF_BREACH = "staff-breach", pgettext_lazy("message", "to staff: a breach of data")


TO_STAFF = frozenset({MessageKind.STAFF_GLASS, MessageKind.STAFF_REQUEST, MessageKind.STAFF_BREACH})

# All a message may know. Anything else (a name, a service) is refused, so it can never reach a lock screen.
FACTS = frozenset({"starts_at", "ends_at", "zone", "town", "street", "code", "path", "phone", "entry", "change"})
NEEDED_FACTS = frozenset({"starts_at", "town", "code"})
# what is no booking: it says neither when nor why, only that the centre should be asked
NOTICES = frozenset({MessageKind.NEAR_DATE})
NEEDED_BY_NOTICES = frozenset({"town"})
STAFF_FACTS = frozenset({"path"})

RETRY_MINUTES = (1, 5, 30, 120, 480)  # pause after the first, second … failure; after the last attempt the message has failed
MOST_ATTEMPTS = len(RETRY_MINUTES) + 1
LEASE_MINUTES = 5  # a message "being sent" for longer was left by a worker that died; it is taken again


class Failure(models.TextChoices):
    """Why a message did not go out; kept in `Message.error`, no personal value."""

    ADDRESS = "address-refused", _("the address does not exist or is refused")
    UNREACHABLE = "not-reachable", _("the sending service did not answer")
    REFUSED = "refused", _("the sending service refused the message")
    LEFT = "left-half-way", _("sending was interrupted")
    BROKEN = "broken", _("an error in the program; it is in the log")
    LATE = "too-late", _("it could not be sent in time")


class NotSent(Exception):
    """The outside world did not take the message. `is_final`: trying again cannot help."""

    def __init__(self, failure: Failure, *, is_final: bool = False):
        super().__init__(failure.value)
        self.failure = failure
        self.is_final = is_final


@dataclass(frozen=True)
class Counts:
    """What one round of sending did."""

    sent: int = 0
    retrying: int = 0
    failed: int = 0
    dropped: int = 0

    def __bool__(self) -> bool:
        return bool(self.sent or self.retrying or self.failed or self.dropped)
