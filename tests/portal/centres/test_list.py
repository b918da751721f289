import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.directory.enums import AccessibilityKind, State
from mosty.directory.models import Accessibility, CentreState, ServiceAtCentre
from mosty.portal.cache import MEMORY
from tests.cast import make_centre, make_town
from tests.portal.conftest import words


def names(page):
    return [words(card.h2.a) for card in page.select("#found ol > li")]


@pytest.mark.parametrize(("language", "first"), [("pl", "Konin"), ("uk", "Konin"), ("ar", "Konin")])
def test_list_and_map_show_the_same_centres_with_the_same_numbers(morning, client, soup, language, first):
    page = soup(client.get(f"/{language}/centres/"))
    assert page.html["lang"] == language
    assert names(page)[0] == first
    on_list = {card["id"]: card.select_one(".number-dot").text for card in page.select("#found ol > li")}
    on_map = {pin["href"][1:]: pin.select_one(".map-number").text for pin in page.select(".map a")}
    assert on_map
    assert on_map.items() <= on_list.items()
    assert page.select_one(".map")["direction"] == "ltr"


def test_card_says_door_languages_next_time_and_phone(morning, client, soup):
    card = soup(client.get("/en/centres/")).select_one("#centre-poznan")
    text = words(card)
    assert "open until 16:00" in text
    assert "Українська" in text
    assert "today , 10:00" in text or "today, 10:00" in text
    assert card.select_one('a[href="tel:+48887063112"] bdi')["dir"] == "ltr"
    assert card.select_one('.lines bdi[lang="pl"]').text == "ul. Nowowiejskiego 25"


def test_sentence_names_the_nearest_free_time(morning, client, soup):
    status = soup(client.get("/en/centres/")).select_one("#found [role=status]")
    assert "service=lawyer&centre=poznan&day=2026-11-26" in status.a["href"]


def test_town_puts_the_nearest_first_with_distances(morning, client, soup):
    page = soup(client.get("/en/centres/", {"town": "konin"}))
    assert names(page)[0] == "Konin"
    assert "in your town" in words(page.select_one("#centre-konin"))
    assert "93 km away" in words(page.select_one("#centre-poznan"))


def test_language_that_only_an_interpreter_speaks_finds_nobody_but_says_so(morning, client, soup):
    ServiceAtCentre.objects.filter(centre=morning.konin).update(languages=["pl", "ka"])
    page = soup(client.get("/en/centres/", {"language": "ka"}))
    assert names(page) == ["Konin"]
    assert "1 of 3 centres fits" in words(page.select_one("[role=status]"))
    ServiceAtCentre.objects.filter(centre=morning.poznan).update(interpreter_languages=["ka"])
    MEMORY.clear()
    assert "1 more centre brings an interpreter" in words(soup(client.get("/en/centres/", {"language": "ka"})).select_one("[role=status]"))


def test_wishes_must_meet_in_one_service(morning, client, soup):
    """The lawyer speaks Ukrainian by booked time; walk-in is the first conversation only."""
    assert len(names(soup(client.get("/en/centres/", {"walk_in": "1"})))) == 2
    assert names(soup(client.get("/en/centres/", {"walk_in": "1", "service": "lawyer"}))) == []


def test_phone_and_step_free(morning, client, soup):
    ServiceAtCentre.objects.filter(centre=morning.poznan, service=morning.lawyer).update(is_by_phone=True)
    Accessibility.objects.create(centre=morning.konin, kind=AccessibilityKind.RAMP)
    Accessibility.objects.create(centre=morning.poznan, kind=AccessibilityKind.LIFT)
    assert names(soup(client.get("/en/centres/", {"remote": "1"}))) == ["Poznań"]
    assert names(soup(client.get("/en/centres/", {"step_free": "1"}))) == ["Konin"]


def test_open_now_follows_the_clock(morning, client, soup, clock):
    assert len(names(soup(client.get("/en/centres/", {"open": "1"})))) == 3
    clock.go(hours=8)
    page = soup(client.get("/en/centres/", {"open": "1"}))
    assert names(page) == []
    assert page.select_one(".empty .button")["href"] == "/en/centres/"


def test_closed_for_good_is_not_listed_and_suspended_says_so(morning, client, soup, clock):
    CentreState.objects.create(centre=morning.foreign, state=State.WITHDRAWN, since_on=clock().date())
    CentreState.objects.create(centre=morning.konin, state=State.SUSPENDED, since_on=clock().date())
    page = soup(client.get("/en/centres/"))
    assert names(page) == ["Konin", "Poznań"]
    assert "closed for some time" in words(page.select_one("#centre-konin"))


@pytest.mark.parametrize(
    "query",
    [
        {"language": "xx"},
        {"service": "magic"},
        {"town": "x" * 5000},
        {"open": "abc"},
        {"step_free": "-1"},
        {"language": "\x00", "service": "'; DROP TABLE", "town": "🤷"},
    ],
)
def test_what_is_not_understood_is_left_out_and_said(morning, client, soup, query):
    response = client.get("/en/centres/", query)
    assert response.status_code == 200
    assert len(names(soup(response))) == 3
    assert "We did not understand" in words(soup(response).select_one("#found .alert"))


@pytest.mark.parametrize("number", ["-5", "0", "999999999999", "abc", ""])
def test_any_page_number_leads_to_a_page(morning, client, soup, number):
    assert len(names(soup(client.get("/en/centres/", {"page": number})))) == 3


def test_htmx_gets_the_fragment_and_a_clean_address(morning, client, soup):
    query = {"language": "uk", "service": "", "town": "", "open": "1"}
    whole = soup(client.get("/en/centres/", query)).select_one("#found")
    part = client.get("/en/centres/", query, headers={"HX-Request": "true"})
    assert soup(part).select_one("#found") == whole
    assert soup(part).html is None
    assert part["HX-Push-Url"] == "/en/centres/?language=uk&open=1"


def test_statements_do_not_grow_with_centres(morning, client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        client.get("/pl/centres/")
    for number in range(5):
        make_centre(morning.rops, make_town(f"Miasto {number}", f"m-{number}", "3000000", 52 + number / 10, 17), f"m-{number}")
    MEMORY.clear()
    with django_assert_num_queries(len(few)):
        client.get("/pl/centres/")


def test_statement_count_is_the_same_for_one_centre(cast, clock, client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as three:
        client.get("/pl/centres/")
    for centre in (cast.konin, cast.foreign):
        CentreState.objects.create(centre=centre, state=State.CLOSED, since_on=clock().date())
    MEMORY.clear()
    with django_assert_num_queries(len(three)):
        client.get("/pl/centres/")
