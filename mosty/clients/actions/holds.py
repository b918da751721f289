"""Legal holds: a court, a complaint, an audit. As long as one holds, nothing of the person is deleted by anybody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.opened import lock_open
from mosty.clients.enums.retention import LONGEST_HOLD_WORDS
from mosty.clients.models import LegalHold
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client

NO_REASON = _("Please say why nothing of this file may be deleted.")
IN_PAST = _("The last day lies in the past.")


@transaction.atomic
def put_hold(client: Client, *, reason: str, until_on: date | None = None, by: User) -> LegalHold:
    """Let nothing of the person be deleted, perhaps until a day (included). An erasure at the same moment comes before it or not at all.

    Raises `Refusal`: no-reason, too-long, in-past, merged, erased.
    """
    client = lock_open(client, protects=True)
    reason = contacts.clean_line(reason, LONGEST_HOLD_WORDS, field="reason")
    if not reason:
        raise Refusal("no-reason", sentence=NO_REASON, field="reason")
    today = time.today()
    if until_on is not None and until_on < today:
        raise Refusal("in-past", sentence=IN_PAST, field="until_on")
    row = LegalHold.objects.create(
        organization_id=client.organization_id, client=client, reason=reason, since_on=today, until_on=until_on, by=by
    )
    record("hold.put", row, by=by, organisation=client.organization_id, client=str(client.pk))
    return row


@transaction.atomic
def lift_hold(hold: LegalHold, *, by: User) -> LegalHold:
    """The hold is over. Twice is no harm."""
    hold = lock(hold)
    if hold.lifted_at is None:
        hold.lifted_at, hold.lifted_by = time.now(), by
        hold.save(update_fields=["lifted_at", "lifted_by", "updated_at"])
        record("hold.lifted", hold, by=by, organisation=hold.organization_id, client=str(hold.client_id))
    return hold
