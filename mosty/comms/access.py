"""Who sees the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import Right
from mosty.comms.models import Message
from mosty.core.audit import looks
from mosty.core.errors import Missing
from mosty.directory import access as places

if TYPE_CHECKING:
    from mosty.accounts.models import User


def visible_messages(user: User) -> QuerySet[Message]:
    """Messages of the places where the user may read them, newest first."""
    at = places.scope(user, Right.MESSAGE_READ)
    return Message.objects.filter(at.rows()).select_related("centre").order_by("-created_at", "pk")


def get_message(user: User, pk: UUID, *, right: Right = Right.MESSAGE_READ) -> Message:
    """The message, if the user has the right at its place. Raises `Missing` or `PermissionDenied`."""
    message = Message.objects.select_related("centre").filter(pk=pk).first()
    if message is None:
        raise Missing
    places.demand(user, right, organization=message.organization_id, centre=message.centre_id)
    looks.note("open", "comms.message", [message.pk], organisation=message.organization_id, centre=message.centre_id)
    return message


def can_retry(user: User, message: Message) -> bool:
    """May the user send it again? Whoever may see it may."""
    return places.can(user, Right.MESSAGE_READ, organization=message.organization_id, centre=message.centre_id)
