"""The index follows its owners. They say what changed, in the same transaction; the worker makes the entries anew afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.db.models import F

from mosty.core.connections import count_rows
from mosty.search.actions.entries import keep_only, put, tidy
from mosty.search.enums import Kind, NewEntry
from mosty.search.models import Renewal
from mosty.search.queries.synonyms import with_synonyms

Source = Callable[[str], Iterable[NewEntry]]
SOURCES: dict[Kind, Source] = {}
MOST_AT_ONCE = 50
MANY = 100  # changed entries


def register(kind: Kind, source: Source) -> None:
    """`source(key)` gives the entries of the thing with that key as it is now (none: it is gone), `source("")` those of the whole
    kind. An app registers its own in `AppConfig.ready()`."""
    if SOURCES.get(kind, source) != source:
        raise ValueError(f"two sources of {kind}")
    SOURCES[kind] = source


def ask_renewal(kind: Kind, key: str = "") -> None:
    """The thing (without a key: all of the kind) has changed. Saving stays quick: this writes one row, if it is not there yet."""
    row, is_new = Renewal.objects.get_or_create(kind=kind, key=key[:120])
    if not is_new:
        Renewal.objects.filter(pk=row.pk).update(turn=F("turn") + 1)


def renew_due() -> int:
    """Make anew what has changed; says how many entries are other ones now. Run again or by two workers at once it does no harm; what
    fails is there the next time."""
    count = 0
    for row in Renewal.objects.order_by("pk")[:MOST_AT_ONCE]:
        with transaction.atomic():
            count += renew(Kind(row.kind), row.key)
            Renewal.objects.filter(pk=row.pk, turn=row.turn).delete()
    return count


@transaction.atomic
def renew(kind: Kind, key: str = "") -> int:
    """Make one thing (without a key: the whole kind) anew now; says how many entries were put or dropped. A kind that nobody
    registered has no entries."""
    names: set[tuple[str, str]] = set()
    source = SOURCES.get(kind)
    changed = put(_noted(with_synonyms(kind, key, source(key) if source else []), names))
    return changed + keep_only(kind, names, key=key)


def _noted(entries: Iterable[NewEntry], names: set[tuple[str, str]]) -> Iterator[NewEntry]:
    for entry in entries:
        names.add((entry.key, entry.language))
        yield entry


def renew_all() -> int:
    """Everything that anybody registered; says how many entries were put or dropped. Unchanged ones cost no write."""
    count = sum(renew(kind) for kind in sorted(SOURCES))
    tidy()
    if count >= MANY:
        count_rows()
    return count
