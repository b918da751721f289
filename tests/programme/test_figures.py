"""What is counted, how often, where and when."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.appointments.enums import AppointmentState
from mosty.programme.enums import Dimension as D
from mosty.programme.enums import Measure as M
from mosty.programme.queries.figures import DIMENSIONS, Span, companions, count
from mosty.programme.queries.numbers import EVERYTHING, OVERVIEW, numbers
from tests.programme.facts import make_appointment, make_client, make_encounter, make_visit, make_visits


@pytest.fixture
def year(cast):
    return Span((cast.konin, cast.poznan), date(2026, 1, 1), date(2026, 12, 31))


def test_contacts_count_once_whoever_came_along(cast, year):
    make_visit(cast.poznan, party_size=4)
    make_visit(cast.konin)
    assert count(year, M.CONTACTS) == {(): 2}
    assert count(year, M.CONTACTS, [D.CENTRE]) == {("poznan",): 1, ("konin",): 1}
    assert companions(year) == 5


def test_anonymous_contacts_are_those_without_a_person(cast, year):
    make_visits(cast.poznan, 3)
    make_visit(cast.poznan, client=make_client(cast.poznan))
    assert count(year, M.ANONYMOUS) == {(): 3}
    assert count(year, M.CONTACTS) == {(): 4}
    assert count(year, M.PEOPLE) == {(): 1}


def test_attaching_a_contact_to_a_person_does_not_change_contacts(cast, year):
    visit = make_visit(cast.poznan)
    before = count(year, M.CONTACTS, [D.CENTRE, D.MONTH])
    visit.client = make_client(cast.poznan)
    visit.save()
    assert count(year, M.CONTACTS, [D.CENTRE, D.MONTH]) == before
    assert count(year, M.ANONYMOUS) == {(): 0}
    assert count(year, M.PEOPLE) == {(): 1}


def test_person_at_two_centres_counts_once_in_the_total(cast, year):
    person = make_client(cast.poznan)
    make_visit(cast.poznan, client=person)
    make_visit(cast.poznan, client=person)
    make_visit(cast.konin, client=person)
    assert count(year, M.PEOPLE, [D.CENTRE]) == {("poznan",): 1, ("konin",): 1}
    assert count(year, M.PEOPLE) == {(): 1}
    counted = numbers(year)
    assert counted.totals[M.PEOPLE] == 1
    assert not counted.table(M.PEOPLE, D.CENTRE).adds_up


def test_person_known_only_from_a_conversation_is_counted(cast, year):
    person = make_client(cast.poznan, citizenship="UA", language="uk")
    make_encounter(make_visit(cast.poznan), client=person)
    assert count(year, M.PEOPLE, [D.CITIZENSHIP]) == {("UA",): 1}
    assert count(year, M.PEOPLE, [D.LANGUAGE]) == {("uk",): 1}


def test_months_are_those_of_the_centres_clock(cast, year):
    make_visit(cast.poznan, datetime(2026, 3, 31, 21, 59, tzinfo=UTC))  # 23:59 in Warsaw
    make_visit(cast.poznan, datetime(2026, 3, 31, 22, 1, tzinfo=UTC))  # 00:01 on the first of April
    make_visit(cast.poznan, datetime(2025, 12, 31, 23, 30, tzinfo=UTC))  # already 2026
    assert count(year, M.CONTACTS, [D.MONTH]) == {("2026-03",): 1, ("2026-04",): 1, ("2026-01",): 1}


def test_first_and_last_day_belong_to_the_period(cast):
    for day in (9, 10, 11, 12):
        make_visit(cast.poznan, datetime(2026, 3, day, 12, tzinfo=UTC))
    span = Span((cast.poznan,), date(2026, 3, 10), date(2026, 3, 11))
    assert count(span, M.CONTACTS) == {(): 2}


def test_contact_about_two_topics_stands_in_both_rows(cast, year):
    make_visit(cast.poznan, topics=["stay", "work"])
    make_visit(cast.poznan, topics=["work"])
    make_visit(cast.poznan)
    assert count(year, M.CONTACTS, [D.TOPIC]) == {("stay",): 1, ("work",): 2, ("",): 1}
    counted = numbers(year)
    assert counted.totals[M.CONTACTS] == 3
    assert not counted.table(M.CONTACTS, D.TOPIC).adds_up


def test_people_by_topic_count_each_person_once_a_topic(cast, year):
    person = make_client(cast.poznan)
    make_visit(cast.poznan, topics=["stay", "work"], client=person)
    make_visit(cast.poznan, topics=["work"], client=person)
    make_visit(cast.poznan, client=make_client(cast.poznan))
    make_visit(cast.poznan, topics=["work"])  # nobody's
    assert count(year, M.PEOPLE, [D.TOPIC]) == {("stay",): 1, ("work",): 1, ("",): 1}


def test_services_are_those_given_in_conversations(cast, year):
    visit = make_visit(cast.poznan, client=make_client(cast.poznan))
    make_encounter(visit, [cast.lawyer, cast.advice])
    make_encounter(visit, [cast.lawyer])
    make_visit(cast.poznan)
    assert count(year, M.ENCOUNTERS, [D.SERVICE]) == {("lawyer",): 2, ("advice",): 1}
    assert count(year, M.CONTACTS, [D.SERVICE]) == {("lawyer",): 1, ("advice",): 1, ("",): 1}
    assert count(year, M.PEOPLE, [D.SERVICE]) == {("lawyer",): 1, ("advice",): 1}


def test_citizenship_comes_from_the_contact_else_from_the_file(cast, year):
    make_visit(cast.poznan, citizenship="GE")
    make_visit(cast.poznan, client=make_client(cast.poznan, citizenship="UA"))
    make_visit(cast.poznan)
    assert count(year, M.CONTACTS, [D.CITIZENSHIP]) == {("GE",): 1, ("UA",): 1, ("",): 1}


def test_appointments_count_from_booked_on_and_a_moved_one_once(cast, year):
    for state in AppointmentState.values:
        make_appointment(cast, state)
    counted = len(AppointmentState.values) - 3
    assert count(year, M.APPOINTMENTS) == {(): counted}
    assert count(year, M.APPOINTMENTS, [D.LANGUAGE]) == {("uk",): counted}
    assert count(year, M.APPOINTMENTS, [D.SERVICE]) == {("lawyer",): counted}


def test_foreign_centres_are_not_counted(cast, year):
    make_visits(cast.foreign, 3, client=make_client(cast.foreign))
    assert count(year, M.CONTACTS) == {(): 0}
    assert count(year, M.PEOPLE) == {(): 0}


def test_measure_refuses_a_dimension_it_does_not_have(year):
    with pytest.raises(ValueError, match="has no"):
        count(year, M.APPOINTMENTS, [D.TOPIC])


def test_tables_show_noughts_of_centres_and_months(cast, year):
    make_visit(cast.poznan)
    table = numbers(year).table(M.CONTACTS, D.CENTRE, D.MONTH)
    assert table.rows == ("konin", "poznan")
    assert table.columns == tuple(f"2026-{month:02}" for month in range(1, 13))
    assert table.cell("konin", "2026-03") == 0
    assert table.cell("poznan", "2026-03") == 1


def test_every_table_sums_or_says_that_it_does_not(cast, year):
    people = [make_client(cast.poznan, citizenship=code, language="uk") for code in ("UA", "GE", "")]
    for position, person in enumerate(people):
        visit = make_visit(cast.poznan if position else cast.konin, client=person, topics=["law"], language="uk")
        make_encounter(visit, [cast.lawyer])
        make_visit(cast.poznan, topics=["law", "work"])
        make_appointment(cast)
    counted = numbers(year, EVERYTHING)
    assert len(counted.tables) == 1 + sum(len(dimensions) for dimensions in DIMENSIONS.values())
    for (measure, _, _), table in counted.tables.items():
        if table.adds_up:
            assert sum(table.cells.values()) == counted.totals[measure], table


@pytest.mark.parametrize("wanted", [OVERVIEW, EVERYTHING], ids=["overview", "everything"])
def test_queries_do_not_grow_with_rows(cast, year, wanted):
    def fill():
        make_encounter(make_visit(cast.poznan, client=make_client(cast.poznan), topics=["law"]), [cast.lawyer])
        make_appointment(cast)

    fill()
    with CaptureQueriesContext(connection) as one:
        numbers(year, wanted)
    fill()
    fill()
    with CaptureQueriesContext(connection) as three:
        numbers(year, wanted)
    assert len(one) == len(three)
    assert len(three) <= len(list(wanted)) + 3
