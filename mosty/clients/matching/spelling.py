"""How alike two words of a name are."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from mosty.clients.matching.given import is_gendered, is_gendered_of, is_slip, is_slip_of
from mosty.clients.matching.letters import script_of
from mosty.clients.matching.words import Word

TWO_SLIPS = 8  # sounds: shorter words with two are two words
STEP = 1.1
_CONSONANTS = re.compile(r"[^aeiou]")


class Alike(IntEnum):
    """Steps of likeness; everything from `SLIP` on is the same word for the verdict."""

    NO = 0
    FAR = 1  # could be: a short form, two slips
    INITIAL = 2
    SLIP = 3  # one letter wrong, left out, too many, or two in the wrong order
    SPELT = 4  # another spelling or script
    FORM = 5  # another form of one given name
    SAME = 6


@lru_cache(maxsize=200_000)
def alike(a: Word, b: Word) -> Alike:
    """How alike two words are; the order of the two does not matter."""
    if a is b or a.text == b.text:
        return Alike.SAME
    if a.is_initial or b.is_initial:
        return Alike.INITIAL if _begins(a, b) else Alike.NO
    if a.groups and b.groups:
        if a.groups & b.groups:
            return Alike.SPELT if set(a.readings) & set(b.readings) else Alike.FORM
        return Alike.NO
    if set(a.readings) & set(b.readings):
        return Alike.SPELT
    if a.groups or b.groups:
        known, other = (a, b) if a.groups else (b, a)
        if other.has_vowels and is_gendered_of(other.readings, known.groups):
            return Alike.NO
        if other.has_vowels and is_slip_of(other.readings, known.groups):
            return Alike.SLIP
    if not a.has_vowels and not b.has_vowels:
        return Alike.SLIP if min(len(a.text), len(b.text)) >= TWO_SLIPS - 2 and _nearest((a.text,), (b.text,), 1) <= 1 else Alike.NO
    return max(_by_bones(a, b), _by_letters(a, b))


@lru_cache(maxsize=50_000)
def differ_by_gender(a: Word, b: Word) -> bool:
    """Are the two one word with and without a woman's end (Zorian, Zoriana)?"""
    return not set(a.readings) & set(b.readings) and any(
        is_gendered(one, other) or is_gendered(one.rstrip("i"), other) or is_gendered(one, other.rstrip("i"))
        for one in a.readings[:2]
        for other in b.readings[:2]
    )


def _begins(a: Word, b: Word) -> bool:
    short, long = (a, b) if len(a.text) <= len(b.text) else (b, a)
    if short.text[0] == long.text[0]:
        return True
    return any(one[:1] == other[:1] for one in short.softs for other in long.softs if one) or any(
        one[:1] == other[:1] for one in short.bones for other in long.bones if not one.startswith("_")
    )


def _by_bones(a: Word, b: Word) -> Alike:
    common = [frame for frame in a.bones & b.bones if not frame.startswith("_")]
    if not common:
        if a.has_vowels and b.has_vowels:
            return Alike.NO
        long = min(max(map(len, a.bones)), max(map(len, b.bones)))
        return Alike.SLIP if long >= 4 and _nearest(tuple(a.bones), tuple(b.bones), 1) <= 1 else Alike.NO
    long = max(len(frame) for frame in common)
    if not (a.has_vowels and b.has_vowels):
        return Alike.SPELT if long >= 3 else Alike.SLIP if long == 2 else Alike.FAR
    away = min(vowels_apart(one, other) for one in a.readings for other in b.readings)
    if away == 0:
        return Alike.SPELT
    if long >= 3 and away <= (1 if long >= 4 else 0.5):
        return Alike.SPELT
    if long >= 2 and away <= 0.5:
        return Alike.SLIP
    if long >= 3 and away <= 1.5 and bool(a.groups) == bool(b.groups):  # a given name that we know has its slips above
        return Alike.SLIP if _is_slip_as_typed(a, b, 1) else Alike.FAR if long >= 4 else Alike.NO
    return Alike.NO


def vowels_apart(one: str, other: str) -> float:
    """How far the vowels of two readings with the same consonants are apart; far (9) when the consonants differ.

    a and o, e and i are near enough to be one (see `soft`); o and u, a and e, e and o, i and o are half a step, as languages and clerks
    swap them; others a step. What stands at the end does not count: ends change with gender and case.
    """
    slots_one, slots_other = _CONSONANTS.split(one), _CONSONANTS.split(other)
    if len(slots_one) != len(slots_other) or _CONSONANTS.findall(one) != _CONSONANTS.findall(other):
        return 9
    return sum(_slot(a, b) for a, b in zip(slots_one[:-1], slots_other[:-1], strict=True))


def _slot(one: str, other: str) -> float:
    if one == other:
        return 0
    if len(one) == len(other) == 1:
        pair = "".join(sorted(one + other))
        return 0 if pair in {"ao", "ei"} else 0.5 if pair in {"ou", "ae", "eo", "io"} else STEP
    return STEP


def _is_slip_as_typed(a: Word, b: Word, most: int) -> bool:
    """Few slips in the letters themselves, when both are of one script; two scripts have the benefit of the doubt."""
    if script_of(a.text) != script_of(b.text):
        return True
    return OSA.distance(a.text, b.text, score_cutoff=most) <= most


def _by_letters(a: Word, b: Word) -> Alike:
    if not (a.has_vowels and b.has_vowels):
        return Alike.NO
    if any(is_slip(one, other) for one in a.stems for other in b.stems):
        return Alike.SLIP if _is_slip_as_typed(a, b, 2 if script_of(a.text) == "latin" else 1) else Alike.FAR
    if min(len(a.stems[0]), len(b.stems[0])) >= TWO_SLIPS and any(one[-2:] == other[-2:] for one in a.stems for other in b.stems):
        return Alike.FAR if _nearest(a.stems, b.stems, 2) == 2 else Alike.NO  # not at the end: -enko and -chuk are two families
    return Alike.NO


def _nearest(ones: tuple[str, ...], others: tuple[str, ...], most: int) -> int:
    """The smallest number of slips between any two readings, `most` + 1 when all are further."""
    best = most + 1
    for one in ones:
        for other in others:
            best = min(best, OSA.distance(one, other, score_cutoff=best))
            if not best:
                return 0
    return best
