"""Facts as readers see them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count, Prefetch

from mosty.core import time
from mosty.core.models import AuditEntry
from mosty.core.texts import Told, told
from mosty.guide.enums import FactKind, FactStatus
from mosty.guide.models import ArticlePage, Fact, FactValue
from mosty.guide.queries import formats
from mosty.guide.queries.checks import owners_of
from mosty.search.texts.folding import fold


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


@dataclass(frozen=True)
class Kept:
    """A fact in its editors' list. `now` is the value that is valid today, in words of the language; empty when there is none."""

    fact: Fact
    name: Told
    now: str
    later: str
    later_on: date | None
    is_unverified: bool
    is_old: bool
    checked_on: date | None
    next_check_on: date | None
    owner: Any
    pages: int


def kept(language: str, *, kind: str = "", only: str = "", user: Any = None, words: str = "") -> list[Kept]:
    """Facts for their editors, by key; those past their review first, the longest first. `only`: "overdue", "unverified", "mine" (of
    `user`), "nobodys", "unused". Six queries whatever their number."""
    rows = Fact.objects.select_related("keeper").annotate(pages=Count("uses")).order_by("key")
    if kind:
        rows = rows.filter(kind=kind)
    values = FactValue.objects.filter(replaced_at=None).order_by("valid_from", "created_at")
    found = list(rows.prefetch_related(Prefetch("values", values)))
    owners = owners_of(found)
    people = {
        one.pk: one for one in get_user_model()._default_manager.filter(pk__in={key for key in owners.values() if key}).order_by("pk")
    }
    day = time.today()
    listed = [_kept(fact, language, day, people.get(owners[fact.pk])) for fact in found]
    wanted = fold(words.strip())
    tests = {
        "overdue": lambda one: one.is_old,
        "unverified": lambda one: one.is_unverified,
        "mine": lambda one: user is not None and one.owner == user,
        "nobodys": lambda one: one.owner is None,
        "unused": lambda one: not one.pages,
    }
    listed = [one for one in listed if only not in tests or tests[only](one)]
    if wanted:
        listed = [one for one in listed if wanted in fold(f"{one.fact.key} {' '.join(one.fact.names.values())}")]
    return sorted(listed, key=lambda one: (not one.is_old, one.next_check_on or date.max if one.is_old else date.max, one.fact.key))


def _kept(fact: Fact, language: str, day: date, owner: Any) -> Kept:
    row = value_on(fact, day)
    coming = min((one for one in fact.values.all() if one.valid_from and one.valid_from > day), key=_beginning, default=None)
    due_on = time.months_later(row.checked_on, fact.review_months) if row else None
    return Kept(
        fact=fact,
        name=told(fact.names, language),
        now=formats.words(fact.kind, row.value, language, fact.currency) if row else "",
        later=formats.words(fact.kind, coming.value, language, fact.currency) if coming else "",
        later_on=coming.valid_from if coming else None,
        is_unverified=bool(row and row.status == FactStatus.UNVERIFIED),
        is_old=due_on is not None and due_on < day,
        checked_on=row.checked_on if row else None,
        next_check_on=due_on,
        owner=owner,
        pages=getattr(fact, "pages", 0),
    )


def one_kept(fact: Fact, language: str) -> Kept:
    """The same for one fact. Four queries."""
    owner = get_user_model()._default_manager.filter(pk=owners_of([fact])[fact.pk]).first()
    return _kept(fact, language, time.today(), owner)


@dataclass(frozen=True)
class Past:
    """A row of a fact's history in words."""

    row: FactValue
    text: str
    state: str  # now, later, ended, replaced


def history(fact: Fact, language: str) -> list[Past]:
    """Every value it has, had or will have, what was replaced too; the newest beginning first. One query."""
    day = time.today()
    rows = list(fact.values.select_related("checked_by").order_by("-valid_from", "-created_at"))
    rows.sort(key=lambda row: (row.valid_from or date.min, row.created_at), reverse=True)
    return [Past(row, formats.words(fact.kind, row.value, language, fact.currency), _state(row, day)) for row in rows]


def _state(row: FactValue, day: date) -> str:
    if row.replaced_at is not None:
        return "replaced"
    if row.valid_from and row.valid_from > day:
        return "later"
    return "ended" if row.valid_to and row.valid_to < day else "now"


def trace(fact: Fact, most: int = 30) -> list[AuditEntry]:
    """Who changed or checked the fact, the newest first. One query."""
    rows = AuditEntry.objects.filter(subject_type=fact._meta.label_lower, subject_id=str(fact.pk)).select_related("actor")
    return list(rows.order_by("-at", "-pk")[:most])


def pages_of(fact: Fact) -> list[ArticlePage]:
    """Published pages that show the fact, by address and language. One query."""
    rows = ArticlePage.objects.filter(fact_uses__fact=fact).select_related("locale").defer("body")
    return list(rows.order_by("slug", "locale__language_code"))


def readings(kind: str, value: str, currency: str = "PLN") -> list[tuple[str, str]]:
    """How a value reads in every language of the portal: code and words."""
    return [(code, formats.words(kind, value, code, currency)) for code, _name in settings.LANGUAGES]
