"""The search page over plain HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from mosty.search import actions
from mosty.search.enums import Field, Kind, NewEntry, Passage
from mosty.search.models import MissedWord
from tests.portal.conftest import words

ADDRESS = [
    NewEntry(Kind.ARTICLE, "address", "pl", "Zameldowanie", "Zgłoś adres", "guide/address/", [Passage(Field.KEYWORD, "meldunek")]),
    NewEntry(Kind.ARTICLE, "address", "uk", "Реєстрація адреси", "", "guide/address/", [Passage(Field.KEYWORD, "прописка")]),
    NewEntry(Kind.ARTICLE, "school", "pl", "Szkoła", "", "guide/school/"),
    NewEntry(Kind.TERM, "gmina", "pl", "gmina", "Najmniejsza jednostka samorządu"),
]


@pytest.fixture(autouse=True)
def index(db: None) -> None:
    actions.put(ADDRESS)


def ask(client: Any, text: str, language: str = "uk") -> Any:
    return client.get(f"/{language}/search/?{urlencode({'q': text})}")


def test_a_result_in_the_readers_language_says_why(client: Any, soup: Any) -> None:
    page = soup(ask(client, "zameldovanye"))
    assert page.select_one("#found h3 a")["href"] == "/uk/guide/address/"
    assert words(page.select_one("#found h3 a")) == "Реєстрація адреси"
    assert page.select_one("#q")["value"] == "zameldovanye"


def test_a_result_in_another_language_is_marked(client: Any, soup: Any) -> None:
    page = soup(ask(client, "szkola"))
    assert page.select_one("#found h3 [lang=pl]") is not None


def test_an_answer_that_may_be_none_says_so_and_whom_to_ask(client: Any, soup: Any) -> None:
    page = soup(ask(client, "meldunek pralki telewizora lodówki naprawa", "en"))
    assert page.select_one("#found h3 a")["href"] == "/en/guide/address/"
    assert page.select_one("#found section h2").text == "We are not sure that this is what you need."
    assert page.select_one("#found section a")["href"] == "/en/guide/where-to-ask/"
    assert "not sure" not in words(soup(ask(client, "meldunek", "en")).select_one("#found"))


def test_official_words_are_explained(client: Any, soup: Any) -> None:
    assert "Najmniejsza" in words(soup(ask(client, "gmina", "pl")).select_one("#found"))


def test_a_search_is_kept_by_nobody(client: Any) -> None:
    answer = ask(client, "meldunek")
    assert answer["Cache-Control"] == "private, no-store"
    assert b'name="robots" content="noindex"' in answer.content


def test_htmx_gets_only_what_was_found(client: Any) -> None:
    answer = client.get("/pl/search/?q=meldunek", headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b"/pl/guide/address/" in answer.content


def test_suggestions_are_a_list_of_links(client: Any, soup: Any) -> None:
    assert [link["href"] for link in soup(client.get("/pl/search/suggest/?q=zam")).select("a")] == ["/pl/guide/address/"]
    assert client.get("/pl/search/suggest/?q=").content.strip() == b""


@pytest.mark.writes_on_get("the middleware counts a search that found nothing, after the answer")
@pytest.mark.parametrize("text", ["x" * 10_000, "\x00", "😀", "jak to", "xyzqwv", "<script>alert(1)</script>", "' OR 1=1 --"])
def test_whatever_is_typed_is_answered_in_a_sentence(client: Any, soup: Any, text: str) -> None:
    answer = ask(client, text, "en")
    assert answer.status_code == 200
    page = soup(answer)
    assert words(page.select_one("#found [role=status] h2"))
    assert page.select("#found [role=status] li a")
    assert b"<script>alert" not in answer.content


@pytest.mark.writes_on_get("the middleware counts a search that found nothing, after the answer")
def test_an_endless_address_is_not_repeated_in_every_language(client: Any) -> None:
    assert len(client.get("/pl/search/", {"q": "xyzqwv " * 10_000}).content) < 100_000


@pytest.mark.writes_on_get("the middleware counts a search that found nothing, after the answer")
def test_nothing_found_counts_no_personal_data(client: Any) -> None:
    ask(client, "Kowalski 600700800 jan@example.org", "pl")
    assert list(MissedWord.objects.values_list("word", "count")) == [("", 1)]


def test_an_empty_search_is_the_box_alone(client: Any, soup: Any) -> None:
    page = soup(client.get("/ar/search/"))
    assert page.select_one("form[role=search] input")["value"] == ""
    assert page.select("#found li") == []
