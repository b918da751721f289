"""Groups of given names that are one name in several languages (`given.toml`, ours), and whose names they are.

A form may stand in several groups: Саша is Олександр's and Олександра's.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from mosty.clients.matching.letters import VOWELS, one_script, script_of, tidy, without_signs
from mosty.clients.matching.sounds import sounds

FILE = Path(__file__).with_name("given.toml")
SHORTEST = 4  # sounds: shorter words are looked up only as they are written
SHORTEST_SLIP = 5
SHORTEST_WRONG = 7  # in a shorter word another letter is another name (Hasan, Hakan)


class Groups(NamedTuple):
    """The file, ready to be asked."""

    names: tuple[str, ...]
    sexes: tuple[str, ...]  # m, f or ""
    by_spelling: dict[str, frozenset[int]]
    by_sound: dict[str, frozenset[int]]
    by_stem: dict[str, frozenset[int]]  # men's names without their end, for patronymics
    readings: tuple[frozenset[str], ...]  # of every group


@lru_cache(maxsize=1)
def groups() -> Groups:
    """All groups, read once."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    names: list[str] = []
    sexes: list[str] = []
    readings: list[frozenset[str]] = []
    spelling: dict[str, set[int]] = defaultdict(set)
    sound: dict[str, set[int]] = defaultdict(set)
    stem: dict[str, set[int]] = defaultdict(set)
    alone = {sex: {entry.partition("/")[0]: entry.replace("/", " ") for entry in text.split()} for sex, text in table.pop("alone").items()}
    for sex, rows in (*table.items(), *alone.items()):
        for name, words in rows.items():
            number = len(names)
            names.append(name)
            sexes.append("" if sex == "any" else sex)
            heard = set()
            for written in words.split():
                word = one_script(tidy(written))
                spelling[without_signs(word)].add(number)
                spelling[word].add(number)
                if script_of(word) == "arabic":
                    continue
                for reading in sounds(word)[:1]:
                    heard.add(reading)
                    if len(reading) >= SHORTEST:
                        sound[reading].add(number)
                    if sex == "m":
                        stem[stem_of(reading)].add(number)
            readings.append(frozenset(heard))
    fixed = [{key: frozenset(value) for key, value in index.items()} for index in (spelling, sound, stem)]
    return Groups(tuple(names), tuple(sexes), fixed[0], fixed[1], fixed[2], tuple(readings))


def groups_of(word: str, readings: tuple[str, ...]) -> frozenset[int]:
    """The groups a word belongs to: as it is written, else as it sounds; none when it is no given name that we know."""
    known = groups()
    found = known.by_spelling.get(word) or known.by_spelling.get(without_signs(word))
    if found:
        return found
    if script_of(word) != "arabic":
        for reading in readings:
            found = known.by_sound.get(reading)
            if found:
                return found
    return frozenset()


def is_slip_of(readings: tuple[str, ...], numbers: frozenset[int]) -> bool:
    """May the word be one of the group's forms with one slip of the finger?"""
    known = groups()
    return any(is_slip(reading, form) for number in numbers for form in known.readings[number] for reading in readings)


def is_slip(one: str, other: str) -> bool:
    """Is one word the other with one letter too many, too few, or two turned round; in long words also with a wrong one?

    A woman's end is no slip.
    """
    if min(len(one), len(other)) < SHORTEST_SLIP - 1 or max(len(one), len(other)) < SHORTEST_SLIP:
        return False
    if OSA.distance(one, other, score_cutoff=1) > 1 or is_gendered(one, other):
        return False
    if one[0] != other[0] and sorted(one) != sorted(other):
        return False  # nobody slips on the first letter
    return len(one) != len(other) or sorted(one) == sorted(other) or len(one) >= SHORTEST_WRONG


def is_gendered_of(readings: tuple[str, ...], numbers: frozenset[int]) -> bool:
    """Is the word one of the group's forms with or without a woman's end?"""
    known = groups()
    return any(is_gendered(reading, form) for number in numbers for form in known.readings[number] for reading in readings[:3])


def is_gendered(one: str, other: str) -> bool:
    """Is one reading the other with an a at its end (Amir, Amira)?"""
    return one + "a" == other or other + "a" == one


def fathers(readings: tuple[str, ...]) -> frozenset[int]:
    """Groups of the father's name, when the stem of a patronymic is one."""
    known = groups()
    for reading in readings:
        found = known.by_stem.get(stem_of(reading))
        if found:
            return found
    return frozenset()


def sexes_of(numbers: frozenset[int]) -> frozenset[str]:
    """Whose names these are: {m}, {f}, both, or none known."""
    known = groups().sexes
    return frozenset(known[number] for number in numbers if known[number])


def stem_of(reading: str) -> str:
    """The reading without the vowels at its end."""
    return reading.rstrip(VOWELS) or reading
