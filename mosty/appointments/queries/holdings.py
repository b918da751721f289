"""What this app, and the outbox for its sake, hold about a person, for the register of holdings."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mosty.appointments.models import Appointment, AppointmentEvent
from mosty.clients.enums.retention import Erasure, RecordClass
from mosty.clients.models import Deadline
from mosty.clients.queries.held import ERASED_WORDS, KEPT_LOG, NAMELESS
from mosty.clients.queries.holdings import Holding, Ids, Shown
from mosty.clients.queries.retention import Only
from mosty.comms.models import Message
from mosty.core.keys import new_code, new_token
from mosty.core.models import Bookable

WHEN = _("When")


def _bookings(people: Ids) -> QuerySet[Any]:
    """Of the person's file, of a visit that turned out to be theirs, and what was moved to one of these."""
    mine = Q(client__in=list(people)) | Q(visit__client__in=list(people))
    found, wave = set[UUID](), set(Appointment.objects.filter(mine).order_by().values_list("pk", flat=True))
    while wave:
        found |= wave
        wave = set(Appointment.objects.filter(moved_to__in=wave).exclude(pk__in=found).order_by().values_list("pk", flat=True))
    return Appointment.objects.filter(pk__in=found)


def _messages(people: Ids) -> QuerySet[Any]:
    """About a booking of the person, a deadline, or the file itself."""
    booked = list(_bookings(people).order_by().values_list("pk", flat=True))
    dates = Deadline.objects.filter(client__in=list(people)).order_by().values("pk")
    return Message.objects.filter(Q(about__in=booked) | Q(about__in=dates) | Q(about__in=list(people)))


def _times(people: Ids) -> QuerySet[Any]:
    """The person's own time, that cannot be taken twice: by file, and by hashed phone or e-mail."""
    contacts = list(_bookings(people).exclude(contact_key="").order_by().values_list("contact_key", flat=True))
    return Bookable.objects.filter(Q(kind="client", owner__in=[str(pk) for pk in people]) | Q(kind="contact", owner__in=contacts))


def _owners(people: Ids) -> dict[UUID, UUID]:
    """Booking → whose it is, of those that still say something about the person."""
    rows = Appointment.objects.filter(Q(client__in=list(people)) | Q(visit__client__in=list(people)))
    return {pk: client or visitor for pk, client, visitor in rows.order_by("pk").values_list("pk", "client_id", "visit__client_id")}


def _booking_tally(people: Ids) -> Counter[UUID]:
    owners = _owners(people)
    full = Appointment.objects.filter(pk__in=owners).exclude(name__in=["", ERASED_WORDS], phone="", email="", contact_key="")
    return Counter(owners[pk] for pk in full.order_by().values_list("pk", flat=True))


def _message_tally(people: Ids) -> Counter[UUID]:
    owners = _owners(people)
    owners |= dict(Deadline.objects.filter(client__in=list(people)).order_by("pk").values_list("pk", "client"))
    rows = Message.objects.filter(Q(about__in=owners) | Q(about__in=list(people))).exclude(address="")
    return Counter(owners.get(about, about) for about in rows.order_by().values_list("about", flat=True))


HELD = (
    Holding(
        "comms.Message",
        RecordClass.MESSAGES,
        _("Messages"),
        Erasure.BLANK,
        find=_messages,
        tally=_message_tally,
        blanks={"address": "", "facts": dict},  # one that waits is cancelled: `actions.erasing`
        stays=frozenset({"language", "error"}),
        shown=(
            Shown("created_at", WHEN),
            Shown("kind", _("What")),
            Shown("channel", _("How")),
            Shown("language", _("Language")),
            Shown("address", _("Address")),
            Shown("state", _("State")),
        ),
        order=("created_at", "pk"),
    ),
    Holding(
        "core.Bookable",
        RecordClass.BOOKINGS,
        _("Times taken"),
        Erasure.BLANK,
        find=_times,
        is_counted=False,
        blanks={"owner": new_token},
        stays=frozenset({"kind"}),
    ),
    Holding(
        "appointments.Appointment",
        RecordClass.BOOKINGS,
        _("Booking"),
        Erasure.BLANK,
        find=_bookings,
        tally=_booking_tally,
        # code and address of the booking lead nowhere any more: `actions.erasing`
        blanks={"name": ERASED_WORDS, "phone": "", "email": "", "contact_key": "", "visitor_key": "", "token": new_token, "code": new_code},
        shown=(
            Shown("starts_at", WHEN),
            Shown("service__names", _("Service")),
            Shown("centre__name", _("Centre")),
            Shown("state", _("State")),
            Shown("name", _("Name")),
            Shown("phone", _("Phone")),
            Shown("email", _("E-mail")),
            Shown("language", _("Language")),
        ),
        order=("starts_at", "pk"),
    ),
    Holding(
        "appointments.Appointment",
        RecordClass.NUMBERS,
        _("Booking"),
        Erasure.FACT,
        find=_bookings,
        because=NAMELESS,
        stays=frozenset({"language", "message_language"}),
        order=("starts_at", "pk"),
    ),
    Holding(
        "appointments.AppointmentEvent",
        RecordClass.NUMBERS,
        _("Steps of bookings"),
        Erasure.FACT,
        find=lambda people: AppointmentEvent.objects.filter(appointment__in=_bookings(people).order_by().values("pk")),
        because=KEPT_LOG,
        order=("at", "pk"),
    ),
)


def last_bookings(organization: UUID, only: Only) -> dict[UUID, date]:
    """Day of each person's last booked time, for the periods of retention; one that lies ahead is the last."""
    rows = Appointment.objects.filter(organization=organization, client__isnull=False)
    rows = rows if only is None else rows.filter(client__in=only)
    return dict(rows.order_by().values_list("client").annotate(last=Max("on")).values_list("client", "last"))
