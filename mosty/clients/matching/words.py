"""One word of a name with everything that is compared, worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mosty.clients.matching.given import fathers, groups_of, sexes_of, stem_of
from mosty.clients.matching.letters import APOSTROPHES, one_script, script_of, tidy
from mosty.clients.matching.sounds import bones, soft, sounds

MOST_LETTERS = 40
# endings of patronymics as sounds: -ович/-евич/-авіч, -івна/-овна/-евна/-аўна, Ілліч, Лукінічна
SON = re.compile(r"(?<=..)(ov|ev|av|iv)iC$|(?<=il)iC$")
DAUGHTER = re.compile(r"(?<=..)(iv|ov|ev|av)na$|(?<=..)(in)?iCna$")
# an article written in one with the name: Almasri, Эльсаид
WRITTEN_ON = re.compile(r"(al|el|аль|эль|ель)(?=[^ь]{4})")
# endings of surnames that say whose they are
HERS = re.compile(r"(ov|ev|av|in|iv|sk|ck|zk)(a|aha|aja)$|na$")
HIS = re.compile(r"(ov|ev|av|in|sk|ck|zk)(i|ei|ai)?$")


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """One word of a name. Two are compared by `compare_words.alike`; the same spelling is the same object."""

    text: str
    readings: tuple[str, ...]
    softs: tuple[str, ...]
    stems: tuple[str, ...]
    bones: frozenset[str]
    frames: tuple[str, ...]  # the bones, most likely first
    codes: tuple[str, ...]  # what keys are made of: groups, else bones
    groups: frozenset[int]
    sexes: frozenset[str]
    has_vowels: bool
    is_initial: bool
    father: str  # "m" or "f": the word may be a son's or a daughter's patronymic
    fathers: frozenset[int]  # groups of the father's name
    father_bones: frozenset[str]


@lru_cache(maxsize=100_000)
def word_of(text: str) -> Word:
    """The word, from letters that are tidy already."""
    text = one_script(text.translate({ord(sign): None for sign in APOSTROPHES + "."}))[:MOST_LETTERS]
    readings = sounds(text)
    found = groups_of(text, readings)
    is_arabic = script_of(text) == "arabic"
    if not found and (article := WRITTEN_ON.match(text)):
        readings = (*readings[:6], *sounds(text[article.end() :])[:4])
    softs = tuple(dict.fromkeys(soft(reading) for reading in readings))
    frames = tuple(dict.fromkeys(bones(reading) for reading in readings))
    father, roots = "", frozenset[str]()
    if len(text) > 5 and not is_arabic:
        for sex, ending in (("m", SON), ("f", DAUGHTER)):
            cut = {ending.sub("", reading) for reading in readings if ending.search(reading)}
            if cut:
                father, roots = sex, frozenset(cut)
                break
    return Word(
        text=text,
        readings=readings,
        softs=softs,
        stems=tuple(dict.fromkeys(stem_of(one) for one in softs)),
        bones=frozenset(frames),
        frames=frames,
        codes=tuple(f"#{number}" for number in sorted(found)[:4]) or frames[:4],
        groups=found,
        sexes=sexes_of(found),
        has_vowels=not is_arabic,
        is_initial=len(text) == 1 or (len(text) == 2 and text in {"yu", "ya", "ye", "iu", "ch", "sh", "zh", "sz", "cz", "dz"}),
        father=father,
        fathers=fathers(tuple(sorted(roots))),
        father_bones=frozenset(bones(root) for root in roots),
    )


def surname_sex(word: Word) -> str:
    """Whose surname this is by its Slavic end: m, f or not said. Shevchenko and Koval are anybody's."""
    reading = word.readings[0]
    if HERS.search(reading) and not word.groups:
        return "f"
    return "m" if HIS.search(reading) and not word.groups else ""


def split(text: str) -> list[str]:
    """The words of a name as typed: tidy, parted at spaces, hyphens, commas and other signs, at most twelve."""
    text = tidy(text)
    for sign in APOSTROPHES:
        text = text.replace(sign, "'")
    return [word.strip("'") for word in re.split(r"[\s\-‐‑–—,;/()\"«»„”.·_]+", text) if word.strip("'")][:12]
