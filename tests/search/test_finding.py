"""A small index with known answers: the same on SQLite and on PostgreSQL, to the last digit of the score."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.search import actions, queries
from mosty.search.enums import Field, Kind, NewEntry, Passage
from mosty.search.models import Entry, Form, MissedWord, Posting, Word

DAY = date(2026, 11, 22)


def article(key: str, language: str, title: str, *keywords: str, text: str = "") -> NewEntry:
    passages = [Passage(Field.KEYWORD, word) for word in keywords]
    return NewEntry(Kind.ARTICLE, key, language, title, "", f"guide/{key}/", [*passages, *([Passage(Field.TEXT, text)] if text else [])])


SMALL = [
    article(
        "address", "pl", "Zameldowanie: zgłoś swój adres", "meldunek", "propiska", text="Właściciel podpisuje formularz w urzędzie gminy."
    ),
    article("address", "uk", "Реєстрація адреси (zameldowanie)", "прописка", "мельдунок"),
    article("pesel", "pl", "Numer PESEL", "nr pesel", text="PESEL dostaniesz razem z zameldowaniem."),
    article("pesel", "en", "PESEL number"),
    article("school", "pl", "Szkoła: jak zapisać dziecko", "podstawówka"),
    article("school", "ar", "المدرسة: كيف تسجّل طفلك", "مدرسة"),
    NewEntry(Kind.SERVICE, "lawyer", "pl", "Prawnik", "Bezpłatna porada prawna", "services/lawyer/"),
    NewEntry(Kind.TERM, "gmina", "pl", "gmina", "Najmniejsza jednostka samorządu", passages=[Passage(Field.KEYWORD, "urząd gminy")]),
]


@pytest.fixture
def index() -> None:
    actions.put(SMALL)


def keys(text: str, language: str) -> list[str]:
    return [result.key for result in queries.find(text, language).results]


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("zameldovanye", "uk", "address"),
        ("замелдование", "pl", "address"),
        ("zameldowania", "pl", "address"),
        ("zamledowanie", "pl", "address"),
        ("прописку", "uk", "address"),
        ("pessel", "en", "pesel"),
        ("szkole", "pl", "school"),
        ("مدرسه", "ar", "school"),
        ("prawnika", "pl", "lawyer"),
        ("яфьудвщцфтшу", "uk", "address"),
        ("ghjgbcrf", "ru", "address"),
        ("l]vsm", "ar", "school"),
    ],
)
def test_the_first_answer(index: None, text: str, language: str, first: str) -> None:
    assert keys(text, language)[0] == first


def test_answers_are_the_same_on_both_databases(index: None) -> None:
    found = [
        (result.key, result.language, result.reason.value, result.score)
        for text in ("zameldowanie", "pesle", "szkole dziecko")
        for result in queries.find(text, "pl").results
    ]
    assert found == EXPECTED, found


EXPECTED = [
    ("address", "pl", "title", 0.7525),
    ("pesel", "pl", "text", 0.35392),
    ("pesel", "pl", "title", 0.5319),
    ("school", "pl", "title", 0.86239),
]


def test_the_readers_language_is_shown_wherever_the_match_was(index: None) -> None:
    (result, *_) = queries.find("meldunek", "uk").results
    assert (result.language, result.is_readers, result.passage_language) == ("uk", True, "pl") or result.passage == "мельдунок"
    other = queries.find("szkoła", "uk").results[0]
    assert (other.language, other.is_readers) == ("pl", False)


def test_results_say_why(index: None) -> None:
    assert queries.find("meldunek", "pl").results[0].reason == Field.KEYWORD
    by_text = queries.find("formularz", "pl").results[0]
    assert by_text.reason == Field.TEXT
    assert "formularz" in by_text.passage
    assert queries.find("zamledowanie", "pl").results[0].is_other_spelling


def test_official_words_are_explained_apart(index: None) -> None:
    found = queries.find("gmina", "pl")
    assert [term.key for term in found.terms] == ["gmina"]
    assert all(result.kind != Kind.TERM for result in found.results)


@pytest.mark.parametrize("text", ["", "   ", "\x00", "😀😀", "x" * 10_000, "'; DROP TABLE--", "%_%", "\ud800", "ا" * 500])
def test_whatever_is_typed_gets_an_answer(index: None, text: str) -> None:
    assert queries.find(text, "pl").results == []
    assert isinstance(queries.suggest(text, "pl"), list)


def test_small_words_alone_are_no_search(index: None) -> None:
    assert queries.find("jak to", "pl").has_only_small_words


def test_nothing_found_offers_what_looks_like_it(index: None) -> None:
    found = queries.find("zadovanklo", "pl")
    assert not found, found
    assert any(near.word.startswith("zameldowani") for near in found.near)


def test_an_answer_to_one_word_of_many_is_not_sure(index: None) -> None:
    found = queries.find("formularz naprawy pralki", "pl")
    assert [result.key for result in found.results] == ["address"]
    assert found.is_unsure
    assert not queries.find("formularz meldunek", "pl").is_unsure
    assert not queries.find("xyzqwv", "pl").is_unsure  # nothing at all: said so


def test_suggestions_follow_the_first_letters(index: None) -> None:
    assert [one.key for one in queries.suggest("zam", "pl")][:1] == ["address"]
    assert [one.key for one in queries.suggest("zameldov", "pl")][:1] == ["address"]
    assert [one.key for one in queries.suggest("шко", "pl")][:1] == ["school"]
    assert [one.key for one in queries.suggest("яфьу", "pl")][:1] == ["address"]
    assert queries.suggest("z", "pl") == []


def test_the_same_again_changes_nothing_and_new_words_replace_old_ones(index: None) -> None:
    assert actions.put(SMALL) == 0
    rows = Posting.objects.count()
    assert actions.put([article("pesel", "pl", "Numer osobisty", "cyferki")]) == 1
    assert keys("cyferki", "pl") == ["pesel"]
    assert actions.put([SMALL[2]]) == 1
    assert Posting.objects.count() == rows
    assert not Word.objects.filter(text="cyferki", entries__gt=0).exists()


def test_what_is_dropped_is_found_no_more(index: None) -> None:
    assert actions.drop(Kind.ARTICLE, "address") == 2
    assert keys("meldunek", "pl") == []
    assert actions.keep_only(Kind.ARTICLE, [("school", "pl")]) == 3
    assert set(Entry.objects.filter(kind=Kind.ARTICLE).values_list("key", "language")) == {("school", "pl")}
    assert actions.tidy() > 0
    assert not Form.objects.filter(word__entries=0).exists()


def test_missed_words_keep_only_words_of_the_index(index: None) -> None:
    actions.count_missed(["kowalski", "meldunek", "600700800", "jan"], language="pl", day=DAY)
    actions.count_missed(["kowalski"], language="pl", day=DAY)
    actions.count_missed(["meldunek"], language="pl", day=DAY)
    assert set(MissedWord.objects.values_list("word", "count")) == {("meldunek", 2), ("", 1)}


def test_the_number_of_queries_does_not_grow(index: None) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.find("zameldowanye szkole pessel", "uk")
        return len(asked)

    few = count()
    actions.put(article(f"more-{at}", "pl", f"Szkoła numer {at}", "zameldowanie w szkole") for at in range(200))
    assert count() == few <= 10
