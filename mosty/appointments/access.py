"""Who may see and change bookings and duty hours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from mosty.accounts.enums import Right
from mosty.appointments.models import Appointment, DutyException, DutySchedule, DutySession
from mosty.clients.access import hidden_from, initials
from mosty.clients.models import Client
from mosty.core.audit import looks
from mosty.core.errors import Missing
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

# what stands on every list; one query for all of it
RELATED = ("service", "provider", "centre__town", "centre__organization", "session__room", "client", "visit")
NOBODYS = ("held", "expired")
RELATED_TO_HOURS = ("provider__organization", "service", "centre__town", "centre__organization", "room")


class Bookings(QuerySet[Appointment]):
    """Bookings as one reader may see them: of a hidden file that is not theirs, initials and no contact (`is_masked`)."""

    reader: AnyUser | None = None

    def _clone(self) -> Bookings:
        copy: Bookings = super()._clone()  # type: ignore[misc]
        copy.reader = self.reader
        return copy

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self.reader is not None:
            mask(self.reader, [row for row in self._result_cache or () if isinstance(row, Appointment)])


def mask(user: AnyUser, rows: list[Appointment]) -> None:
    """Put initials for names of people whose files are hidden from the user. Never saved: verbs read their rows anew."""
    loaded = [row for row in rows if "client" in row._state.fields_cache and row.client is not None]
    hidden = hidden_from(user, [row.client for row in loaded if row.client is not None])
    for row in loaded:
        row.is_masked = row.client_id in hidden  # type: ignore[attr-defined]
        if row.client is not None and row.client_id in hidden:
            row.name, row.phone, row.email = initials(row.name), "", ""
            row.client = Client(pk=row.client_id, name=initials(row.client.name), is_hidden=True, organization_id=row.organization_id)


def visible_appointments(user: AnyUser) -> QuerySet[Appointment]:
    """Bookings at centres where the user may read them, and one's own as a specialist. Held times belong to nobody yet."""
    everywhere = directory.scope(user, Right.APPOINTMENT_READ)
    own = directory.scope(user, Right.APPOINTMENT_READ_OWN)
    seen = everywhere.rows()
    if own:
        seen |= own.rows() & Q(provider__user=user)
    rows = Bookings(Appointment)
    rows.reader = user
    return rows.filter(seen).exclude(state__in=NOBODYS).select_related(*RELATED)


def get_appointment(user: AnyUser, pk: UUID, *, right: Right = Right.APPOINTMENT_READ) -> Appointment:
    """The booking, if the user may; notes the look.

    Raises `Missing` for another organisation's, another centre's or another specialist's booking, `PermissionDenied` when only
    the right is missing: also for those who work at the place and read no bookings at all.
    """
    appointment = visible_appointments(user).filter(pk=pk).first()
    if appointment is None:
        hidden = Appointment.objects.filter(pk=pk).exclude(state__in=NOBODYS).first()
        if hidden is not None:
            place = {"organization": hidden.organization_id, "centre": hidden.centre_id}
            if not directory.can(user, Right.APPOINTMENT_READ_OWN, **place):  # a colleague's list does not exist for a specialist
                directory.demand(user, Right.APPOINTMENT_READ, **place)
        raise Missing
    is_own = appointment.provider.user_id == user.pk and right in OWN_RIGHTS
    if not is_own:
        directory.demand(user, right, organization=appointment.organization_id, centre=appointment.centre_id)
    looks.note("open", "appointments.appointment", [pk], organisation=appointment.organization_id, centre=appointment.centre_id)
    return appointment


# what a specialist may do with a booking of one's own
OWN_RIGHTS = frozenset({Right.APPOINTMENT_READ, Right.APPOINTMENT_READ_OWN, Right.APPOINTMENT_RECEIVE})


def visible_sessions(user: AnyUser) -> QuerySet[DutySession]:
    """Sittings at centres whose roster the user may read. No personal data in them."""
    return DutySession.objects.filter(directory.scope(user, Right.DUTY_READ).rows(organization="centre__organization")).select_related(
        "provider__organization", "service", "centre__town", "centre__organization", "room"
    )


def get_session(user: AnyUser, pk: UUID, *, right: Right = Right.DUTY_READ) -> DutySession:
    """The sitting, if the user may. Raises `Missing` or `PermissionDenied`."""
    session = (
        DutySession.objects.filter(pk=pk)
        .select_related("provider__organization", "service", "centre__town", "centre__organization", "room")
        .first()
    )
    if session is None:
        raise Missing
    directory.demand(user, right, organization=session.centre.organization_id, centre=session.centre_id)
    return session


def visible_schedules(user: AnyUser) -> QuerySet[DutySchedule]:
    """Duty hours at centres whose roster the user may read. No personal data of clients in them."""
    seen = directory.scope(user, Right.DUTY_READ).rows(organization="centre__organization")
    return DutySchedule.objects.filter(seen).select_related(*RELATED_TO_HOURS)


def get_schedule(user: AnyUser, pk: UUID, *, right: Right = Right.DUTY_READ) -> DutySchedule:
    """The duty hours, if the user may. Raises `Missing` or `PermissionDenied`."""
    schedule = DutySchedule.objects.filter(pk=pk).select_related(*RELATED_TO_HOURS).first()
    if schedule is None:
        raise Missing
    directory.demand(user, right, organization=schedule.centre.organization_id, centre=schedule.centre_id)
    return schedule


def get_exception(user: AnyUser, pk: UUID, *, right: Right = Right.DUTY_CHANGE) -> DutyException:
    """The absence, if the user may. Raises `Missing` or `PermissionDenied`."""
    exception = DutyException.objects.filter(pk=pk).select_related("provider", "centre__organization", "added_by").first()
    if exception is None:
        raise Missing
    directory.demand(user, right, organization=exception.centre.organization_id, centre=exception.centre_id)
    return exception


def can_receive(user: AnyUser, appointment: Appointment) -> bool:
    """May the user say that the person has come, is being served, has been served?"""
    if appointment.provider.user_id is not None and appointment.provider.user_id == user.pk:
        return True
    return directory.can(user, Right.APPOINTMENT_RECEIVE, organization=appointment.organization_id, centre=appointment.centre_id)


def demand_duty_change(user: AnyUser, *, organization: UUID, centre: UUID) -> None:
    """Raise unless the user may change the roster of the centre."""
    directory.demand(user, Right.DUTY_CHANGE, organization=organization, centre=centre)
