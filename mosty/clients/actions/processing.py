"""The record of processing activities of an organisation (GDPR Art. 30): lines begun from ready-made ones, written in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.access.rights import manages
from mosty.clients.enums.rights import LONGEST_LINE, LONGEST_WORDS
from mosty.clients.models import Activity
from mosty.clients.queries.processing import ready_made
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.directory.models import Organization

TEXTS = ("name", "purpose", "basis", "people", "records", "recipients", "transfers", "retention", "measures", "partners")
MOST_LINES = 200


@transaction.atomic
def begin_record(organization: Organization, *, by: User) -> int:
    """Put the ready-made lines that are not there yet into the record, to be read and corrected. Returns how many came."""
    if not manages(by, organization.pk):
        raise PermissionDenied
    organization = lock(organization)
    known = set(Activity.objects.filter(organization=organization).exclude(key="").order_by().values_list("key", flat=True))
    lines = [
        Activity(organization=organization, position=position, saved_by=by, **line)
        for position, line in enumerate(ready_made(), start=1)
        if line["key"] not in known
    ]
    for line in lines:
        line.save(force_insert=True)
        record("activity.begun", line, by=by, organisation=organization.pk, key=line.key)
    return len(lines)


@transaction.atomic
def save_activity(
    row: Activity | None,
    *,
    organization: Organization,
    texts: Mapping[str, str],
    is_checked: bool = False,
    is_ended: bool = False,
    by: User,
) -> Activity:
    """Write a line, or put one right. An ended one stays in the record with its day.

    Raises `Refusal`: no-words (no name, no purpose), too-long, direction-marks, too-many; `PermissionDenied`.
    """
    if not manages(by, organization.pk):
        raise PermissionDenied
    if row is None:
        if Activity.objects.filter(organization=organization).count() >= MOST_LINES:
            raise Refusal("too-many", sentence=_("The record has very many lines already. Please put some together."))
        last = Activity.objects.filter(organization=organization).order_by("-position").values_list("position", flat=True).first()
        row = Activity(organization=organization, position=(last or 0) + 1)
        verb = "activity.added"
    else:
        row, verb = lock(row), "activity.changed"
    for name in TEXTS:
        most = LONGEST_LINE if name == "name" else LONGEST_WORDS
        setattr(row, name, contacts.clean_line(texts.get(name, ""), most, field=name, keep_breaks=name != "name"))
    for name in ("name", "purpose"):
        if not getattr(row, name):
            raise Refusal("no-words", sentence=_("Please fill this in."), field=name)
    row.is_checked, row.saved_by = is_checked, by
    row.ended_on = (row.ended_on or time.today()) if is_ended else None
    row.save()
    record(verb, row, by=by, organisation=organization.pk)
    return row
