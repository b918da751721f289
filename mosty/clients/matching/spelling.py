"""How alike two words of a name are."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from mosty.clients.matching.given import is_slip_of
from mosty.clients.matching.words import Word

SHORTEST_SLIP = 5  # sounds: below it one other letter is another name
TWO_SLIPS = 8


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
        if is_slip_of(other.readings, known.groups):
            return Alike.SLIP
    return max(_by_bones(a, b), _by_letters(a, b))


def differ_by_gender(a: Word, b: Word) -> bool:
    """Are the two one word with and without a woman's end (Zorian, Zoriana)?"""
    return any(
        one != other and one.rstrip("aei") == other.rstrip("aei") and one.endswith("a") != other.endswith("a")
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
    away = _nearest(a.stems, b.stems, 3)
    if long >= 3:
        return Alike.SPELT if away <= 1 + (long >= 5) else Alike.SLIP if away == 2 else Alike.FAR if away == 3 else Alike.NO
    if long == 2:
        return Alike.SPELT if away == 0 else Alike.SLIP if away == 1 else Alike.NO
    return Alike.SPELT if _nearest(a.softs, b.softs, 0) == 0 else Alike.NO


def _by_letters(a: Word, b: Word) -> Alike:
    if not (a.has_vowels and b.has_vowels):
        return Alike.NO
    shorter = min(len(a.stems[0]), len(b.stems[0]))
    longer = max(len(a.stems[0]), len(b.stems[0]))
    if shorter >= SHORTEST_SLIP - 1 and longer >= SHORTEST_SLIP:
        away = _nearest(a.stems, b.stems, 2)
        if away <= 1:
            return Alike.SLIP
        if away == 2 and shorter >= TWO_SLIPS and any(one[-2:] == other[-2:] for one in a.stems for other in b.stems):
            return Alike.FAR  # not where the end differs: -enko and -chuk are two families
    if (
        shorter >= 3
        and bool(a.groups) != bool(b.groups)
        and any(
            one != other and (one.startswith(other) or other.startswith(one)) and min(len(one), len(other)) >= 3
            for one in a.stems[:2]
            for other in b.stems[:2]
        )
    ):
        return Alike.FAR
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
