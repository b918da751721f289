"""Erasing a person, or some classes of what is kept of them. What remains is a number without a name, so past totals stay as they were.

What each table loses stands in the register of holdings (`queries.holdings`); that nothing is written about an erased person afterwards
is a guard of the database (`core.guards.closed`).
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import CompositePrimaryKey, Max, Q
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.keys import renew_keys
from mosty.clients.actions.opened import ERASED, MERGED
from mosty.clients.enums import SHELL_NUMBERS
from mosty.clients.enums.retention import Erasure, Ground, RecordClass
from mosty.clients.models import Client, ErasureRecord
from mosty.clients.queries.holdings import Holding, files_of, holdings
from mosty.clients.queries.keeping import Keep, keeps_of, live_holds, obstacles
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.erasing import erasing
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User

HELD = _("A legal hold stands on this file, so nothing of it is deleted. Lift the hold first, if its reason is over.")
NOTHING = _("Everything that could be erased has to be kept for now.")
EVERYTHING = frozenset(RecordClass.values)


@transaction.atomic
def erase(client: Client, *, by: User, ground: str, classes: Collection[str] | None = None, run: UUID | None = None) -> ErasureRecord:
    """Erase a person, or only these classes of records, in every app; files that were put into this one go with it.

    Who may was asked before. Everything (`classes` None, or `identity` among them) but what a law keeps longer (`queries.keeping.keep`):
    that stays, with its day, in `remains`; where evidence needs the name, the name stays with it. When nothing keeps the name, the file
    is a number without a name from now on: no verb, search or list finds it. The same again is refused, so two clicks erase once.

    Raises `Refusal`: merged (`details["client"]` is the file to erase), erased, held (a legal hold; for
    lists also a restriction of processing), in-the-way (an app says what has to be
    done first, for instance a coming booking), must-stay (nothing could be erased; `details["keeps"]`).
    """
    client = lock(client)
    if client.merged_into_id:
        raise Refusal("merged", sentence=MERGED, client=client.merged_into_id)
    if client.erased_at:
        raise Refusal("erased", sentence=ERASED)
    files = files_of(client)
    list(Client.objects.select_for_update(of=("self",)).filter(pk__in=files[1:]).order_by("pk").values_list("pk"))
    if live_holds(files, time.today()).exists() or (client.restricted_on and ground == Ground.RETENTION):
        raise Refusal("held", sentence=HELD)
    asked = EVERYTHING if classes is None or RecordClass.IDENTITY in classes else frozenset(classes)
    if sentence := next(iter(obstacles(files, asked)), None):
        raise Refusal("in-the-way", sentence=sentence)
    keeps = keeps_of(files, time.today())
    kept = {str(name) for keep in keeps for name in keep.classes} & asked
    wanted = asked - kept
    if not wanted - {RecordClass.NUMBERS, RecordClass.LOOKS, RecordClass.PROOF}:
        raise Refusal("must-stay", sentence=NOTHING, keeps=keeps)
    is_whole, last = RecordClass.IDENTITY in wanted, _last_number(client.organization_id)
    with erasing(files):
        counts = _wipe(files, wanted)
        if is_whole:
            _hollow(files)
    if not is_whole:
        renew_keys(Client.objects.get(pk=client.pk))
    row = ErasureRecord.objects.create(
        organization_id=client.organization_id,
        client=client.pk,
        run=run,
        ground=Ground(ground),
        by=by,
        at=time.now(),
        is_whole=is_whole,
        counts=counts,
        remains=_remains(keeps, kept),
        last_number=last,
    )
    rows = sum(number for tables in counts.values() for number in tables.values())
    record("client.erased", client, by=by, organisation=client.organization_id, ground=str(ground), whole=is_whole, rows=rows)
    return row


def _wipe(files: list[UUID], classes: frozenset[str]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for holding in holdings(classes):
        number = _wiped(holding, files)
        if number:
            counts.setdefault(str(holding.record_class), {})[holding.model] = number
    return counts


def _wiped(holding: Holding, files: list[UUID]) -> int:
    """How many rows of one holding went or were emptied."""
    if holding.erase is not None:
        return holding.erase(files)
    rows = holding.rows(files)
    if holding.erasure == Erasure.DELETE:
        if not isinstance(holding.kind._meta.pk, CompositePrimaryKey):  # Django cannot lock those; nobody writes beside them either
            # locked first: who is writing to one of them now is waited for, and what they add goes too
            list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
        return rows.order_by().delete()[1].get(holding.kind._meta.label, 0)
    if not holding.blanks:
        return 0
    ids = list(rows.filter(holding.full()).values_list("pk", flat=True))
    values = {column: value() if callable(value) else value for column, value in holding.blanks.items()}
    return holding.kind._default_manager.filter(pk__in=ids).update(**values)


def _hollow(files: list[UUID]) -> None:
    """What the columns of a file still say: the decade instead of the year of birth, a number that nobody was ever told."""
    for row in Client.objects.filter(pk__in=files).order_by("pk"):
        values: dict[str, Any] = {"erased_at": time.now(), "birth_year": row.birth_year and row.birth_year // 10 * 10}
        Client.objects.filter(pk=row.pk).update(**values, number=_shell_number(row.organization_id), updated_at=time.now())


def _shell_number(organization: UUID) -> int:
    while True:
        number = SHELL_NUMBERS + secrets.randbelow(2**31 - 1 - SHELL_NUMBERS)
        if not Client.objects.filter(organization=organization, number=number).exists():
            return number


def _last_number(organization: UUID) -> int:
    """The newest file's number, of those that were ever given: so that it does not lead to somebody else one day."""
    living = Client.objects.filter(Q(number__lt=SHELL_NUMBERS), organization=organization).aggregate(last=Max("number"))["last"] or 0
    before = ErasureRecord.objects.filter(organization=organization).aggregate(last=Max("last_number"))["last"] or 0
    return int(max(living, before))


def _remains(keeps: list[Keep], kept: set[str]) -> dict[str, str]:
    """Class → last day on which it has to be kept."""
    found: dict[str, date] = {}
    for keep in keeps:
        for name in set(map(str, keep.classes)) & kept:
            found[name] = max(found.get(name, keep.until), keep.until)
    return {name: str(day) for name, day in sorted(found.items())}
