"""How a word sounds, in plain Latin letters: zameldowanie, zameldovanye and замельдоване are one.

Coarse on purpose: sz, sh, ş and ш are s; what the eye keeps apart, the folded word keeps apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mosty.search.texts.folding import fold

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "є": "e", "ж": "z", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "ш": "s", "щ": "sc", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopzrstupkgksccccchzh", strict=True))
ALPHABETS = str.maketrans({**CYRILLIC, **GEORGIAN})
# Polish letters whose bare form sounds different
POLISH = str.maketrans({"ó": "u", "ż": "z", "ł": "l", "ą": "a", "ę": "e", "ğ": "g", "ə": "e", "ı": "i"})

CLUSTERS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|szcz|sch", "sc"),
        ("sz|sh", "s"),
        ("cz|tch", "c"),
        ("zh|rz", "z"),
        ("ts|tz", "c"),
        ("kh|ch", "h"),
        ("ph", "f"),
        ("ck", "k"),
        ("w", "v"),
        ("x", "ks"),
        ("q", "k"),
        ("[yj]", "i"),
        ("(?<=[ptk])z", "s"),
        ("i(?=[aeou])", ""),
        (r"(.)\1+", r"\1"),
    )
]
# What people mean by the same Latin letters when they type another language's sounds
OTHER_READINGS = (("ch", "c"), ("ó", "o"), ("x", "h"), ("г", "h"))
LATIN = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def sounds(word: str) -> tuple[str, ...]:
    """The sounds of a word (small letters, accents still on): one, or two where letters are read in two ways. None for Arabic."""
    readings = [word]
    for letters, other in OTHER_READINGS:
        if letters in word:
            readings.append(word.replace(letters, other))
            break
    found = []
    for reading in readings:
        sound = _sound(reading)
        if sound and sound not in found:
            found.append(sound)
    return tuple(found)


def _sound(word: str) -> str:
    from_latin = word.translate(POLISH)
    text = fold(from_latin).translate(ALPHABETS)
    if not LATIN.fullmatch(text):
        return ""
    for pattern, sound in CLUSTERS:
        text = pattern.sub(sound, text)
    return text


def grams(sound: str) -> list[str]:
    """Three letters in a row, with the beginning marked twice and the end once: beginnings count more."""
    padded = f"__{sound}_"
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})
