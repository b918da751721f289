"""A fact's value as the reader's language writes it (CLDR through Babel): words, plurals, digits, the order of a date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel import Locale
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from mosty.core.dates import day_words
from mosty.guide.enums import FactKind

UNITS = {
    FactKind.DAYS: "day",
    FactKind.WEEKS: "week",
    FactKind.MONTHS: "month",
    FactKind.YEARS: "year",
    FactKind.HOURS: "hour",
    FactKind.MINUTES: "minute",
}
# Babel 2.18 has lost the long words of these and gives English or a wrong number; their short ones are whole words
SHORT_IS_WHOLE = {
    "ka": {"day", "month"},
    "az": {"day", "month", "year", "hour"},
    "tr": {"day", "month", "year"},
    "ar": {"day", "week", "month"},
}
# CLDR counts "суткі" (24 hours) and has a wrong case of month
BELARUSIAN = {"day": {"one": "дзень", "few": "дні", "many": "дзён"}, "month": {"one": "месяц", "few": "месяцы", "many": "месяцаў"}}
PERCENT = {"tr": "%#,##0.##", "en": "#,##0.##%"}  # the others have a space before the sign
SYMBOLS = {"PLN": "zł", "EUR": "€"}  # as offices in Poland write them, in every language


@lru_cache(maxsize=4096)
def words(kind: str, value: str, language: str, currency: str = "PLN") -> str:
    """The value in words of the language, in plain text: "340 zł", "100,50 zł", "4 dni", "4 marca 2027", "+48 22 628 01 20"."""
    if kind == FactKind.MONEY:
        return f"{_amount(value, language)}\N{NO-BREAK SPACE}{SYMBOLS.get(currency, currency)}"
    if kind in UNITS:
        return _span(int(value), UNITS[FactKind(kind)], language).replace(" ", "\N{NO-BREAK SPACE}", 1)
    if kind == FactKind.NUMBER:
        return str(format_decimal(Decimal(value), locale=language))
    if kind == FactKind.PERCENT:
        return str(format_percent(Decimal(value) / 100, PERCENT.get(language, "#,##0.##\xa0%"), locale=language))
    if kind == FactKind.DATE:
        return day_words(date.fromisoformat(value), "plain", language)
    if kind == FactKind.PHONE:
        return phone(value)
    if kind == FactKind.URL:
        return value.removeprefix("https://").removeprefix("http://").rstrip("/")
    return value


def phone(value: str) -> str:
    """The number in groups, as it is said: "112", "116 111", "800 120 002", "+48 22 628 01 20"."""
    if len(value) <= 4:
        return value
    if len(value) == 6:
        return f"{value[:3]} {value[3:]}"
    if value.isdigit() and len(value) == 9:
        return f"{value[:3]} {value[3:6]} {value[6:]}"
    try:
        number = phonenumbers.parse(value, "PL")
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _span(count: int, unit: str, language: str) -> str:
    if language == "be" and unit in BELARUSIAN:
        return f"{count} {BELARUSIAN[unit][Locale('be').plural_form(count)]}"
    return str(format_unit(count, unit, length="short" if unit in SHORT_IS_WHOLE.get(language, ()) else "long", locale=language))


def _amount(value: str, language: str) -> str:
    """Two places after the comma only where there are grosze."""
    amount = Decimal(value)
    return str(format_decimal(amount, "#,##0" if amount == amount.to_integral_value() else "#,##0.00", locale=language))
