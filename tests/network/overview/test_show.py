"""The overview: who sees which centres, what it says, how much it asks of the database."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mosty.core import time
from mosty.core.models import AccessEvent
from tests.cast import sign_in
from tests.programme.facts import make_client, make_visits

URL = "/network/"


def page(user, url=URL):
    response = sign_in(user).get(url)
    return response, BeautifulSoup(response.content, "html.parser")


def test_coordinator_sees_all_centres_side_by_side(cast):
    make_visits(cast.poznan, 30, time.now())
    make_visits(cast.konin, 12, time.now())
    response, soup = page(cast.joanna)
    assert response.status_code == 200
    table = soup.find(id="side-by-side").find_parent("section")
    rows = {row.th.text: [cell.text for cell in row.find_all("td")] for row in table.tbody.find_all("tr")}
    assert rows["Poznań"][0] == "30"
    assert rows["Konin"][0] == "12"
    assert table.tfoot.td.text == "42"


def test_every_chart_has_a_name_and_its_table(cast):
    make_visits(cast.poznan, 30, time.now(), language="uk", topics=["law"])
    make_visits(cast.poznan, 9, time.now(), client=make_client(cast.poznan, citizenship="UA"))
    _, soup = page(cast.joanna)
    charts = soup.find_all("svg", class_="chart")
    assert len(charts) == 2  # a single person from Ukraine is not drawn, nor a month that is not over
    for chart in charts:
        assert chart["role"] == "img"
        assert chart.title.text
        assert chart.find_parent("section").find("details").find("table")


def test_manager_sees_only_the_own_centre(cast):
    make_visits(cast.konin, 12, time.now())
    response, soup = page(cast.hanna)
    assert response.status_code == 200
    assert "Poznań" in soup.h1.text
    assert "Konin" not in soup.main.text
    assert sign_in(cast.hanna).get(URL, {"centre": "konin"}).status_code == 404


def test_one_centre_of_the_network(cast):
    make_visits(cast.konin, 12, time.now())
    _, soup = page(cast.joanna, f"{URL}?centre=konin")
    assert "Konin" in soup.h1.text
    assert not soup.find(id="side-by-side")
    assert soup.find("a", string="All centres") or soup.find("a", href=lambda href: href and "centre" not in href and "from=" in href)


@pytest.mark.parametrize("name", ["overview:show", "overview:export_csv", "overview:export_xlsx", "reports:list"])
def test_numbers_are_for_those_with_the_right(cast, name):
    url = reverse(f"network:{name}")
    for person, status in (
        ("joanna", 200),
        ("hanna", 200),
        ("adam", 200),
        ("zuzanna", 403),
        ("karolina", 403),
        ("piotr", 403),
        ("nikt", 403),
    ):
        assert sign_in(getattr(cast, person)).get(url).status_code == status, person
    assert Browser().get(url).status_code == 302


@pytest.mark.parametrize("centre", ["opole", "no-such", "x" * 10_000, "\x00", "ю"])
def test_foreign_or_unknown_centre_does_not_exist(cast, centre):
    assert sign_in(cast.joanna).get(URL, {"centre": centre}).status_code == 404


def test_strangers_numbers_never_mix(cast):
    make_visits(cast.poznan, 30, time.now())
    make_visits(cast.foreign, 77, time.now())
    _, soup = page(cast.adam)
    assert "30" not in soup.find("dl", class_="stats").text
    _, soup = page(cast.joanna)
    assert "77" not in soup.find("dl", class_="stats").text


def test_small_numbers_are_hidden_until_asked_for(cast):
    make_visits(cast.poznan, 30, time.now())
    make_visits(cast.konin, 3, time.now())
    _, soup = page(cast.joanna)
    section = soup.find(id="side-by-side").find_parent("section")
    assert [row.td.text for row in section.tbody.find_all("tr")] != ["3", "30"]
    assert not AccessEvent.objects.filter(subject_type="programme.figures").exists()
    _, soup = page(cast.joanna, f"{URL}?full=1")
    section = soup.find(id="side-by-side").find_parent("section")
    assert [row.td.text for row in section.tbody.find_all("tr")] == ["3", "30"]
    event = AccessEvent.objects.get(subject_type="programme.figures")
    assert (event.how, event.actor, event.organisation) == ("export", cast.joanna, cast.rops.pk)


def test_impossible_period_is_explained(cast):
    response, soup = page(cast.joanna, f"{URL}?from=2031-13&to=abc")
    assert response.status_code == 200
    assert soup.find(class_="alert")


def test_files_say_their_period_and_whether_they_may_be_published(cast):
    browser = sign_in(cast.joanna)
    response = browser.get(f"{URL}export.csv?from=2026-01&to=2026-03")
    assert response["Content-Disposition"] == 'attachment; filename="mosty_2026-01_2026-03.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    response = browser.get(f"{URL}export.xlsx?from=2026-01&to=2026-03&full=1")
    assert response["Content-Disposition"] == 'attachment; filename="mosty_2026-01_2026-03_not-for-publication.xlsx"'
    assert response.content.startswith(b"PK")


def test_queries_do_not_grow_with_rows(cast):
    browser = sign_in(cast.joanna)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(URL).status_code == 200
        return len(queries)

    make_visits(cast.poznan, 9, time.now(), client=make_client(cast.poznan), language="uk", topics=["law"])
    one = asked()
    make_visits(cast.poznan, 5, time.now(), client=make_client(cast.poznan), language="ka", topics=["work"])
    make_visits(cast.konin, 5, time.now(), client=make_client(cast.konin), language="ka", topics=["stay"])
    assert asked() == one <= 25
