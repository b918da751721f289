"""People across scripts: what is one person, what is not, and under which keys they meet. No database."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from mosty.clients.management.commands.match_quality import read_pairs
from mosty.clients.matching import Name, Person, Reason, Verdict, compare, keys, lookup, numbered

pytestmark = pytest.mark.on_sqlite_only

HERE = Path(__file__).parent
DAY = date(1985, 3, 12)


def pairs(kind: str, *, with_dates: bool = True):
    return [pair for file in sorted(HERE.glob(f"pairs_*{kind}.tsv")) for pair in read_pairs(file, with_dates=with_dates)]


SAME, DIFFERENT = pairs("same"), pairs("different")
ALL = SAME + DIFFERENT
# words that belong to their neighbour: here the order is a part of the name
ORDERED = frozenset(
    {
        "oğlu",
        "abd",
        "abdul",
        "el",
        "al",
        "ben",
        "noor",
        "nur",
        "gul",
        "gebre",
        "eldin",
        "عبد",
        "نور",
        "بن",
        "أبو",
        "أم",
        "umm",
        "abu",
        "الدين",
    }
)


def told(person: Person) -> str:
    return f"{[name.full for name in person.names]} {person.born}"


# --- The measured lists ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(HERE.glob("pairs_*.tsv")), ids=lambda file: file.stem)
def test_lists_hold_their_floors(file):
    found = [compare(one, other).is_candidate for _languages, one, other in read_pairs(file)]
    without = [compare(one, other).is_candidate for _languages, one, other in read_pairs(file, with_dates=False)]
    if "same" in file.name:
        assert sum(found) >= 0.95 * len(found)
        assert sum(without) >= 0.9 * len(without)
    else:
        assert sum(found) <= 0.05 * len(found)


def test_lists_are_long_and_across_scripts():
    assert len(SAME) >= 250
    assert len(DIFFERENT) >= 250
    asked = {language for languages, _one, _other in SAME for language in languages.split("-")}
    assert asked >= {"pl", "en", "uk", "ru", "be", "ka", "az", "tr", "es", "ar"}


# --- What must hold for any two people ------------------------------------------------------------------------------


def test_the_answer_does_not_depend_on_who_comes_first():
    strangers = [(one, other) for (_a, one, _b), (_c, _d, other) in pairwise(ALL)]
    for one, other in [(one, other) for _languages, one, other in ALL] + strangers:
        assert compare(one, other) == compare(other, one), (told(one), told(other))


def test_everybody_is_themselves():
    for _languages, *people in ALL:
        for person in people:
            is_rough = person.born and (person.born.month, person.born.day) == (1, 1)
            if sum(len(name.core) for name in person.parsed) > 1:
                assert compare(person, person).verdict in {Verdict.SAME, Verdict.MAYBE if is_rough else None}, told(person)


def test_the_order_of_words_does_not_matter():
    chance = random.Random(4)
    for _languages, one, other in ALL:
        words = [name.full.split() for name in one.names]
        if any(ORDERED & {word.casefold() for word in name} for name in words):
            continue
        turned = Person.of(*(" ".join(chance.sample(name, len(name))) for name in words), born=one.born)
        assert compare(turned, other) == compare(one, other), (told(one), told(turned), told(other))


def test_whoever_is_a_candidate_is_found_by_the_index():
    for _languages, one, other in ALL:
        if compare(one, other).is_candidate:
            assert lookup(one).finds(other), (told(one), told(other))
            assert lookup(other).finds(one), (told(one), told(other))


def test_keys_are_few_short_and_plain():
    for _languages, one, _other in ALL:
        assert all(len(key) <= 60 and key.isprintable() for key in keys(one))
    counts = sorted(len(keys(one)) for _languages, one, _other in ALL)
    assert counts[len(counts) // 2] <= 20
    assert counts[-1] <= 120


def test_numbered_keys_meet_only_under_one_secret():
    mine = keys(Person.of("Олена Бойко", born=DAY))
    assert numbered(mine, b"a") == numbered(keys(Person.of("Бойко Олена", born=DAY)), b"a")
    assert not numbered(mine, b"a") & numbered(mine, b"b")
    assert all(-(2**63) <= number < 2**63 for number in numbered(mine, b"a"))


# --- Rules, one by one ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "verdict", "reason"),
    [
        (date(1985, 3, 12), Verdict.SAME, Reason.BORN_SAME),
        (date(1985, 12, 3), Verdict.SAME, Reason.BORN_SWAPPED),
        (date(1985, 3, 13), Verdict.MAYBE, Reason.BORN_DIGIT),
        (date(1986, 3, 12), Verdict.MAYBE, Reason.BORN_YEAR),
        (date(1985, 1, 1), Verdict.MAYBE, Reason.BORN_ROUGH),
        (None, Verdict.MAYBE, Reason.BORN_UNKNOWN),
        (date(1985, 7, 29), Verdict.DIFFERENT, Reason.BORN_DIFFERENT),
        (date(1958, 3, 12), Verdict.MAYBE, Reason.BORN_DIGIT),
        (date(2011, 3, 12), Verdict.DIFFERENT, Reason.BORN_DIFFERENT),
    ],
)
def test_birth_dates(other, verdict, reason):
    answer = compare(Person.of("Олександр Шевченко", born=DAY), Person.of("Aleksander Szewczenko", born=other))
    assert answer.verdict is verdict
    assert reason in answer.reasons
    assert str(reason.text)


def test_only_the_year_is_known():
    known = Person.of("Iryna Bondar", born=DAY)
    assert compare(known, Person.of("Ірина Бондар", born_year=1985)).verdict is Verdict.MAYBE
    assert compare(known, Person.of("Ірина Бондар", born_year=1979)).verdict is Verdict.DIFFERENT


def test_twins_stay_apart_even_with_the_phone_of_their_mother():
    one = Person.of("Oleksandr Shevchenko", born=DAY, phones=frozenset({"+48600100200"}))
    other = Person.of("Олександра Шевченко", born=DAY, phones=frozenset({"+48600100200"}))
    answer = compare(one, other)
    assert answer.verdict is Verdict.DIFFERENT
    assert Reason.GIVEN_DIFFERS in answer.reasons


def test_father_and_son_of_one_name_stay_apart():
    father = Person.of("Ivan Petrenko", born=date(1960, 5, 12))
    assert compare(father, Person.of("Іван Петренко", born=date(1990, 5, 12))).verdict is Verdict.DIFFERENT


def test_a_former_name_is_a_name():
    married = Person((Name(given="Олена", family="Бондар"), Name(family="Шевчук")), born=DAY)
    answer = compare(married, Person.of("Olena Shevchuk", born=DAY))
    assert answer.verdict is Verdict.SAME


def test_a_document_finds_what_names_do_not_and_pesel_parts_what_names_join():
    one = Person.of("Olena Bondar", documents=frozenset({("passport", "FB1")}))
    assert compare(one, Person.of("Іван Ткач", documents=frozenset({("passport", "FB1")}))).verdict is Verdict.MAYBE
    assert keys(one) & keys(Person(documents=frozenset({("passport", "FB1")})))
    a = Person.of("Anna Nowak", born=DAY, documents=frozenset({("pesel", "1")}))
    b = Person.of("Anna Nowak", born=DAY, documents=frozenset({("pesel", "2")}))
    assert compare(a, b).verdict is Verdict.MAYBE
    assert Reason.DOCUMENT_DIFFERS in compare(a, b).reasons


def test_fathers_names():
    one = Person.of("Іван Петрович Коваленко")
    assert Reason.FATHER_SAME in compare(one, Person.of("Иван Коваленко Петрович")).reasons
    assert compare(one, Person.of("Іван Миколайович Коваленко")).verdict is Verdict.DIFFERENT
    assert compare(Person.of("Ірина Петрівна", born=DAY), Person.of("Бойко Ирина Петровна", born=DAY)).is_candidate


def test_recorded_sex_speaks_where_the_name_does_not():
    her, him = (Person.of("Sasha Koval", born=DAY, sex=sex) for sex in "fm")
    assert compare(her, him).verdict is Verdict.DIFFERENT
    assert Reason.SEX_DIFFERS in compare(her, him).reasons


@pytest.mark.parametrize(
    "text", ["", " ", "???", "-", "'", "😀", "A", "अनीता शर्मा", "x" * 5000, "a " * 3000, "\u202eannA", "Oлeна Cавчук", "王伟"]
)
def test_any_text_is_a_name_for_the_comparison(text):
    person = Person.of(text, "Olena Savchuk", born=DAY)
    assert compare(person, Person.of("Олена Савчук", born=DAY)).verdict is Verdict.SAME
    assert keys(person)
    compare(Person.of(text), Person.of(text))


def test_letters_that_only_look_alike_are_put_right():
    assert compare(Person.of("Oлeнa Caвчyк", born=DAY), Person.of("Олена Савчук", born=DAY)).verdict is Verdict.SAME
