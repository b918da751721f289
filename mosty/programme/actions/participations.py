"""Enrolling somebody into a project, ending it, putting it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.opened import lock_open
from mosty.clients.models import Client
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock
from mosty.programme.access.projects import can_enrol
from mosty.programme.actions.attributing import attribute_person
from mosty.programme.enums.projects import (
    LONGEST_GUARDIAN,
    LONGEST_REASON,
    NOT_COUNTED,
    AgeGroup,
    ExitReason,
    ExitResult,
    QuestionKind,
)
from mosty.programme.enums.questions import Questions
from mosty.programme.models import Correction, Participation, Project
from mosty.programme.queries.checklists import newest, questions_of
from mosty.programme.queries.eligibility import SEEN, Facts, Fault, age_on, fact_faults, judge, known_group, whole_day
from mosty.programme.queries.participants import FACTS, takings, written

if TYPE_CHECKING:
    from mosty.accounts.models import User

CHOOSE = _("Please choose from the list.")


@transaction.atomic
def enrol(
    client: Client, project: Project, facts: Facts, answers: Mapping[str, Any], *, despite: bool = False, by: User | None
) -> Participation:
    """Enrol a person into a project, judged by its newest checklist. The facts of the first day are frozen.

    `answers`: key of a question → {"answer": yes | no | seen, "on": day of a document}. `despite`: warnings were read and confirmed.
    Days are those of the centre that keeps the file. `by=None` is the demo loader. Raises `PermissionDenied`, or `Refusal`: merged,
    not-here, already-in, warnings, and the codes of `queries.eligibility.judge`; `details["faults"]` holds all that speaks against it.
    """
    client = lock_open(client)
    if by is not None and not can_enrol(by, client):
        raise PermissionDenied
    if not project.centres.filter(pk=client.centre_id).exists():
        raise Refusal("not-here", sentence=_("The project does not run at the centre that keeps this file."))
    _demand_outside(client, project)
    checklist = newest(project)
    if checklist is None:
        raise Refusal("no-checklist", sentence=_("The project has no checklist yet."))
    facts = _clean(facts)
    questions = questions_of(checklist)
    faults = judge(project, questions, client, facts, answers, today=time.today(client.centre.time_zone))
    _demand_nothing_against(faults, despite=despite)
    group = known_group(client, facts.entry_on)
    age = age_on(client, facts.entry_on) if group else None
    is_minor = (group or facts.age_group) == AgeGroup.UNDER_18
    try:
        with transaction.atomic():
            row = Participation.objects.create(
                organization_id=client.organization_id,
                project=project,
                client=client,
                number=_next_number(project, facts.entry_on),
                entry_on=facts.entry_on,
                declared_on=facts.declared_on,
                age=age.exact if age else None,
                age_group=group or facts.age_group,
                birth_quality=client.birth_quality,
                sex=facts.sex,
                citizenship=facts.citizenship,
                is_unaccompanied=facts.is_unaccompanied,
                stay_basis=facts.stay_basis,
                stay_until=facts.stay_until,
                checklist=checklist,
                answers=_kept(questions, answers, by),
                despite=[fault.code for fault in faults],
                enrolled_by=by,
                guardian=facts.guardian if is_minor else "",  # nobody signs for an adult
            )
    except IntegrityError:
        _demand_outside(client, project)
        raise
    attribute_person(row)
    record("participation.begun", row, by=by, organisation=row.organization_id, project=str(project.pk), despite=row.despite)
    return row


@transaction.atomic
def end(participation: Participation, *, on: date, reason: str, result: str = "", note: str = "", by: User) -> Participation:
    """The person leaves the project; `on` is the last day. Services after it lose the project.

    Raises `PermissionDenied`, or `Refusal`: ended, bad-reason, bad-result, no-note, too-long, before-entry, in-future, after-project.
    """
    row = _locked(participation, by)
    if row.exit_on is not None:
        raise Refusal("ended", sentence=_("This participation has ended already. Please look at it again."))
    values = _exit(row, on=on, reason=reason, result=result, note=note)
    _set(row, values)
    attribute_person(row)
    record("participation.ended", row, by=by, organisation=row.organization_id, reason=reason)
    return row


@transaction.atomic
def change_end(participation: Participation, *, on: date | None, reason: str, result: str, note: str, why: str, by: User) -> Participation:
    """Put right how a participation ended, or (`on=None`) take the end back. What was written before stays as corrections.

    Raises as `end`; also not-ended, no-reason (`why` is empty), already-in (the person was enrolled again meanwhile).
    """
    row = _locked(participation, by)
    if row.exit_on is None:
        raise Refusal("not-ended", sentence=_("This participation has not ended."))
    why = _why(why)
    none = {"exit_on": None, "exit_reason": "", "exit_result": "", "exit_note": ""}
    values = _exit(row, on=on, reason=reason, result=result, note=note) if on is not None else none
    before = {name: getattr(row, name) for name in values}
    changed = [name for name in values if values[name] != before[name]]
    if not changed:
        return row
    if on is None:
        _demand_outside(row.client, row.project)
    _set(row, values)
    Correction.objects.bulk_create(
        Correction(participation=row, field=name, was=_short(before[name]), value=_short(values[name]), reason=why, by=by)
        for name in changed
        if name != "exit_note"  # words about a person are not kept twice
    )
    attribute_person(row)
    record("participation.end-changed", row, by=by, organisation=row.organization_id, fields=sorted(changed))
    return row


@transaction.atomic
def correct(participation: Participation, facts: Facts, *, why: str, by: User) -> Participation:
    """Put the facts of the first day right. They stay as they were written; what counts now stands beside them, with the reason.

    The age is worked out anew from the birth date that the file holds now. Raises `PermissionDenied`, or `Refusal`: no-reason, too-long,
    after-exit, nothing-changed, and the codes of `queries.eligibility.fact_faults` (`details["faults"]`).
    """
    row = _locked(participation, by)
    client, facts = row.client, _clean(facts)
    if row.age_group == AgeGroup.UNDER_18 and not facts.guardian:
        facts = replace(facts, guardian=row.guardian)  # who signed on the first day
    why = _why(why)
    faults = fact_faults(row.project, client, facts, today=time.today(client.centre.time_zone))
    _demand_nothing_against(faults, despite=True)
    if row.exit_on is not None and facts.entry_on > row.exit_on:
        sentence = _("The participation ended on %(day)s; it cannot have begun later.") % {"day": whole_day(row.exit_on)}
        raise Refusal("after-exit", sentence=sentence, field="entry_on")
    group = known_group(client, facts.entry_on)
    age = age_on(client, facts.entry_on) if group else None
    wanted = {name: getattr(facts, name) for name in FACTS if name not in {"age", "age_group"}}
    wanted |= {"age": age.exact if age else None, "age_group": str(group or facts.age_group)}
    now = takings([row])[0]
    changed = [name for name in FACTS if written(name, wanted[name]) != written(name, getattr(now, name))]
    if row.guardian != facts.guardian:
        row.guardian = facts.guardian
        row.save(update_fields=["guardian", "updated_at"])
        changed.append("guardian")
    if not changed:
        raise Refusal("nothing-changed", sentence=_("Nothing was changed."))
    Correction.objects.bulk_create(
        Correction(
            participation=row,
            field=name,
            was=written(name, getattr(now, name)) if name in FACTS else "",
            value=written(name, wanted[name]) if name in FACTS else "",
            reason=why,
            by=by,
        )
        for name in changed
    )
    attribute_person(row)
    record("participation.corrected", row, by=by, organisation=row.organization_id, fields=sorted(changed))
    return row


# --- when two files become one ---------------------------------------------------------------------------------------


def open_in_both(kept: Client, gone: Client) -> Q:
    """For the register of merges: all rows move. Two open participations in one project cannot be one person's: then the merge is refused,
    because somebody has to say which number counts."""
    mine = Participation.objects.filter(client=kept, exit_on=None).order_by().values("project")
    double = Participation.objects.filter(client=gone, exit_on=None, project__in=mine).select_related("project").order_by("pk").first()
    if double is not None:
        sentence = _(
            "Both files are enrolled in the project “%(project)s”. An adviser ends one of the two first, with the reason that the person "
            "was enrolled twice; then the files can be put together."
        ) % {"project": double.project.name}
        raise Refusal("enrolled-twice", sentence=sentence)
    return Q(pk__in=[])


# --- small parts -----------------------------------------------------------------------------------------------------


def _locked(participation: Participation, by: User) -> Participation:
    row = lock(participation)
    row.client = lock_open(Client.objects.select_related("centre").get(pk=row.client_id))
    if not can_enrol(by, row.client):
        raise PermissionDenied
    return row


def _demand_outside(client: Client, project: Project) -> None:
    number = Participation.objects.filter(client=client, project=project, exit_on=None).values_list("number", flat=True).first()
    if number is not None:
        sentence = _("This person takes part in the project already, with the number %(number)s.") % {"number": number}
        raise Refusal("already-in", sentence=sentence)


def _demand_nothing_against(faults: list[Fault], *, despite: bool) -> None:
    if faults and faults[0].stops:
        raise Refusal(faults[0].code, sentence=faults[0].sentence, field=faults[0].field, faults=faults)
    if faults and not despite:
        raise Refusal("warnings", sentence=faults[0].sentence, field=faults[0].field, faults=faults)


def _next_number(project: Project, day: date) -> str:
    """One UPDATE takes the next number, so two at once never get the same; a number that is not used in the end stays free for ever."""
    Project.objects.filter(pk=project.pk).update(last_number=F("last_number") + 1)
    row = Project.objects.only("prefix", "last_number").get(pk=project.pk)
    return f"{row.prefix}-{day.year}-{row.last_number:05}"


def _clean(facts: Facts) -> Facts:
    return replace(facts, guardian=contacts.clean_line(facts.guardian, LONGEST_GUARDIAN, field="guardian"))


def _kept(questions: Questions, answers: Mapping[str, Any], by: User | None) -> dict[str, dict[str, str]]:
    """The answers as they are frozen: of a document, the day it was seen and by whom."""
    kept = {}
    for question in questions.questions:
        answer = answers.get(question.key, {})
        said = str(answer.get("answer", ""))
        if not said:
            continue
        kept[question.key] = {"answer": said}
        if question.kind == QuestionKind.SEEN and said == SEEN:
            kept[question.key] |= {"on": str(answer["on"]), "by": str(by.pk) if by else ""}
    return kept


def _exit(row: Participation, *, on: date, reason: str, result: str, note: str) -> dict[str, Any]:
    if reason not in ExitReason.values:
        raise Refusal("bad-reason", sentence=_("Please choose why the participation ends."), field="reason")
    if result not in {"", *ExitResult.values}:
        raise Refusal("bad-result", sentence=CHOOSE, field="result")
    if not result and reason not in NOT_COUNTED:
        raise Refusal("bad-result", sentence=_("Please say what was reached; “not known” is an answer too."), field="result")
    note = contacts.clean_line(note, LONGEST_REASON, field="note")
    if reason == ExitReason.OTHER and not note:
        raise Refusal("no-note", sentence=_("Please say which reason, in a few words."), field="note")
    entered = max(takings([row])[0].entry_on, row.entry_on)
    if on < entered:
        sentence = _("The person entered on %(day)s; the last day cannot be earlier.") % {"day": whole_day(entered)}
        raise Refusal("before-entry", sentence=sentence, field="on")
    if on > time.today(row.client.centre.time_zone):
        raise Refusal("in-future", sentence=_("The last day cannot lie in the future."), field="on")
    if on > row.project.last_on:
        sentence = _("The project ended on %(day)s; the last day cannot be later.") % {"day": whole_day(row.project.last_on)}
        raise Refusal("after-project", sentence=sentence, field="on")
    return {"exit_on": on, "exit_reason": reason, "exit_result": result, "exit_note": note}


def _set(row: Participation, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(update_fields=[*values, "updated_at"])
    except IntegrityError:
        _demand_outside(row.client, row.project)
        raise


def _why(words: str) -> str:
    words = contacts.clean_line(words, LONGEST_REASON, field="why")
    if not words:
        raise Refusal("no-reason", sentence=_("Please say why it is put right."), field="why")
    return words


def _short(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


__all__ = ["change_end", "correct", "end", "enrol", "open_in_both"]
