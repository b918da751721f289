"""The outside world of messages, as tests want it."""

import smtplib
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.mail.backends.base import BaseEmailBackend

from mosty.comms.actions import draft, enqueue
from mosty.comms.enums import Failure, NotSent
from mosty.comms.models import Message
from mosty.core import time

STARTS_AT = "2026-11-25T09:30:00+00:00"
FACTS = {
    "starts_at": STARTS_AT,
    "zone": "Europe/Warsaw",
    "town": "Poznań",
    "street": "ul. Nowowiejskiego 25",
    "code": "482913756",
    "path": "/uk/visit/t0ken/",
}
SMS: list[tuple[str, str]] = []
TROUBLE: list[Exception] = []  # what the next letters meet, first first


def make_message(cast: Any, **values: Any) -> Message:
    defaults: dict[str, Any] = {
        "organization": cast.rops,
        "centre": cast.poznan,
        "about": uuid4(),
        "kind": "booked",
        "channel": "email",
        "language": "uk",
        "address": "olha@example.org",
        "facts": FACTS,
        "expires_at": time.now() + timedelta(days=3),
    }
    given = defaults | values
    given |= {"organization": given["organization"].pk, "centre": given["centre"] and given["centre"].pk}
    message = draft(**given)
    enqueue(message)
    return message


def make_due(message: Message) -> None:
    """The clock has moved on to where the message is due."""
    Message.objects.filter(pk=message.pk).update(not_before=time.now() - timedelta(seconds=1))


def keep_sms(number: str, text: str) -> None:
    SMS.append((number, text))


def refuse_sms(number: str, text: str) -> None:
    raise NotSent(Failure.REFUSED, is_final=True)


def broken_sms(number: str, text: str) -> None:
    raise KeyError(number)


class Post(BaseEmailBackend):
    """A mail server that meets the trouble it is told to."""

    def send_messages(self, email_messages: Any) -> int:
        if TROUBLE:
            raise TROUBLE.pop(0)
        return len(email_messages)


def unreachable(times: int = 1) -> None:
    TROUBLE.extend(ConnectionRefusedError() for _ in range(times))


def no_such_address() -> None:
    TROUBLE.append(smtplib.SMTPRecipientsRefused({"olha@example.org": (550, b"no such user")}))
