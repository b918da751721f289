"""How two names of two people agree: which words meet, and what is left over."""

from __future__ import annotations

from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from mosty.clients.matching.people import FAMILY, GIVEN, UNKNOWN, Parsed
from mosty.clients.matching.spelling import Alike, alike, differ_by_gender
from mosty.clients.matching.words import Word, surname_sex, word_of


class Level(IntEnum):
    """How far two names agree, worst first."""

    NOTHING = 0
    GIVEN_DIFFERS = 1  # relatives, twins
    FAMILY_DIFFERS = 2  # after marriage, or nobody we know
    REST_DIFFERS = 3  # two words agree, each name has one more
    PART = 4  # one word agrees and nothing speaks against it
    WHOLE = 5


class Agreement(NamedTuple):
    """The agreement of two names; `least` is the weakest likeness among the words that met."""

    level: Level
    least: Alike = Alike.NO
    met: int = 0
    extra: int = 0  # words only one of the two has
    has_initial: bool = False
    is_swapped: bool = False
    is_other_gender: bool = False
    patronymic: str = ""  # "same", "differs" or not known
    slips: int = 0
    is_common: bool = False  # made of well-known given names alone: many people have it


Match = tuple[int, int, Alike]
_SLIPS = frozenset({Alike.SLIP, Alike.FAR})
_ENDS_MAY_DIFFER = frozenset({Alike.SLIP, Alike.FAR, Alike.SPELT})


NOTHING = Agreement(Level.NOTHING)


def agree(a: Parsed, b: Parsed) -> Agreement:
    """How two names agree; the order of words and of the two names does not matter."""
    matches, rest_a, rest_b = _meet(a.core, b.core)
    if not matches and not (a.patronymics or b.patronymics):
        return NOTHING
    more = 0
    if rest_a and rest_b and len(rest_a) + len(rest_b) > 2:
        rest_a, rest_b, more = _meet_joined(a.core, b.core, rest_a, rest_b)
    patronymic = ""
    if a.patronymics or b.patronymics:
        patronymic, rest_a, rest_b = _patronymics(a, b, rest_a, rest_b)
    least, met, slips = Alike.SAME, more, more
    has_initial = is_swapped = False
    is_other_gender = bool(a.sexes and b.sexes and not a.sexes & b.sexes)
    is_common = True
    for i, j, step in matches:
        part_a, part_b = a.parts[i], b.parts[j]
        least = min(least, step)
        if step >= Alike.SLIP:
            met += 1
        if step in _SLIPS:
            slips += 1
        elif step is Alike.INITIAL:
            has_initial = True
        if part_a is not part_b and part_a and part_b:
            is_swapped = True
        if not (a.core[i].groups and b.core[j].groups):
            is_common = False
        if step in _ENDS_MAY_DIFFER and not is_other_gender:
            is_other_gender = _is_other_gender(a, b, i, j)
    return Agreement(
        level=_level(a, b, matches, rest_a, rest_b, met, more),
        least=min(least, Alike.SLIP) if more else least if matches else Alike.NO,
        met=met,
        extra=len(rest_a) + len(rest_b),
        has_initial=has_initial,
        is_swapped=is_swapped,
        is_other_gender=is_other_gender,
        patronymic=patronymic,
        slips=slips,
        is_common=is_common and met <= 2,
    )


def _meet(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[list[Match], list[int], list[int]]:
    """Pair the words so that the most alike meet first."""
    pairs = []
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            step = Alike.SAME if one is other else alike(one, other)
            if step:
                pairs.append((-step, i + j, abs(i - j), i, j, step))
    free_a, free_b = list(range(len(a))), list(range(len(b)))
    matches: list[Match] = []
    if len(pairs) > 1:
        pairs.sort()
    for _rank, _sum, _apart, i, j, step in pairs:
        if i in free_a and j in free_b:
            free_a.remove(i)
            free_b.remove(j)
            matches.append((i, j, step))
    return matches, free_a, free_b


def _meet_joined(a: tuple[Word, ...], b: tuple[Word, ...], rest_a: list[int], rest_b: list[int]) -> tuple[list[int], list[int], int]:
    """Words written in one here and in two there (Gulbahar, Gul Bahar)."""
    for one, two, ones, twos, is_turned in ((a, b, rest_a, rest_b, False), (b, a, rest_b, rest_a, True)):
        if len(ones) == 1 and len(twos) >= 2:
            for first, second in pairwise(twos):
                for text in (two[first].text + two[second].text, two[second].text + two[first].text):
                    if alike(one[ones[0]], word_of(text)) >= Alike.SLIP:
                        left = [place for place in twos if place not in (first, second)]
                        return (left, [], 1) if is_turned else ([], left, 1)
    return rest_a, rest_b, 0


def _patronymics(a: Parsed, b: Parsed, rest_a: list[int], rest_b: list[int]) -> tuple[str, list[int], list[int]]:
    """Do the fathers' names agree? One may stand among the other's words (Ivan Markovych)."""
    if a.patronymics and b.patronymics:
        same = any(_is_one_father(one, other) for one in a.patronymics for other in b.patronymics)
        return ("same" if same else "differs"), rest_a, rest_b
    for fathers, other, rest in ((a.patronymics, b.core, rest_b), (b.patronymics, a.core, rest_a)):
        for place in rest:
            if any(_is_one_father(father, other[place]) for father in fathers):
                left = [one for one in rest if one != place]
                return ("same", left, rest_b) if rest is rest_a else ("same", rest_a, left)
    return "", rest_a, rest_b


def _is_one_father(a: Word, b: Word) -> bool:
    groups_a, groups_b = a.fathers or a.groups, b.fathers or b.groups
    if groups_a and groups_b:
        return bool(groups_a & groups_b)
    bones_a, bones_b = a.father_bones or a.bones, b.father_bones or b.bones
    return bool(bones_a & bones_b) or alike(a, b) >= Alike.SLIP


def _level(a: Parsed, b: Parsed, matches: list[Match], rest_a: list[int], rest_b: list[int], met: int, more: int) -> Level:
    if not matches and not more:
        return Level.NOTHING
    if rest_a and rest_b:
        given_a, given_b = _are_given(a, rest_a), _are_given(b, rest_b)
        if given_a and given_b:
            return Level.GIVEN_DIFFERS
        if met >= 2:
            knows_given = any(_is_given_match(a, b, match) for match in matches)
            return Level.REST_DIFFERS if knows_given else Level.GIVEN_DIFFERS
        if len(matches) == 1 and matches[0][2] >= Alike.SLIP:
            if _is_given_match(a, b, matches[0]) and not given_a and not given_b:
                return Level.FAMILY_DIFFERS
            return Level.GIVEN_DIFFERS
        return Level.NOTHING
    if met >= 2:
        return Level.WHOLE
    return Level.PART if met == 1 else Level.NOTHING


def _is_given_match(a: Parsed, b: Parsed, match: Match) -> bool:
    """Is it a given name that the two have in common?"""
    i, j, step = match
    if step < Alike.SLIP or FAMILY in (a.parts[i], b.parts[j]):
        return False
    return GIVEN in (a.parts[i], b.parts[j]) or bool(a.core[i].groups and b.core[j].groups)


def _are_given(name: Parsed, places: list[int]) -> bool:
    """Is a given name among the words left over?"""
    return any(name.parts[i] == GIVEN or (name.parts[i] == UNKNOWN and bool(name.core[i].groups)) for i in places)


def _is_other_gender(a: Parsed, b: Parsed, i: int, j: int) -> bool:
    """Do the words that met name a man and a woman (Valentyn, Valentyna)? Family names may differ so."""
    one, other = a.core[i], b.core[j]
    if not differ_by_gender(one, other):
        return False
    if a.parts[i] == b.parts[j] == FAMILY and not (a.is_guessed or b.is_guessed):
        return False
    return not (surname_sex(one) or surname_sex(other))
