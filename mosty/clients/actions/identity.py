"""Numbers of documents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.keys import renew_keys
from mosty.clients.actions.opened import lock_open
from mosty.clients.actions.stay import follow_document
from mosty.clients.enums import IdentifierKind, MissingReason
from mosty.clients.models import Client, Identifier
from mosty.clients.queries.identity import canonical_number, digest_of
from mosty.core import crypt, time, world
from mosty.core.audit.record import record
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User

LONGEST = 30
TAKEN = _("A file of your organisation has this number already. Please open that file: it may be the same person.")


@transaction.atomic
def save_identifier(
    client: Client,
    *,
    kind: str,
    number: str = "",
    missing: str = "",
    country: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    is_seen: bool = False,
    row: Identifier | None = None,
    by: User,
) -> Identifier:
    """Keep a document's number, sealed, or the reason why there is none. `is_seen`: the worker holds the document in the hand today.

    With `row` that entry is put right; an empty number then leaves the kept one. The end of validity becomes a deadline. Raises
    `Refusal`: bad-kind, bad-number, no-number, bad-country, bad-period, number-taken (another file has it; `details["client"]`).
    """
    client = lock_open(client)
    if kind not in IdentifierKind.values:
        raise Refusal("bad-kind", sentence=_("Please choose from the list."), field="kind")
    if missing and missing not in MissingReason.values:
        raise Refusal("bad-kind", sentence=_("Please choose from the list."), field="missing")
    if country and country not in world.citizenships_known():
        raise Refusal("bad-country", sentence=_("Please choose a country from the list."), field="country")
    if valid_from and valid_to and valid_to < valid_from:
        raise Refusal("bad-period", field="valid_to")
    clean = canonical_number(number)
    kept = row is not None and not clean and not missing
    if not clean and not missing and not (row and row.digest):
        raise Refusal("no-number", sentence=_("Please give the number, or say why there is none."), field="number")
    if clean and (missing or len(clean) > LONGEST or len(clean) < 3):
        sentence = _("A number has 3 to %(most)d letters and digits. Leave it empty if you choose a reason.") % {"most": LONGEST}
        raise Refusal("bad-number", sentence=sentence, field="number")
    row = row or Identifier(organization_id=client.organization_id, client=client)
    if kept and row.digest and row.kind != kind:  # the kind is a part of the hash
        row.digest = digest_of(client.organization_id, kind, crypt.unseal(row.sealed))
    row.kind, row.country, row.valid_from, row.valid_to = kind, country, valid_from, valid_to
    if not kept:
        row.missing = missing
        row.digest = digest_of(client.organization_id, kind, clean) if clean else ""
        row.sealed, row.ending = crypt.seal(clean), clean[-3:]
    if is_seen:
        row.seen_on, row.seen_by = time.today(), by
    other = _holder(row)
    if other is not None:
        raise Refusal("number-taken", sentence=TAKEN, field="number", client=other.client_id)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same number in another file at the same moment
        raise Refusal("number-taken", sentence=TAKEN, field="number") from None
    follow_document(row)
    renew_keys(client)
    record("client.document-kept", client, by=by, organisation=client.organization_id, kind=kind, seen=is_seen, missing=missing)
    return row


@transaction.atomic
def remove_identifier(row: Identifier, *, by: User) -> None:
    """Take a wrong entry away, with its deadline."""
    client = lock_open(row.client)
    kind = row.kind
    row.delete()
    renew_keys(client)
    record("client.document-removed", client, by=by, organisation=client.organization_id, kind=kind)


def _holder(row: Identifier) -> Identifier | None:
    if not row.digest:
        return None
    same = Identifier.objects.filter(organization=row.organization_id, kind=row.kind, country=row.country, digest=row.digest)
    return same.exclude(pk=row.pk).first()
