"""Where: the nearest centre that has a free time, for a place typed in any script or given by the phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser

from mosty.casework.enums import Mode
from mosty.directory.queries import places
from mosty.portal.cache import MEMORY
from mosty.portal.near import read_near
from tests.appointments.sittings import THURSDAY, Clock, sit
from tests.cast import Cast, make_centre, make_town

TIMES = "/en/book/times/"


@pytest.fixture
def two(cast: Cast, clock: Clock) -> Cast:
    """The lawyer on Thursday at Poznań, a day later at Konin."""
    sit(cast)
    sit(cast, THURSDAY + timedelta(days=1), centre=cast.konin, provider=cast.oksana_duty)
    return cast


def asked(near: str, **more: str) -> BeautifulSoup:
    answer = Browser().get(TIMES, {"service": "lawyer", "near": near, **more})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def groups(page: BeautifulSoup) -> list[str]:
    return [" ".join(head.get_text(" ").split()) for head in page.select("section[aria-labelledby=q-nearest] h3")]


@pytest.mark.parametrize(
    ("near", "first"),
    [("Turek", "Konin"), ("Турек", "Konin"), ("konin", "Konin"), ("كونين", "Konin"), ("Swarzedz", "Poznań"), ("Познань", "Poznań")],
)
def test_the_nearest_centre_comes_first_even_if_another_is_sooner(two: Cast, near: str, first: str) -> None:
    found = groups(asked(near))
    assert len(found) == 2
    assert found[0].startswith(first)


def test_how_far_it_is_and_the_first_times_are_said(two: Cast) -> None:
    page = asked("Gniezno")
    assert groups(page) == ["Poznań (47 km from Gniezno)", "Konin (57 km from Gniezno)"]
    buttons = page.select("section[aria-labelledby=q-nearest] li:first-child button[name=time]")
    assert [button.strong.text for button in buttons] == ["9:00", "9:30", "10:00", "10:30"]
    assert page.select_one("#place-2")["aria-current"] == "true"
    assert page.select_one("input[name=near]")["value"] == "Gniezno"


def test_a_time_of_the_nearest_centre_can_be_booked(two: Cast) -> None:
    form = asked("Turek").select_one("section[aria-labelledby=q-nearest] form")
    answer = Browser().post(form["action"], {"time": form.button["value"]})
    assert answer.url.startswith("/en/book/")


def test_a_farther_centre_is_added_when_it_is_sooner(cast: Cast, clock: Clock) -> None:
    for number in range(5):
        town = make_town(f"Blisko {number}", f"blisko-{number}", "3000000", 52.22 + number / 50, 18.25)
        sit(cast, THURSDAY + timedelta(days=3), centre=make_centre(cast.rops, town, f"blisko-{number}"), provider=cast.oksana_duty)
    assert len(groups(asked("konin"))) == 4
    sit(cast)
    MEMORY.clear()
    found = groups(asked("konin"))
    assert len(found) == 5
    assert found[-1].startswith("Poznań")


def test_times_by_phone_are_no_journey(two: Cast) -> None:
    sit(two, THURSDAY + timedelta(hours=3), centre=two.foreign, provider=two.office, meeting=Mode.PHONE)
    assert len(groups(asked("Konin"))) == 2
    assert not groups(asked("Konin", centre="phone"))


def test_one_centre_can_be_chosen_and_the_place_is_kept(two: Cast) -> None:
    page = asked("Turek")
    link = page.select_one("section[aria-labelledby=q-nearest] li a")
    assert link["href"] == "/en/book/times/?service=lawyer&near=turek-1&centre=konin"
    shown = BeautifulSoup(Browser().get(link["href"]).content, "html.parser")
    assert shown.select("ul.days a")
    assert not groups(shown)


@pytest.mark.parametrize("near", ["\u200fكونين\u200f", "Konin\u200b", "\ufeffКонін", "\u202akonin\u202c", "52.22, 18.25"])
def test_invisible_marks_around_a_place_do_not_matter(two: Cast, near: str) -> None:
    read = read_near(near, places.towns(), [])
    assert read is not None
    assert read.key in {"konin", "konin-1", "52.22,18.25"}


@pytest.mark.parametrize(
    "near", ["asdfgh", "x" * 10_000, "konin\x00", "🤷", "99,999", "91.0,200.0", "<script>alert(1)</script>", "'; DROP TABLE"]
)
def test_a_place_nobody_knows_is_said_and_the_centres_are_there(two: Cast, near: str) -> None:
    page = asked(near)
    assert "We do not know this place" in page.select_one("section[aria-labelledby=q-place] .alert").text
    links = [link["href"] for link in page.select("section[aria-labelledby=q-place] a")]
    assert any("centre=konin" in link for link in links)
    assert page.select("button[name=time]")


def test_a_name_of_several_places_offers_the_others(two: Cast) -> None:
    page = asked("Leszno")
    others = [link for link in page.select("section[aria-labelledby=q-place] p a") if "near=leszno-" in link["href"]]
    assert others
    assert "km from" in others[0].text
    assert "Leszno" in asked(others[0]["href"].split("near=")[1]).select_one("#place-2").text


def test_the_phones_place_is_rounded_and_kept_nowhere(two: Cast) -> None:
    answer = Browser().get(TIMES, {"service": "lawyer", "near": "52.225134,18.251199"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert groups(page)[0] == "Konin (less than 3 km from you)"
    assert groups(page)[1].endswith("km from you)")
    assert "near=52.23%2C18.25" in page.select_one("#place-2")["href"]
    assert page.select_one("input[name=near]")["value"] == ""
    assert "private" in answer["Cache-Control"]
    assert not any("52.2" in str(key) for key in MEMORY.pages)


def test_only_our_own_pages_may_ask_the_phone(client: Any) -> None:
    assert "geolocation=(self)" in client.get("/healthz")["Permissions-Policy"]


def test_the_place_costs_one_query_whatever_the_number_of_centres(two: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(7):
        asked("Turek")
    for number in range(4):
        town = make_town(f"Miasto {number}", f"m-{number}", "3000000", 52 + number / 50, 18)
        sit(two, centre=make_centre(two.rops, town, f"m-{number}"), provider=two.office)
    MEMORY.clear()
    with django_assert_num_queries(7):
        asked("Turek")
