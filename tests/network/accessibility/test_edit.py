"""The operator fills in the accessibility statement."""

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from mosty.core.models import AuditEntry
from mosty.guide.models import AccessibilityStatement
from tests.cast import sign_in

FILLED = {
    "site_name": "Mosty",
    "published_on": "2026-01-05",
    "updated_on": "2026-10-01",
    "status": "partly",
    "method": "self",
    "prepared_on": "2026-01-05",
    "reviewed_on": "",
    "contact_name": "Biuro sieci",
    "contact_email": "biuro@operator.example",
    "contact_phone": "61 850 00 00",
    "seat": "ul. Długa 1, Poznań",
}
EDIT = "/network/accessibility/"


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def test_form_begins_with_what_the_directory_knows(cast):
    page = soup(sign_in(cast.joanna).get(EDIT))
    assert page.select_one("#id_contact_phone")["value"] == "887 063 112"
    assert page.select_one("#id_seat")["value"].startswith("ul. Nowowiejskiego 25")


def test_coordinator_fills_it_in(cast, client):
    browser = sign_in(cast.joanna)
    answer = browser.post(EDIT, FILLED)
    assert (answer.status_code, answer["Location"]) == (303, EDIT)
    row = AccessibilityStatement.objects.get()
    assert (row.organization, row.contact_name) == (cast.rops, "Biuro sieci")
    assert AuditEntry.objects.get(verb="statement.changed").details == {"status": "partly"}
    browser.post(EDIT, {**FILLED, "contact_name": "Inne biuro"})
    assert AccessibilityStatement.objects.get().contact_name == "Inne biuro"
    assert b"Inne biuro" in client.get("/pl/accessibility/").content


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"updated_on": "2025-12-31"}, "updated_on"),
        ({"reviewed_on": "2026-01-04"}, "reviewed_on"),
        ({"method": "external"}, "auditor"),
        ({"status": "splendid"}, "status"),
        ({"contact_email": "nobody"}, "contact_email"),
        ({"report_address": "javascript:alert(1)"}, "report_address"),
        ({"published_on": "yesterday"}, "published_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(cast, wrong, field):
    answer = sign_in(cast.joanna).post(EDIT, {**FILLED, **wrong})
    page = soup(answer)
    assert answer.status_code == 422
    assert page.select_one(f"#id_{field}[aria-invalid=true]")
    assert page.select_one("#id_contact_name")["value"] == "Biuro sieci"
    assert not AccessibilityStatement.objects.exists()


def test_texts_come_after_the_data(cast, client):
    browser = sign_in(cast.joanna)
    assert browser.post(f"{EDIT}words/?language=uk", {"apps": "Немає."}).status_code == 422
    browser.post(EDIT, FILLED)
    assert browser.post(f"{EDIT}words/?language=uk", {"apps": "Немає."}).status_code == 303
    assert "Немає." in client.get("/uk/accessibility/").content.decode()
    assert soup(browser.get(f"{EDIT}words/?language=uk")).select_one("#id_apps").text.strip() == "Немає."
    assert browser.get(f"{EDIT}words/?language=xx").status_code == 404


@pytest.mark.parametrize("person", ["hanna", "adam", "nikt"])
def test_others_may_not(cast, person):
    browser = sign_in(cast.people[person])
    assert browser.get(EDIT).status_code == 403
    assert browser.post(EDIT, FILLED).status_code == 403
    assert not AccessibilityStatement.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"is_the_one": False},
        {"status": "splendid"},
        {"updated_on": "2020-01-01"},
        {"reviewed_on": "2020-01-01"},
        {"method": "external"},
    ],
)
def test_database_keeps_one_statement_that_makes_sense(cast, change):
    sign_in(cast.joanna).post(EDIT, FILLED)
    row = AccessibilityStatement.objects.get()
    if not change:  # a second one
        row = AccessibilityStatement(**{field.name: getattr(row, field.name) for field in row._meta.fields if field.name != "id"})
        row._state.adding = True
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
