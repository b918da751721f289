"""Facts as readers see them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from mosty.core import time
from mosty.core.texts import Told, told
from mosty.guide.enums import FactKind, FactStatus
from mosty.guide.models import Fact, FactValue
from mosty.guide.queries import formats


@dataclass(frozen=True)
class ShownFact:
    """One fact on one day in one language. `text` is empty when nothing certain is known for that day."""

    key: str
    kind: str
    name: Told
    text: str
    value: str
    href: str
    source: str
    source_address: str
    source_on: date | None
    checked_on: date | None
    next_check_on: date | None
    is_old: bool
    changes_on: date | None
    later: str = ""
    later_on: date | None = None

    @property
    def is_left_to_right(self) -> bool:
        """Numbers and money keep their order inside Arabic text."""
        return self.kind in {FactKind.PHONE, FactKind.MONEY, FactKind.URL, FactKind.PERCENT}


def shown(keys: Iterable[str], language: str, *, on: date | None = None) -> dict[str, ShownFact]:
    """The facts by their keys; unknown ones are left out. Two queries, none for no keys."""
    keys = set(keys)
    if not keys:
        return {}
    day = on or time.today()
    rows = Fact.objects.filter(key__in=keys).order_by("key")
    values = FactValue.objects.filter(replaced_at=None, status=FactStatus.CONFIRMED).order_by("valid_from", "created_at")
    return {fact.key: _shown(fact, language, day) for fact in rows.prefetch_related(Prefetch("values", values))}


def value_on(fact: Fact, day: date) -> FactValue | None:
    """The row that is valid on the day; of several the one that began last."""
    valid = [row for row in fact.values.all() if (row.valid_from or day) <= day <= (row.valid_to or day)]
    return max(valid, key=lambda row: (row.valid_from or date.min, row.created_at), default=None)


def _shown(fact: Fact, language: str, day: date) -> ShownFact:
    row = value_on(fact, day)
    coming = min((one for one in fact.values.all() if one.valid_from and one.valid_from > day), key=_beginning, default=None)
    ends = [one.valid_from for one in (coming,) if one and one.valid_from]
    if row and row.valid_to:
        ends.append(row.valid_to + timedelta(days=1))
    due = time.months_later(row.checked_on, fact.review_months) if row else None
    return ShownFact(
        key=fact.key,
        kind=fact.kind,
        name=told(fact.names, language),
        text=formats.words(fact.kind, row.value, language, fact.currency) if row else "",
        value=row.value if row else "",
        href=_href(fact, row),
        source=row.source if row else "",
        source_address=row.source_address if row else "",
        source_on=row.source_on if row else None,
        checked_on=row.checked_on if row else None,
        next_check_on=due,
        is_old=due is not None and due < day,
        changes_on=min([*ends, *([due + timedelta(days=1)] if due and due >= day else [])], default=None),
        later=formats.words(fact.kind, coming.value, language, fact.currency) if coming else "",
        later_on=coming.valid_from if coming else None,
    )


def _beginning(row: FactValue) -> date:
    return row.valid_from or date.min


def _href(fact: Fact, row: FactValue | None) -> str:
    if row is None:
        return ""
    if fact.kind == FactKind.PHONE:
        return f"tel:+48{row.value}" if row.value.isdigit() and len(row.value) == 9 and row.value[0] != "8" else f"tel:{row.value}"
    return row.value if fact.kind == FactKind.URL and row.value.startswith("https://") else ""


def due(*, on: date | None = None) -> list[Fact]:
    """Facts past their review on the day, the longest first. Two queries."""
    day = on or time.today()
    values = FactValue.objects.filter(replaced_at=None).order_by("valid_from", "created_at")
    late = []
    for fact in Fact.objects.order_by("key").prefetch_related(Prefetch("values", values)):
        row = value_on(fact, day)
        if row and time.months_later(row.checked_on, fact.review_months) < day:
            late.append((row.checked_on, fact.key, fact))
    return [fact for _checked, _key, fact in sorted(late, key=lambda one: one[:2])]
