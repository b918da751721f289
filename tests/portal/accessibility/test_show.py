"""The accessibility statement."""

from datetime import date

import pytest
from django.conf import settings as django_settings

from mosty.directory.models import Accessibility, Contact
from mosty.guide.actions.statement import change_statement, change_statement_texts
from mosty.guide.enums import Assessment, Compliance
from tests.portal.conftest import words

# Warunki techniczne, version 2.0: what every statement has; what it has in some cases is asked below.
ALWAYS = (
    *("a11y-deklaracja", "a11y-wstep", "a11y-podmiot", "a11y-zakres", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja"),
    *("a11y-status", "a11y-data-sporzadzenie", "a11y-kontakt", "a11y-osoba", "a11y-email", "a11y-telefon", "a11y-procedura"),
    *("a11y-aplikacje", "a11y-architektura", "a11y-komunikacja"),
)
LANGUAGES = [code for code, _name in django_settings.LANGUAGES]


def said(cast, **values):
    return change_statement(
        cast.rops,
        by=cast.joanna,
        **{
            "site_name": "Mosty",
            "published_on": date(2026, 1, 5),
            "updated_on": date(2026, 10, 1),
            "status": Compliance.PARTLY,
            "method": Assessment.SELF,
            "auditor": "",
            "report_address": "",
            "costs_address": "",
            "prepared_on": date(2026, 1, 5),
            "reviewed_on": date(2026, 3, 20),
            "contact_name": "Biuro sieci",
            "contact_email": "biuro@operator.example",
            "contact_phone": "61 850 00 00",
            "seat": "ul. Długa 1, 60-001 Poznań",
            "building_address": "",
            **values,
        },
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_statement_has_the_whole_structure(cast, client, soup, language):
    page = soup(client.get(f"/{language}/accessibility/"))
    for name in ALWAYS:
        assert len(page.select(f"#{name}")) == 1, name
    for name in ("a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-data-sporzadzenie"):
        assert date.fromisoformat(page.find("time", id=name)["datetime"])
    assert page.find(id="a11y-url")["href"] == f"{django_settings.SITE_URL}/"
    assert page.select_one('footer a[href$="/accessibility/"]')
    assert len(page.select("main h1")) == 1
    assert len(page.select("main h2")) == 8
    assert bool(page.select_one('main a[href="/pl/accessibility/"]')) == (language != "pl")


def test_first_statement_says_that_nobody_confirmed_it_and_whom_the_directory_knows(cast, client, soup):
    Contact.objects.create(centre=cast.poznan, email="poznan@operator.example")
    Accessibility.objects.create(centre=cast.poznan, kind="lift")
    page = soup(client.get("/en/accessibility/"))
    assert "has not confirmed" in words(page.main)
    assert words(page.find(id="a11y-podmiot")) == cast.rops.name
    assert page.find(id="a11y-email")["href"] == "mailto:poznan@operator.example"
    assert "Lift" in words(page.find(id="a11y-architektura"))


def test_what_the_operator_says_is_shown_at_once(cast, client, soup):
    client.get("/en/accessibility/")
    row = said(cast, status=Compliance.NOT, costs_address="https://operator.example/koszty", building_address="https://operator.example/b")
    page = soup(client.get("/en/accessibility/"))
    assert "not compliant" in words(page.find(id="a11y-status"))
    assert page.find("time", id="a11y-data-przeglad")["datetime"] == "2026-03-20"
    assert page.find(id="a11y-email")["href"] == "mailto:biuro@operator.example"
    assert page.find(id="a11y-telefon")["href"] == "tel:+48618500000"
    assert page.find(id="a11y-ocena")["href"] == row.costs_address
    assert page.find(id="a11y-architektura-url")["href"] == row.building_address
    assert "has not confirmed" not in words(page.main)


def test_full_compliance_lists_nothing_inaccessible(cast, client, soup):
    said(cast, status=Compliance.FULL, method=Assessment.EXTERNAL, auditor="Fundacja Audyt")
    page = soup(client.get("/pl/accessibility/"))
    assert len(page.select("main h2")) == 7
    assert words(page.find(id="a11y-audytor")) == "Fundacja Audyt"


def test_own_words_stand_for_the_usual_ones_and_the_polish_ones_are_marked(cast, client, soup):
    row = change_statement_texts(said(cast), by=cast.joanna, language="pl", texts={"building": "Dwa wejścia.\n\nJest <winda>."})
    place = soup(client.get("/uk/accessibility/")).find(id="a11y-architektura").select_one(".prose")
    assert (place["lang"], [p.text for p in place.find_all("p")]) == ("pl", ["Dwa wejścia.", "Jest <winda>."])
    change_statement_texts(row, by=cast.joanna, language="uk", texts={"building": "Два входи."})
    place = soup(client.get("/uk/accessibility/")).find(id="a11y-architektura").select_one(".prose")
    assert (place.get("lang"), words(place)) == (None, "Два входи.")
