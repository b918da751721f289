"""May this person be enrolled on this day? Everything that speaks against it, each beside the question it is about."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from mosty.clients.enums import BirthQuality, Sex, StayBasis
from mosty.core import time
from mosty.core.dates import day_words
from mosty.core.texts import told
from mosty.core.world import PREFERS_NOT_TO_SAY, citizenships_known
from mosty.programme.enums.projects import EU_EEA, AgeGroup, Check, QuestionKind, Strictness, age_group
from mosty.programme.enums.questions import Question, Questions

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from mosty.clients.models import Client
    from mosty.programme.models import Project

SURE = BirthQuality.FULL
ABOUT_YEARS = 1  # an approximate birth date may be so much off
NO_STAY = frozenset({StayBasis.NOT_REGULATED, StayBasis.UNKNOWN, StayBasis.REFUSED})
SEXES = frozenset({*Sex.values, "unknown", "refused"})
YES, NO, SEEN = "yes", "no", "seen"
CHOOSE = _("Please choose from the list.")


@dataclass(frozen=True)
class Facts:
    """What is true of the person on the first day. `age_group` is asked only when the birth date does not tell it."""

    entry_on: date
    declared_on: date
    sex: str
    citizenship: str
    stay_basis: str
    stay_until: date | None = None
    age_group: str = ""
    is_unaccompanied: bool = False
    guardian: str = ""


@dataclass(frozen=True)
class Fault:
    """One thing that speaks against it. `stops`: nobody can go on; otherwise a warning that somebody may confirm.

    `field` is that of `Facts`, or "question-<key>".
    """

    code: str
    field: str
    sentence: _StrPromise | str
    stops: bool = True


@dataclass(frozen=True)
class Age:
    """Whole years on a day, as far as the birth date tells: the lowest and the highest they can be."""

    lowest: int
    highest: int

    @property
    def exact(self) -> int | None:
        return self.lowest if self.lowest == self.highest else None

    @property
    def groups(self) -> tuple[AgeGroup, ...]:
        return tuple(dict.fromkeys((age_group(self.lowest), age_group(self.highest))))


def years(born: date, day: date) -> int:
    """Whole years on the day. A year is full with the birthday; who was born on 29 February has it on 28 February of other years
    (Civil Code, Art. 112)."""
    full = day.year - born.year
    return full if time.months_later(born, 12 * full) <= day else full - 1


def age_on(client: Client, day: date) -> Age | None:
    """The age on a day of Poland's calendar; nothing when neither date nor year of birth is known. May be negative: not born yet."""
    quality, on, year = client.birth_quality, client.birth_on, client.birth_year
    if quality == BirthQuality.FULL and on:
        return Age(years(on, day), years(on, day))
    if quality == BirthQuality.APPROXIMATE and on:
        about = years(on, day)
        return Age(max(about - ABOUT_YEARS, 0) if about >= 0 else about, about + ABOUT_YEARS)
    if quality == BirthQuality.MONTH and on:
        return Age(years(on.replace(day=monthrange(on.year, on.month)[1]), day), years(on, day))
    if year:
        return Age(years(date(year, 12, 31), day), years(date(year, 1, 1), day))
    return None


def known_group(client: Client, day: date) -> AgeGroup | None:
    """The age group, when the birth date says it for sure: a whole date, not one that is only about right."""
    age = age_on(client, day)
    if age is None or client.birth_quality != SURE or age.highest < 0:
        return None
    return age.groups[0]


def judge(project: Project, questions: Questions, client: Client, facts: Facts, answers: Mapping[str, Any], *, today: date) -> list[Fault]:
    """Everything that speaks against enrolling the person, what stops first. Empty: nothing does. `today` is the centre's."""
    faults = [
        *fact_faults(project, client, facts, today=today),
        *_checks(questions, facts),
        *(fault for question in questions.questions for fault in _answered(question, answers.get(question.key, {}), facts, today)),
    ]
    return sorted(faults, key=lambda fault: not fault.stops)


def fact_faults(project: Project, client: Client, facts: Facts, *, today: date) -> list[Fault]:
    """What cannot be, whatever the checklist says."""
    return [*date_faults(project, client, entry_on=facts.entry_on, declared_on=facts.declared_on, today=today), *_person(client, facts)]


def date_faults(project: Project, client: Client, *, entry_on: date, declared_on: date, today: date) -> list[Fault]:
    """Days that cannot be."""
    found = []
    if entry_on < project.first_on:
        sentence = _("The project begins on %(day)s. Nobody can be enrolled before.") % {"day": whole_day(project.first_on)}
        found.append(Fault("before-project", "entry_on", sentence))
    if entry_on > project.last_on:
        sentence = _("The project ended on %(day)s. Nobody can be enrolled after.") % {"day": whole_day(project.last_on)}
        found.append(Fault("after-project", "entry_on", sentence))
    elif entry_on > today:
        found.append(Fault("in-future", "entry_on", _("The day of entry lies in the future. Please enrol the person on that day.")))
    age = age_on(client, entry_on)
    if age is not None and age.highest < 0:
        found.append(Fault("before-birth", "entry_on", _("On this day the person was not born yet. Please check it, and the birth date.")))
    if declared_on > today:
        found.append(Fault("declared-in-future", "declared_on", _("The declaration cannot have been signed in the future.")))
    elif declared_on > entry_on:
        late = _("The declaration is signed on the day of entry at the latest. Please check both days.")
        found.append(Fault("declared-late", "declared_on", late))
    elif declared_on < project.first_on - timedelta(days=366):
        found.append(Fault("declared-early", "declared_on", _("This day lies long before the project. Please check the year.")))
    return found


def whole_day(day: date) -> str:
    """The day with its year, in the reader's language."""
    return day_words(day, "plain")


def _person(client: Client, facts: Facts) -> list[Fault]:
    found = []
    if facts.sex not in SEXES:
        found.append(Fault("no-sex", "sex", _("Please ask, and choose an answer; “prefers not to say” is one too.")))
    if facts.citizenship not in citizenships_known():
        found.append(Fault("no-citizenship", "citizenship", _("Please choose the citizenship.")))
    if facts.stay_basis not in StayBasis.values:
        found.append(Fault("no-stay", "stay_basis", _("Please choose on what ground the person stays.")))
    if facts.stay_until and facts.stay_until < facts.entry_on:
        found.append(Fault("stay-over", "stay_until", _("This status ended before the day of entry. Please choose the one of that day.")))
    group = known_group(client, facts.entry_on)
    if group is None:
        found += _asked_group(client, facts)
        group = AgeGroup(facts.age_group) if facts.age_group in AgeGroup.values else None
    if group == AgeGroup.UNDER_18 and not facts.guardian:
        sentence = _("The person is under 18 on this day: please give the parent or guardian who signs.")
        found.append(Fault("no-guardian", "guardian", sentence))
    if facts.is_unaccompanied and group not in {None, AgeGroup.UNDER_18}:
        found.append(Fault("not-minor", "is_unaccompanied", _("On this day the person is not under 18 any more.")))
    return found


def _asked_group(client: Client, facts: Facts) -> list[Fault]:
    """The birth date does not tell: what somebody chose has to fit what is known."""
    if facts.age_group not in AgeGroup.values:
        return [Fault("no-age", "age_group", _("The birth date is not known exactly. Please ask, and choose the age on the day of entry."))]
    age = age_on(client, facts.entry_on)
    if age is not None and age.highest >= 0 and AgeGroup(facts.age_group) not in age.groups:
        return [Fault("bad-age", "age_group", _("This does not fit the birth date in the file. Please check which of the two is right."))]
    return []


def _checks(questions: Questions, facts: Facts) -> list[Fault]:
    """What the project's checklist wants to know of citizenship and legal stay."""
    found = []
    strictness = questions.strictness(Check.THIRD_COUNTRY)
    if strictness != Strictness.OFF:
        stops = strictness == Strictness.REFUSE
        if facts.citizenship in EU_EEA or facts.stay_basis == StayBasis.EU_CITIZEN:
            field = "citizenship" if facts.citizenship in EU_EEA else "stay_basis"
            sentence = _("The project is for people without citizenship of Poland, the EU or the EEA.")
            found.append(Fault("eu-citizen", field, sentence, stops))
        elif facts.citizenship == PREFERS_NOT_TO_SAY:
            sentence = _("Without the citizenship nobody can confirm that the person belongs to the project's target group.")
            found.append(Fault("citizenship-not-said", "citizenship", sentence, stops))
    strictness = questions.strictness(Check.LEGAL_STAY)
    if strictness != Strictness.OFF and facts.stay_basis in NO_STAY:
        sentence = _("Legal stay on the day of entry is not confirmed.")
        found.append(Fault("no-legal-stay", "stay_basis", sentence, strictness == Strictness.REFUSE))
    return found


def _answered(question: Question, answer: Mapping[str, Any], facts: Facts, today: date) -> list[Fault]:
    field, said = f"question-{question.key}", answer.get("answer", "")
    if said not in {"", YES, NO, SEEN} or (said == SEEN) != (question.kind == QuestionKind.SEEN and said not in {"", NO}):
        return [Fault("bad-answer", field, CHOOSE)]
    if not said:
        return [Fault("no-answer", field, _("Please answer this question."))] if question.is_required else []
    if question.kind == QuestionKind.MUST and said == NO:
        if question.is_required:
            return [Fault("answer-no", field, _("With this answer the person cannot be enrolled into this project."))]
        return [Fault(f"no-{question.key}"[:60], field, _("This should be “yes”. Is the person to be enrolled all the same?"), stops=False)]
    if question.kind == QuestionKind.SEEN:
        return _seen(question, said, answer, field, facts, today)
    return []


def _seen(question: Question, said: str, answer: Mapping[str, Any], field: str, facts: Facts, today: date) -> list[Fault]:
    if said == NO:
        if question.is_required:
            return [Fault("not-seen", field, _("This document has to be seen before the person is enrolled."))]
        return []
    try:
        on = date.fromisoformat(str(answer.get("on", "")))
    except ValueError:
        return [Fault("no-day-seen", field, _("Please give the day on which the document was seen."))]
    if on > today:
        return [Fault("seen-in-future", field, _("The document cannot have been seen in the future."))]
    if on > facts.entry_on:
        return [Fault("seen-late", field, _("The document is seen on the day of entry at the latest."))]
    return []


def question_words(question: Question) -> str:
    """The question in the reader's language, else in Polish."""
    return str(told(question.texts))
