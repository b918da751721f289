"""Keys of tables in words of the reader's language: centres, months, topics, services, languages, citizenships."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mosty.core.texts import told
from mosty.directory.enums import Topic
from mosty.programme.enums import Dimension
from mosty.programme.queries.figures import NONE
from mosty.programme.queries.numbers import REST, Names

UNSAID, STATELESS = "XX", "ZZ"


def label(by: Dimension, key: str, names: Names) -> str:
    """What the key means. Unknown codes are shown as they are, never an error."""
    if key == REST:
        return _("Other, each too small to show")
    if key == NONE:
        return _nothing(by)
    if by == Dimension.MONTH:
        return month_label(key)
    if by == Dimension.TOPIC:
        return str(Topic(key).label) if key in Topic.values else key
    if by in (Dimension.CENTRE, Dimension.SERVICE):
        return str(told(names[by].get(key))) or key
    if by == Dimension.LANGUAGE:
        return language_label(key)
    return country_label(key)


def _nothing(by: Dimension) -> str:
    if by == Dimension.TOPIC:
        return pgettext("topic", "not noted")
    if by == Dimension.SERVICE:
        return _("no service noted")
    return pgettext("citizenship or language", "not asked")


def month_label(key: str) -> str:
    """`2026-03` as a month and year; raises `ValueError` for what is no month."""
    return _month(date.fromisoformat(f"{key}-01"))


def _month(day: date, pattern: str = "LLLL y") -> str:
    # Babel's months stand alone in small letters where the language wants it; Django's Polish ones begin a sentence
    return str(format_date(day, pattern, locale=_locale(get_language() or "pl")))


def period_label(first_on: date, last_on: date) -> str:
    """The months from the first to the last day, the year once if it is the same."""
    first, last = _month(first_on), _month(last_on)
    if first == last:
        return first
    if first_on.year == last_on.year:
        first = _month(first_on, "LLLL")
    return _("%(first)s – %(last)s") % {"first": first, "last": last}


def language_label(code: str) -> str:
    """The language in the reader's language."""
    return _capital(_locale(get_language() or "pl").languages.get(code, code))


def country_label(code: str) -> str:
    """The citizenship's country in the reader's language."""
    if code == UNSAID:
        return pgettext("citizenship", "prefers not to say")
    if code == STATELESS:
        return pgettext("citizenship", "without citizenship")
    return _capital(_locale(get_language() or "pl").territories.get(code, code))


def figure(number: int) -> str:
    """The number as people of the reader's language write it."""
    return str(number_format(number, use_l10n=True, force_grouping=True))


@lru_cache(maxsize=16)
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def _capital(text: str) -> str:
    first = "İ" if text[:1] == "i" and get_language() in ("tr", "az") else text[:1].title()  # title(): Georgian has no capitals
    return first + text[1:]
