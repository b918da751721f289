"""Files and scans of a person as a reader sees them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mosty.casework.access.documents import visible_documents
from mosty.casework.enums.documents import KEEP_DAYS, OPENABLE, ScanState
from mosty.casework.models import Document
from mosty.core import crypt, time, vault
from mosty.core.audit import looks
from mosty.core.errors import Refusal
from mosty.core.filetypes import ENDINGS
from mosty.core.keys import keyed_hash

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser

NOT_YET: _StrPromise = _("This file is still waiting for the virus scanner. Please try again in a few minutes.")
INFECTED: _StrPromise = _("A virus was found in this file, so its content was destroyed. Please ask the person for it once more.")
LOST: _StrPromise = _("This file is not on the disk any more, or cannot be opened. Please tell your administrator.")


@dataclass(frozen=True)
class Filed:
    """A file with its words, days until the document itself expires (negative: it has), and days until the file is destroyed."""

    row: Document
    title: str
    name: str
    expires_in: int | None
    destroyed_in: int

    @property
    def is_openable(self) -> bool:
        return self.row.scan in OPENABLE


def documents_of(user: AnyUser, client: Client) -> list[Filed]:
    """Files of one person that the user may open, newest first. A look by list. One query."""
    rows = list(visible_documents(user, client))
    if rows:
        looks.note("list", "casework.document", [row.pk for row in rows], organisation=client.organization_id, centre=client.centre_id)
    return [filed(row, client) for row in rows]


def filed(row: Document, client: Client) -> Filed:
    """The file as its reader sees it. Days of the centre's calendar."""
    title, name = words_of(row)
    today = time.today(client.centre.time_zone)
    return Filed(row, title, name, (row.expires_on - today).days if row.expires_on else None, (row.keep_until - today).days)


def words_of(row: Document) -> tuple[str, str]:
    """Title as typed, and the name that the file had. Empty when no key opens them any more: the list is shown all the same."""
    try:
        title, _break, name = crypt.unseal(row.sealed).partition("\n")
    except crypt.Unreadable:
        return "", ""
    return title, name


def sealed_words(title: str, name: str) -> str:
    """What `words_of` reads: two lines."""
    return crypt.seal(f"{title}\n{name}")


def content_of(row: Document) -> bytes:
    """The bytes. Raises `Refusal`: not-scanned, infected, lost (also when it was deleted a moment ago)."""
    if row.scan == ScanState.INFECTED:
        raise Refusal("infected", sentence=INFECTED)
    if row.scan not in OPENABLE:
        raise Refusal("not-scanned", sentence=NOT_YET)
    try:
        return vault.fetch(row.stored)
    except (vault.Gone, crypt.Unreadable, OSError):
        raise Refusal("lost", sentence=LOST) from None


def neutral_name(row: Document) -> str:
    """What the file is called when it leaves: no name of a person for lists of downloads. "passport-3f2a91bc.pdf"."""
    return f"{row.kind}-{row.pk.hex[:8]}.{ENDINGS[row.content_type]}"


def digest_of(organization: UUID, data: bytes) -> str:
    """The keyed hash by which an organisation knows the same bytes again."""
    return keyed_hash(f"document:{organization}", hashlib.sha256(data).hexdigest())


def same_before(user: AnyUser, row: Document) -> Document | None:
    """An earlier file of the same person with the same bytes, among those that the user may open."""
    same = visible_documents(user, row.client).filter(digest=row.digest).exclude(pk=row.pk)
    return same.exclude(stored="").first()


def kept_until(kind: str, day: date) -> date:
    """On which day a file of this kind that comes on `day` is destroyed unless somebody chooses another."""
    return day + timedelta(days=min(KEEP_DAYS[kind], settings.DOCUMENT_DAYS))


def kept_at_most(row: Document) -> date:
    """The last day that can be chosen: counted from the day it came, so that nobody prolongs it for ever."""
    return time.local(row.created_at).date() + timedelta(days=settings.DOCUMENT_DAYS)
