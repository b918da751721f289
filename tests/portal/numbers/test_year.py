"""The public page: the newest frozen report and nothing else, in every language."""

import csv
import io
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.portal.cache import MEMORY
from mosty.programme.actions import freeze_report
from tests.programme.facts import make_client, make_encounter, make_visit, make_visits


@pytest.fixture(autouse=True)
def no_pages_in_memory():
    MEMORY.clear()
    yield
    MEMORY.clear()


def fill(cast):
    make_visits(cast.poznan, 37, language="uk", topics=["law"], citizenship="UA")
    make_visits(cast.konin, 22, language="ka", topics=["work", "law"])
    for _ in range(9):
        make_encounter(make_visit(cast.konin, client=make_client(cast.konin, citizenship="GE")), [cast.lawyer])


def freeze(cast):
    return freeze_report(organization=cast.rops, first_on=date(2026, 1, 1), last_on=date(2026, 3, 31), by=cast.joanna)


@pytest.fixture
def report(cast):
    fill(cast)
    return freeze(cast)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_without_a_report_the_page_is_kind(cast, client):
    response = client.get("/pl/numbers/")
    assert response.status_code == 200
    assert soup(response).find(class_="empty")
    assert client.get("/pl/numbers/data.csv").status_code == 404


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_page_stands_in_every_language(report, client, language):
    page = soup(client.get(f"/{language}/numbers/"))
    assert page.html["lang"] == language
    assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert [stat.dd.text for stat in page.find_all(class_="stat")] == ["9", "68", "59", "9", "0"]
    charts = page.find_all("svg", class_="chart")
    assert len(charts) >= 4
    for chart in charts:
        assert chart.title.text
        assert chart.find_parent("section").find("details").table


def test_page_shows_the_frozen_numbers_only(report, cast, client):
    before = client.get("/en/numbers/data.csv").content
    make_visits(cast.poznan, 100)
    MEMORY.clear()
    assert client.get("/en/numbers/data.csv").content == before
    assert soup(client.get("/en/numbers/")).find_all(class_="stat")[1].dd.text == "68"


def test_data_are_all_tables_of_the_report(report, client):
    response = client.get("/en/numbers/data.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len({row[0] for row in rows[1:]}) >= 20
    assert all(len(row) == 4 for row in rows)
    assert not [row for row in rows if row[3].isdigit() and 0 < int(row[3]) < 5]


def test_page_counts_nothing(report, client):
    client.get("/en/numbers/data.csv")
    MEMORY.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get("/en/numbers/data.csv")
    assert not [query for query in queries if "casework_" in query["sql"] or "clients_" in query["sql"]]
    assert len(queries) <= 1
