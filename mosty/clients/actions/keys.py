"""What the matching knows of a file: the person as it compares them, and the keys under which the file is found."""

from __future__ import annotations

from collections.abc import Sequence

from mosty.clients.enums import NameKind
from mosty.clients.models import Client, ClientKey, ClientName
from mosty.clients.queries.keys import index_keys
from mosty.clients.queries.persons import person_of, persons_of

AT_ONCE = 500


def renew_keys(client: Client) -> None:
    """Bring the file's keys in step with its names, birth date, phone and documents. A file that went into another has none."""
    wanted: set[int] = set()
    if not client.merged_into_id and not client.erased_at:
        person = person_of(client)
        wanted = index_keys(client.organization_id, person, [client.name, *(row.text for row in client.names.all())])
    known = set(ClientKey.objects.filter(client=client).order_by().values_list("key", flat=True))
    ClientKey.objects.filter(client=client, key__in=known - wanted).delete()
    ClientKey.objects.bulk_create([ClientKey(client=client, key=key) for key in sorted(wanted - known)])


def fill() -> int:
    """Give keys to files that have none: those of a time before the index, and those written in bulk. How many. By the worker."""
    bare = (
        Client.objects.filter(merged_into=None, erased_at=None)
        .exclude(pk__in=ClientKey.objects.order_by().values("client"))
        .order_by("pk")[:AT_ONCE]
    )
    rows = list(bare)
    names = [
        ClientName(organization_id=row.organization_id, client=row, kind=NameKind.SPOKEN, text=row.name, is_main=True)
        for row in rows
        if not row.names.exists()
    ]
    ClientName.objects.bulk_create(names)
    keys = keys_of(rows)
    ClientKey.objects.bulk_create(keys, batch_size=500, ignore_conflicts=True)
    return len(rows)


def keys_of(clients: Sequence[Client]) -> list[ClientKey]:
    """The keys of many files, unsaved. Two queries, whatever their number."""
    return [
        ClientKey(client=row, key=key)
        for row, person in zip(clients, persons_of(clients), strict=True)
        for key in sorted(index_keys(row.organization_id, person, [row.name, *(name.text for name in row.names.all())]))
    ]
