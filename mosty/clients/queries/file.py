"""What a file holds, as its page shows it. The file itself was the look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mosty.clients.access import openable
from mosty.clients.enums import MissingReason
from mosty.clients.models import Client, ClientName, Deadline, Identifier, LanguageSkill, Merge, Relationship, ResidenceStatus, SafeContact
from mosty.core import time
from mosty.core.audit import looks

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser


@dataclass(frozen=True)
class Due:
    """A day by which something must be done, and how many days are left; negative when it has passed."""

    row: Deadline
    days: int


@dataclass(frozen=True)
class Relative:
    """A relative; `is_open` says whether the reader may open the other file, and see whose it is."""

    row: Relationship
    is_open: bool


def names_of(client: Client) -> list[ClientName]:
    """All names, the main one first."""
    return list(client.names.all())


def documents_of(client: Client) -> list[Identifier]:
    return list(client.identifiers.select_related("seen_by").order_by("kind", "-created_at", "pk"))


def statuses_of(client: Client) -> list[ResidenceStatus]:
    """The history, the latest first."""
    return list(client.statuses.select_related("document", "checked_by"))


def status_on(statuses: list[ResidenceStatus], day: date) -> ResidenceStatus | None:
    """The status that holds on the day, among these."""
    held = (row for row in statuses if (row.valid_from or date.min) <= day <= (row.valid_to or date.max))
    return next(held, None)


def deadlines_of(client: Client, *, is_done: bool = False) -> list[Due]:
    """Open days, the soonest first, those that have passed too; or what is done, the latest first. Days of the centre's calendar."""
    today = time.today(client.centre.time_zone)
    rows = client.deadlines.filter(done_on__isnull=not is_done).select_related("status", "identifier", "done_by")
    return [Due(row, (row.on - today).days) for row in rows.order_by("-on" if is_done else "on", "created_at", "pk")]


def languages_of(client: Client) -> list[LanguageSkill]:
    return list(client.languages.all())


def contact_of(client: Client) -> SafeContact | None:
    """What the person allows; nothing when it was not asked."""
    return SafeContact.objects.filter(client=client).first()


def relatives_of(user: AnyUser, client: Client) -> list[Relative]:
    """Relatives noted in this file. A file that the reader may not open is not named."""
    rows = list(client.relations.select_related("other"))
    mine = openable(user, [row.other_id for row in rows if row.other_id])
    return [Relative(row, row.other_id in mine) for row in rows]


def related_to(user: AnyUser, client: Client) -> list[Relationship]:
    """Where this person is noted as somebody's relative, in files the reader may open."""
    rows = list(Relationship.objects.filter(other=client).select_related("client").order_by("kind", "created_at", "pk"))
    mine = openable(user, [row.client_id for row in rows])
    return [row for row in rows if row.client_id in mine]


def undoable_merges(client: Client) -> list[Merge]:
    """Files that went into this one and can still be taken apart."""
    rows = Merge.objects.filter(kept=client, undone_at=None, until__gte=time.now()).exclude(sealed="")
    return list(rows.select_related("gone").order_by("-created_at", "pk"))


def missing_words(row: Identifier) -> str:
    """Why there is no number, in words; empty when there is one."""
    return str(MissingReason(row.missing).label) if row.missing else ""


def note_phone(client: Client) -> None:
    """The phone of somebody who wants no calls is about to be shown. A look of its own."""
    looks.note("open", "clients.phone", [client.pk], organisation=client.organization_id, centre=client.centre_id)
