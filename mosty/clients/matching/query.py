"""One box for everything: what somebody typed is taken apart into names, birth dates, phones, document numbers and codes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import phonenumbers
from babel.dates import get_month_names

from mosty.clients.matching.keys import Lookup, lookup
from mosty.clients.matching.letters import TO_LATIN, ascii_digits, tidy
from mosty.clients.matching.people import Person
from mosty.clients.matching.pesel import LENGTH, read_pesel

LONGEST = 300
CODE_DIGITS = 9
LANGUAGES = ("pl", "en", "uk", "ru", "be", "ka", "az", "tr", "es", "ar")
REGIONS = ("PL", "UA", "BY", "GE", "RU")  # a number without its country code may be of any of these
FIRST_YEAR, LAST_YEAR = 1880, 2100

ISO = re.compile(r"(?<!\d)((?:18|19|20)\d\d)[-./ ](\d{1,2})[-./ ](\d{1,2})(?!\d)")
COMMON = re.compile(r"(?<![\d+])(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?((?:18|19|20)?\d\d)(?!\d)")
SPACED = re.compile(r"(?<![\d+])(?<!\d )(\d{1,2}) () ?(\d{1,2}) ((?:18|19|20)\d\d)(?! ?\d)")
PACKED = re.compile(r"(?<![\d+])(?:(\d\d)(\d\d)((?:19|20)\d\d)|((?:19|20)\d\d)(\d\d)(\d\d))(?!\d)")
IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d_]{3,12}\.?)\s+(?:de\s+)?((?:18|19|20)\d\d)(?!\d)")
NUMBER = re.compile(r"(?<![^\W_])\+?\d[\d\s\-().]*\d(?![^\W_])")
DOCUMENT = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,4}[ -]?\d[\d ]{3,10}|(?=\d*[^\W\d_])[^\W_]{6,14})(?![^\W_])")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Query:
    """What the box says. `person` can be given to `compare`; `lookup` says what to ask the index; the rest is to be looked up as it is.

    `documents` are normal forms (`normal_number`) whose kind nobody said: hash them as kinds that you keep. `codes` are nine digits of
    a booking. `numbers` are short ones, as files have.
    """

    person: Person
    lookup: Lookup
    documents: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.lookup.exact or self.lookup.broad or self.documents or self.codes or self.numbers)

    @property
    def is_lone_word(self) -> bool:
        """One word, with a year at most: ask `lookup.broad`, and show what is found by score, whatever the verdict."""
        return len(self.words) == 1 and not self.lookup.exact


def query_keys(text: str) -> Query:
    """Take apart what was typed: names in any script and order, dates, phones, document numbers, codes, in any order. Never raises."""
    text = ascii_digits(tidy(text[:LONGEST].replace("№", " ")))
    dates, text = _dates(text)
    documents, text = _documents(text)
    phones, codes, numbers, more, text = _numbers(text)
    years = [int(found) for found in YEAR.findall(text)]
    text = " ".join(re.sub(r"[\d+@#№]+", " ", text).split())
    pesels = [pesel for number in more if (pesel := read_pesel(number)) and pesel.is_check_right]
    born = dates[0] if dates else pesels[0].born if pesels and not text else None
    person = Person.of(
        *([text] if text else []),
        born=born,
        born_year=years[0] if years and not born else None,
        phones=frozenset(phones),
        documents=frozenset(("pesel", pesel.number) for pesel in pesels),
    )
    asked = lookup(replace(person, documents=frozenset()))  # numbers are hashed before they are looked up
    for other in dates[1:3]:
        asked = asked.joined(lookup(replace(person, born=other, documents=frozenset())))
    words = tuple(word.text for name in person.parsed for word in (*name.core, *name.patronymics))
    return Query(
        person=person,
        lookup=asked,
        documents=tuple(dict.fromkeys([*documents, *more])),
        codes=tuple(codes),
        numbers=tuple(dict.fromkeys([*numbers, *years])),
        words=words,
    )


def normal_number(text: str) -> str:
    """A document number as it is compared: capitals without gaps and signs, Cyrillic letters that look Latin (АВ123456) as Latin."""
    text = ascii_digits(tidy(text)).translate(TO_LATIN)
    return "".join(sign for sign in text if sign.isalnum()).upper()[:40]


def read_date(text: str) -> date | None:
    """The birth date somebody typed, day first where the order is not said; nothing when it is none."""
    dates, _rest = _dates(ascii_digits(tidy(text[:LONGEST])))
    return dates[0] if dates else None


def _dates(text: str) -> tuple[list[date], str]:
    """Dates in the text, likely readings first, and the text without them."""
    found: list[date] = []

    def take(year: str, month: str, day: str) -> str:
        number = int(year) + (0 if len(year) == 4 else 1900 if int(year) > 26 else 2000)
        for one, other in ((int(month), int(day)), (int(day), int(month))):
            try:
                if FIRST_YEAR <= number <= LAST_YEAR:
                    found.append(date(number, one, other))
                    return " "
            except ValueError:
                continue
        return ""

    def spoken(match: re.Match[str]) -> str:
        month = months().get(match[2].rstrip("."))
        return (month and take(match[3], str(month), match[1])) or match[0]

    text = ISO.sub(lambda match: take(match[1], match[2], match[3]) or match[0], text)
    for form in (COMMON, SPACED):
        text = form.sub(lambda match: take(match[4], match[3], match[1]) or match[0], text)
    text = IN_WORDS.sub(spoken, text)
    text = PACKED.sub(
        lambda match: (take(match[3], match[2], match[1]) if match[3] else take(match[4], match[5], match[6])) or match[0], text
    )
    return list(dict.fromkeys(found)), text


def _documents(text: str) -> tuple[list[str], str]:
    """Numbers with letters in them, and the text without them. A word beside digits stays a name (Anna 1985)."""
    found = []

    def take(match: re.Match[str]) -> str:
        letters = re.match(r"[^\W\d_]+", match[0])
        digits = sum(sign.isdigit() for sign in match[0])
        if digits < 4 or (letters and len(letters[0]) > 3) or (digits == 4 and " " in match[0]):
            return match[0]
        found.append(normal_number(match[0]))
        return " "

    text = DOCUMENT.sub(take, text)
    return found, text


def _numbers(text: str) -> tuple[list[str], list[str], list[int], list[str], str]:
    """Phones, booking codes, short numbers, long numbers that may be documents, and the text without them."""
    phones: list[str] = []
    codes: list[str] = []
    numbers: list[int] = []
    documents: list[str] = []

    def take(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        if len(digits) == 4 and YEAR.fullmatch(digits) and "+" not in match[0]:
            return match[0]
        if len(digits) <= 7 and "+" not in match[0]:
            numbers.append(int(digits))
        if len(digits) == CODE_DIGITS and digits[0] != "0" and "+" not in match[0]:
            codes.append(digits)
        if 6 <= len(digits) <= 15:
            documents.append(digits)
            is_pesel = len(digits) == LENGTH and "+" not in match[0] and (pesel := read_pesel(digits)) and pesel.is_check_right
            if not is_pesel:
                phones.extend(_phones(match[0].strip()))
        return " "

    text = NUMBER.sub(take, text)
    return list(dict.fromkeys(phones)), codes, numbers, documents, text


def _phones(text: str) -> list[str]:
    """The number as E.164, of every country it may be of when it does not say."""
    found = []
    for region in REGIONS if not text.startswith(("+", "00")) else ("PL",):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            found.append(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return found


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Names of months in the portal's languages, in both cases, long and short, from CLDR."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(tidy(str(name)).rstrip("."), number)
    return found
