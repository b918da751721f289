"""Word endings: Snowball where it knows the language, a short list of endings of ours where it does not.

A lemma dictionary (simplemma) takes 850 MB and 7 s for our languages, Snowball 1 MB: see docs/decisions on search.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from mosty.search.texts.folding import fold
from mosty.search.texts.sounds import sounds

SNOWBALL = {"pl": "polish", "en": "english", "es": "spanish", "tr": "turkish", "ru": "russian"}
SHORTEST = 3  # letters that stay


def _endings(words: str) -> tuple[str, ...]:
    return tuple(sorted(words.split(), key=lambda ending: (-len(ending), ending)))


# Endings of sounds (texts.sounds), Slavic languages in any alphabet
SLAVIC = _endings(
    "ami ah am ov ev om em ego emu ogo omu imi ih im oi ei ou eu ost osti osc ani ana ane anu eni ena ene enu "
    "a e i o u iti ati it at ac ec ic isa asa ovi evi mi m h stvo stva stvu stve stvom "
    "ek ok ku ka ki ke ko kiem kem kom kov kami kah koi"
)
AZERBAIJANI = _endings("larin lerin lar ler lari leri dan den da de nin nun in un ini unu i u a e ia ie si su im um m n ni nu liq lik")
GEORGIAN = _endings("istvis tvis idan dan ebis ebi ebs istan stan tan shi si ze is it ad i s ma m o")
ARABIC_STARTS = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل")
ARABIC_ENDS = ("ات", "ون", "ين", "ان", "تي", "ها", "هم", "نا", "كم", "ه", "ي", "ا")

GEORGIAN_SIGNS = re.compile("[ა-ჰ]")
ARABIC_SIGNS = re.compile("[\u0600-\u06ff]")
CYRILLIC_SIGNS = re.compile("[\u0400-\u04ff]")


@cache
def _snowball(language: str) -> Any:
    return snowballstemmer.stemmer(SNOWBALL[language])


@lru_cache(maxsize=16384)
def _stem(word: str, language: str) -> str:
    return str(fold(_snowball(language).stemWord(word)))


def light(text: str, endings: tuple[str, ...], shortest: int = SHORTEST) -> str:
    """The text without its longest ending, once; what is left has `shortest` letters at least."""
    for ending in endings:
        if text.endswith(ending) and len(text) - len(ending) >= shortest:
            return text[: -len(ending)]
    return text


def arabic(word: str) -> str:
    """Without article, one-letter words written in front, and endings."""
    for start in ARABIC_STARTS:
        if word.startswith(start) and len(word) - len(start) >= (3 if len(start) > 1 else 4):
            word = word[len(start) :]
            break
    return light(word, ARABIC_ENDS)


def arabic_stems(word: str) -> tuple[str, ...]:
    """Without one ending, and without what stands before it: "my" comes behind the plural or what looks like one."""
    once = arabic(word)
    return tuple(dict.fromkeys((once, light(once, ARABIC_ENDS))))


def sound_stems(raw: str) -> tuple[str, ...]:
    """Sounds without Slavic (or Georgian) endings."""
    endings = GEORGIAN if GEORGIAN_SIGNS.search(raw) else SLAVIC
    return tuple(dict.fromkeys(light(sound, endings) for sound in sounds(raw)))


def forms_to_keep(raw: str, folded: str, language: str) -> set[str]:
    """Under which forms the index keeps a word of that language."""
    return _forms(raw, folded, _languages_of(raw, {language}))


def forms_to_find(raw: str, folded: str) -> dict[str, float]:
    """Under which forms a typed word is looked up, whatever its language is, and how sure each is (1 = the very word)."""
    found = {form: _sureness(form) for form in _forms(raw, folded, _languages_of(raw, {*SNOWBALL, "az"}))}
    return dict(sorted(found.items()))


def _languages_of(raw: str, wanted: set[str]) -> set[str]:
    if CYRILLIC_SIGNS.search(raw):
        return wanted & {"ru"}
    if GEORGIAN_SIGNS.search(raw) or ARABIC_SIGNS.search(raw):
        return set()
    return (wanted | {"pl"}) - {"ru"}  # Polish words stand in texts of every language


def _forms(raw: str, folded: str, languages: set[str]) -> set[str]:
    forms = {f"={folded}"}
    if folded.isdigit():
        return forms
    if ARABIC_SIGNS.search(folded):
        forms.update(f"ar:{stem}" for stem in arabic_stems(folded))
    for language in languages & set(SNOWBALL):
        forms.add(f"{language}:{_stem(raw, language)}")
        if raw != folded:
            forms.add(f"{language}:{_stem(folded, language)}")
    if "az" in languages:
        forms.add(f"az:{light(folded, AZERBAIJANI)}")
    forms.update(f"~{stem}" for stem in sound_stems(raw) if len(stem) >= 2)
    return forms


def _sureness(form: str) -> float:
    if form.startswith("="):
        return 1.0
    return 0.85 if form.startswith("~") else 0.95


def gram_text(raw: str, folded: str) -> str:
    """What typing errors are looked for in: the sound, or Arabic letters."""
    heard = sounds(raw)
    return heard[0] if heard else arabic(folded)
