"""Counting: one measure by one or two dimensions, for some centres, from a day to a day.

Days are the centre's own (`on`), so the evening of the 31st belongs to the month in which it was lived. Every count is one
query, whatever the number of rows. What each measure means to readers stands in `definitions.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf, Substr

from mosty.appointments.enums import AppointmentState
from mosty.appointments.models import Appointment
from mosty.casework.models import Encounter, Visit
from mosty.clients.models import Client
from mosty.directory.enums import Topic
from mosty.directory.models import Centre
from mosty.programme.enums import Dimension, Measure

D, M = Dimension, Measure
NOT_BOOKED = (AppointmentState.HELD, AppointmentState.EXPIRED, AppointmentState.MOVED)
PERSONS_OWN = {D.LANGUAGE: "language", D.CITIZENSHIP: "citizenship"}  # a person has one of each
NONE = ""  # not asked, not noted

# A booked time has a service, not yet a topic; whose it is often turns out later.
DIMENSIONS: dict[Measure, tuple[Dimension, ...]] = {
    M.CONTACTS: (D.CENTRE, D.MONTH, D.SERVICE, D.TOPIC, D.LANGUAGE, D.CITIZENSHIP),
    M.ANONYMOUS: (D.CENTRE, D.MONTH, D.TOPIC, D.LANGUAGE, D.CITIZENSHIP),
    M.ENCOUNTERS: (D.CENTRE, D.MONTH, D.SERVICE, D.TOPIC, D.LANGUAGE, D.CITIZENSHIP),
    M.APPOINTMENTS: (D.CENTRE, D.MONTH, D.SERVICE, D.LANGUAGE),
    M.PEOPLE: (D.CENTRE, D.MONTH, D.SERVICE, D.TOPIC, D.LANGUAGE, D.CITIZENSHIP),
}


@dataclass(frozen=True)
class Span:
    """What is looked at: centres, and whole days of theirs, first and last included."""

    centres: tuple[Centre, ...]
    first_on: date
    last_on: date

    @property
    def months(self) -> tuple[str, ...]:
        """Every month touched, as `2026-03`."""
        count = (self.last_on.year - self.first_on.year) * 12 + self.last_on.month - self.first_on.month + 1
        start = self.first_on.year * 12 + self.first_on.month - 1
        return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, start + count))

    def rows(self, model: type) -> QuerySet:
        """The rows of the model in this span, without an order (they are only counted)."""
        ids = [centre.pk for centre in self.centres]
        return model.objects.filter(centre__in=ids, on__range=(self.first_on, self.last_on)).order_by()  # type: ignore[attr-defined]


def adds_up(measure: Measure, by: Dimension) -> bool:
    """Do the rows sum to the total? Not where one thing stands in several rows."""
    if measure == M.PEOPLE:
        return by in PERSONS_OWN  # but a person may come to two centres, in two months
    if measure == M.APPOINTMENTS:
        return True
    return by not in (D.TOPIC, D.SERVICE)


def count(span: Span, measure: Measure, by: Sequence[Dimension] = ()) -> dict[tuple[str, ...], int]:
    """The measure by no, one or two dimensions: from keys (slug, `2026-03`, code, or "" for not asked) to a number.

    Raises `ValueError` for a dimension that the measure does not have.
    """
    if not set(by) <= set(DIMENSIONS[measure]):
        raise ValueError(f"{measure} has no {by}")
    if D.TOPIC in by and len(by) > 1:
        raise ValueError("a topic stands alone")
    found = _count_people(span, by) if measure == M.PEOPLE else _count_rows(span, measure, by)
    slugs = {centre.pk: centre.slug for centre in span.centres}
    counted: Counter[tuple[str, ...]] = Counter()
    for keys, number in found:
        plain = tuple(_plain(key, dimension, slugs) for key, dimension in zip(keys, by, strict=True))
        counted[plain] += number
    return dict(counted)


def companions(span: Span) -> int:
    """How many people stood at the counter in all contacts, party sizes added: not different people."""
    return span.rows(Visit).aggregate(n=Sum("party_size"))["n"] or 0


def _plain(key: object, dimension: Dimension, slugs: dict[UUID, str]) -> str:
    if dimension == D.CENTRE:
        return slugs[key if isinstance(key, UUID) else UUID(str(key))]
    return str(key or NONE)


def _month() -> Substr:
    # cut out of the text, not truncated: SQLite would call Python for every row
    return Substr(Cast("on", TextField()), 1, 7)


def _known(own: str, file: str) -> Coalesce:
    """What was noted at the time, else what the person's file says."""
    return Coalesce(NullIf(F(own), Value("")), F(file), Value(""))


def _keys(measure: Measure) -> dict[Dimension, Any]:
    shared: dict[Dimension, Any] = {D.CENTRE: F("centre_id"), D.MONTH: _month()}
    if measure == M.APPOINTMENTS:
        return shared | {D.SERVICE: F("service__slug"), D.LANGUAGE: F("language")}
    if measure == M.ENCOUNTERS:
        return shared | {
            D.SERVICE: F("deliveries__service__slug"),
            D.TOPIC: F("visit__topics"),
            D.LANGUAGE: F("language"),
            D.CITIZENSHIP: _known("visit__citizenship", "client__citizenship"),
        }
    return shared | {
        D.SERVICE: F("encounters__deliveries__service__slug"),
        D.TOPIC: F("topics"),
        D.LANGUAGE: F("language"),
        D.CITIZENSHIP: _known("citizenship", "client__citizenship"),
    }


def _base(span: Span, measure: Measure) -> QuerySet:
    if measure == M.APPOINTMENTS:
        return span.rows(Appointment).exclude(state__in=NOT_BOOKED)
    if measure == M.ENCOUNTERS:
        return span.rows(Encounter)
    visits = span.rows(Visit)
    return visits.filter(client=None) if measure == M.ANONYMOUS else visits


def _count_rows(span: Span, measure: Measure, by: Sequence[Dimension]) -> Iterable[tuple[tuple[object, ...], int]]:
    rows = _base(span, measure)
    if not by:
        return [((), rows.count())]
    expressions = _keys(measure)
    names = {f"key{i}": expressions[dimension] for i, dimension in enumerate(by)}
    # a contact with two services joins twice, and with the same service in two conversations must count once
    counted = rows.values(**names).annotate(n=Count("pk", distinct=D.SERVICE in by)).order_by(*names)
    found = counted.values_list(*names, "n")
    if D.TOPIC in by:
        return [((topic,), n) for topics, n in found for topic in topics or [NONE]]
    return [(tuple(keys), n) for *keys, n in found]


def _count_people(span: Span, by: Sequence[Dimension]) -> Iterable[tuple[tuple[object, ...], int]]:
    """Each person with a visit or a conversation once in every cell: UNION leaves one row a person and cell, SQL counts them."""
    own = [PERSONS_OWN[dimension] for dimension in by if dimension in PERSONS_OWN]
    if len(own) == len(by):
        present = Q(pk__in=span.rows(Visit).values("client")) | Q(pk__in=span.rows(Encounter).values("client"))
        people = Client.objects.filter(present)
        if not own:
            return [((), people.count())]
        found = people.values(*own).annotate(n=Count("pk")).order_by(*own).values_list(*own, "n")
        return [(tuple(keys), number) for *keys, number in found]
    parts = []
    for model, keys in ((Visit, _keys(M.CONTACTS)), (Encounter, _keys(M.ENCOUNTERS))):
        names = {f"key{i}": keys[dimension] for i, dimension in enumerate(by)}
        rows = span.rows(model).filter(client__isnull=False)
        parts.append(rows.annotate(**names, person=F("client_id")).values_list(*names, "person"))
    sql, params = parts[0].union(parts[1]).query.get_compiler(connection=connection).as_sql()
    columns = [f"key{i}" for i in range(len(by))]
    if D.TOPIC in by:
        codes = [NONE, *Topic.values]
        # an empty list of topics is an empty text; a code stands between spaces
        counted = ", ".join("COUNT(DISTINCT CASE WHEN key0 LIKE %s THEN person END)" for _ in codes)
        patterns = [f"% {code} %" if code else "" for code in codes]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {counted} FROM ({sql}) AS people", [*patterns, *params])  # noqa: S608 - our own SQL
            found = cursor.fetchone()
        return [((code,), number) for code, number in zip(codes, found, strict=True) if number]
    keys_said = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {keys_said}, COUNT(*) FROM ({sql}) AS people GROUP BY {keys_said}", params)  # noqa: S608 - our own SQL
        return [(tuple(keys), number) for *keys, number in cursor.fetchall()]
