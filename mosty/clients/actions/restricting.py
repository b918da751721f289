"""Restricting the processing of a file (GDPR Art. 18), and lifting that again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.access.rights import manages
from mosty.clients.actions.asking import ask_workers
from mosty.clients.actions.opened import ERASED
from mosty.clients.actions.requests import note_step
from mosty.clients.enums.rights import RequestStep, RestrictionGround
from mosty.clients.models import Restriction
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client, DataRequest

TASK = _("Processing of this file is restricted: it is kept, but not changed or used. Ask the data protection officer before anything.")


@transaction.atomic
def restrict(client: Client, *, ground: str, request: DataRequest | None = None, by: User) -> Restriction:
    """From now on the file is only kept: every change is refused until the restriction is lifted. Those who work with the person get a
    task that says so. Restricted twice, it stays as it was. Raises `Refusal`: bad-kind, merged, erased; `PermissionDenied`."""
    client = lock(client)
    if not manages(by, client.organization_id):
        raise PermissionDenied
    if client.erased_at:
        raise Refusal("erased", sentence=ERASED)
    if client.merged_into_id:
        raise Refusal("merged", sentence=_("This file was put together with another one. Please restrict that one."))
    if ground not in RestrictionGround.values:
        raise Refusal("bad-kind", sentence=_("Please choose from the list."), field="ground")
    held = Restriction.objects.filter(client=client, lifted_on=None).first()
    if held is not None:
        return held
    today = time.today(client.centre.time_zone)
    row = Restriction.objects.create(
        organization_id=client.organization_id, client=client, request=request, ground=ground, since_on=today, set_by=by
    )
    client.restricted_on = today
    client.save(update_fields=["restricted_on", "updated_at"])
    ask_workers(client, TASK, due_on=today, by=by)
    if request is not None:
        note_step(request, RequestStep.RESTRICTED, by=by, ground=ground)
    record("client.restricted", client, by=by, organisation=client.organization_id, ground=ground)
    return row


@transaction.atomic
def lift(restriction: Restriction, *, told_on: date, by: User) -> Restriction:
    """Let the file be worked with again; the person was told before (Art. 18(3)). Raises `Refusal`: bad-day; `PermissionDenied`."""
    client = lock(restriction.client)
    row = lock(restriction)
    if not manages(by, row.organization_id):
        raise PermissionDenied
    if row.lifted_on is not None:
        return row
    today = time.today(client.centre.time_zone)
    if not row.since_on <= told_on <= today:
        sentence = _("The person must be told before the restriction is lifted (Art. 18(3)). Please give the day, today at the latest.")
        raise Refusal("bad-day", sentence=sentence, field="told_on")
    row.told_on, row.lifted_on, row.lifted_by = told_on, today, by
    row.save(update_fields=["told_on", "lifted_on", "lifted_by", "updated_at"])
    client.restricted_on = None
    client.save(update_fields=["restricted_on", "updated_at"])
    if row.request is not None:
        note_step(row.request, RequestStep.LIFTED, by=by)
    record("client.restriction-lifted", client, by=by, organisation=client.organization_id)
    return row
