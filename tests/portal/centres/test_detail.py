from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.directory.enums import AccessibilityKind, State
from mosty.directory.models import Accessibility, CentreState, Contact, Schedule, ScheduleException
from mosty.portal.cache import MEMORY
from tests.appointments.sittings import THURSDAY, sit
from tests.portal.conftest import words


@pytest.mark.parametrize(("language", "name"), [("pl", "Centrum Poznań"), ("uk", "Центр Poznań"), ("ar", "Centrum Poznań")])
def test_page_of_a_centre_in_the_readers_language_or_marked(morning, client, soup, language, name):
    page = soup(client.get(f"/{language}/centres/poznan/"))
    assert words(page.h1) == name
    assert bool(page.h1.find(lang="pl")) is (language == "ar")
    assert page.select_one('[itemprop="address"] bdi')["lang"] == "pl"


def test_duty_of_the_week_by_time_and_without_booking(morning, client, soup):
    page = soup(client.get("/en/centres/poznan/"))
    days = [words(day.h3) for day in page.select("#duty ~ ol > li, section[aria-labelledby=duty] ol > li")]
    assert days[0].startswith("Today,")
    assert len(days) == 2
    first = page.select("section[aria-labelledby=duty] ol > li")[0].select("li")
    assert first[0].select_one("a.button")["href"] == "/en/book/times/?service=lawyer&centre=poznan&day=2026-11-26"
    assert "without booking" in words(first[1])
    assert "office on duty" in words(page.select("section[aria-labelledby=duty] ol > li")[1])


def test_sitting_that_is_over_is_left_out(morning, client, clock, soup):
    clock.go(hours=2)
    page = soup(client.get("/en/centres/poznan/"))
    assert "Tomasz Grzelak" not in words(page.select_one("section[aria-labelledby=duty]"))


def test_hours_say_today_samples_and_exceptions(morning, client, soup):
    ScheduleException.objects.create(centre=morning.poznan, day=date(2026, 11, 27), reason={"en": "Stocktaking"})
    card = soup(client.get("/en/centres/poznan/")).select_one("section[aria-labelledby=hours]")
    assert "sample hours" in words(card)
    assert words(card.select_one("[data-today]")).endswith("8:00–16:00")
    assert "closed" in words(card.select(".hours > div")[1])
    assert "Stocktaking" in words(card)
    assert not card.select('[itemprop="openingHours"]')  # invented hours are nothing for search engines


def test_true_hours_are_published_for_robots(morning, client, soup):
    Schedule.objects.filter(centre=morning.poznan).update(is_sample=False)
    page = soup(client.get("/en/centres/poznan/"))
    assert {"Th 08:00-16:00", "We 08:00-19:00"} <= {one["content"] for one in page.select('[itemprop="openingHours"]')}


def test_public_holiday_is_closed_and_named(morning, client, soup, clock):
    clock.set(clock().replace(day=24, month=12))
    card = soup(client.get("/en/centres/poznan/")).select_one("section[aria-labelledby=hours]")
    assert "closed" in words(card.select(".hours > div")[1])
    assert "Boże Narodzenie" in words(card)


def test_way_phone_mail_and_entrance(morning, client, soup):
    Accessibility.objects.create(centre=morning.poznan, kind=AccessibilityKind.STEP_FREE)
    Contact.objects.create(centre=morning.poznan, email="info@mosty.example")
    page = soup(client.get("/en/centres/poznan/"))
    assert page.select_one('a[href^="geo:52.41,16.92"]')
    assert page.select_one('a[href="mailto:info@mosty.example"]')
    assert page.select_one('a[href="tel:+48887063112"]')
    assert "Entrance without steps" in words(page.select_one("section[aria-labelledby=way]"))


def test_spoken_and_interpreted_languages_stand_apart(morning, client, soup):
    card = soup(client.get("/en/centres/poznan/")).select_one("section[aria-labelledby=spoken]")
    assert {"uk", "pl", "ru"} <= {one["lang"] for one in card.select("strong[lang]")}
    assert card.select_one('bdi[lang="ar"]')
    assert "interpreter" in words(card)


@pytest.mark.parametrize(("state", "sentence"), [(State.WITHDRAWN, "closed for good"), (State.SUSPENDED, "closed for some time")])
def test_centre_out_of_service_says_so_and_leads_on(morning, client, soup, clock, state, sentence):
    CentreState.objects.create(centre=morning.poznan, state=state, since_on=clock().date())
    alert = soup(client.get("/en/centres/poznan/")).select_one("main .alert")
    assert sentence in words(alert)
    assert alert.a["href"] == "/en/centres/"


@pytest.mark.parametrize("slug", ["nowhere", "x" * 300, "-", "poznan2"])
def test_unknown_centre_is_a_404_page(morning, client, soup, slug):
    response = client.get(f"/pl/centres/{slug}/")
    assert response.status_code == 404
    assert soup(response).html["lang"] == "pl"


def test_statements_do_not_grow_with_people_on_duty(morning, client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        client.get("/pl/centres/poznan/")
    for day in range(1, 6):
        sit(morning, THURSDAY + timedelta(days=day), provider=morning.oksana_duty)
    MEMORY.clear()
    with django_assert_num_queries(len(few)):
        client.get("/pl/centres/poznan/")


def test_later_days_of_the_week_open_on_demand(morning, client, soup):
    for day in range(1, 6):
        sit(morning, THURSDAY + timedelta(days=day), provider=morning.oksana_duty)
    page = soup(client.get("/en/centres/poznan/"))
    later = page.select("section[aria-labelledby=duty] details.fold")
    assert len(page.select("section[aria-labelledby=duty] > ol > li")) == len(later) + 1 == 6
    assert "Thursday" not in words(later[0].summary)
    assert "pierwsza rozmowa" in words(later[0].summary) or "prawnik" in words(later[0].summary)
