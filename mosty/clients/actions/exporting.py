"""Putting everything on one person together: only for a request of that person, or a question of an authority that was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.access.rights import get_named
from mosty.clients.actions.authorities import note_export
from mosty.clients.actions.requests import CLOSED, lock_request, note_step
from mosty.clients.enums.retention import RecordClass
from mosty.clients.enums.rights import WITH_EXPORT, AuthorityStep, Disclosure, RequestStep
from mosty.clients.models import AuthorityEvent, RequestEvent
from mosty.clients.queries.everything import Everything, everything
from mosty.core.audit import looks
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import AuthorityRequest, Client, DataRequest

NO_IDENTITY = _("Please note first how it was confirmed who asks (Art. 12(6)).")
# never handed to an authority from here: who looked, our own proof, what a profession keeps secret
NEVER = frozenset({RecordClass.LOOKS, RecordClass.PROOF, RecordClass.CONFIDENTIAL})
FOR_AUTHORITIES = [one for one in RecordClass if one not in NEVER]


@transaction.atomic
def export_for_request(request: DataRequest, *, language: str, form: str, by: User) -> Everything:
    """Everything on the person who asked, in the language; `form` ("pdf", "json") is noted in the history. A look by export.

    Raises `Refusal`: closed, bad-kind (they asked for something else), no-file, no-identity.
    """
    row = lock_request(request, by)
    if row.kind not in WITH_EXPORT:
        raise Refusal("bad-kind", sentence=_("The person did not ask for a copy of the data."))
    if row.client is None:
        raise Refusal("no-file", sentence=_("Please find the file first."))
    if not row.identity:
        raise Refusal("no-identity", sentence=NO_IDENTITY)
    client = get_named(by, row.client.pk)
    kinds = released_kinds(row)
    found = everything(client, language=language, released=kinds)
    note_step(row, RequestStep.EXPORTED, by=by, form=form, language=language, released=sorted(kinds))
    _note_look(client)
    return found


@transaction.atomic
def export_for_authority(request: AuthorityRequest, *, by: User) -> Everything:
    """The classes of records that the last decision lets out, in Polish. A look by export, and a step that stays.

    Raises `Refusal`: no-file, not-decided (nothing decided, or refused), no-parts.
    """
    if request.client is None:
        raise Refusal("no-file", sentence=_("Please find the file first."))
    decided = AuthorityEvent.objects.filter(request=request, step=AuthorityStep.DECIDED).order_by("-at", "-created_at").first()
    if decided is None or decided.decision == Disclosure.REFUSED:
        raise Refusal("not-decided", sentence=_("Nothing may be handed out before it is decided, and nothing that was refused."))
    parts = set(decided.parts) & {str(one) for one in FOR_AUTHORITIES}
    if not parts:
        raise Refusal("no-parts", sentence=_("The decision names no part of the file."))
    client = get_named(by, request.client)
    found = everything(client, language="pl", classes=parts)
    note_export(request, parts=sorted(parts), by=by)
    _note_look(client)
    return found


@transaction.atomic
def release(request: DataRequest, *, kind: str, is_released: bool, by: User) -> RequestEvent:
    """Somebody of the profession lets their confidential notes go into the export, or not. Who may say so is asked above
    (`casework.access.notes.read_classes`). Raises `Refusal("closed")`."""
    if not request.is_open:
        raise Refusal("closed", sentence=CLOSED)
    note_step(request, RequestStep.RELEASED if is_released else RequestStep.WITHHELD, by=by, kind=kind)
    return RequestEvent.objects.filter(request=request).order_by("-pk")[:1].get()


def released_kinds(request: DataRequest) -> set[str]:
    """Kinds of confidential notes whose profession said yes last."""
    said: dict[str, bool] = {}
    for event in RequestEvent.objects.filter(request=request, step__in=[RequestStep.RELEASED, RequestStep.WITHHELD]).order_by("pk"):
        said[event.details["kind"]] = event.step == RequestStep.RELEASED
    return {kind for kind, is_released in said.items() if is_released}


def _note_look(client: Client) -> None:
    looks.note("export", "clients.client", [client.pk], organisation=client.organization_id, centre=client.centre_id)
