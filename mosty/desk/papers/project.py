"""A person's place in a project, handed down to the press as plain data: `paper` knows no projects."""

from dataclasses import replace
from datetime import date

from mosty.paper.enums import Printout
from mosty.paper.queries.printouts.meetings import Given, Meeting, Meetings
from mosty.paper.queries.printouts.papers import Check, Enrolment
from mosty.programme.access.projects import can_enrol
from mosty.programme.queries import papers
from mosty.programme.queries.participants import participations_of

OF_PROJECTS = frozenset({Printout.DECLARATION, Printout.ELIGIBILITY, Printout.SERVICE_CARD})


def places_of(user, client):
    """Participations of the person, for whoever may enrol: those that last first, the newest first."""
    if not can_enrol(user, client):
        return []
    rows = [taking.row for taking in participations_of(client)]
    return sorted(rows, key=lambda row: (row.exit_on is not None, -row.entry_on.toordinal()))


def in_project(wish, row):
    """The wish with what the form says of the project; a service card then has what the project pays for, and nothing else."""
    if row is None or wish.printout not in OF_PROJECTS:
        return wish
    if wish.printout == Printout.SERVICE_CARD:
        told = papers.service_card(row)
        return replace(wish, enrolment=_enrolment(told), held=_held(told["lines"], wish.since, wish.until))
    if wish.printout == Printout.ELIGIBILITY:
        told = papers.eligibility(row)
        return replace(wish, enrolment=_enrolment(told, checks=told["lines"]))
    return replace(wish, enrolment=_enrolment(papers.declaration(row)))


def _enrolment(told, checks=()):
    return Enrolment(
        project=told["project"]["name"],
        agreement=told["project"]["agreement"],
        number=told["participation"]["number"],
        entry_on=told["participation"]["entry_on"],
        guardian=told.get("guardian", ""),
        checks=tuple(Check(line["texts"], line["answer"], line["seen_on"], line["seen_by"]) for line in checks),
    )


def _held(lines, since, until):
    """Services as meetings: what was given at one time by one worker is one meeting."""
    found = {}
    for line in lines:
        if (since or date.min) <= line["on"] <= (until or date.max):
            found.setdefault((line["started_at"], line["worker"]), []).append(line)
    rows = [
        Meeting(
            starts_at=lines[0]["started_at"],
            ends_at=lines[0]["started_at"],
            mode=lines[0]["mode"],
            language=lines[0]["language"],
            interpreting=lines[0]["interpreting"],
            worker=lines[0]["worker"],
            given=tuple(Given(line["service"], line["minutes"]) for line in lines),
        )
        for lines in found.values()
    ]
    return Meetings(tuple(rows), since=since, until=until)
