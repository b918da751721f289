"""Values as ten languages write them."""

import pytest

from mosty.guide.queries.formats import words

LANGUAGES = ["pl", "en", "uk", "ru", "be", "ka", "az", "tr", "es", "ar"]


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_has_grosze_only_when_there_are_some(language):
    assert plain(words("money", "340.00", language)) == "340 zł"
    assert plain(words("money", "100.50", language)) in {"100,50 zł", "100.50 zł"}


@pytest.mark.parametrize(
    ("language", "one", "four", "five"),
    [
        ("pl", "1 dzień", "4 dni", "5 dni"),
        ("en", "1 day", "4 days", "5 days"),
        ("uk", "1 день", "4 дні", "5 днів"),
        ("ru", "1 день", "4 дня", "5 дней"),
        ("be", "1 дзень", "4 дні", "5 дзён"),
        ("ka", "1 დღე", "4 დღე", "5 დღე"),
        ("az", "1 gün", "4 gün", "5 gün"),
        ("tr", "1 gün", "4 gün", "5 gün"),
        ("es", "1 día", "4 días", "5 días"),
        ("ar", "يوم", "4 أيام", "5 أيام"),
    ],
)
def test_days_have_the_right_plural(language, one, four, five):
    assert [plain(words("days", value, language)) for value in ("1", "4", "5")] == [one, four, five]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "4 marca 2027"),
        ("en", "4 March 2027"),
        ("uk", "4 березня 2027"),
        ("ru", "4 марта 2027"),
        ("be", "4 сакавіка 2027"),
        ("ka", "4 მარტი, 2027"),
        ("az", "4 mart 2027"),
        ("tr", "4 Mart 2027"),
        ("es", "4 de marzo de 2027"),
        ("ar", "4 مارس 2027"),
    ],
)
def test_dates_are_in_the_order_and_case_of_the_language(language, text):
    assert words("date", "2027-03-04", language) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_per_cent_and_numbers(language):
    assert plain(words("percent", "9", language)) in {"9 %", "9%", "%9"}
    assert plain(words("number", "1500", language)).replace(" ", "").replace(",", "").replace(".", "") == "1500"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("112", "112"),
        ("116111", "116 111"),
        ("800120002", "800 120 002"),
        ("+48226280120", "+48 22 628 01 20"),
        ("+380501234567", "+380 50 123 4567"),
    ],
)
def test_phone_numbers_are_in_groups(value, text):
    assert words("phone", value, "ar") == text
