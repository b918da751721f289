"""What is due to be deleted: rules, from which day each period runs, and the list of people and classes whose period is over.

Upper floors say in `ready()` what they know: days of contacts (`CONTACTS`), the end of a case or a project (`TRIGGERS`), who is in a
project (`PROJECTS`). The rules: a person's period runs out when the longest of the rules that apply to them does; where the name goes,
everything goes; what `queries.keeping` keeps is not on the list.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Max

from mosty.clients.enums import BirthQuality
from mosty.clients.enums.retention import DEFAULTS, NEVER, NOTICE_DAYS, Erasure, Ground, RecordClass, Trigger
from mosty.clients.models import Client, ErasureRecord, RetentionNotice, RetentionRule
from mosty.clients.queries.holdings import ITSELF, Holding, holdings
from mosty.clients.queries.keeping import keeps_of, live_holds
from mosty.core import time

Only = Collection[UUID] | None  # these files, or all of the organisation
AT_ONCE = 500
MONTHS_18 = 18 * 12

# organisation, files → day of the last contact
CONTACTS: dict[str, Callable[[UUID, Only], Mapping[UUID, date]]] = {}
# organisation, files → from which day the period runs; None: not yet
TRIGGERS: dict[str, Callable[[UUID, Only], Mapping[UUID, date | None]]] = {}


@dataclass(frozen=True)
class Projects:
    """What an upper floor knows of projects: those of an organisation by name, and the people in one."""

    names: Callable[[UUID], Mapping[UUID, str]]
    people: Callable[[UUID], Collection[UUID]]


PROJECTS: list[Projects] = []


@dataclass(frozen=True)
class Rule:
    """How long a class is kept; `row` is empty for a proposal of ours."""

    record_class: str
    trigger: str
    months: int
    basis: str = ""
    project: UUID | None = None
    row: RetentionRule | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.row is not None and self.row.confirmed_at is not None


@dataclass(frozen=True)
class Line:
    """One person and class whose period is over on `due_on`, or will be soon; `rows` are deleted or emptied then.

    `noticed_on`: the day it was told. `is_held`: a legal hold stops it, or its processing is restricted (GDPR Art. 18).
    """

    client: UUID
    record_class: str
    due_on: date
    rows: int
    noticed_on: date | None
    is_held: bool = False

    def is_ripe(self, day: date) -> bool:
        """May it go on this day? The period is over, and it was told `NOTICE_DAYS` before."""
        told = self.noticed_on is not None and self.noticed_on <= day - timedelta(days=NOTICE_DAYS)
        return told and self.due_on <= day and not self.is_held


def rules_of(organization: UUID) -> list[Rule]:
    """A rule for every class that ever goes: the organisation's own, else our proposal; then those of single projects."""
    own, projects = {}, []
    for row in (
        RetentionRule.objects.filter(organization=organization).select_related("changed_by", "confirmed_by").order_by("project", "pk")
    ):
        rule = Rule(row.record_class, row.trigger, row.months, row.basis, row.project, row)
        if row.project is None:
            own[row.record_class] = rule
        else:
            projects.append(rule)
    proposed = {name: Rule(str(name), period.trigger, period.months) for name, period in DEFAULTS.items()}
    return [own.get(name, proposed[name]) for name in RecordClass if name not in NEVER] + projects


def lines(organization: UUID, day: date, *, within: int = 0, only: Only = None) -> list[Line]:
    """Everything whose period is over on `day`, or within so many days after it, by person and class.

    Only rules that were confirmed count. A constant number of queries for each class and 500 people.
    """
    rules = [rule for rule in rules_of(organization) if rule.is_confirmed]
    living = _living(organization, only)
    due = _due_days(organization, rules, set(living), day + timedelta(days=within), only)
    asked = _asked_for(organization, living)
    for client, until in asked.items():
        due[client][RecordClass.IDENTITY.value] = min(until, due[client].get(RecordClass.IDENTITY.value, until))
    found = [one for part in _parts(sorted(due)) for one in _judged(organization, part, due, living, asked, day)]
    return sorted(found, key=lambda line: (str(line.client), line.record_class))


def digest(found: Iterable[Line]) -> str:
    """Of a list: two that say the same have the same."""
    text = "\n".join(f"{line.client} {line.record_class} {line.due_on} {line.rows}" for line in found)
    return hashlib.sha256(text.encode()).hexdigest()


def _living(organization: UUID, only: Only) -> dict[UUID, list[UUID]]:
    """Files that stand for themselves, each with those that were put into it."""
    rows = Client.objects.filter(organization=organization, erased_at=None)
    roots = rows.filter(merged_into=None)
    living = {pk: [pk] for pk in (roots if only is None else roots.filter(pk__in=only)).order_by("pk").values_list("pk", flat=True)}
    into = dict(rows.exclude(merged_into=None).order_by("pk").values_list("pk", "merged_into_id"))
    for pk in into:
        root = pk
        while root in into:
            root = into[root]
        if root in living:
            living[root].append(pk)
    return living


def _due_days(organization: UUID, rules: list[Rule], living: set[UUID], until: date, only: Only) -> defaultdict[UUID, dict[str, date]]:
    """Person → class → first day on which the longest of the rules that apply is over, if that is `until` or earlier."""
    days = {trigger: _days(organization, trigger, only) for trigger in {rule.trigger for rule in rules} - {Trigger.ADDED}}
    members = {rule.project: set(PROJECTS[0].people(rule.project)) for rule in rules if rule.project and PROJECTS}
    longest: defaultdict[UUID, dict[str, date | None]] = defaultdict(dict)
    for rule in rules:
        since = _added(organization, rule.record_class, only) if rule.trigger == Trigger.ADDED else days[rule.trigger]
        for client in living if rule.project is None else living & members.get(rule.project, set()):
            day = since.get(client)
            over = time.months_later(day, rule.months) if day is not None else None
            known = longest[client].get(rule.record_class, over)
            longest[client][rule.record_class] = max(known, over) if known and over else None
    found: defaultdict[UUID, dict[str, date]] = defaultdict(dict)
    for client, classes in longest.items():
        ripe = {name: day for name, day in classes.items() if day is not None and day <= until}
        if ripe:
            found[client] = ripe
    return found


def _days(organization: UUID, trigger: str, only: Only) -> dict[UUID, date | None]:
    if trigger == Trigger.TURNED_18:
        born = Client.objects.filter(organization=organization, birth_quality=BirthQuality.FULL).exclude(birth_on=None)
        found = (born if only is None else born.filter(pk__in=only)).order_by("pk").values_list("pk", "birth_on")
        return {pk: time.months_later(day, MONTHS_18) for pk, day in found if day}
    if trigger in (Trigger.LAST_CONTACT, Trigger.CASE_CLOSED):
        last = _contacts(organization, only)
        if trigger == Trigger.LAST_CONTACT or Trigger.CASE_CLOSED not in TRIGGERS:
            return dict(last)
        ended = TRIGGERS[Trigger.CASE_CLOSED](organization, only)
        # whoever came again after the case was closed is not forgotten because of the case
        later = {pk: None if day is None else max(day, last.get(pk, day)) for pk, day in ended.items()}
        return {**last, **later}
    return dict(TRIGGERS[trigger](organization, only)) if trigger in TRIGGERS else {}


def _contacts(organization: UUID, only: Only) -> dict[UUID, date]:
    """Day of the last contact; without one, the day the file was opened."""
    rows = Client.objects.filter(organization=organization, erased_at=None)
    opened = (rows if only is None else rows.filter(pk__in=only)).order_by("pk").values_list("pk", "created_at")
    found = {pk: time.local(at).date() for pk, at in opened}
    for source in CONTACTS.values():
        for pk, day in source(organization, only).items():
            if pk in found:
                found[pk] = max(found[pk], day)
    return found


def _added(organization: UUID, record_class: str, only: Only) -> dict[UUID, date | None]:
    """Day on which the newest record of the class was added."""
    found: dict[UUID, date | None] = {}
    for holding in holdings([record_class]):
        names = {field.name for field in holding.kind._meta.concrete_fields}
        if holding.find is not None or holding.erasure != Erasure.DELETE or "created_at" not in names:
            continue
        for path in holding.paths:
            rows = holding.kind._default_manager.filter(holding.where(), **{f"{path}__organization": organization}).order_by()
            rows = rows if only is None else rows.filter(**{f"{path}__in": only})
            for pk, at in rows.values_list(path).annotate(newest=Max("created_at")).values_list(path, "newest"):
                day, known = time.local(at).date(), found.get(pk)
                found[pk] = max(day, known) if known else day
    return found


def _asked_for(organization: UUID, living: Mapping[UUID, list[UUID]]) -> dict[UUID, date]:
    """Who asked to be erased when something had to be kept: the first day on which the rest can go."""
    rows = ErasureRecord.objects.filter(organization=organization, ground=Ground.REQUEST, is_whole=False).exclude(remains={}).order_by("at")
    found = {}
    for client, remains in rows.values_list("client", "remains"):
        if client in living:
            found[client] = max(date.fromisoformat(day) for day in remains.values()) + timedelta(days=1)
    return found


def _judged(
    organization: UUID,
    part: list[UUID],
    due: Mapping[UUID, Mapping[str, date]],
    living: Mapping[UUID, list[UUID]],
    asked: Mapping[UUID, date],
    day: date,
) -> list[Line]:
    """Lines of some people: what has to be kept is left out, what holds is marked, what is empty is nothing."""
    files = {pk: root for root in part for pk in living.get(root, [])}
    held = {files[pk] for pk in live_holds(list(files), day).values_list("client", flat=True)}
    held |= set(Client.objects.filter(pk__in=part).exclude(restricted_on=None).order_by().values_list("pk", flat=True))
    kept: defaultdict[UUID, set[str]] = defaultdict(set)
    for keep in keeps_of(list(files), day):
        kept[files[keep.client]] |= set(map(str, keep.classes))
    told = {
        (client, name, on): noticed
        for client, name, on, noticed in RetentionNotice.objects.filter(client__in=part)
        .order_by("pk")
        .values_list("client", "record_class", "due_on", "noticed_on")
    }
    rows = {name: tally(files, name) for name in {name for root in part for name in due[root]} | {RecordClass.IDENTITY.value}}
    found = []
    for root in part:
        classes = {name: on for name, on in due[root].items() if name not in kept[root]}
        if RecordClass.IDENTITY in classes:  # then everything goes
            classes = {RecordClass.IDENTITY.value: classes[RecordClass.IDENTITY.value]}
        for name, on in classes.items():
            number = rows[name][root]
            if number:
                noticed = told.get((root, name, on))
                if root in asked and name == RecordClass.IDENTITY:
                    noticed = noticed or on - timedelta(days=NOTICE_DAYS)  # they asked for it themselves
                found.append(Line(root, name, on, number, noticed, root in held))
    return found


def tally(files: Mapping[UUID, UUID], record_class: str) -> Counter[UUID]:
    """How many rows of the class each person would lose; for `identity` of all classes. `files`: each file, and whose it is."""
    found: Counter[UUID] = Counter()
    for holding in holdings(None if record_class == RecordClass.IDENTITY else [record_class]):
        if not holding.is_counted or not holding.goes:
            continue
        for pk, number in _numbers(holding, list(files)):
            found[files[pk]] += number
    return found


def _numbers(holding: Holding, files: list[UUID]) -> list[tuple[UUID, int]]:
    if holding.tally is not None:
        return [(pk, number) for pk, number in holding.tally(files).items() if pk in files]
    if holding.find is not None:
        return [(pk, holding.rows([pk]).filter(holding.full()).count()) for pk in files]
    found: list[tuple[UUID, int]] = []
    for path in holding.paths:
        rows = holding.kind._default_manager.filter(holding.full(), holding.where(), **{f"{path}__in": files}).order_by()
        if path == ITSELF:
            found += [(pk, 1) for pk in rows.values_list("pk", flat=True)]
        else:
            found += [(pk, number) for pk, number in rows.values_list(path).annotate(number=Count("pk")).values_list(path, "number")]
    return found


def _parts(people: list[UUID]) -> Iterable[list[UUID]]:
    for start in range(0, len(people), AT_ONCE):
        yield people[start : start + AT_ONCE]
