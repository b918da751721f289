"""Days and hours as the reader's language writes them (CLDR through Babel): right order, right case, right words."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.utils.translation import get_language

# CLDR patterns; a language that is not here is written like the first line. Stand-alone months (LLLL) only where the language has
# its own: where CLDR makes them an alias, Babel 2.18 gives the words of whichever language was loaded before.
PATTERNS = {
    "": {
        "long": "EEEE, d MMMM",
        "short": "EEE, d MMM",
        "weekday": "EEEE",
        "brief": "EEE",
        "date": "d MMM",
        "month": "MMMM y",
        "plain": "d MMMM y",
    },
    "pl": {"month": "LLLL y"},
    "uk": {"month": "LLLL y"},
    "ru": {"month": "LLLL y"},
    "be": {"month": "LLLL y"},
    "az": {"long": "d MMMM, EEEE", "short": "d MMM, EEE"},
    "tr": {"long": "d MMMM EEEE", "short": "d MMM EEE"},
    "es": {"long": "EEEE, d 'de' MMMM", "month": "MMMM 'de' y", "plain": "d 'de' MMMM 'de' y"},
    "ka": {"month": "MMMM, y", "plain": "d MMMM, y"},
    "ar": {"long": "EEEE، d MMMM", "short": "EEE، d MMM"},
}


def day_words(day: date, form: str = "long", language: str | None = None) -> str:
    """A day in words, without a zone of its own: long "piątek, 27 listopada", short "pt., 27 lis", weekday, brief "pt.", date "27 lis",
    month "listopad 2026", plain "27 listopada 2026"."""
    if isinstance(day, datetime):
        day = day.date()
    return _day(day, form, _known(language or get_language() or "pl"))


def moment_words(moment: datetime, language: str | None = None) -> str:
    """Day and hour of a local datetime: "piątek, 27 listopada, 8:00", with the comma of the language's own script."""
    return f"{day_words(moment, 'long', language)}{comma_of(language)}{hour_words(moment)}"


def comma_of(language: str | None = None) -> str:
    """Between two parts of a line: the comma of the language's own script, and a space."""
    return "، " if (language or get_language() or "pl") == "ar" else ", "


def hour_words(moment: datetime | time) -> str:
    """The hour as Poland's clocks and papers write it, in every language: "8:00", "15:30". A datetime must be local already."""
    return f"{moment.hour}:{moment.minute:02d}"


@lru_cache(maxsize=4096)
def _day(day: date, form: str, locale: str) -> str:
    pattern = PATTERNS.get(locale, {}).get(form) or PATTERNS[""][form]
    return str(format_date(day, pattern, locale=locale))


@lru_cache(maxsize=64)
def _known(language: str) -> str:
    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return "pl"
