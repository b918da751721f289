import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.directory.models import ServiceAtCentre
from mosty.portal.cache import MEMORY
from tests.cast import make_centre, make_town
from tests.portal.conftest import words


@pytest.mark.parametrize("language", ["pl", "uk", "ar"])
def test_services_stand_under_their_topics(morning, client, soup, language):
    page = soup(client.get(f"/{language}/services/"))
    assert page.html["lang"] == language
    assert [one["id"] for one in page.select("main h2")] == ["topic-stay", "topic-law"]
    assert {link["href"] for link in page.select("main h3 a")} == {
        f"/{language}/services/{slug}/" for slug in ("advice", "lawyer", "residence-card")
    }


def test_empty_catalogue_leads_to_the_centres(client, soup):
    assert soup(client.get("/en/services/")).select_one(".empty .button")["href"] == "/en/centres/"


@pytest.mark.parametrize(("language", "name"), [("pl", "prawnik"), ("uk", "prawnik (uk)"), ("ar", "prawnik")])
def test_service_in_the_readers_language_or_marked(morning, client, soup, language, name):
    page = soup(client.get(f"/{language}/services/lawyer/"))
    assert words(page.h1) == name
    assert bool(page.h1.find(lang="pl")) is (language == "ar")


def test_service_says_where_in_which_language_and_when(morning, client, soup):
    morning.lawyer.documents = [{"en": "Passport"}]
    morning.lawyer.audience = {"en": "For everybody"}
    morning.lawyer.save()
    page = soup(client.get("/en/services/lawyer/"))
    places = {words(one.h3): one for one in page.select("article")}
    assert set(places) == {"Konin", "Poznań"}
    text = words(places["Poznań"])
    assert "by booked time" in text
    assert "We speak: Українська , Polski" in text
    assert "With an interpreter: العربية" in text
    assert "today, 10:00" in text
    assert places["Poznań"].select_one("a.button")["href"] == "/en/book/times/?service=lawyer&centre=poznan"
    assert "Passport" in words(page.select_one("section[aria-labelledby=papers]"))
    assert "For everybody" in words(page.select_one("section[aria-labelledby=whom]"))
    assert page.select_one("section[aria-labelledby=book] a")["href"] == "/en/book/times/?service=lawyer"


def test_service_without_times_offers_no_booking(morning, client, soup):
    page = soup(client.get("/en/services/advice/"))
    assert "you book no time here" in words(page.select_one("section[aria-labelledby=book]"))
    assert not page.select('a[href*="/book/times/"]')


def test_paid_service_names_its_cost(morning, client, soup):
    morning.lawyer.is_free, morning.lawyer.cost = False, {"en": "100 zł"}
    morning.lawyer.save()
    page = soup(client.get("/en/services/lawyer/"))
    assert "Cost: 100 zł" in words(page)
    assert not page.select_one(".pagehead .badge[data-kind=done]")


@pytest.mark.parametrize("slug", ["magic", "x" * 300, "-1"])
def test_unknown_service_is_a_404_page(morning, client, slug):
    assert client.get(f"/en/services/{slug}/").status_code == 404


def test_statements_do_not_grow_with_centres(morning, client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as two:
        client.get("/pl/services/lawyer/")
    for number in range(3):
        centre = make_centre(morning.rops, make_town(f"M {number}", f"m-{number}", "3000000"), f"m-{number}")
        ServiceAtCentre.objects.create(service=morning.lawyer, centre=centre, languages=["pl"])
    MEMORY.clear()
    with django_assert_num_queries(len(two)):
        client.get("/pl/services/lawyer/")
