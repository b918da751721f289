"""Days in words, in every language of the portal, whatever language was asked for before."""

from datetime import date, time

import pytest

from mosty.core.dates import day_words, hour_words

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("language", "long", "month"),
    [
        ("az", "27 noyabr, cümə", "noyabr 2026"),
        ("pl", "piątek, 27 listopada", "listopad 2026"),
        ("en", "Friday, 27 November", "November 2026"),
        ("uk", "пʼятниця, 27 листопада", "листопад 2026"),
        ("ru", "пятница, 27 ноября", "ноябрь 2026"),
        ("be", "пятніца, 27 лістапада", "лістапад 2026"),
        ("ka", "პარასკევი, 27 ნოემბერი", "ნოემბერი, 2026"),
        ("tr", "27 Kasım Cuma", "Kasım 2026"),
        ("es", "viernes, 27 de noviembre", "noviembre de 2026"),
        ("ar", "الجمعة، 27 نوفمبر", "نوفمبر 2026"),
    ],
)
def test_day_words_in_each_language(language: str, long: str, month: str) -> None:
    assert day_words(FRIDAY, "long", language) == long
    assert day_words(FRIDAY, "month", language) == month


def test_day_words_in_an_unknown_language_are_polish() -> None:
    assert day_words(FRIDAY, "long", "tlh") == "piątek, 27 listopada"


def test_hours_are_written_as_on_polish_clocks() -> None:
    assert [hour_words(time(8)), hour_words(time(15, 5))] == ["8:00", "15:05"]
