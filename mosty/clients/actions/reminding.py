"""Nothing runs out unseen: whoever answers for a request, a breach or a second look is written to in time. Chores of the worker."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from mosty.accounts.enums import Right
from mosty.clients.enums.rights import NEAR_DAYS, REVIEW_DAYS
from mosty.clients.models import Breach, BreakGlass, DataRequest
from mosty.clients.queries.clocks import office_due_at
from mosty.comms.actions import tell_staff
from mosty.comms.enums import MessageKind
from mosty.comms.models import Message
from mosty.core import time
from mosty.core.locks import lock
from mosty.directory.access import holders

BREACH_NEAR_HOURS = (24, 6)
REQUESTS, BREACHES, GLASS = "/desk/rights/requests/", "/desk/rights/breaches/", "/desk/rights/"


def remind() -> int:
    """Write to those in charge; each nearness once, after an outage only the nearest. Returns how many letters were written."""
    return remind_requests() + remind_breaches() + remind_reviews()


def remind_requests() -> int:
    """Requests due in a week, in two days, today, or overdue."""
    today, written = time.today(), 0
    near = DataRequest.objects.filter(answered_on=None, withdrawn_on=None, due_on__lte=today + timedelta(days=NEAR_DAYS[0]))
    for row in near.select_related("assignee").order_by("due_on", "pk"):
        left = (row.due_on - today).days
        step = min((days for days in NEAR_DAYS if days >= left), default=-1) if left >= 0 else -1
        if step not in row.reminded:
            with transaction.atomic():
                written += _remind_request(row, step)
    return written


def _remind_request(row: DataRequest, step: int) -> int:
    row = lock(row)
    if step in row.reminded or not row.is_open:
        return 0
    row.reminded = [*row.reminded, step]
    row.save(update_fields=["reminded", "updated_at"])
    users = holders(Right.RIGHTS_MANAGE, organization=row.organization_id)
    mine = [user for user in users if user.pk == row.assignee_id] or users
    return tell_staff(mine, kind=MessageKind.STAFF_REQUEST, organization=row.organization_id, about=row.pk, path=f"{REQUESTS}{row.pk}/")


def remind_breaches() -> int:
    """Breaches of which UODO does not know and is not kept from knowing: a day and six hours before the 72 hours end, and after."""
    now, written = time.now(), 0
    silent = Breach.objects.filter(closed_at=None, office_told_at=None, office_words="").order_by("aware_at", "pk")
    for row in silent:
        left = (office_due_at(row.aware_at) - now).total_seconds() / 3600
        step = min((hours for hours in BREACH_NEAR_HOURS if hours >= left), default=None) if left > 0 else -1
        if step is not None and step not in row.reminded:
            with transaction.atomic():
                row = lock(row)
                row.reminded = [*row.reminded, step]
                row.save(update_fields=["reminded", "updated_at"])
                users = holders(Right.RIGHTS_MANAGE, organization=row.organization_id)
                path = f"{BREACHES}{row.pk}/"
                written += tell_staff(users, kind=MessageKind.STAFF_BREACH, organization=row.organization_id, about=row.pk, path=path)
    return written


@transaction.atomic
def remind_reviews() -> int:
    """Once a week, where a breaking of the glass has waited a week for its second look."""
    since, written = time.now() - timedelta(days=REVIEW_DAYS), 0
    waiting = BreakGlass.objects.filter(review=None, opened_at__lte=since).order_by().values_list("organization", flat=True).distinct()
    for organization in sorted(waiting):
        told = Message.objects.filter(about=organization, kind=MessageKind.STAFF_GLASS, created_at__gt=since)
        if not told.exists():
            users = holders(Right.RIGHTS_MANAGE, organization=organization)
            written += tell_staff(users, kind=MessageKind.STAFF_GLASS, organization=organization, about=organization, path=GLASS)
    return written
