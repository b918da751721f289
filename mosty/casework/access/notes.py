"""Who reads and writes which note. The same rule decides, and tells under the box who will read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import ROLE_RIGHTS, Right, Role
from mosty.casework.enums import CHANGE_DAYS
from mosty.casework.enums.notes import CONFIDENTIAL, NoteClass
from mosty.casework.models import Note, NoteDraft
from mosty.clients.access import demand_file, has_glass, places_of, workers_of, works_with
from mosty.core import time
from mosty.core.audit import looks
from mosty.core.errors import Missing
from mosty.directory import access as directory
from mosty.directory.enums import Profession

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser
    from mosty.directory.models import Centre, Membership

READS = {NoteClass.RECEPTION: Right.CLIENT_READ}  # the other classes: ENCOUNTER_READ
WRITES = {NoteClass.RECEPTION: Right.CLIENT_WRITE}  # the other classes: ENCOUNTER_RECORD


@dataclass(frozen=True)
class Readers:
    """How many people of one role, or of one profession, read a class of notes."""

    role: str
    profession: str
    count: int

    @property
    def label(self) -> str:
        return str(Profession(self.profession).label if self.profession else Role(self.role).label)


def reads(membership: Membership, kind: str) -> bool:
    """Does whoever works in this membership read notes of the class at its place? Confidential ones: only the same profession."""
    is_theirs = kind not in CONFIDENTIAL or membership.profession == kind
    return is_theirs and READS.get(NoteClass(kind), Right.ENCOUNTER_READ) in ROLE_RIGHTS[membership.role]


def writes(membership: Membership, kind: str) -> bool:
    """Does whoever works in this membership write notes of the class? Nobody writes what they do not read."""
    return reads(membership, kind) and WRITES.get(NoteClass(kind), Right.ENCOUNTER_RECORD) in ROLE_RIGHTS[membership.role]


def read_classes(user: AnyUser, client: Client) -> list[str]:
    """Classes of this person's notes that the user reads. Broken glass never opens a confidential one."""
    if not works_with(user, client):
        return []
    mine = _here(directory.memberships(user), client)
    if mine:
        return [kind for kind in NoteClass.values if any(reads(membership, kind) for membership in mine)]
    same = [row for row in directory.memberships(user) if row.organization_id == client.organization_id]
    if not same or not has_glass(user, client):
        return []
    return [kind for kind in NoteClass.values if kind not in CONFIDENTIAL and any(reads(membership, kind) for membership in same)]


def written_classes(user: AnyUser, client: Client) -> list[str]:
    """Classes of notes about this person that the user writes."""
    if not works_with(user, client):
        return []
    mine = _here(directory.memberships(user), client)
    return [kind for kind in NoteClass.values if any(writes(membership, kind) for membership in mine)]


def classes_at(user: AnyUser, centre: Centre) -> list[str]:
    """Classes of notes that the user writes about people whose files the centre keeps."""
    mine = [
        row for row in directory.memberships(user) if row.organization_id == centre.organization_id and row.centre_id in {None, centre.pk}
    ]
    return [kind for kind in NoteClass.values if any(writes(membership, kind) for membership in mine)]


def readers_at(centre: Centre) -> dict[str, list[Readers]]:
    """Class → who reads such notes of a file that this centre keeps, by role. Two queries."""
    team = directory.team(centre.organization_id, centre.pk)
    return {kind: _counted([row for row in team if reads(row, kind)], kind) for kind in NoteClass.values}


def readers(client: Client) -> dict[str, list[Readers]]:
    """Class → who reads such notes of this person today, by role. Two queries, and one a tie for a hidden file."""
    team = [row for place in sorted(places_of(client)) for row in directory.team(client.organization_id, place)]
    if client.is_hidden:
        tied = workers_of(client)
        team = [row for row in team if row.user_id in tied]
    return {kind: _counted([row for row in team if reads(row, kind)], kind) for kind in NoteClass.values}


def visible_notes(user: AnyUser, client: Client) -> QuerySet[Note]:
    """Notes of one person that the user reads, newest first."""
    mine = Note.objects.filter(client=client, kind__in=read_classes(user, client))
    return mine.select_related("author", "encounter").order_by("-created_at", "pk")


def get_note(user: AnyUser, pk: UUID) -> Note:
    """The note, if the user reads its class; notes the look at it and at the file. A note one may not read does not exist (`Missing`)."""
    note = Note.objects.select_related("client__centre__town", "client__organization", "author", "encounter").filter(pk=pk).first()
    if note is None:
        raise Missing
    client = note.client
    demand_file(user, client, Right.CLIENT_READ)
    if note.kind not in read_classes(user, client):
        raise Missing
    looks.note("open", "casework.note", [note.pk], organisation=client.organization_id, centre=client.centre_id)
    return note


def can_change_note(user: AnyUser, note: Note) -> bool:
    """May the user put this note right at all? Its author, as long as they write that class here."""
    return note.author_id == user.pk and note.kind in written_classes(user, note.client)


def needs_reason(note: Note) -> bool:
    """Is it so old that a change is a correction?"""
    return note.created_at <= time.now() - timedelta(days=CHANGE_DAYS)


def drafts_of(user: AnyUser, client: Client) -> QuerySet[NoteDraft]:
    """Unfinished notes of this user about a person, the newest first. Nobody else's, whoever asks."""
    return NoteDraft.objects.filter(author=user.pk, client=client).order_by("-updated_at", "pk")


def get_draft(user: AnyUser, pk: UUID) -> NoteDraft:
    """One's own unfinished note. Raises `Missing` for anybody else's."""
    draft = NoteDraft.objects.select_related("client").filter(author=user.pk, pk=pk).first()
    if draft is None:
        raise Missing
    return draft


def _here(rows: list[Membership], client: Client) -> list[Membership]:
    """Those that hold where the file is kept, or where one was kept that went into it."""
    here = {None, *places_of(client)}
    return [row for row in rows if row.organization_id == client.organization_id and row.centre_id in here]


def _counted(rows: list[Membership], kind: str) -> list[Readers]:
    people: dict[tuple[str, str], set[UUID]] = {}
    for row in rows:
        people.setdefault((row.role, row.profession if kind in CONFIDENTIAL else ""), set()).add(row.user_id)
    order = list(Role.values)
    ordered = sorted(people.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    return [Readers(role, profession, len(users)) for (role, profession), users in ordered]
