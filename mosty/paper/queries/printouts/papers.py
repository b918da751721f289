"""The forms for the first day and for a project, as plain data. They tell what the file says; nobody's notes stand on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.core.dates import day_words
from mosty.core.texts import told
from mosty.paper.enums import Printout
from mosty.paper.queries.printouts import frame, person, words
from mosty.paper.queries.printouts.tongues import clean, own

if TYPE_CHECKING:
    from mosty.directory.models import Centre
    from mosty.paper.queries.printouts.person import Person
    from mosty.paper.queries.printouts.tongues import Piece, Said, Tongues


@dataclass(frozen=True)
class Check:
    """One question of a project's checklist as it was answered. `answer`: yes, no, seen or empty; when and by whom a document was."""

    question: Mapping[str, str]
    answer: str = ""
    seen_on: date | None = None
    seen_by: str = ""


@dataclass(frozen=True)
class Enrolment:
    """A person's place in a project, as the floor above hands it over. Without one the form has lines to write on."""

    project: str = ""
    agreement: str = ""
    number: str = ""
    entry_on: date | None = None
    guardian: str = ""
    checks: tuple[Check, ...] = ()


NOT_ENROLLED = Enrolment()


def registration(tongues: Tongues, centre: Centre, who: Person) -> dict[str, Any]:
    """The registration form: all that the file asks about, with what it holds."""
    blocks = [
        tongues.head(pgettext_lazy("printed form", "Who")),
        *person.whole(tongues, who),
        tongues.sentences(TRUE, INFORMED),
        frame.signed(tongues, frame.WORKER),
    ]
    return frame.sheet(Printout.REGISTRATION, tongues, centre, blocks, number=frame.number_of(who))


TRUE = pgettext_lazy("printed form", "What stands here is true. I know that I may see these data and have them put right.")
INFORMED = pgettext_lazy("printed form", "I was told who keeps my personal data, what for and how long, in a language that I understand.")


def declaration(tongues: Tongues, centre: Centre, who: Person, enrolment: Enrolment = NOT_ENROLLED) -> dict[str, Any]:
    """The declaration of participation in a project."""
    blocks = [
        tongues.head(_("Project")),
        *project(tongues, enrolment),
        tongues.head(pgettext_lazy("printed form", "Who")),
        *person.short(tongues, who, guardian=enrolment.guardian),
        tongues.head(pgettext_lazy("printed form", "I declare")),
        tongues.sentences(
            pgettext_lazy("printed form", "I want to take part in this project. I decide it freely."),
            pgettext_lazy("printed form", "I know the rules of the project: I read them, or they were explained to me."),
            pgettext_lazy("printed form", "I know who pays for the project, and that taking part costs me nothing."),
            pgettext_lazy("printed form", "I will tell the centre when what stands here changes, and when I want to leave the project."),
            TRUE,
            INFORMED,
            numbered=True,
        ),
        frame.signed(tongues, frame.WORKER),
    ]
    return frame.sheet(Printout.DECLARATION, tongues, centre, blocks, number=frame.number_of(who))


def eligibility(tongues: Tongues, centre: Centre, who: Person, enrolment: Enrolment = NOT_ENROLLED) -> dict[str, Any]:
    """The statement of eligibility: which documents a worker saw. Nothing is copied."""
    blocks = [
        tongues.head(_("Project")),
        *project(tongues, enrolment),
        tongues.head(pgettext_lazy("printed form", "Who")),
        *person.short(tongues, who),
        tongues.head(pgettext_lazy("printed form", "Stay in Poland and documents")),
        person.stay(tongues, who),
        person.documents(tongues, who, seen=True),
        tongues.head(pgettext_lazy("printed form", "What was checked")),
        *[_check(tongues, check) for check in enrolment.checks or UNASKED],
        tongues.sentences(
            pgettext_lazy("printed form", "I saw the documents named here in the original. No copy was made or kept."),
            pgettext_lazy("printed form", "The person meets the conditions of the project."),
        ),
        tongues.signatures(frame.PLACE_AND_DAY, frame.WORKER, frame.PERSON),
    ]
    return frame.sheet(Printout.ELIGIBILITY, tongues, centre, blocks, number=frame.number_of(who))


def project(tongues: Tongues, enrolment: Enrolment) -> list[Piece]:
    """Rows about the project."""
    entry_on = enrolment.entry_on
    return [
        tongues.field(pgettext_lazy("printed form", "Name of the project"), [own(enrolment.project)]),
        tongues.field(pgettext_lazy("printed form", "Number of the grant agreement"), [own(enrolment.agreement)]),
        tongues.field(pgettext_lazy("printed form", "Number of the participant"), [own(enrolment.number)]),
        tongues.field(
            pgettext_lazy("printed form", "First day in the project"),
            [tongues.said(lambda: day_words(entry_on, "plain"))] if entry_on else [],
        ),
    ]


# what AMIF asks of everybody: Art. 2 and 16 of Regulation (EU) 2021/1147 (third-country nationals, legal stay)
UNASKED: tuple[Any, ...] = (
    pgettext_lazy("printed form", "Is the person a citizen of a country outside the EU, the EEA and Switzerland, or of none?"),
    pgettext_lazy("printed form", "Does the person stay legally in Poland?"),
)


def _check(tongues: Tongues, check: Any) -> Piece:
    if not isinstance(check, Check):
        return tongues.field(check, options=words.YES_NO.values())
    lines: list[Piece | Said] = []
    if check.answer:
        lines.append(tongues.said(words.of(check.answer, words.CHECKED)))
    if check.seen_on:
        day = check.seen_on
        lines.append(tongues.said(lambda: day_words(day, "plain")))
        lines.append(own(check.seen_by))
    return tongues.field(lambda: clean(str(told(check.question))), lines, options=words.YES_NO.values())
