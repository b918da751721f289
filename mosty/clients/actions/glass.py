"""Opening a file that is not one's own: for a reason, for three hours, told to those it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.access import outside
from mosty.clients.enums import GLASS_HOURS, LONGEST_GLASS_WORDS, GlassReason
from mosty.clients.models import BreakGlass
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import Missing, Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client


@transaction.atomic
def break_glass(client: Client, *, reason: str, words: str, by: User) -> BreakGlass:
    """Let the user read a file of the own organisation, outside their scope, for `GLASS_HOURS` hours. Breaking it again while it is open
    keeps the first hours. Whoever works with the person and the data-protection officer find it on their list.

    Raises `Missing` for a file that is hidden, foreign or one's own anyway; `Refusal`: bad-reason, no-words, too-long.
    """
    if not outside(by).filter(pk=client.pk).exists():
        raise Missing
    if reason not in GlassReason.values:
        raise Refusal("bad-reason", sentence=_("Please choose why you have to open this file."), field="reason")
    words = contacts.clean_line(words, LONGEST_GLASS_WORDS, field="words")
    if not words:
        sentence = _("Please say in a few words what happened. The data protection officer will read it.")
        raise Refusal("no-words", sentence=sentence, field="words")
    now = time.now()
    still_open = BreakGlass.objects.filter(user=by, client=client.pk, expires_at__gt=now).order_by("-opened_at").first()
    if still_open is not None:
        return still_open
    row = BreakGlass.objects.create(
        organization_id=client.organization_id,
        centre=client.centre_id,
        client=client.pk,
        number=client.number,
        user=by,
        reason=reason,
        words=words,
        opened_at=now,
        expires_at=now + timedelta(hours=GLASS_HOURS),
    )
    record("glass.broken", client, by=by, organisation=client.organization_id, reason=reason)
    return row
