"""Notes: written, put right, corrected. What a correction corrects is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from mosty.casework.access.notes import can_change_note, needs_reason, written_classes
from mosty.casework.enums.notes import CONFIDENTIAL, LONGEST_NOTE_TEXT, LONGEST_REASON
from mosty.casework.models import Note, NoteDraft, NoteVersion
from mosty.casework.queries.notes import words_of
from mosty.clients.actions.opened import lock_open
from mosty.core import contacts, crypt
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.casework.models import Encounter
    from mosty.clients.models import Client

NO_WORDS = _("Please write the note.")
NOT_YOURS = _("Only the author of a note can put it right.")
NO_CLASS = _("Please say who is to read the note.")
MEANWHILE = _("This note was changed in another window meanwhile. Its text stands below; yours is kept in the box.")
NO_REASON = _("This note is older than 7 days. Please say why it has to be corrected; what it said before is kept.")


@transaction.atomic
def write_note(
    client: Client,
    *,
    kind: str,
    text: str,
    by: User,
    encounter: Encounter | None = None,
    submission: UUID | None = None,
    draft: UUID | None = None,
) -> Note:
    """Write a note of a class that the author may write; the author's `draft` goes. Confidential words are sealed.

    Raises `Refusal`: bad-class, no-words, too-long, already-counted (the form sent twice), other-organisation (an encounter of somebody
    else), merged.
    """
    client = lock_open(client)
    if submission is not None and Note.objects.filter(submission=submission).exists():
        raise Refusal("already-counted")
    if kind not in written_classes(by, client):
        raise Refusal("bad-class", sentence=NO_CLASS, field="kind")
    if encounter is not None and encounter.client_id != client.pk:
        raise Refusal("other-organisation")
    text = _clean(text)
    note = Note.objects.create(
        organization_id=client.organization_id, client=client, encounter=encounter, kind=kind, author=by, submission=submission
    )
    _keep(note, 1, text, by=by)
    if draft is not None:
        NoteDraft.objects.filter(pk=draft, author=by, client=client).delete()
    record("note.written", note, by=by, organisation=note.organization_id, kind=kind)
    return note


@transaction.atomic
def change_note(note: Note, *, text: str, seen: int, reason: str = "", by: User) -> Note:
    """Put a note right: the words become a new version, the earlier ones stay. After `CHANGE_DAYS` it is a correction with a reason.

    `seen` is the number of the version that the author had before their eyes. Changing nothing leaves no trace. Raises `Refusal`:
    not-yours, changed-meanwhile (`details["text"]` is what it says now), no-reason, no-words, too-long.
    """
    note = lock(note)
    if not can_change_note(by, note):
        raise Refusal("not-yours", sentence=NOT_YOURS)
    text = _clean(text)
    newest = NoteVersion.objects.filter(note=note).aggregate(number=Max("number"))["number"] or 0
    now_says = words_of(NoteVersion.objects.get(note=note, number=newest))
    if text == now_says:
        return note
    if newest != seen:
        raise Refusal("changed-meanwhile", sentence=MEANWHILE, text=now_says, seen=newest)
    reason = contacts.clean_line(reason, LONGEST_REASON, field="reason")
    is_correction = needs_reason(note)
    if is_correction and not reason:
        raise Refusal("no-reason", sentence=NO_REASON, field="reason")
    _keep(note, newest + 1, text, by=by, is_correction=is_correction, reason=reason if is_correction else "")
    verb = "note.corrected" if is_correction else "note.changed"
    record(verb, note, by=by, organisation=note.organization_id, kind=note.kind, version=newest + 1)
    return note


def _keep(note: Note, number: int, text: str, *, by: User, is_correction: bool = False, reason: str = "") -> NoteVersion:
    is_sealed = note.kind in CONFIDENTIAL
    return NoteVersion.objects.create(
        note=note,
        number=number,
        kind=note.kind,
        text="" if is_sealed else text,
        sealed=crypt.seal(text) if is_sealed else "",
        is_correction=is_correction,
        reason=reason,
        by=by,
    )


def _clean(text: str) -> str:
    text = contacts.clean_line(text, LONGEST_NOTE_TEXT, field="text", keep_breaks=True)
    if not text:
        raise Refusal("no-words", sentence=NO_WORDS, field="text")
    return text
