"""Refusals: a rule said no, in words the reader understands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404 as Missing  # noqa: TID251 - the one place below the faces that names it
from django.utils.translation import gettext_lazy as _

__all__ = ["Erased", "Missing", "PermissionDenied", "Refusal", "require"]

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: dict[str, _StrPromise] = {
    "time-taken": _("This time has just been taken by someone else. Please choose another."),
    "time-gone": _("This time has already passed. Please choose a later one."),
    "time-not-offered": _("This time is not offered. Please choose one from the list."),
    "hold-expired": _("We could keep this time for you only for a while, and it has run out. Please choose a time again."),
    "busy": _("Many people are booking at this moment. Please try again in a minute; what you typed is kept."),
    "too-many": _("There were very many bookings from this connection. Please try again later or call the centre."),
    "too-many-yours": _("You already have several booked times. Please cancel one first, or call the centre."),
    "own-overlap": _("You already have a booked time at this hour. Please choose another hour, or move your booking."),
    "not-open": _("This is no longer possible: the booking has changed meanwhile."),
    "already-started": _("The meeting has already begun, so it can no longer be moved or cancelled here. Please call the centre."),
    "code-unknown": _("We do not find this code. Please check the digits, or call the centre."),
    "too-many-codes": _("Too many codes were tried. Please wait ten minutes, or call the centre."),
    "no-contact": _("Please give a phone number or an e-mail address, so that we can reach you."),
    "no-name": _("Please give a name or a nickname."),
    "centre-closed": _("The centre is closed on that day."),
    "overlap-schedule": _("This person or office already has duty hours at that time."),
    "bad-period": _("The end must be later than the beginning."),
    "in-past": _("The day has already passed."),
    "already-counted": _("This has been saved already; it is counted once."),
    "other-organisation": _("This belongs to another organisation."),
    "already-attached": _("This contact already belongs to a person."),
    "no-service": _("Please choose at least one service."),
}


class Refusal(Exception):
    """A rule of the house said no.

    `code` is stable and is for programs; `sentence` is translated and is for people; `field` names the form field it is
    about, if any; `details` carries values for the screen (for instance the nearest free times), never for a log.
    """

    def __init__(self, code: str, *, sentence: _StrPromise | str | None = None, field: str | None = None, **details: Any):
        super().__init__(code)
        self.code = code
        self.sentence = sentence if sentence is not None else SENTENCES[code]
        self.field = field
        self.details = details


class Erased(Missing):
    """What was here was erased on that day; nothing of it is left to show. Only for those who could have opened it: a stranger's row does
    not exist, erased or not."""

    def __init__(self, on: date):
        super().__init__("erased")
        self.on = on


def require(condition: object, code: str, *, field: str | None = None) -> None:
    """Raise `Refusal(code)` unless the condition holds."""
    if not condition:
        raise Refusal(code, field=field)
