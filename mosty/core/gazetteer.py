"""Places of Poland, found however somebody writes them: with or without Polish letters, in Cyrillic, Georgian or Arabic script.

`places.tsv` is made by `tools/gazetteer.py` from GeoNames (CC BY 4.0). A name is compared three ways, the strict one first: by its letters
without their signs ("Piła" = "pila"), as the beginning of a longer name ("Ostrów"), and by its consonants as they sound, which every script
writes down ("Ostrzeszów" = "Остшешув").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

MOST_LETTERS = 60
FOUND_AT_MOST = 12
ALIKE = 0.62  # how alike two names must sound, vowels too, when their consonants agree
SLIP = 0.84  # how alike letters must be to be a slip of the finger

FILE = Path(__file__).with_name("places.tsv")

# letters that Unicode does not take apart
LETTERS = str.maketrans("łđøßıəœæ", "ldosieoa")
NO_LETTER = re.compile(r"[^a-z]")
BONES = str.maketrans("pf", "bv", "aeiouyj")
PAIRS = re.compile(r"rz|sz|cz|ch|[ąę](?=[bp])")
AS_HEARD = {"rz": "z", "sz": "s", "cz": "c", "ch": "h", "ą": "om", "ę": "em"}
FROM_POLISH = {"ą": "on", "ę": "en", "ó": "u", "w": "v", "x": "ks", "q": "k", "ż": "z", "ź": "z", "ś": "s", "ć": "c", "ń": "n", "ł": "l"}
FROM_CYRILLIC = dict(zip("абвгґдезиіїйклмнопрстуўфхцчшыэюяёєж", "abvggdeziii klmnoprstuvfhccsieuaoez", strict=True)) | {"щ": "sc"}
FROM_GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცწჭხჯჰ", "abgdevztiklmnopzrstupkgkscccchzh", strict=True)) | {"ძ": "dz"}
FROM_ARABIC = dict(zip("بپتثجحخدذرزژسشصضطظغفڤقكکگلمنهچ", "bpttghhddrzzsssdtzgfvkkkglmnhc", strict=True))
SCRIPTS = str.maketrans(FROM_POLISH | FROM_CYRILLIC | FROM_GEORGIAN | FROM_ARABIC)


class Place(NamedTuple):
    """A town or village. `key` names it in addresses; degrees are WGS84."""

    key: str
    name: str
    latitude: float
    longitude: float
    people: int


def find(text: str) -> list[tuple[Place, int]]:
    """Places that may be meant, each with how sure it is, the surest and largest first. 0: the very name, 1: its beginning, 2: how it
    sounds, 3: a slip of the finger.

    A key finds its place alone. Nothing for what is no name of a place we know.
    """
    known = _book()
    if text in known.keys:
        return [(known.keys[text], 0)]
    wanted = re.sub(r" (wlkp|wielkop)$", "", fold(text))
    if not wanted:
        return []
    surest: dict[Place, int] = {}
    for sure, places in enumerate((known.exact.get(wanted, ()), _beginning(wanted, known))):
        for place in sorted(places, key=lambda place: -place.people):
            surest.setdefault(place, sure)
    if not surest:
        surest = dict.fromkeys(sorted(_sounding(text), key=lambda place: -place.people), 2)
    if not surest:
        for name in get_close_matches(wanted, known.exact, n=3, cutoff=SLIP):
            surest |= {place: 3 for place in known.exact[name] if place not in surest}
    return list(surest.items())[:FOUND_AT_MOST]


def largest(count: int) -> list[Place]:
    """The places where most people live, the largest first."""
    return list(_book().keys.values())[:count]


def fold(text: str) -> str:
    """Small letters without signs, words parted by one space: what a person can type on any keyboard. Empty for what has no letter."""
    letters = unicodedata.normalize("NFKD", text[:MOST_LETTERS].casefold().translate(LETTERS))
    return " ".join("".join(sign if sign.isalpha() else " " for sign in letters if not unicodedata.combining(sign)).split())


def sound(text: str) -> str:
    """The name as it sounds, roughly, in Latin letters: sibilants as one, vowels as Polish writes them."""
    plain = text[:MOST_LETTERS].casefold().replace("تش", "c").replace("تس", "c")
    plain = PAIRS.sub(_heard, plain).translate(SCRIPTS)
    return NO_LETTER.sub("", plain if plain.isascii() else fold(plain))


def bones(text: str) -> str:
    """The consonants of `sound`; Arabic has no p and no v of its own, so b and p are one, and f and v."""
    return sound(text).translate(BONES)


def _heard(pair: re.Match[str]) -> str:
    """After p, t, k and ch "rz" is said without voice."""
    is_soft = pair[0] == "rz" and pair.string[pair.start() - 1 : pair.start()] in set("ptkh")
    return "s" if is_soft else AS_HEARD[pair[0]]


class Book(NamedTuple):
    """All places by key, with their names, and by folded name."""

    keys: dict[str, Place]
    names: list[tuple[Place, list[str]]]
    exact: dict[str, list[Place]]


@lru_cache(maxsize=1)
def _book() -> Book:
    names = list(_read(FILE.read_text(encoding="utf-8").splitlines()))
    exact: dict[str, list[Place]] = {}
    for place, known in names:
        for name in dict.fromkeys(fold(name) for name in known):
            exact.setdefault(name, []).append(place)
    return Book({place.key: place for place, _ in names}, names, exact)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, list[Place]]:
    """By consonants; a third of a second, so only for whoever writes a name in another way."""
    sounds: dict[str, list[Place]] = {}
    for place, known in _book().names:
        for name in dict.fromkeys(bones(name) for name in known):
            sounds.setdefault(name, []).append(place)
    return sounds


def _read(lines: Iterable[str]) -> Iterator[tuple[Place, list[str]]]:
    """A key is the name and a number: 1 for the largest place of that name."""
    count: dict[str, int] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        name, latitude, longitude, people, others = line.split("\t")
        key = fold(name).replace(" ", "-")
        count[key] = count.get(key, 0) + 1
        place = Place(f"{key}-{count[key]}", name, float(latitude), float(longitude), int(people))
        yield place, [name, *filter(None, others.split("|"))]


def _beginning(wanted: str, book: Book) -> list[Place]:
    """Names of which the wanted one is the first words, or at least four letters of the first word."""
    return [
        place
        for name, places in book.exact.items()
        if name.startswith(wanted) and (name[len(wanted) : len(wanted) + 1] == " " or len(wanted) > 3)
        for place in places
    ]


def _sounding(text: str) -> list[Place]:
    """Names with the same consonants that also sound alike; Arabic writes few vowels, so there the consonants must do."""
    heard, is_arabic = sound(text), any("\u0600" <= sign <= "\u06ff" for sign in text)
    places = _sounds().get(bones(text), ()) if len(bones(text)) > 1 else ()
    return [place for place in places if is_arabic or SequenceMatcher(None, heard, sound(place.name)).ratio() >= ALIKE]
