"""Who is compared: a person with several names, and those names as words with their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from mosty.clients.matching.words import Word, split, surname_sex, word_of

GIVEN, FAMILY, UNKNOWN = "given", "family", ""
MOST_WORDS = 7


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("mr mrs ms dr pan pani sr sra jr inż mgr sheikh شيخ сеньор")
PARTICLES = _words("de del la las los da das do dos di du van von der den y e i of z thi thị văn")
ARTICLES = _words("al el ul ar as ash an ad at az il ال аль эль ель ал ел")
KIN = _words("bin ibn ben bint bnt ibnu بن ابن بنت бин бен ибн")
AFTER_FATHER = _words("""
    oglu oğlu ogly ogli oghlu oglı oglou uulu ugli oʻgʻli qizi qızı qizy kizi kyzy gizi kızı gyzy
    оглы оглу огли угли улы уулу кызы гызы кизи
""")
SERVANTS = _words("abd abdul abdel abdal abdur abdus abdoul abdu عبد абд абдул абдель абдал абдур")
FATHERS = _words("abu abou أبو ابو ابي абу umm um أم ام")
FAITH = _words("din deen dine eddin eddine uddin eldin eldeen aldin addin الدين دين дин аддин эддин")


@dataclass(frozen=True)
class Name:
    """One name of a person, as provided. Give the parts where they are known, `full` where they are not; both may stand together."""

    full: str = ""
    given: str = ""
    family: str = ""
    patronymic: str = ""


@dataclass(frozen=True)
class Person:
    """What is known of a person. Everything may be missing.

    `born` is a full date; `born_year` alone where only the year is known. `sex` is "f", "m" or "". `phones` are E.164. `documents`
    are pairs of kind and value, where the value is anything that is equal for equal numbers (a keyed hash, `query.normal_number`).
    """

    names: tuple[Name, ...] = ()
    born: date | None = None
    born_year: int | None = None
    is_born_approximate: bool = False
    sex: str = ""
    phones: frozenset[str] = frozenset()
    documents: frozenset[tuple[str, str]] = frozenset()
    # worked out once: the names as words, the sex as recorded or as all the names say it, and who is looked at first (of any two)
    parsed: tuple[Parsed, ...] = field(init=False, repr=False, compare=False)
    likely_sex: str = field(init=False, repr=False, compare=False)
    order: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parsed = parse_all(self.names)
        said = {sex for name in parsed for sex in name.sexes}
        object.__setattr__(self, "parsed", parsed)
        object.__setattr__(self, "likely_sex", self.sex or (said.pop() if len(said) == 1 else ""))
        object.__setattr__(self, "order", f"{self.born}{self.born_year}{self.sex}{self.names}")

    @classmethod
    def of(cls, *names: str, **known: object) -> Person:
        """A person with these full names: `Person.of("Олександр Шевченко", born=date(1985, 3, 12))`."""
        return cls(tuple(Name(full=name) for name in names), **known)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Parsed:
    """A name as words: `core` with the part each plays, and patronymics beside it."""

    core: tuple[Word, ...]
    parts: tuple[str, ...]
    patronymics: tuple[Word, ...]
    sexes: frozenset[str]  # whose name it is, as far as it says so
    is_guessed: bool = False  # nobody said which part is which


def parse_all(names: Iterable[Name]) -> tuple[Parsed, ...]:
    """Every name parsed; a lone birth or former surname borrows the given names of the others."""
    names = tuple(names)
    parsed = [parse(name) for name in names]
    given = next(((one.core, one.parts) for one in parsed if GIVEN in one.parts and len(one.core) > 1), None)
    if given:
        words = tuple(word for word, part in zip(*given, strict=True) if part == GIVEN)
        for place, one in enumerate(parsed):
            if one.core and GIVEN not in one.parts and set(one.parts) == {FAMILY}:
                core, parts = words + one.core, (GIVEN,) * len(words) + one.parts
                parsed[place] = Parsed(core, parts, one.patronymics, one.sexes, one.is_guessed)
    return tuple(dict.fromkeys(one for one in parsed if one.core or one.patronymics))


@lru_cache(maxsize=50_000)
def parse(name: Name) -> Parsed:
    """The words of one name."""
    core: list[Word] = []
    parts: list[str] = []
    fathers: list[Word] = []
    for text, part in ((name.given, GIVEN), (name.family, FAMILY), (name.full, UNKNOWN)):
        if part == UNKNOWN and core:
            break  # the parts are known already
        words, kin = joined(split(text))
        core += words
        parts += [part] * len(words)
        fathers += kin
    fathers += joined(split(name.patronymic))[0]
    if UNKNOWN in parts and not name.patronymic:
        _take_patronymic(core, parts, fathers)
    is_guessed = UNKNOWN in parts
    if is_guessed:
        parts = guessed(core)
    core, parts = core[:MOST_WORDS], parts[:MOST_WORDS]
    return Parsed(tuple(core), tuple(parts), tuple(fathers), _sexes(core, parts, fathers, is_guessed), is_guessed)


def joined(texts: list[str]) -> tuple[list[Word], list[Word]]:
    """Words of a name without titles, particles and articles; Abd al-Rahman and Abu Bakr as one; and fathers' names before oğlu."""
    kept: list[str] = []
    fathers: list[Word] = []
    texts = [text for text in texts if text not in TITLES] or texts
    place = 0
    while place < len(texts):
        text, rest = texts[place], texts[place + 1 :]
        if text in AFTER_FATHER and kept:
            fathers.append(word_of(kept.pop()))
        elif text in SERVANTS | FATHERS and rest:
            skip = 1 if rest[0] in ARTICLES and len(rest) > 1 else 0
            kept.append(f"{text}{rest[skip]}")
            place += 1 + skip
        elif text in FAITH and kept:
            kept[-1] = kept[-1] + ("دين" if re.match("[\u0600-\u06ff]", text) else "din" if text.isascii() else "дин")
        elif (text in PARTICLES | ARTICLES | KIN) and len(texts) > 1:
            pass
        else:
            kept.append(text)
        place += 1
    return [word_of(text) for text in kept if text] or [word_of(text) for text in texts[:2]], fathers


def guessed(core: list[Word]) -> list[str]:
    """Parts of words when nobody said them: a known given name is one, the others are family names; when all are known, nothing is said."""
    known = [bool(word.groups) and not word.is_initial for word in core]
    if not any(known) or all(known):
        return [UNKNOWN] * len(core)
    return [GIVEN if is_known else FAMILY for is_known in known]


def _take_patronymic(core: list[Word], parts: list[str], fathers: list[Word]) -> None:
    """Take the patronymic out of the words: a daughter's always, a son's only where a given and a family name are left."""
    found = [word for word in core if word.father == "f" and len(core) > 1]
    if not found and len(core) > 2:
        sons = [word for word in core if word.father == "m" and word.fathers] or [word for word in core if word.father == "m"]
        found = sorted(sons, key=lambda word: word.text)[:1]
    for word in found[:1]:
        place = core.index(word)
        del core[place], parts[place]
        fathers.append(word)


def _sexes(core: list[Word], parts: list[str], fathers: list[Word], is_guessed: bool) -> frozenset[str]:
    """Whose name this is: what the patronymic says, else the given names, else the family name's end."""
    said = frozenset(word.father for word in fathers if word.father)
    if said:
        return said
    given = [word.sexes for word, part in zip(core, parts, strict=True) if part == GIVEN or len(core) == 1]
    is_sure = not is_guessed or len(core) <= 2
    if given and is_sure and all(len(sexes) == 1 and sexes == given[0] for sexes in given):
        return given[0]
    ends = frozenset(sex for word, part in zip(core, parts, strict=True) if part != GIVEN and (sex := surname_sex(word)))
    return ends if len(ends) == 1 and any(part != UNKNOWN for part in parts) else frozenset()
