"""From a wish (which form, of whom, in which language) to the sheet, and from the sheet to the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mosty.clients.enums.consents import Purpose
from mosty.paper import press
from mosty.paper.enums import OF_TEXTS, Printout
from mosty.paper.queries.printouts import consents, frame, meetings, papers
from mosty.paper.queries.printouts.person import Person, person_of
from mosty.paper.queries.printouts.tongues import Tongues

if TYPE_CHECKING:
    from mosty.clients.models import Client, Form
    from mosty.directory.access import AnyUser
    from mosty.directory.models import Centre

SECONDS = 20  # a form takes less than one; who waits is a person at a counter
WITH_NUMBERS = frozenset({Printout.REGISTRATION, Printout.ELIGIBILITY})


@dataclass(frozen=True)
class Wish:
    """What a worker wants on paper. `since`, `until`: of meetings, days included; `enrolment`: a place in a project; `text`: the version of
    a notice or consent form; `held`: the meetings of a service card, when not all of the person's count (a project's)."""

    printout: str
    language: str = ""
    since: date | None = None
    until: date | None = None
    enrolment: papers.Enrolment = papers.NOT_ENROLLED
    text: Form | None = None
    held: meetings.Meetings | None = None

    @property
    def about(self) -> str:
        """For what the data on the form are used (`clients.enums.consents.Purpose`); a text that is still to be agreed to asks nothing."""
        if self.printout in OF_TEXTS:
            return ""
        is_of_project = self.printout in (Printout.DECLARATION, Printout.ELIGIBILITY) or bool(self.enrolment.project)
        return Purpose.PROJECT if is_of_project else Purpose.ADVICE


def filled(user: AnyUser, client: Client, wish: Wish) -> dict[str, Any]:
    """The form about a person whose file the user reads. About ten queries."""
    who = person_of(user, client, with_numbers=wish.printout in WITH_NUMBERS)
    held = wish.held or meetings.Meetings()
    if wish.held is None and wish.printout in (Printout.SERVICE_CARD, Printout.ATTENDANCE):
        held = meetings.meetings_of(user, client, wish.since, wish.until)
    return _sheet(client.centre, who, wish, held)


def blank(centre: Centre, wish: Wish) -> dict[str, Any]:
    """The form of the centre without any person: lines to write on. An attendance list is one for all who come on a day (`since`)."""
    if wish.printout == Printout.ATTENDANCE:
        return meetings.day_list(Tongues.with_polish(wish.language), centre, wish.since)
    return _sheet(centre, Person(), wish, meetings.Meetings())


def pdf_of(sheet: Mapping[str, Any]) -> bytes:
    """The form as PDF/UA-1; never kept on our disk. Takes less than a second. Raises `press.PressFault`."""
    return press.print_pdf(sheet, template=frame.TEMPLATE, seconds=SECONDS)


def _sheet(centre: Centre, who: Person, wish: Wish, held: meetings.Meetings) -> dict[str, Any]:
    tongues = Tongues.with_polish(wish.language)
    if wish.text is not None:
        return consents.form_of(tongues, centre, who, wish.text)
    if wish.printout == Printout.DECLARATION:
        return papers.declaration(tongues, centre, who, wish.enrolment)
    if wish.printout == Printout.ELIGIBILITY:
        return papers.eligibility(tongues, centre, who, wish.enrolment)
    if wish.printout == Printout.SERVICE_CARD:
        return meetings.service_card(tongues, centre, who, held, papers.project(tongues, wish.enrolment) if wish.enrolment.project else ())
    if wish.printout == Printout.ATTENDANCE:
        return meetings.attendance(tongues, centre, who, held, papers.project(tongues, wish.enrolment) if wish.enrolment.project else ())
    return papers.registration(tongues, centre, who)
