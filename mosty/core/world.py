"""Names of languages and countries in the reader's language, from CLDR through Babel. Codes: ISO 639-1 and ISO 3166-1."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# what the centres hear most, in this order; everything else follows by name
COMMON_LANGUAGES = ("uk", "ru", "be", "ka", "en", "pl", "az", "tr", "es", "ar")
COMMON_COUNTRIES = ("UA", "BY", "GE", "RU", "CO", "TR", "AZ", "IN", "KZ", "MD")
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
PREFERS_NOT_TO_SAY, NO_CITIZENSHIP = "XX", "ZZ"
NOT_LANGUAGES = {"sh", "mo", "tl", "iw", "in", "ji"}  # retired codes that CLDR still names


def language_name(code: str, reader: str | None = None) -> str:
    """The language's name in the reader's language, as it stands in a sentence; an unknown code as it is, empty as empty."""
    return _languages(reader or get_language() or "pl").get(code, code)


def own_name(code: str) -> str:
    """The language's name in itself."""
    return _languages(code).get(code, code) if code in languages_known() else code


def country_name(code: str, reader: str | None = None) -> str:
    """The country's name in the reader's language; the answers "prefers not to say" and "none" in words; empty as empty."""
    if code in SPECIAL_CITIZENSHIPS:
        return str(SPECIAL_CITIZENSHIPS[code])
    return _countries(reader or get_language() or "pl").get(code, code)


def language_choices(reader: str | None = None) -> list[tuple[str, str]]:
    """All languages with their names, the common ones first."""
    return _choices(_languages(reader or get_language() or "pl"), COMMON_LANGUAGES)


def country_choices(reader: str | None = None) -> list[tuple[str, str]]:
    """All countries with their names, the common ones first, without the special answers."""
    return _choices(_countries(reader or get_language() or "pl"), COMMON_COUNTRIES)


def languages_known() -> frozenset[str]:
    """Codes that stand for a language."""
    return frozenset(_languages("en"))


def citizenships_known() -> frozenset[str]:
    """Codes that answer the question about citizenship, the special answers too."""
    return frozenset(_countries("en")) | set(SPECIAL_CITIZENSHIPS)


SPECIAL_CITIZENSHIPS = {PREFERS_NOT_TO_SAY: _("prefers not to say"), NO_CITIZENSHIP: _("no citizenship")}


@lru_cache(maxsize=16)
def _languages(reader: str) -> dict[str, str]:
    names, known = _codes(Locale.parse(reader).languages), _codes(Locale.parse("en").languages)
    return {code: names.get(code, known[code]) for code in known if code not in NOT_LANGUAGES}


@lru_cache(maxsize=16)
def _countries(reader: str) -> dict[str, str]:
    names, known = _codes(Locale.parse(reader).territories), _codes(Locale.parse("en").territories)
    return {code: names.get(code, known[code]) for code in known if code not in NOT_COUNTRIES}


def _codes(names: Any) -> dict[str, str]:
    """Only two-letter codes: no continents, no script variants."""
    return {str(code): name for code, name in names.items() if len(str(code)) == 2 and str(code).isalpha()}


def _choices(names: dict[str, str], common: tuple[str, ...]) -> list[tuple[str, str]]:
    first = [(code, names[code]) for code in common]
    return first + sorted(((code, name) for code, name in names.items() if code not in common), key=lambda pair: _order(pair[1]))


def _order(name: str) -> str:
    """Ł after K and before M, as readers look for it; close enough to the order of each alphabet."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l").replace("є", "е").replace("і", "и"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
