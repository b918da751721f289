"""Booking a time: hold, book, move, cancel. By visitors without an account, and by staff.

Every function is one transaction. What cannot be taken twice is claimed in the database; the second one gets a `Refusal`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction

from mosty.appointments.actions.letters import take_back_letters, tell
from mosty.appointments.enums import MOVES, AppointmentState, SessionState
from mosty.appointments.models import Appointment, AppointmentEvent, CodeTrial, DutySession
from mosty.appointments.queries import asked
from mosty.appointments.queries.times import INTERPRETER_LEAD, has_interpreter, is_slot, wishes
from mosty.clients.actions.opened import lock_open
from mosty.comms.enums import MessageKind
from mosty.core import claims, time
from mosty.core.audit.record import record
from mosty.core.contacts import clean_email, clean_name, clean_phone
from mosty.core.errors import Refusal, require
from mosty.core.keys import keyed_hash, new_code, new_token
from mosty.core.locks import lock
from mosty.core.ready import insert

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client

HOLD = timedelta(minutes=10)
CODE_TRIALS = 10
CODE_TRIALS_WITHIN = timedelta(minutes=10)

Verb = TypeVar("Verb", bound=Callable[..., Any])


def whole(verb: Verb) -> Verb:
    """One transaction (inside another one: a part that is undone alone). What the database could not serve is tried again.

    That is a deadlock, too many writers, or a code that exists already (one in a million). Raises `Refusal`: busy, when the
    third attempt fails too.
    """

    @wraps(verb)
    def run(*args: Any, **kwargs: Any) -> Any:
        for attempt in (1, 2, 3):
            try:
                with transaction.atomic():
                    return verb(*args, **kwargs)
            except (OperationalError, IntegrityError) as trouble:
                connection = transaction.get_connection()
                is_lost = connection.in_atomic_block and connection.needs_rollback
                if attempt < 3 and not is_lost:
                    continue
                if isinstance(trouble, IntegrityError):
                    raise
                raise Refusal("busy") from trouble
        raise AssertionError("unreachable")

    return cast(Verb, run)


@whole
def hold(
    *,
    session: UUID,
    starts_at: datetime,
    language: str = "",
    message_language: str = "pl",
    visitor: str = "",
    replaces: str = "",
) -> Appointment:
    """Keep a time for a visitor for ten minutes. `visitor` is the network address, kept only as a keyed hash of the day.

    `language` is to be spoken (empty: the provider's first). When the provider does not speak it, an interpreter is noted if the
    centre offers one and two days are left to order; otherwise the time is not offered. `replaces` is the token of a time the
    same visitor kept before; it is given back first. Raises `Refusal`: time-gone, time-not-offered, time-taken, too-many, busy.
    """
    before = _give_back(replaces) if replaces else None
    # not locked: should it be cancelled at this moment, booking refuses
    sitting = _open_session(session, starts_at, is_locked=False)
    visitor_key = _visitor_key(visitor)
    if visitor_key:
        _within_limits(visitor_key)
    expires_at = time.now() + HOLD
    appointment = _new(sitting, starts_at, language=language, message_language=message_language)
    if language and language not in sitting.languages:
        require(starts_at >= time.now() + INTERPRETER_LEAD and has_interpreter(sitting, language), "time-not-offered")
        appointment.needs_interpreter = True
    appointment.visitor_key = visitor_key
    appointment.hold_expires_at = expires_at
    if before is not None:  # what the visitor typed goes along
        appointment.name, appointment.phone, appointment.email = before.name, before.phone, before.email
    _claim(appointment, wishes(sitting), expires_at=expires_at)
    insert([appointment])
    _event(appointment, by=None)
    return appointment


@whole
def write_down(*, token: str, name: str, phone: str = "", email: str = "") -> None:
    """Remember on the kept time how to reach the visitor, so that nothing typed is lost before it is booked.

    Raises `Refusal`: no-name, no-contact, not-open.
    """
    require(token.isprintable(), "not-open")  # PostgreSQL refuses to look for a NUL
    require(name.strip(), "no-name", field="name")
    require(phone or email, "no-contact", field="phone")
    met = asked.write_down.make(token=token, name=name.strip(), phone=phone, email=email, now=time.now())
    require(met, "not-open")


@whole
def book(
    *, token: str, name: str = "", phone: str = "", email: str = "", by: User | None = None, client: Client | None = None
) -> Appointment:
    """Make a kept time a booked one and write the messages. Doing it twice gives the same booking.

    `name` is a name or nickname; one of `phone` (E.164) and `email` is needed; nothing given: what `write_down` kept. A time whose
    keeping has run out is booked all the same if nobody took it. Raises `Refusal`: not-open, no-name, no-contact, time-gone,
    time-taken, own-overlap, too-many-yours, busy.
    """
    require(token.isprintable(), "not-open")
    appointment = asked.locked.first(token=token)
    require(appointment, "not-open")
    if appointment.state == AppointmentState.BOOKED:
        return appointment
    # not "any move to booked": taking back an arrival is one too, and not the visitor's
    require(appointment.state in {AppointmentState.HELD, AppointmentState.EXPIRED}, "not-open")
    require(appointment.starts_at > time.now(), "time-gone")
    require(appointment.session.state == SessionState.PLANNED, "time-taken")
    if not name:
        name, phone, email = appointment.name, appointment.phone, appointment.email
    _put_person(appointment, name=name, phone=phone, email=email, client=client, by=by)
    _book(appointment, by=by)
    return appointment


@whole
def book_by_staff(
    *,
    session: UUID,
    starts_at: datetime,
    name: str,
    phone: str = "",
    email: str = "",
    language: str = "",
    message_language: str = "pl",
    needs_interpreter: bool = False,
    client: Client | None = None,
    by: User,
) -> Appointment:
    """Book a time for somebody at the desk or on the phone, in one step; a contact is not needed. Refuses like `hold` and `book`."""
    appointment = _new(_open_session(session, starts_at), starts_at, language=language, message_language=message_language)
    appointment.needs_interpreter = needs_interpreter
    _put_person(appointment, name=name, phone=phone, email=email, client=client, by=by)
    _book(appointment, by=by, is_new=True)
    return appointment


@whole
def cancel_by_client(appointment: Appointment) -> Appointment:
    """The visitor, who knows the code or the address, does not come. Doing it twice is no harm.

    Raises `Refusal`: not-open, already-started.
    """
    appointment = lock(appointment)
    if appointment.state == AppointmentState.CANCELLED_BY_CLIENT:
        return appointment
    require(appointment.starts_at > time.now(), "already-started")
    _end(appointment, AppointmentState.CANCELLED_BY_CLIENT, by=None)
    tell(appointment, MessageKind.CANCELLED_BY_CLIENT)
    return appointment


@whole
def cancel_by_centre(appointment: Appointment, *, by: User) -> Appointment:
    """The centre cannot keep the time; the person is told in their language. Raises `Refusal`: not-open."""
    appointment = lock(appointment)
    if appointment.state == AppointmentState.CANCELLED_BY_CENTRE:
        return appointment
    _end(appointment, AppointmentState.CANCELLED_BY_CENTRE, by=by)
    tell(appointment, MessageKind.CANCELLED_BY_CENTRE)
    return appointment


@whole
def move(appointment: Appointment, *, session: UUID, starts_at: datetime, by: User | None = None) -> Appointment:
    """Take another time instead; the old one is free again only if the new one is won. Returns the new booking.

    The address and the code of the old one lead to the new one. Raises `Refusal`: not-open, already-started (visitors),
    time-gone, time-not-offered, time-taken, own-overlap, busy.
    """
    sitting = _open_session(session, starts_at)  # a sitting is always locked before bookings, so nobody waits in a circle
    old = lock(appointment)
    require(sitting.service_id == old.service_id, "time-not-offered")  # a tampered form must not lead into another organisation
    if (old.session_id, old.starts_at) == (session, starts_at) and old.state == AppointmentState.BOOKED:
        return old  # the very time they have: nothing to do and nothing to tell
    new = old.moved_to
    if new is not None and (new.session_id, new.starts_at) == (session, starts_at):
        return new
    if by is None:
        require(old.starts_at > time.now(), "already-started")
    new = _new(sitting, starts_at, language=old.language, message_language=old.message_language)
    for kept in ("name", "phone", "email", "contact_key", "client_id", "needs_interpreter", "booked_by_id", "visitor_key"):
        setattr(new, kept, getattr(old, kept))
    _move_to(old, AppointmentState.MOVED)
    claims.release(old.pk)
    take_back_letters(old)
    _book(new, by=by, kind=MessageKind.MOVED, is_new=True, instead_of=old)
    old.moved_to, old.needs_care = new, False
    old.save(update_fields=["state", "moved_to", "needs_care", "updated_at"])
    _event(old, by=by)
    record("appointment.moved", old, by=by, organisation=old.organization_id, to=str(new.pk))
    return new


def find_by_code(code: str, *, visitor: str) -> Appointment | None:
    """The booking with this code (digits of any script, spaces and dashes allowed), or None. Wrong codes are counted.

    Raises `Refusal`: too-many-codes, after ten wrong ones in ten minutes from one network address.
    """
    key = _visitor_key(visitor)
    since = time.now() - CODE_TRIALS_WITHIN
    if CodeTrial.objects.filter(visitor_key=key, at__gt=since).count() >= CODE_TRIALS:
        raise Refusal("too-many-codes", field="code")
    digits = "".join(str(unicodedata.digit(sign)) for sign in code[:60] if sign.isdigit())
    found = Appointment.objects.filter(code=digits).first() if digits else None
    if found is None:
        CodeTrial.objects.create(visitor_key=key, at=time.now())
    return found


def contact_key(*, phone: str, email: str) -> str:
    """The same person, as far as a booking can know: one phone or one address, never readable."""
    return keyed_hash("contact", phone or email.lower()) if phone or email else ""


def _open_session(pk: UUID, starts_at: datetime, *, is_locked: bool = True) -> DutySession:
    """The sitting, with this time among its own, at a centre that is open that day; locked against being cancelled meanwhile.

    Raises `Refusal`: time-not-offered, time-gone, time-taken.
    """
    question = asked.sitting_locked if is_locked else asked.sitting
    sitting: DutySession | None = question.first(pk=pk)
    if sitting is None or not is_slot(sitting, starts_at):
        raise Refusal("time-not-offered")
    require(starts_at > time.now(), "time-gone")
    require(sitting.state == SessionState.PLANNED, "time-taken")
    return sitting


def _new(sitting: DutySession, starts_at: datetime, *, language: str, message_language: str) -> Appointment:
    return Appointment(
        pk=uuid4(),
        organization_id=sitting.centre.organization_id,
        centre=sitting.centre,
        session=sitting,
        service_id=sitting.service_id,
        provider_id=sitting.provider_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=sitting.slot_minutes),
        on=sitting.on,
        state=AppointmentState.HELD,
        token=new_token(),
        language=language or (sitting.languages[0] if sitting.languages else "pl"),
        message_language=message_language,
    )


def _claim(appointment: Appointment, wanted: list[claims.Wish], *, expires_at: datetime | None = None) -> None:
    if not wanted:
        return
    try:
        claims.take(wanted, starts_at=appointment.starts_at, ends_at=appointment.ends_at, holder=appointment.pk, expires_at=expires_at)
    except claims.Taken as taken:
        raise Refusal("own-overlap" if taken.wish.kind in {"contact", "client"} else "time-taken") from taken


def _put_person(appointment: Appointment, *, name: str, phone: str, email: str, client: Client | None, by: User | None) -> None:
    """Who it is and how to reach them. Raises `Refusal`: no-name, no-contact, merged, erased, and what `core.contacts` refuses."""
    appointment.name = clean_name(name, 100)
    appointment.phone, appointment.email = clean_phone(phone), clean_email(email)
    require(appointment.phone or appointment.email or by, "no-contact", field="phone")
    appointment.contact_key = contact_key(phone=appointment.phone, email=appointment.email)
    appointment.client = lock_open(client) if client is not None else None
    appointment.booked_by = by


def _book(
    appointment: Appointment,
    *,
    by: User | None,
    kind: MessageKind = MessageKind.BOOKED,
    is_new: bool = False,
    instead_of: Appointment | None = None,
) -> None:
    """Claim, write down, tell. A time that is kept already only needs the person to be free."""
    personal = []
    if appointment.contact_key:
        personal.append(claims.Wish("contact", appointment.contact_key))
    if appointment.client_id is not None:
        personal.append(claims.Wish("client", str(appointment.client_id)))
    wanted = [*wishes(appointment.session), *personal]
    is_kept = not is_new and appointment.hold_expires_at is not None and appointment.hold_expires_at > time.now()
    if is_kept:
        _claim(appointment, personal)
        is_kept = claims.keep(appointment.pk) == len(wanted)
    if not is_kept:
        _claim(appointment, wanted)
    if by is None and kind == MessageKind.BOOKED and appointment.contact_key:
        # counted while the contact's own row is locked, so two at once cannot both be the last one
        upcoming = asked.to_come.all(contact_key=appointment.contact_key, now=time.now(), pk=appointment.pk)
        require(len(upcoming) < settings.BOOKINGS_PER_CONTACT, "too-many-yours")
    appointment.state = AppointmentState.BOOKED
    appointment.hold_expires_at = None
    appointment.booked_at = time.now()
    appointment.code = new_code()  # one that exists already fails, and `whole` tries again
    if is_new:
        insert([appointment])
    else:
        asked.make_booked.make(pk=appointment.pk, updated_at=time.now(), **asked.of_booking(appointment))
    _event(appointment, by=by)
    tell(appointment, kind, instead_of=instead_of)
    record("appointment.booked", appointment, by=by, organisation=appointment.organization_id, service=str(appointment.service_id))


def _end(appointment: Appointment, state: AppointmentState, *, by: User | None) -> None:
    _move_to(appointment, state)
    appointment.needs_care = False
    appointment.save(update_fields=["state", "needs_care", "updated_at"])
    claims.release(appointment.pk)
    take_back_letters(appointment)
    _event(appointment, by=by)
    record(f"appointment.{state}", appointment, by=by, organisation=appointment.organization_id)


def _move_to(appointment: Appointment, state: AppointmentState) -> None:
    require(state in MOVES[appointment.state], "not-open")
    appointment.state = state


def _event(appointment: Appointment, *, by: User | None) -> None:
    insert([AppointmentEvent(appointment=appointment, state=appointment.state, at=time.now(), actor=by)])


def _give_back(token: str) -> Appointment | None:
    """End a kept time (also one that ran out) and return it as it was."""
    if not token.isprintable():  # PostgreSQL refuses to look for a NUL
        return None
    kept = Appointment.objects.select_for_update(of=("self",)).filter(
        token=token, state__in=[AppointmentState.HELD, AppointmentState.EXPIRED]
    )
    before = kept.first()
    if before is None:
        return None
    claims.release(before.pk)
    kept.update(state=AppointmentState.EXPIRED, name="", phone="", email="", visitor_key="", updated_at=time.now())
    if before.state == AppointmentState.HELD:
        AppointmentEvent.objects.create(appointment=before, state=AppointmentState.EXPIRED, at=time.now(), actor=None)
    return before


def _visitor_key(visitor: str) -> str:
    return keyed_hash("visitor", f"{time.today()} {visitor}") if visitor else ""


def _within_limits(visitor_key: str) -> None:
    now = time.now()
    recent, held = asked.kept_by_visitor.first(visitor_key=visitor_key, since=now - timedelta(hours=1), now=now) or (0, 0)
    require(recent < settings.BOOKINGS_PER_VISITOR and held < settings.HOLDS_PER_VISITOR, "too-many")
