"""Who looks for help in danger sees the numbers first and leaves nothing behind; who finds nothing is told whom to ask."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest

from mosty.search import actions
from mosty.search.enums import Field, Kind, NewEntry, Passage
from mosty.search.models import MissedWord
from tests.portal.conftest import words

ENTRIES = [
    NewEntry(Kind.ARTICLE, "domestic-violence", "pl", "Przemoc w domu", "", "guide/x/", [Passage(Field.KEYWORD, "mąż bije")], True),
    NewEntry(Kind.ARTICLE, "emergency", "pl", "Pogotowie i policja", "", "guide/emergency/"),
    NewEntry(Kind.ARTICLE, "legal-stay", "pl", "Legalny pobyt", "", "guide/y/", [Passage(Field.KEYWORD, "ochrona")], True),
    NewEntry(Kind.ARTICLE, "pesel", "pl", "Numer PESEL", "", "guide/pesel/"),
    NewEntry(Kind.TOPIC, "documents", "pl", "Dokumenty: PESEL i adres", "", "guide/documents/"),
]


@pytest.fixture(autouse=True)
def index(db: None) -> None:
    actions.put(ENTRIES)


def ask(client: Any, text: str, **more: str) -> Any:
    return client.get(f"/pl/search/?{urlencode({'q': text, **more})}")


@pytest.mark.parametrize("text", ["mąż mnie bije", "pogotowie", "przemocy"])
def test_in_danger_the_numbers_stand_first(client: Any, soup: Any, text: str) -> None:
    links = [link["href"] for link in soup(ask(client, text)).select("#found a[href^='tel:']")]
    assert links[0] == "tel:112"
    assert len(links) >= 3


def test_a_search_about_violence_leaves_nothing_behind(client: Any, soup: Any) -> None:
    answer = ask(client, "mąż mnie bije")
    page = soup(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "bij" not in words(page.select_one("title"))
    assert "noreferrer" in page.select_one("#found a[data-exit]")["rel"]
    assert page.select_one("#found h3 a")["rel"] == ["noreferrer"]
    assert not MissedWord.objects.exists()


def test_a_search_about_status_can_be_left_quickly_but_is_no_emergency(client: Any, soup: Any) -> None:
    page = soup(ask(client, "ochrona"))
    assert page.select_one("#found a[data-exit]")
    assert not page.select("#found a[href^='tel:']")


def test_an_everyday_search_has_neither(client: Any, soup: Any) -> None:
    answer = ask(client, "pesel")
    page = soup(answer)
    assert not page.select("#found a[data-exit], #found a[href^='tel:']")
    assert answer.get("Referrer-Policy") != "no-referrer"
    assert [link["href"] for link in page.select("section[aria-labelledby=shelves] a")] == ["/pl/guide/documents/"]


def test_words_of_sensitive_entries_are_never_counted() -> None:
    actions.count_missed(["przemoc", "pesel"], language="pl", day=date(2026, 11, 22))
    assert list(MissedWord.objects.values_list("word", flat=True)) == ["pesel"]


@pytest.mark.writes_on_get("the middleware counts a search that found nothing, after the answer")
def test_nothing_found_shows_the_nearest_centre(client: Any, soup: Any, cast: Any) -> None:
    page = soup(ask(client, "xyzqwv", near="Konin"))
    assert [link["href"] for link in page.select("section[aria-labelledby=people] h3 a")] == [f"/pl/centres/{cast.konin.slug}/"]
    assert page.select_one("form[role=search] input[name=near]")["value"] == "Konin"


@pytest.mark.writes_on_get("the middleware counts a search that found nothing, after the answer")
@pytest.mark.parametrize("near", ["", "Nigdzie nie ma", "\x00", "x" * 5000])
def test_without_a_known_place_the_centres_are_listed(client: Any, soup: Any, cast: Any, near: str) -> None:
    links = [link["href"] for link in soup(ask(client, "xyzqwv", near=near)).select("section[aria-labelledby=people] h3 a")]
    assert {f"/pl/centres/{cast.konin.slug}/", f"/pl/centres/{cast.poznan.slug}/"} <= set(links)


def test_the_box_stands_in_the_masthead_of_every_page_but_the_search(client: Any, soup: Any) -> None:
    for address in ("/pl/emergency/", "/ar/privacy/"):
        form = soup(client.get(address)).select_one(".masthead form[role=search]")
        assert form["method"] == "get"
        assert form["action"] == f"{address[:3]}/search/"
        assert form.select_one("input[name=q]")["hx-get"] == f"{address[:3]}/search/suggest/"
    assert not soup(client.get("/pl/search/")).select(".masthead form[role=search]")
