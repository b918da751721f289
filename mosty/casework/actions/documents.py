"""Files and scans: put in, corrected, taken away. The bytes are looked at before anything is written, and go with their row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.access.documents import can_change_document
from mosty.casework.access.notes import written_classes
from mosty.casework.enums.documents import LONGEST_TITLE, MOST_A_PERSON, DocumentKind, RemovalReason, ScanState
from mosty.casework.enums.notes import CONFIDENTIAL
from mosty.casework.models import Document
from mosty.casework.queries.documents import digest_of, kept_at_most, kept_until, sealed_words, words_of
from mosty.clients.actions.opened import lock_open
from mosty.clients.actions.stay import follow_source
from mosty.core import contacts, scanning, time, vault
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.filetypes import Checked, check
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.casework.models import Encounter
    from mosty.clients.models import Client

LONGEST_FILE_NAME = 200
FIRST_YEAR, LAST_YEAR = 1900, 2100
UNSEEN = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

NO_CLASS = _("Please say who may open the file.")
NO_KIND = _("Please choose from the list.")
BAD_YEAR = _("Please check the year of this date: it must lie between 1900 and %(last)d.")
TOO_MANY = _("There are %(count)d files about this person already. Please take some away first.")
NO_ROOM = _("The file could not be kept: the disk is full or cannot be written. Please tell your administrator.")
GONE = _("This file was taken away meanwhile.")
MEANWHILE = _("This was changed in another window meanwhile. What stands there now is shown below; yours is in the boxes.")
KEEP_SPAN = _("Please choose a day between tomorrow and %(last)s.")


@dataclass(frozen=True)
class About:
    """What is said of files that are put in together."""

    kind: str
    note_class: str
    title: str = ""
    expires_on: date | None = None
    encounter: Encounter | None = None


def put_in(client: Client, about: About, *, data: bytes, name: str, submission: UUID, by: User) -> Document:
    """Look at the bytes, ask the scanner, keep them sealed. With a virus in it only the row is kept, which says so (`scan`).

    The same form sent twice gives the document of the first time. No transaction is open while the scanner works. Raises `Refusal`:
    those of
    `core.filetypes.check`; bad-kind, bad-class, too-long, direction-marks, far-date, other-organisation, too-many, merged, no-room.
    """
    title = demand_words(client, about, by=by)
    digest = digest_of(client.organization_id, data)
    twice = Document.objects.filter(submission=submission, digest=digest, uploaded_by=by).first()
    if twice is not None:
        return twice
    checked = check(data, most=settings.DOCUMENT_BYTES)
    scan = scanned(checked.content)
    stored = ""
    try:
        if scan != ScanState.INFECTED:
            stored = vault.keep(checked.content)
        words = sealed_words(title, clean_file_name(name))
        return _keep(client, about, checked, words=words, digest=digest, stored=stored, scan=scan, submission=submission, by=by)
    except OSError:
        raise Refusal("no-room", sentence=NO_ROOM) from None
    except IntegrityError:  # the same form at the same moment
        vault.destroy(stored)
        return Document.objects.get(submission=submission, digest=digest, uploaded_by=by)
    except BaseException:
        if stored:
            vault.destroy(stored)
        raise


def demand_words(client: Client, about: About, *, by: User) -> str:
    """What is said of the files can be meant; returns the title, cleaned. Raises `Refusal` as `put_in`."""
    if about.kind not in DocumentKind.values:
        raise Refusal("bad-kind", sentence=NO_KIND, field="kind")
    if about.note_class not in written_classes(by, client):
        raise Refusal("bad-class", sentence=NO_CLASS, field="note_class")
    if about.encounter is not None and about.encounter.client_id != client.pk:
        raise Refusal("other-organisation")
    _demand_year(about.expires_on)
    return contacts.clean_line(about.title, LONGEST_TITLE, field="title")


def scanned(content: bytes) -> str:
    """What the scanner says of the bytes; one that does not answer is asked again by the worker."""
    if not scanning.is_on():
        return ScanState.OFF
    try:
        return ScanState.CLEAN if scanning.is_clean(content) else ScanState.INFECTED
    except scanning.ScanFailed:
        return ScanState.WAITING


def clean_file_name(name: str) -> str:
    """The name as given, without folders and without what cannot be seen; shortened in its middle, so that its ending stays."""
    seen = UNSEEN.sub("", name).replace("\\", "/").rpartition("/")[2].strip()
    return seen if len(seen) <= LONGEST_FILE_NAME else f"{seen[: LONGEST_FILE_NAME - 21]}…{seen[-20:]}"


@transaction.atomic
def change_document(
    row: Document, *, kind: str, title: str, expires_on: date | None, keep_until: date, seen: datetime | None = None, by: User
) -> Document:
    """Put right what is said of a file. `seen` is when it had last been changed as the writer saw it.

    Raises `Refusal`: gone, bad-kind, too-long, direction-marks, far-date, keep-span, changed-meanwhile, merged; `PermissionDenied`.
    """
    row = _locked(row)
    client = lock_open(row.client)
    if not can_change_document(by, row):
        raise PermissionDenied
    if seen is not None and row.updated_at != seen:
        raise Refusal("changed-meanwhile", sentence=MEANWHILE)
    if kind not in DocumentKind.values:
        raise Refusal("bad-kind", sentence=NO_KIND, field="kind")
    _demand_year(expires_on)
    today, last = time.today(client.centre.time_zone), kept_at_most(row)
    if keep_until != row.keep_until and not today < keep_until <= last:
        raise Refusal("keep-span", sentence=KEEP_SPAN % {"last": f"{last:%d.%m.%Y}"}, field="keep_until")
    title = contacts.clean_line(title, LONGEST_TITLE, field="title")
    row.kind, row.expires_on, row.keep_until, row.sealed = kind, expires_on, keep_until, sealed_words(title, words_of(row)[1])
    row.save(update_fields=["kind", "expires_on", "keep_until", "sealed", "updated_at"])
    _follow(row, client)
    record("document.changed", row, by=by, organisation=row.organization_id, kind=kind)
    return row


@transaction.atomic
def remove_document(row: Document, *, reason: str, by: User) -> None:
    """Take a file away for good, with its deadline. Raises `Refusal`: gone, no-reason; `PermissionDenied`."""
    row = _locked(row)
    if not can_change_document(by, row):
        raise PermissionDenied
    if reason not in RemovalReason.values:
        raise Refusal("no-reason", sentence=_("Please say why it is taken away."), field="reason")
    record("document.removed", row, by=by, organisation=row.organization_id, kind=row.kind, reason=reason)
    follow_source(row.client, source=row.pk, kind="", on=None)
    row.delete()


def bytes_follow(instance: Document, **_: Any) -> None:
    """Receiver of Django's `post_delete`: the bytes of a row are destroyed when the deletion is sure, whoever deleted it."""
    if instance.stored:
        transaction.on_commit(lambda: vault.destroy(instance.stored))


@transaction.atomic
def _keep(
    client: Client, about: About, checked: Checked, *, words: str, digest: str, stored: str, scan: str, submission: UUID, by: User
) -> Document:
    client = lock_open(client)
    count = Document.objects.filter(client=client).count()
    if count >= MOST_A_PERSON:
        raise Refusal("too-many", sentence=TOO_MANY % {"count": count})
    row = Document.objects.create(
        organization_id=client.organization_id,
        client=client,
        encounter=about.encounter,
        kind=about.kind,
        note_class=about.note_class,
        sealed=words,
        content_type=checked.content_type,
        size=len(checked.content),
        digest=digest,
        stored=stored,
        scan=scan,
        expires_on=about.expires_on,
        keep_until=kept_until(about.kind, time.today(client.centre.time_zone)),
        uploaded_by=by,
        submission=submission,
    )
    if scan != ScanState.INFECTED:
        _follow(row, client)
    record("document.put-in", row, by=by, organisation=row.organization_id, kind=row.kind, scan=scan)
    return row


def _follow(row: Document, client: Client) -> None:
    """Its last day is a deadline of the person, which everybody who opens the file sees: so none for a confidential one, and what kind of
    paper it is only when that gives nothing away. A day that has passed already is no deadline any more, unless it was one."""
    is_open = row.note_class not in CONFIDENTIAL
    on = row.expires_on if is_open and row.expires_on and row.expires_on >= time.today(client.centre.time_zone) else None
    kind = "" if row.kind in {DocumentKind.MEDICAL, DocumentKind.LEGAL} else row.kind
    follow_source(client, source=row.pk, kind=kind, on=on)


def _demand_year(day: date | None) -> None:
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal("far-date", sentence=BAD_YEAR % {"last": LAST_YEAR}, field="expires_on")


def _locked(row: Document) -> Document:
    try:
        return lock(row)
    except Document.DoesNotExist:
        raise Refusal("gone", sentence=GONE) from None
