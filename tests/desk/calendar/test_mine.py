"""My week: the own sittings and who is in them, by first name."""

from datetime import timedelta

import pytest

from mosty.appointments.actions.duty import add_exception
from mosty.core import time
from mosty.core.models import AccessEvent
from tests.appointments.sittings import booked, sit
from tests.cast import sign_in

URL = "/desk/calendar/mine/"


@pytest.fixture
def monday(cast):
    """9:00 in Warsaw on Monday in two weeks."""
    today = time.today()
    day = today - timedelta(days=today.weekday()) + timedelta(weeks=2)
    return time.at(day, time.datetime(2000, 1, 1, 9).time())


def week_of(instant):
    iso = instant.date().isocalendar()
    return f"{URL}?week={iso.year}-W{iso.week:02d}"


def text(answer):
    return " ".join(answer.content.decode().split())


def test_it_shows_the_own_sittings_with_first_names_and_notes_the_look(cast, monday):
    own = sit(cast, monday, provider=cast.office, service=cast.residence, room=cast.room)
    mine = booked(own, 1, name="Luz Marina Ortega")
    booked(sit(cast, monday), 0, name="Stranger Surname")
    page = text(sign_in(cast.karolina).get(week_of(monday)))
    assert "9:00–11:00" in page
    assert "Luz" in page
    assert "Ortega" not in page
    assert "Stranger" not in page
    assert "free: 9:00 · 10:00 · 10:30" in page
    assert f"/desk/appointments/{mine.pk}/" in page
    event = AccessEvent.objects.get()
    assert (event.how, event.subject_ids, event.centre) == ("list", [str(mine.pk)], cast.poznan.pk)


def test_a_cancelled_sitting_is_marked(cast, monday):
    own = sit(cast, monday, provider=cast.office)
    add_exception(centre=cast.poznan, provider=cast.office, first_on=own.on, last_on=own.on, reason="x", by=cast.hanna)
    page = text(sign_in(cast.karolina).get(week_of(monday)))
    assert "cancelled" in page
    assert "free:" not in page


def test_a_week_without_duty_teaches_and_offers_the_neighbours(cast):
    page = text(sign_in(cast.oksana).get(f"{URL}?week=2030-W01"))
    assert "You are not on duty this week" in page
    assert "week=2029-W52" in page
    assert "week=2030-W02" in page


@pytest.mark.parametrize(("who", "status"), [("zuzanna", 403), ("oksana", 200), ("hanna", 200), ("karolina", 200), ("joanna", 403)])
def test_who_has_an_own_week(cast, who, status):
    assert sign_in(cast.people[who]).get(URL).status_code == status


def test_the_calendar_leads_to_it_for_people_on_duty(cast):
    assert URL in text(sign_in(cast.karolina).get("/desk/calendar/"))
    assert URL not in text(sign_in(cast.zuzanna).get("/desk/calendar/"))


@pytest.mark.parametrize("people", [1, 4])
def test_queries_do_not_grow(cast, monday, people, django_assert_num_queries):
    for number in range(people):
        booked(sit(cast, monday + timedelta(days=number), provider=cast.office), number)
    browser = sign_in(cast.karolina)
    with django_assert_num_queries(7):
        browser.get(week_of(monday))
