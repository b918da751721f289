"""The coordinator sees what the guide lacks."""

import csv

import pytest
from bs4 import BeautifulSoup

from tests.cast import sign_in
from tests.guide.library import load, write

PLACE = "/network/gaps/"


@pytest.fixture
def browser(cast, tmp_path):
    load(write(tmp_path))
    return sign_in(cast.joanna)


def rows(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("tbody tr")]


def test_gaps_are_listed_and_narrowed_and_nonsense_shows_all(browser):
    everything = rows(browser.get(PLACE))
    assert everything
    georgian = rows(browser.get(PLACE, {"language": "ka"}))
    assert {row[1] for row in georgian} == {"ქართული"}
    assert len(georgian) == 2  # both articles of the small guide lack Georgian
    assert rows(browser.get(PLACE, {"language": "xx", "town": "nowhere", "page": "-3"})) == everything


def test_the_same_as_a_file(browser):
    answer = browser.get(PLACE, {"language": "ka", "as": "csv"})
    assert answer["Content-Disposition"].startswith("attachment")
    lines = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert {(line["article"], line["language"], line["state"]) for line in lines} == {
        ("address", "ka", "nothing"),
        ("safe", "ka", "nothing"),
    }


def test_the_menu_leads_there_and_others_are_refused(browser, cast):
    page = BeautifulSoup(browser.get("/network/").content, "html.parser")
    assert page.select_one(f'nav a[href="{PLACE}"]')
    assert sign_in(cast.zuzanna).get(PLACE).status_code == 403
