"""What the worker does to files and scans: destroys what has outlived its day, asks the scanner again, sweeps what belongs to nobody."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction

from mosty.casework.actions.documents import scanned
from mosty.casework.enums.documents import ScanState
from mosty.casework.models import Document
from mosty.clients.actions.stay import follow_source, let_stand
from mosty.core import crypt, scanning, time, vault
from mosty.core.audit.record import record

logger = logging.getLogger("mosty.documents")

BATCH = 200
GRACE_SECONDS = 24 * 60 * 60  # a file is written before its row is committed; and a copy of the database may be brought back meanwhile
STRANGE = 50  # so many files without a row, and more than half of all: it is the wrong database or the wrong folder


def destroy_outlived() -> int:
    """Destroy the files whose day has come, by Poland's calendar. A deadline that one of them fed stays as a day of its own."""
    count = 0
    for pk in list(Document.objects.filter(keep_until__lte=time.today()).order_by("keep_until", "pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = Document.objects.select_for_update(of=("self",)).filter(pk=pk, keep_until__lte=time.today()).first()
            if row is None:
                continue
            record("document.outlived", row, by=None, organisation=row.organization_id, kind=row.kind)
            let_stand(row.pk)
            row.delete()
            count += 1
    return count


def scan_waiting() -> int:
    """Ask the scanner about files that wait for it, and about those that came before there was one. Stops when it does not answer."""
    if not scanning.is_on():
        return 0
    count = 0
    rows = Document.objects.filter(scan__in=[ScanState.WAITING, ScanState.OFF]).order_by("-scan", "created_at", "pk")
    for row in list(rows[:BATCH]):
        try:
            found = scanned(vault.fetch(row.stored))
        except (vault.Gone, crypt.Unreadable, OSError):
            continue  # deleted meanwhile; or lost, which its page says
        if found == ScanState.WAITING:
            break
        count += _say(row, found)
    return count


def sweep_files() -> int:
    """Destroy files that no row names, once they are a day old."""
    kept = set(Document.objects.exclude(stored="").order_by().values_list("stored", flat=True))
    files = list(vault.stored())
    strays = [name for name, age in files if age > GRACE_SECONDS and name not in kept]
    if len(strays) > STRANGE and len(strays) * 2 > len(files):
        logger.error(
            "%s of %s sealed files have no row: do this database and this folder belong together? Nothing is swept.",
            len(strays),
            len(files),
        )
        return 0
    return sum(vault.destroy(name) for name in strays)


def file_names() -> list[str]:
    """Names of all files that a row names, for a change of keys."""
    return list(Document.objects.exclude(stored="").order_by("pk").values_list("stored", flat=True))


@transaction.atomic
def _say(row: Document, found: str) -> int:
    """Write down what the scanner said; a virus is destroyed at once, and its deadline goes: nobody has seen what is in it."""
    was = row.stored
    changes = {"scan": found, "updated_at": time.now()} | ({"stored": ""} if found == ScanState.INFECTED else {})
    if not Document.objects.filter(pk=row.pk, stored=was).update(**changes):
        return 0
    if found == ScanState.INFECTED:
        follow_source(row.client, source=row.pk, kind="", on=None)
        transaction.on_commit(partial(vault.destroy, was))
    record("document.scanned", row, by=None, organisation=row.organization_id, scan=found)
    return 1
