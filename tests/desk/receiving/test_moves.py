"""Arrived, begun, did not come."""

import pytest

from mosty.casework.models import Visit
from tests.appointments.sittings import sit
from tests.cast import sign_in
from tests.desk.moment import WEDNESDAY, booked, bookings


def press(browser, one, verb, **headers):
    return browser.post(f"/desk/receiving/{one.pk}/{verb}/", **headers)


def test_one_click_brings_the_person_into_the_waiting_room_once(cast, clock, reception):
    (one,) = bookings(cast, clock, name="Daryna M.")
    for _ in range(2):
        answer = press(reception, one, "arrive")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/")
    page = reception.get("/desk/").content.decode()
    assert "Arrived: now in the waiting room." in page
    assert f"/desk/receiving/{one.pk}/start/" in page
    assert Visit.objects.count() == 1


def test_a_slip_is_taken_back(cast, clock, reception):
    (one,) = bookings(cast, clock)
    press(reception, one, "arrive")
    press(reception, one, "take-back")
    one.refresh_from_db()
    assert one.state == "booked"
    assert Visit.objects.count() == 0


def test_begun_and_then_written_down_by_an_adviser(cast, clock, reception, adviser):
    (one,) = bookings(cast, clock)
    press(reception, one, "arrive")
    press(reception, one, "start")
    assert f"/desk/encounters/new/?appointment={one.pk}" in adviser.get("/desk/").content.decode()
    assert f"/desk/encounters/new/?appointment={one.pk}" not in reception.get("/desk/").content.decode()


def test_who_did_not_come_may_come_after_all(cast, clock, reception):
    (one,) = bookings(cast, clock)
    press(reception, one, "miss")
    one.refresh_from_db()
    assert one.state == "no-show"
    assert "Arrived after all" in reception.get("/desk/").content.decode()
    press(reception, one, "arrive")
    one.refresh_from_db()
    assert one.state == "arrived"


def test_what_is_no_longer_possible_is_said_on_the_list(cast, clock, reception):
    (one, two) = bookings(cast, clock, 2)
    assert press(reception, two, "miss").status_code == 303  # its time has not begun
    page = reception.get("/desk/").content.decode()
    assert "no longer possible" in page
    two.refresh_from_db()
    assert two.state == "booked"
    assert one.state == "booked"


def test_with_htmx_the_list_comes_back_with_the_message(cast, clock, reception):
    (one,) = bookings(cast, clock)
    answer = reception.post(f"/desk/receiving/{one.pk}/arrive/", headers={"HX-Request": "true"}, follow=True)
    page = reception.get("/desk/", headers={"HX-Request": "true"}).content.decode()
    assert answer.redirect_chain == [("/desk/", 303)]
    assert "<html" not in page


@pytest.mark.parametrize("verb", ["arrive", "take-back", "start", "miss"])
def test_strangers_find_nothing_and_a_missing_right_is_said(cast, clock, verb):
    (one,) = bookings(cast, clock)
    assert press(sign_in(cast.ewa), one, verb).status_code == 404
    assert press(sign_in(cast.adam), one, verb).status_code == 404
    assert press(sign_in(cast.karolina), one, verb).status_code == 404
    assert sign_in(cast.zuzanna).get(f"/desk/receiving/{one.pk}/{verb}/").status_code == 405
    one.refresh_from_db()
    assert one.state == "booked"


def test_a_specialist_begins_an_own_meeting(cast, clock):
    own = sit(cast, WEDNESDAY, on=WEDNESDAY.date(), provider=cast.office, service=cast.residence)
    one = booked(own, 1)
    browser = sign_in(cast.karolina)
    assert press(browser, one, "start").headers["Location"] == "/desk/my-duty/"
    assert f"?appointment={one.pk}" in browser.get("/desk/my-duty/").content.decode()
