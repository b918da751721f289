"""What stands on a list of what is to be deleted, for its screens."""

from __future__ import annotations

from django.db.models import Count, Sum

from mosty.clients.enums.retention import EntryState, RecordClass
from mosty.clients.models import Client, RetentionEntry, RetentionRun

MOST_PEOPLE = 500  # shown one by one


def entries_by_class(run: RetentionRun) -> list[tuple[str, int, int]]:
    """(class, people, rows), in the order of classes. One query."""
    rows = RetentionEntry.objects.filter(run=run).order_by().values_list("record_class")
    found = {name: (people, number) for name, people, number in rows.annotate(people=Count("pk"), number=Sum("rows"))}
    return [(str(name), *found[name]) for name in RecordClass.values if name in found]


def progress(run: RetentionRun) -> list[tuple[str, int]]:
    """(state, entries): how far it is carried out. One query."""
    found = dict(RetentionEntry.objects.filter(run=run).order_by().values_list("state").annotate(count=Count("pk")))
    return [(str(state), found[state]) for state in EntryState.values if state in found]


def unread_people(run: RetentionRun) -> list[tuple[Client, list[str]]]:
    """People of the list whose file still is one, the first `MOST_PEOPLE`, with the classes. Two queries; the caller notes the look."""
    classes: dict[object, list[str]] = {}
    for client, name in RetentionEntry.objects.filter(run=run).order_by("client", "record_class").values_list("client", "record_class"):
        classes.setdefault(client, []).append(name)
    rows = Client.objects.filter(pk__in=list(classes), erased_at=None).select_related("organization", "centre")
    return [(client, classes[client.pk]) for client in rows.order_by("birth_year", "pk")[:MOST_PEOPLE]]
