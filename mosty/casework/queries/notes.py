"""Notes of a person as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from mosty.casework.access.notes import drafts_of, visible_notes
from mosty.casework.models import Encounter, Note, NoteDraft, NoteVersion
from mosty.core import crypt
from mosty.core.audit import looks

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser


@dataclass(frozen=True)
class Written:
    """A note with the words it has now, and how often it was corrected."""

    note: Note
    words: str
    corrections: int


@dataclass(frozen=True)
class Unfinished:
    """A note that its author began, with its words."""

    draft: NoteDraft
    words: str


def words_of(version: NoteVersion) -> str:
    """The words of one version, unsealed if they are confidential."""
    return crypt.unseal(version.sealed) if version.sealed else version.text


def notes_of(user: AnyUser, client: Client) -> list[Written]:
    """Notes of one person that the user reads, newest first. A look by list. Two queries whatever their number."""
    rows = list(visible_notes(user, client).prefetch_related(Prefetch("versions", NoteVersion.objects.order_by("number"))))
    if rows:
        looks.note("list", "casework.note", [row.pk for row in rows], organisation=client.organization_id, centre=client.centre_id)
    return [_written(row) for row in rows]


def notes_at(user: AnyUser, encounter: Encounter) -> list[Written]:
    """Notes of one encounter that the user reads, newest first; none for one without a file. A look by list."""
    if encounter.client is None:
        return []
    mine = visible_notes(user, encounter.client).filter(encounter=encounter)
    rows = list(mine.prefetch_related(Prefetch("versions", NoteVersion.objects.order_by("number"))))
    if rows:
        client = encounter.client
        looks.note("list", "casework.note", [row.pk for row in rows], organisation=client.organization_id, centre=client.centre_id)
    return [_written(row) for row in rows]


def versions_of(note: Note) -> list[tuple[NoteVersion, str]]:
    """Every version of a note that the reader may read, the newest first, with its words."""
    return [(row, words_of(row)) for row in note.versions.select_related("by").order_by("-number")]


def unfinished(user: AnyUser, client: Client) -> list[Unfinished]:
    """The user's own unfinished notes about a person, newest first."""
    return [Unfinished(row, crypt.unseal(row.sealed)) for row in drafts_of(user, client)]


def words_of_draft(draft: NoteDraft) -> str:
    """The words of a draft that its author was given."""
    return crypt.unseal(draft.sealed)


def _written(note: Note) -> Written:
    versions = list(note.versions.all())
    return Written(note, words_of(versions[-1]) if versions else "", sum(row.is_correction for row in versions))
