"""How one word of a name may sound, and what of it is compared.

`sounds` gives the readings of a word, most likely first. `soft` of a reading folds what neighbours' languages swap (a and o, e and i,
voiced ends); `bones` are its consonants, which even Arabic writes down.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, product

from mosty.clients.matching.letters import (
    ARABIC,
    ARMENIAN,
    CYRILLIC,
    GEORGIAN,
    LONGEST_TOGETHER,
    PLAIN_LATIN,
    SIGNED,
    TOGETHER,
    VOWELS,
    script_of,
    without_signs,
)

MOST = 10  # readings of one word
_DOUBLE = re.compile(r"(.)\1+")
_GLIDE_BEFORE = re.compile(r"i(?=[aeou])")
_GLIDE_AFTER = re.compile(r"(?<=[aeou])i")
_SERVANT = re.compile(r"^abd[aeiou]*([lrsnzdSt](?=[^aeiou]))?(?=...)")
_SOFT = str.maketrans("oi", "ae")

Readings = list[tuple[str, ...]]


@lru_cache(maxsize=100_000)
def sounds(word: str) -> tuple[str, ...]:
    """Readings of a word in small letters, most likely first, at most ten; a word without known letters reads as itself."""
    script = script_of(word)
    if script == "cyrillic":
        parts = _cyrillic(word)
    elif script == "georgian":
        parts = [(GEORGIAN.get(letter, ""),) for letter in word]
    elif script == "armenian":
        parts = [(ARMENIAN.get(letter, ""),) for letter in word.replace("ու", "ւ").replace("եւ", "և")]
        parts = [("u",) if letter == "ւ" else part for letter, part in zip(word.replace("ու", "ւ").replace("եւ", "և"), parts, strict=True)]
    elif script == "arabic":
        parts = _arabic(word)
    elif script == "latin":
        parts = _latin(word)
    else:
        return (word,)
    readings: dict[str, None] = {}
    for reading in _chosen(parts):
        readings.setdefault(reduced(reading, has_vowels=script != "arabic"))
        if len(readings) == MOST:
            break
    return tuple(readings)


def reduced(reading: str, *, has_vowels: bool = True) -> str:
    """One sign a sound: glides next to vowels fall, doubled sounds are one, т+с is ц, -off is -ov.

    Without written vowels two consonants side by side are two sounds.
    """
    text = reading.replace("j", "i" if reading.strip("j") == "" else "")
    if has_vowels:
        text = text.replace("dZ", "J").replace("dJ", "J").replace("tC", "C").replace("SC", "S").replace("tc", "c").replace("ts", "c")
    text = _DOUBLE.sub(r"\1", text)
    text = _GLIDE_BEFORE.sub("", text) if len(text) > 2 else text
    text = _GLIDE_AFTER.sub("", text) if len(text) > 2 else text
    text = _DOUBLE.sub(r"\1", text)
    if text.endswith(("of", "ef")):
        text = text[:-1] + "v"
    if text.startswith("abd") and len(text) > 6:
        text = _SERVANT.sub("abd", text)
        text = _DOUBLE.sub(r"\1", text)
    return text


def soft(reading: str) -> str:
    """The reading with a and o as one, e and i as one."""
    return _DOUBLE.sub(r"\1", reading.translate(_SOFT))


def bones(reading: str) -> str:
    """Its consonants; of a word without any, its vowels with a mark before them."""
    left = _DOUBLE.sub(r"\1", "".join(sound for sound in reading if sound not in VOWELS))
    return left or f"_{reading}"


def _chosen(parts: Readings) -> list[str]:
    """Readings put together: first the likely one, then those that differ in one place, in two, and so on while they are few."""
    open_places = [place for place, readings in enumerate(parts) if len(readings) > 1]
    likely = [readings[0] for readings in parts]
    chosen = ["".join(likely)]
    for count in range(1, min(len(open_places), 3) + 1):
        for places in combinations(open_places, count):
            for others in product(*(parts[place][1:] for place in places)):
                signs = list(likely)
                for place, sign in zip(places, others, strict=True):
                    signs[place] = sign
                chosen.append("".join(signs))
                if len(chosen) > 3 * MOST:
                    return chosen
    return chosen


def _cyrillic(word: str) -> Readings:
    parts: Readings = []
    for place, letter in enumerate(word):
        after = word[place + 1 : place + 2]
        sign = CYRILLIC.get(letter, "")
        if letter == "ц" and after and after in "іеёюяь":  # Belarusian ці where its neighbours write ти
            parts.append(("c", "t"))
        elif letter == "д" and after == "з":  # the same with дзі and ди
            parts.append(("d",))
        elif letter == "з" and word[place - 1 : place] == "д" and after in {"і", "м", "ь", "е", "я", "ю", "ё"}:
            parts.append(("z", ""))
        elif letter == "у" and place and word[place - 1] in "аоеэ" and (not after or CYRILLIC.get(after, "a")[-1:] not in VOWELS):
            parts.append(("u", "v"))
        else:
            parts.append((sign,))
    return parts


def _arabic(word: str) -> Readings:
    word = without_signs(word)
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    parts: Readings = []
    for place, letter in enumerate(word):
        last = place == len(word) - 1
        if letter == "و" and place == 0:
            parts.append(("v",))
        elif letter == "ع" and place == 0:
            parts.append(("a",))
        elif letter == "ه" and last:
            parts.append(("h", ""))
        else:
            parts.append(ARABIC.get(letter, ("",)))
    return parts


def _latin(word: str) -> Readings:
    parts: Readings = []
    place = 0
    turkic = any(letter in "əğışç" for letter in word)
    while place < len(word):
        for length in range(min(LONGEST_TOGETHER, len(word) - place), 1, -1):
            group = word[place : place + length]
            readings = _ou(word[place + length :]) if group == "ou" else TOGETHER.get(group, ())
            if readings:
                break
        else:
            length = 1
            readings = _letter(word, place, turkic)
        parts.append(readings)
        place += length
    return parts


def _ou(after: str) -> tuple[str, ...]:
    """Readings of ou: French u, Belarusian ов at the end and before consonants, w before a vowel."""
    if after and after[0] in "aeiouy":
        return ("u", "v")
    return ("u", "ov", "ou") if after else ("ov", "u")


def _letter(word: str, place: int, turkic: bool) -> tuple[str, ...]:
    """Readings of one Latin letter that is not read together with the next."""
    letter, before, after = word[place], word[place - 1 : place], word[place + 1 : place + 2]
    if letter in SIGNED:
        return SIGNED[letter]
    if letter == "c":
        if turkic:
            return ("J",)
        return ("c", "s", "J") if after and after in "eiyéí" else ("k", "c", "J")
    if letter == "j":
        if turkic:
            return ("Z", "j")
        inside = bool(before) and before in "aeiouy" and bool(after) and after in "aeiouyíáéó"
        return ("j", "J", "h", "Z") if not before or inside else ("j", "J") if after else ("j",)
    if letter in "xq" and turkic:
        return ("h", "k") if letter == "q" else ("h",)
    if letter == "u" and before and before in "aeo" and (not after or after not in "aeiouy"):
        return ("u", "v")  # Belarusian ў
    if letter == "h" and not after and before and before in "ae":
        return ("", "h")  # tāʾ marbūṭa
    if letter == "z" and not after:
        return ("z", "s")  # Spanish
    if letter == "h" and not before and word.endswith("ez"):
        return ("h", "")
    if letter == "s" and word[place - 1 : place] == "t":
        return ("s", "") if after and after in "iey" else ("s",)  # Belarusian ts where its neighbours write t
    if letter == "z" and before == "d":
        return ("z", "") if after and after in "ieym" else ("z",)
    if letter in PLAIN_LATIN:
        return PLAIN_LATIN[letter]
    plain = without_signs(letter)
    return PLAIN_LATIN.get(plain[:1], ("",))
