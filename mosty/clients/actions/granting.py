"""Doing what a person asked for: to be erased (GDPR Art. 17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.access.rights import get_named
from mosty.clients.actions.erasure import erase
from mosty.clients.actions.exporting import NO_IDENTITY
from mosty.clients.actions.requests import lock_request, note_step
from mosty.clients.enums.retention import Ground
from mosty.clients.enums.rights import RequestKind, RequestStep
from mosty.clients.queries.holdings import files_of
from mosty.clients.queries.keeping import keeps_of, live_holds, obstacles
from mosty.core import time
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from mosty.accounts.models import User
    from mosty.clients.models import Client, DataRequest, ErasureRecord
    from mosty.clients.queries.keeping import Keep


@dataclass(frozen=True)
class InTheWay:
    """What stands in the way of an erasure now: a legal hold, things to be done first; and what has to be kept, until when and why."""

    is_held: bool
    first: tuple[_StrPromise | str, ...]
    keeps: tuple[Keep, ...]


def in_the_way(client: Client) -> InTheWay:
    """For the officer, before the button is pressed."""
    files, today = files_of(client), time.today()
    whole = frozenset({"identity"})
    return InTheWay(live_holds(files, today).exists(), tuple(obstacles(files, whole)), tuple(keeps_of(files, today)))


@transaction.atomic
def erase_for_request(request: DataRequest, *, by: User) -> ErasureRecord:
    """Erase the person who asked, but what a law keeps longer; the step stays in the history. The request is answered afterwards.

    Raises `Refusal`: closed, bad-kind (something else was asked), no-file, no-identity; and as `erasure.erase`: erased, held, in-the-way,
    must-stay.
    """
    row = lock_request(request, by)
    if row.kind != RequestKind.ERASURE:
        raise Refusal("bad-kind", sentence=_("The person did not ask to be erased."))
    if row.client_id is None:
        raise Refusal("no-file", sentence=_("Please find the file first."))
    if not row.identity:
        raise Refusal("no-identity", sentence=NO_IDENTITY)
    done = erase(get_named(by, row.client_id), by=by, ground=Ground.REQUEST)
    note_step(row, RequestStep.ERASED, by=by, whole=done.is_whole)
    return done
