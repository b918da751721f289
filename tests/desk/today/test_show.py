"""The day at the counter."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.accounts.enums import Role
from mosty.casework.actions.visits import open_visit, take_visit
from mosty.clients.actions import open_client
from mosty.core.models import AccessEvent
from mosty.directory.enums import State
from mosty.directory.models import CentreState
from tests.cast import employ, sign_in
from tests.desk.moment import booked, bookings

HTMX = {"HX-Request": "true"}


def test_an_empty_day_teaches(cast, clock, reception):
    page = reception.get("/desk/")
    assert page.status_code == 200
    assert "Nobody yet today" in page.content.decode()


def test_who_is_expected_stands_with_time_language_and_a_button(cast, clock, reception):
    (one,) = bookings(cast, clock, name="Daryna M.", language="uk")
    page = reception.get("/desk/").content.decode()
    assert "Daryna M." in page
    assert "11:00" in page
    assert "+20 min" in page
    assert f"/desk/receiving/{one.pk}/arrive/" in page
    assert f"/desk/receiving/{one.pk}/miss/" in page


def test_walk_ins_and_who_is_with_whom(cast, clock, reception, adviser):
    values = {"centre": cast.poznan, "channel": "walk-in", "by": cast.zuzanna, "language": "ka"}
    open_visit(**values, wanted="Nino, school")
    take_visit(open_visit(**values, wanted="Luz"), by=cast.oksana)
    page = reception.get("/desk/").content.decode()
    assert "Nino, school" in page
    assert "Oksana Tkaczenko" in page
    assert "/take/" not in page
    assert "/take/" in adviser.get("/desk/").content.decode()


def test_a_list_of_people_is_a_look(cast, clock, reception):
    (one,) = bookings(cast, clock)
    reception.get("/desk/")
    event = AccessEvent.objects.get(subject_type="appointments.appointment")
    assert (event.how, event.subject_ids, event.centre, event.place) == ("list", [str(one.pk)], cast.poznan.pk, "desk:today:show")


def test_polling_answers_nothing_until_something_changes(cast, clock, reception):
    bookings(cast, clock, 1, name="Daryna M.")
    version = reception.get("/desk/").context["version"]
    looks = AccessEvent.objects.count()
    assert reception.get("/desk/", {"since": version}, headers=HTMX).status_code == 204
    assert AccessEvent.objects.count() == looks
    open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna, wanted="Nino")
    part = reception.get("/desk/", {"since": version}, headers=HTMX).content.decode()
    assert "Nino" in part
    assert "<html" not in part
    assert 'id="contact"' not in part


def test_the_queries_are_as_many_for_three_as_for_one(cast, clock, reception):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert reception.get("/desk/").status_code == 200
        return len(caught)

    bookings(cast, clock, 1)
    open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna, topics=["work"])
    queries()
    with_one = queries()
    sitting = cast.poznan.duty_sessions.get()
    for number in (2, 3):
        booked(sitting, number)
        open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna, topics=["work"])
    assert queries() == with_one
    assert with_one <= 16


@pytest.mark.parametrize(("name", "leads_to"), [("karolina", "/desk/my-duty/"), ("joanna", "/network/"), ("piotr", "/desk/rights/")])
def test_whoever_does_not_stand_at_the_counter_is_led_on(cast, clock, name, leads_to):
    answer = sign_in(cast.people[name]).get("/desk/")
    assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)


def test_another_centre_sees_nothing_of_it(cast, clock):
    bookings(cast, clock, name="Daryna M.")
    for user in (cast.ewa, cast.adam):
        assert "Daryna" not in sign_in(user).get("/desk/").content.decode()


def test_a_centre_is_chosen_by_a_button_among_ones_own(cast, clock, reception):
    employ(cast.zuzanna, Role.RECEPTION, cast.rops, cast.konin)
    page = reception.get("/desk/").content.decode()
    assert '<form method="post" action="/desk/centre/poznan/">' in page
    assert " at Centre Konin. Open until 19:00." in page
    assert reception.get("/desk/centre/poznan/").status_code == 405
    assert "at Centre Konin" in reception.get("/desk/").content.decode()
    answer = reception.post("/desk/centre/poznan/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/")
    assert "at Centre Poznań" in reception.get("/desk/").content.decode()
    assert reception.post("/desk/centre/opole/").status_code == 404
    assert reception.post("/desk/centre/nowhere/").status_code == 404


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (datetime(2026, 11, 25, 10, 20, tzinfo=UTC), "Open until 19:00."),
        (datetime(2026, 11, 25, 6, 30, tzinfo=UTC), "Closed now, opens at 8:00."),
        (datetime(2026, 11, 27, 20, tzinfo=UTC), "Closed now. Next opening: Monday, 30 November, 8:00."),
    ],
)
def test_the_line_under_the_heading_says_when_the_centre_is_open(cast, clock, at, sentence):
    clock.set(at)
    assert sentence in sign_in(cast.zuzanna).get("/desk/").content.decode()


def test_a_centre_without_hours_says_so(cast, clock, reception):
    cast.poznan.schedules.all().delete()
    assert "Closed now." in reception.get("/desk/").content.decode()
    CentreState.objects.filter(centre=cast.poznan).update(state=State.SUSPENDED)
    assert "Not open to visitors at present." in reception.get("/desk/").content.decode()


def test_the_language_form_leads_back_to_the_same_page(cast, clock, adviser):
    where = f"/desk/encounters/new/?client={open_client(centre=cast.poznan, name='Olena', by=cast.oksana).pk}"
    assert f'<input type="hidden" name="next" value="{where}">' in adviser.get(where).content.decode()
    answer = adviser.post("/account/language/", {"language": "uk", "next": where})
    assert (answer.status_code, answer.headers["Location"]) == (303, where)
    numbers = sign_in(cast.hanna).get("/network/?from=2026-11-01").content.decode()
    assert '<input type="hidden" name="next" value="/network/?from=2026-11-01">' in numbers


def test_the_list_can_be_ordered_by_expert(cast, clock, reception):
    bookings(cast, clock, 2)
    assert reception.get("/desk/", {"by": "worker"}).status_code == 200
    assert reception.get("/desk/", {"by": "nonsense"}).status_code == 200


def test_the_paper_list_is_a_look_by_print(cast, clock, reception):
    (one,) = bookings(cast, clock, name="Daryna M.")
    page = reception.get("/desk/paper/")
    assert "Daryna M." in page.content.decode()
    assert AccessEvent.objects.get(how="print").subject_ids == [str(one.pk)]
    assert sign_in(cast.karolina).get("/desk/paper/").status_code == 403


def test_a_walk_in_with_a_file_on_paper_is_a_look_by_print_too(cast, clock, reception):
    client = open_client(centre=cast.poznan, name="Luz Marina", by=cast.zuzanna)
    visit = open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna, language="es", client=client)
    assert "Luz Marina" in reception.get("/desk/paper/").content.decode()
    assert AccessEvent.objects.get(how="print").subject_ids == [str(visit.pk)]


def test_in_each_language_of_the_desk(cast, clock):
    bookings(cast, clock)
    for language in ("pl", "en", "uk"):
        cast.zuzanna.language = language
        cast.zuzanna.save()
        page = sign_in(cast.zuzanna).get("/desk/").content.decode()
        assert f'<html lang="{language}"' in page
