"""The editors' screen of words that people also say."""

from __future__ import annotations

from typing import Any

import pytest

from mosty.search import actions, queries
from mosty.search.enums import Kind, NewEntry
from mosty.search.models import Synonym
from tests.cast import sign_in

URL = "/guide-admin/synonyms/"
ONE = f"{URL}service/lawyer/"


@pytest.fixture(autouse=True)
def index(cast: Any) -> None:
    actions.put([NewEntry(Kind.SERVICE, "lawyer", "pl", "Prawnik", "", "services/lawyer/")])


@pytest.fixture
def natalia(cast: Any) -> Any:
    return sign_in(cast.natalia)


def test_the_list_counts_words_by_language(natalia: Any, cast: Any, soup: Any) -> None:
    actions.set_synonyms(Kind.SERVICE, "lawyer", "uk", words=["адвокат", "юрист"], by=cast.natalia)
    (row,) = soup(natalia.get(URL, {"q": "prawn"})).select("table.listing tbody tr")
    assert "2" in row.text
    assert not soup(natalia.get(URL, {"q": "nothing such\x00"})).select("table.listing")


def test_saved_words_are_found(natalia: Any) -> None:
    answer = natalia.post(ONE, {"uk": "юрист\r\n\r\nЮрист\r\nадвокат", "pl": ""})
    assert answer.status_code == 303
    assert Synonym.objects.get().words == "юрист\nадвокат"
    actions.renew_due()
    assert [row.key for row in queries.find("адвоката", "uk").results] == ["lawyer"]


def test_one_refused_language_keeps_all_as_typed_and_writes_nothing(natalia: Any, soup: Any) -> None:
    answer = natalia.post(ONE, {"uk": "юрист", "ar": "!!!"})
    assert answer.status_code == 422
    page = soup(answer)
    assert "юрист" in page.select_one("textarea[name=uk]").text
    assert "!!!" in page.select_one("textarea[name=ar]").text
    assert "nie ma żadnej litery" in page.text
    assert not Synonym.objects.exists()


def test_unknown_things_are_not_there(natalia: Any) -> None:
    assert natalia.get(f"{URL}service/nobody/").status_code == 404
    assert natalia.get(f"{URL}planet/lawyer/").status_code == 404


@pytest.mark.parametrize("who", ["tadeusz", "daria", "joanna"])
def test_others_do_not_get_in(cast: Any, who: str) -> None:
    client = sign_in(getattr(cast, who))
    assert client.get(URL).status_code in {302, 403, 404}
    client.post(ONE, {"uk": "юрист"})
    assert not Synonym.objects.exists()
