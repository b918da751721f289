from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.portal.cache import MEMORY
from tests.appointments.sittings import THURSDAY, sit
from tests.cast import make_centre, make_town
from tests.portal.conftest import words


@pytest.mark.parametrize(("language", "direction"), [("pl", "ltr"), ("uk", "ltr"), ("ar", "rtl")])
def test_home_has_three_doors_and_todays_people(morning, client, soup, language, direction):
    page = soup(client.get(f"/{language}/"))
    assert page.html["lang"] == language
    assert page.html["dir"] == direction
    assert [door.a["href"] for door in page.select(".door")] == [f"/{language}/{rest}/" for rest in ("guide", "centres", "book")]
    people = [words(one.strong) for one in page.select(".person")]
    assert people == ["Tomasz Grzelak", "Oksana Tkaczenko"]
    assert page.select_one("aside .button")["href"] == f"/{language}/book/?centre=poznan"


def test_home_says_until_when_it_is_open_and_who_speaks_what(morning, client, soup):
    card = soup(client.get("/en/")).select_one("aside.card")
    assert "Poznań" in words(card.h2)
    assert "open until 16:00" in words(card)
    assert "until 11:00" in words(card.select(".person")[0])
    assert [one["lang"] for one in card.select(".person")[1].select("bdi[lang]") if one["lang"] != "pl"][-2:] == ["uk", "ru"]


def test_chosen_town_leads_to_its_centre_and_is_remembered(morning, client, soup):
    response = client.get("/pl/", {"town": "konin"})
    assert response.cookies["town"].value == "konin"
    assert response.cookies["town"]["httponly"]
    assert "Konin" in words(soup(response).select_one("aside.card h2"))
    again = client.get("/pl/")
    assert "Konin" in words(soup(again).select_one("aside.card h2"))
    assert not again.cookies


def test_without_a_choice_no_cookie_is_set(morning, client):
    assert not client.get("/pl/").cookies


@pytest.mark.parametrize("town", ["atlantis", "x" * 400, "-1", "poznan\x00", "<script>"])
def test_unknown_town_is_said_and_forgotten(morning, client, soup, town):
    response = client.get("/en/", {"town": town})
    assert response.status_code == 200
    assert "We do not know this place" in words(soup(response).select_one(".welcome"))
    assert not response.cookies


def test_late_at_night_nobody_is_on_duty(morning, client, soup, clock):
    clock.set(THURSDAY + timedelta(hours=13))
    card = soup(client.get("/en/")).select_one("aside.card")
    assert not card.select(".person")
    assert "Nobody is on duty any more today" in words(card)
    assert "opens tomorrow at 8:00" in words(card)


def test_empty_network_still_has_a_home_page(client, soup, clock):
    page = soup(client.get("/en/"))
    assert len(page.select(".door")) == 3
    assert not page.select("aside.card")


def test_statements_do_not_grow_with_centres(morning, client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as three:
        client.get("/pl/")
    for number in range(3):
        town = make_town(f"Miasto {number}", f"miasto-{number}", "3000000", 52 + number / 10, 17)
        sit(morning, centre=make_centre(morning.rops, town, f"miasto-{number}"), provider=morning.office)
    MEMORY.clear()
    with django_assert_num_queries(len(three)):
        client.get("/pl/")
