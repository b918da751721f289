"""How two names of two people agree: which words meet, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

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


@dataclass(frozen=True)
class Agreement:
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

    @property
    def rank(self) -> tuple[int, ...]:
        return (
            self.level,
            -self.is_other_gender,
            {"same": 1, "": 0, "differs": -1}[self.patronymic],
            self.least,
            self.met,
            -self.extra,
        )


Match = tuple[int, int, Alike]


def agree(a: Parsed, b: Parsed) -> Agreement:
    """How two names agree; the order of words and of the two names does not matter."""
    matches, rest_a, rest_b = _meet(a.core, b.core)
    rest_a, rest_b, more = _meet_joined(a.core, b.core, rest_a, rest_b)
    patronymic, rest_a, rest_b = _patronymics(a, b, rest_a, rest_b)
    strong = [match for match in matches if match[2] >= Alike.SLIP]
    weak = [match for match in matches if match[2] < Alike.SLIP]
    swapped = any({a.parts[i], b.parts[j]} == {GIVEN, FAMILY} for i, j, step in matches)
    met = len(strong) + more
    level = _level(a, b, matches, rest_a, rest_b, met, more)
    steps = [match[2] for match in matches] + [Alike.SLIP] * more
    return Agreement(
        level=level,
        least=min(steps, default=Alike.NO),
        met=met,
        extra=len(rest_a) + len(rest_b),
        has_initial=any(match[2] == Alike.INITIAL for match in weak),
        is_swapped=swapped,
        is_other_gender=any(_is_other_gender(a, b, match) for match in matches) or _sexes_differ(a, b),
        patronymic=patronymic,
        slips=sum(step in {Alike.SLIP, Alike.FAR} for step in steps),
        is_common=met <= 2 and all(a.core[i].groups and b.core[j].groups for i, j, _step in matches),
    )


def _meet(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[list[Match], list[int], list[int]]:
    """Pair the words so that the most alike meet first."""
    pairs = [(alike(one, other), i, j) for i, one in enumerate(a) for j, other in enumerate(b)]
    pairs = sorted((pair for pair in pairs if pair[0]), key=lambda pair: (-pair[0], pair[1] + pair[2], abs(pair[1] - pair[2])))
    matches: list[Match] = []
    free_a, free_b = set(range(len(a))), set(range(len(b)))
    for step, i, j in pairs:
        if i in free_a and j in free_b:
            free_a.remove(i)
            free_b.remove(j)
            matches.append((i, j, step))
    return matches, sorted(free_a), sorted(free_b)


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


def _is_other_gender(a: Parsed, b: Parsed, match: Match) -> bool:
    """Do the words that met name a man and a woman (Valentyn, Valentyna)? Family names may differ so."""
    i, j, step = match
    one, other = a.core[i], b.core[j]
    if step in {Alike.SAME, Alike.FORM, Alike.INITIAL} or not differ_by_gender(one, other):
        return False
    if a.parts[i] == b.parts[j] == FAMILY and not (a.is_guessed or b.is_guessed):
        return False
    return not (surname_sex(one) or surname_sex(other))


def _sexes_differ(a: Parsed, b: Parsed) -> bool:
    return bool(a.sexes and b.sexes and not a.sexes & b.sexes)
