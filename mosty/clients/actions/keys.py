"""What the matching knows of a file: the person as it compares them, and the keys under which the file is found."""

from __future__ import annotations

from collections.abc import Iterable

from mosty.clients.matching import keys as keys_of
from mosty.clients.models import Client, ClientKey
from mosty.clients.queries.persons import person_of
from mosty.core.locks import lock


def renew_keys(client: Client) -> None:
    """Bring the file's keys in step with its names, birth date, phone and documents. A file that went into another has none."""
    wanted = set() if client.merged_into_id else set(keys_of(person_of(client)))
    known = dict(ClientKey.objects.filter(client=client).order_by("pk").values_list("key", "pk"))
    gone = [pk for key, pk in known.items() if key not in wanted]
    if gone:
        ClientKey.objects.filter(pk__in=gone).delete()
    ClientKey.objects.bulk_create(
        [ClientKey(organization_id=client.organization_id, client=client, key=key) for key in sorted(wanted - set(known))]
    )


def renew_all(clients: Iterable[Client]) -> int:
    """The same for many, after an update of the matching; how many."""
    count = 0
    for client in clients:
        renew_keys(lock(client))
        count += 1
    return count
