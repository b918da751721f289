"""Unfinished notes: kept while they are typed, so that a lost connection or a second window loses nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.access.notes import drafts_of, written_classes
from mosty.casework.enums.notes import KEEP_DRAFTS_DAYS, LONGEST_NOTE_TEXT, MOST_DRAFTS, NoteClass
from mosty.casework.models import NoteDraft
from mosty.core import crypt, time, undo
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.casework.models import Encounter
    from mosty.clients.models import Client

TOO_MANY = _("You have very many unfinished notes about this person. Please finish or discard some; this one is not kept yet.")
TOO_LONG = _("This note is too long to be kept: %(count)d letters, at most %(most)d. Please shorten it.")


@transaction.atomic
def keep_draft(
    client: Client, *, text: str, kind: str, by: User, draft: UUID | None = None, version: int = 0, encounter: Encounter | None = None
) -> NoteDraft | None:
    """Keep what is being typed; nothing when there is nothing to keep.

    A draft that another window has changed since (its version is not `version`) is left alone: this text becomes a draft of its own, so
    that neither is lost. Leaves no trace: it is nobody's business but the author's. Raises `Refusal`: too-many-drafts, too-long;
    `PermissionDenied` for somebody who writes no notes here.
    """
    if not written_classes(by, client):
        raise PermissionDenied
    text = (text or "").replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST_NOTE_TEXT:
        raise Refusal("too-long", sentence=TOO_LONG % {"count": len(text), "most": LONGEST_NOTE_TEXT}, field="text")
    kind = kind if kind in NoteClass.values else ""
    mine = drafts_of(by, client).filter(pk=draft).first() if draft else None
    if mine is not None:
        mine = lock(mine)
        if mine.version == version or crypt.unseal(mine.sealed) == text:
            return _again(mine, text, kind)
    if not text.strip():
        return None
    if drafts_of(by, client).count() >= MOST_DRAFTS:
        raise Refusal("too-many-drafts", sentence=TOO_MANY)
    return NoteDraft.objects.create(
        organization_id=client.organization_id, client=client, author=by, encounter=encounter, kind=kind, sealed=crypt.seal(text)
    )


@transaction.atomic
def discard_draft(draft: NoteDraft) -> None:
    """Throw an unfinished note of one's own away."""
    undo.offer(
        "casework.draft",
        draft,
        by=draft.author,
        organisation=draft.organization_id,
        person=draft.client_id,
        gone=True,
        rows=undo.packed(draft),
    )
    draft.delete()


def forget_drafts() -> int:
    """What nobody finished for `KEEP_DRAFTS_DAYS` goes. Done by the worker."""
    count, _kinds = NoteDraft.objects.filter(updated_at__lt=time.now() - timedelta(days=KEEP_DRAFTS_DAYS)).delete()
    return count


def _again(draft: NoteDraft, text: str, kind: str) -> NoteDraft:
    if crypt.unseal(draft.sealed) != text or draft.kind != kind:
        draft.sealed, draft.kind, draft.version = crypt.seal(text), kind, draft.version + 1
        draft.save(update_fields=["sealed", "kind", "version", "updated_at"])
    return draft
