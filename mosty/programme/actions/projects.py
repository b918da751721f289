"""A project written down and changed; its checklist, version by version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.enums import Right
from mosty.core import contacts
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal, require
from mosty.core.locks import lock
from mosty.directory import access as places
from mosty.directory.models import Centre, Organization, Service
from mosty.programme.access.projects import can_change, centres_to_choose
from mosty.programme.actions.attributing import attribute_project
from mosty.programme.enums import projects as words
from mosty.programme.enums.projects import Check, Objective, QuestionKind, Strictness
from mosty.programme.enums.questions import LANGUAGES, Question, Questions, first_checklist
from mosty.programme.models import Checklist, Participation, Project
from mosty.programme.queries.checklists import newest, questions_of
from mosty.programme.queries.eligibility import whole_day

if TYPE_CHECKING:
    from mosty.accounts.models import User

PREFIX = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
LONGEST_PREFIX = 12
KEY = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True)
class Terms:
    """What is written down about a project."""

    name: str
    prefix: str
    first_on: date
    last_on: date
    centres: Sequence[Centre]
    services: Sequence[Service] = ()
    agreement: str = ""
    measure: str = ""
    objective: str = ""
    area: str = ""
    support: str = ""
    keep_until: date | None = None
    columns: tuple[str, ...] = field(
        default=("name", "prefix", "agreement", "measure", "objective", "area", "support", "first_on", "last_on", "keep_until"), repr=False
    )


@transaction.atomic
def begin_project(terms: Terms, *, organization: Organization, by: User | None) -> Project:
    """Write down a project of the organisation, with the checklist that every one begins with. `by=None` is the demo loader.

    Raises `PermissionDenied`, or `Refusal`: no-name, too-long, bad-prefix, prefix-taken, bad-period, bad-year, too-long-period,
    bad-keep-until, bad-objective, no-centre, other-organisation.
    """
    values = _clean(terms)
    _demand_places(by, organization, terms.centres)
    try:
        with transaction.atomic():
            project = Project.objects.create(organization=organization, **values)
    except IntegrityError:
        raise Refusal("prefix-taken", sentence=PREFIX_TAKEN, field="prefix") from None
    project.centres.set(terms.centres)
    project.services.set(terms.services)
    Checklist.objects.create(project=project, version=1, content=first_checklist().as_data(), made_by=by)
    record("project.begun", project, by=by, organisation=organization.pk)
    return project


@transaction.atomic
def change_project(project: Project, terms: Terms, *, by: User) -> Project:
    """Put a project right. Services that were given get their project anew where nobody chose it by hand.

    Raises as `begin_project`; also people-outside (somebody entered outside the new period) and people-there (somebody of a centre that is
    taken away still takes part).
    """
    project = lock(project)
    if not can_change(by, project):
        raise PermissionDenied
    values = _clean(terms)
    had = set(project.centres.order_by("pk").values_list("pk", flat=True))
    _demand_places(by, project.organization, [centre for centre in terms.centres if centre.pk not in had])
    inside = Participation.objects.filter(project=project)
    for column, bad in (
        ("first_on", inside.filter(entry_on__lt=values["first_on"])),
        ("last_on", inside.filter(entry_on__gt=values["last_on"])),
    ):
        if bad.exists():
            sentence = _("Somebody entered the project outside this period. Please keep the day, or put the entries right first.")
            raise Refusal("people-outside", sentence=sentence, field=column)
    kept = {centre.pk for centre in terms.centres}
    if inside.filter(exit_on=None, client__centre__in=had - kept).exists():
        sentence = _("People of a centre that you take away still take part. Please end their participation first.")
        raise Refusal("people-there", sentence=sentence, field="centres")
    changed = sorted(name for name, value in values.items() if getattr(project, name) != value)
    for name in changed:
        setattr(project, name, values[name])
    try:
        with transaction.atomic():
            project.save(update_fields=[*changed, "updated_at"])
    except IntegrityError:
        raise Refusal("prefix-taken", sentence=PREFIX_TAKEN, field="prefix") from None
    counted = set(project.services.order_by("pk").values_list("pk", flat=True))
    if kept != had:
        project.centres.set(terms.centres)
        changed.append("centres")
    if counted != {service.pk for service in terms.services}:
        project.services.set(terms.services)
        changed.append("services")
        attribute_project(project)
    if changed:
        record("project.changed", project, by=by, organisation=project.organization_id, fields=changed)
    return project


@transaction.atomic
def save_checklist(project: Project, questions: Questions, *, base: int, by: User) -> Checklist:
    """Keep the checklist as a new version; who was judged by an earlier one keeps it. The same again makes no new version.

    `base`: the version that the writer began with. Raises `PermissionDenied`, or `Refusal`: changed-meanwhile (a newer version came),
    no-text, too-long, bad-answer, key-twice, too-many.
    """
    project = lock(project)
    if not can_change(by, project):
        raise PermissionDenied
    last = newest(project)
    version = last.version if last else 0
    cleaned = _clean_questions(questions)
    if last is not None and questions_of(last) == cleaned:
        return last
    if version != base:
        sentence = _("Somebody else changed the checklist meanwhile. What you typed is kept; please look at the newest version first.")
        raise Refusal("changed-meanwhile", sentence=sentence)
    row = Checklist.objects.create(project=project, version=version + 1, content=cleaned.as_data(), made_by=by)
    record("project.checklist-changed", project, by=by, organisation=project.organization_id, version=row.version)
    return row


PREFIX_TAKEN = _("Another project of the organisation has this beginning of numbers. Please choose a different one.")


def _clean(terms: Terms) -> dict[str, Any]:
    limits = {
        "name": words.LONGEST_NAME,
        "agreement": words.LONGEST_CODE,
        "measure": words.LONGEST_CODE,
        "area": words.LONGEST_AREA,
        "support": words.LONGEST_SUPPORT,
    }
    lines = {
        name: contacts.clean_line(getattr(terms, name), limit, field=name, keep_breaks=name == "support") for name, limit in limits.items()
    }
    if not lines["name"]:
        raise Refusal("no-name", sentence=_("Please give the project a name."), field="name")
    prefix = contacts.clean_line(terms.prefix, LONGEST_PREFIX, field="prefix").upper()
    if not PREFIX.fullmatch(prefix):
        sentence = _("Please write 1 to 12 Latin letters and digits, for instance WLKP.")
        raise Refusal("bad-prefix", sentence=sentence, field="prefix")
    if terms.objective not in {"", *Objective.values}:
        raise Refusal("bad-objective", sentence=_("Please choose from the list."), field="objective")
    _check_period(terms)
    if not terms.centres:
        raise Refusal("no-centre", sentence=_("Please choose at least one centre."), field="centres")
    return lines | {
        "prefix": prefix,
        "objective": terms.objective,
        "first_on": terms.first_on,
        "last_on": terms.last_on,
        "keep_until": terms.keep_until,
    }


def _check_period(terms: Terms) -> None:
    require(terms.last_on >= terms.first_on, "bad-period", field="last_on")
    if terms.first_on.year < words.FIRST_DAY:
        sentence = _("The project cannot have begun before %(year)d. Please check the year.") % {"year": words.FIRST_DAY}
        raise Refusal("bad-year", sentence=sentence, field="first_on")
    if terms.last_on.year - terms.first_on.year > words.LONGEST_YEARS:
        sentence = _("A project lasts %(years)d years at most. Please check the years.") % {"years": words.LONGEST_YEARS}
        raise Refusal("too-long-period", sentence=sentence, field="last_on")
    if terms.keep_until is not None and not terms.last_on <= terms.keep_until <= date(terms.last_on.year + 50, 12, 31):
        sentence = _("Evidence is kept at least until the project ends (%(day)s). Please check the year.") % {
            "day": whole_day(terms.last_on)
        }
        raise Refusal("bad-keep-until", sentence=sentence, field="keep_until")


def _demand_places(by: User | None, organization: Organization, centres: Sequence[Centre]) -> None:
    """New centres are those that `by` may choose, and the project is one of an organisation that `by` works for in this right."""
    if by is None:
        return
    scope = places.scope(by, Right.PROJECT_CHANGE)
    chosen = centres_to_choose(by)
    if organization.pk not in scope.organizations and not any(one.organization_id == organization.pk for one in chosen):
        raise PermissionDenied
    if not {centre.pk for centre in centres} <= {centre.pk for centre in chosen}:
        raise Refusal("other-organisation", field="centres")


def _clean_questions(questions: Questions) -> Questions:
    if len(questions.questions) > words.MOST_QUESTIONS:
        sentence = _("A checklist has %(count)d questions at most.") % {"count": words.MOST_QUESTIONS}
        raise Refusal("too-many", sentence=sentence)
    cleaned: list[Question] = []
    for number, one in enumerate(questions.questions):
        texts = {
            code: contacts.clean_line(one.texts.get(code, ""), words.LONGEST_QUESTION, field=f"text-{number}-{code}") for code in LANGUAGES
        }
        if not texts["pl"]:
            raise Refusal("no-text", sentence=_("Please write the question in Polish; it is printed."), field=f"text-{number}-pl")
        if one.kind not in QuestionKind.values or not KEY.fullmatch(one.key):
            raise Refusal("bad-answer", sentence=_("Please choose from the list."), field=f"kind-{number}")
        cleaned.append(Question(one.key, {code: text for code, text in texts.items() if text}, one.kind, bool(one.is_required)))
    if len({one.key for one in cleaned}) != len(cleaned):
        raise Refusal("key-twice", sentence=_("Two questions cannot be one. Please try again."))
    if not set(questions.checks.values()) <= set(Strictness.values):
        raise Refusal("bad-answer", sentence=_("Please choose from the list."))
    return Questions(tuple(cleaned), {check: str(questions.strictness(check)) for check in Check.values})
