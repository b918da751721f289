"""Frozen reports on the screen."""

import uuid
from datetime import date

import pytest
from bs4 import BeautifulSoup

from mosty.core.models import AuditEntry
from mosty.programme.actions import freeze_report
from mosty.programme.models import FrozenReport
from tests.cast import sign_in
from tests.programme.facts import make_visits

FILLED = {"first": "2026-01", "last": "2026-03", "understood": "on"}
FREEZE = "/network/reports/freeze/"


@pytest.fixture
def report(cast):
    make_visits(cast.poznan, 37)
    return freeze_report(organization=cast.rops, first_on=date(2026, 1, 1), last_on=date(2026, 3, 31), by=cast.joanna)


def test_coordinator_freezes_a_report_and_sees_it(cast):
    make_visits(cast.poznan, 37)
    browser = sign_in(cast.joanna)
    assert browser.get(FREEZE).status_code == 200
    response = browser.post(FREEZE, FILLED)
    report = FrozenReport.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/network/reports/{report.pk}/")
    assert (report.first_on, report.last_on) == (date(2026, 1, 1), date(2026, 3, 31))
    page = BeautifulSoup(browser.get(response["Location"]).content, "html.parser")
    assert "37" in page.find("dl", class_="stats").text
    assert "Joanna Matecka" in page.main.text
    listed = BeautifulSoup(browser.get("/network/reports/").content, "html.parser")
    assert listed.tbody.find("a")["href"] == response["Location"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "2026-13"},
        {"first": "spring"},
        {"last": ""},
        {"first": "2026-04", "last": "2026-03"},
        {"first": "2999-01", "last": "2999-02"},
        {"first": "2020-01"},
        {"understood": ""},
        {"first": "9" * 10_000},
    ],
)
def test_wrong_form_says_why_and_keeps_what_was_typed(cast, wrong):
    response = sign_in(cast.joanna).post(FREEZE, FILLED | wrong)
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find(class_="alert").text.strip()
    assert page.find("input", {"name": "last"}).get("value", "") == (FILLED | wrong)["last"]
    assert not FrozenReport.objects.exists()
    assert not AuditEntry.objects.filter(verb="report.frozen").exists()


def test_only_coordinators_open_the_form(cast):
    for person in ("hanna", "zuzanna", "piotr", "adam", "nikt"):
        assert sign_in(getattr(cast, person)).get(FREEZE).status_code == 403
        assert sign_in(getattr(cast, person)).post(FREEZE, FILLED).status_code == 403
    assert not FrozenReport.objects.exists()


@pytest.mark.parametrize("rest", ["", "export.csv", "export.xlsx"])
def test_report_exists_only_for_its_organisation(cast, report, rest):
    url = f"/network/reports/{report.pk}/{rest}"
    for person, status in (("joanna", 200), ("hanna", 404), ("adam", 404), ("zuzanna", 403)):
        assert sign_in(getattr(cast, person)).get(url).status_code == status
    assert sign_in(cast.joanna).get(f"/network/reports/{uuid.uuid4()}/{rest}").status_code == 404


def test_frozen_page_and_file_stay_when_the_data_change(cast, report):
    browser = sign_in(cast.joanna)
    before = browser.get(f"/network/reports/{report.pk}/export.csv").content
    make_visits(cast.poznan, 100)
    assert browser.get(f"/network/reports/{report.pk}/export.csv").content == before
    assert b"37" in before
