"""How hard a Polish text is to read: the fog index, and the sentences that hurt. Pure functions, no service, no database.

The index is 0.4 × (words of a sentence + 100 × the share of hard words); it says about how many years of school a text asks for.
For Polish a hard word has four syllables or more. Names and words that the glossary explains are not counted as hard, nor is the
first ending a reader takes in passing: "obywatelami" is no harder than "obywatel". Official texts have about 15, a good newspaper 9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from mosty.guide.enums import FACT_MARK, TERM_MARK

GOOD, FAIR = 9.0, 12.0  # up to these a text is easy, or can be read; above it is hard
MOST_WORDS = 20  # of a sentence
MOST_HARD = 0.25  # share of hard words in a sentence that has at least three of them
HARD_SYLLABLES = 4

VOWELS = "aąeęioóuyAĄEĘIOÓUY"
SYLLABLE = re.compile(r"i?[aąeęoóuy]|i", re.I)  # an i before another vowel only softens: nie, ciasto
DIPHTHONG = re.compile(r"(?<![aąeęioóuy])[ae]u(?![aąeęioóuy])", re.I)  # auto, Europa: one syllable
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
ENDINGS = {"ami": "", "ach": "", "owi": "", "owie": "", "ów": "", "om": "", "ego": "y", "emu": "y", "ymi": "y", "imi": "i", "ej": "a"}
ABBREVIATIONS = (
    "np",
    "tzw",
    "tzn",
    "ul",
    "al",
    "pl",
    "nr",
    "art",
    "ust",
    "pkt",
    "poz",
    "r",
    "godz",
    "tel",
    "str",
    "itp",
    "itd",
    "m",
    "in",
    "zł",
)
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»)]*\s+(?=[\"„«(]*[^\W\d_a-ząćęłńóśźż])|\n+")
BLOCK = re.compile(r"</(?:p|li|h[1-6]|div)>|<br\s*/?>", re.I)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Sentence:
    """One sentence, its words, and those of them that are hard."""

    text: str
    words: int
    hard: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        return self.words > MOST_WORDS

    @property
    def is_heavy(self) -> bool:
        return len(self.hard) >= 3 and len(self.hard) > MOST_HARD * self.words

    @property
    def weight(self) -> float:
        """The fog index of this sentence alone."""
        return _index(self.words, 1, len(self.hard))


@dataclass(frozen=True)
class Readability:
    """The measure of a whole text. `index` is rounded to a tenth; 0 without words."""

    index: float
    words: int
    sentences: tuple[Sentence, ...]

    @property
    def hurting(self) -> list[Sentence]:
        """Sentences that are too long or too heavy, the worst first."""
        return sorted((one for one in self.sentences if one.is_long or one.is_heavy), key=lambda one: -one.weight)

    @property
    def level(self) -> str:
        """`good`, `fair` or `hard`."""
        return "good" if self.index <= GOOD else "fair" if self.index <= FAIR else "hard"


def measure(texts: Iterable[str]) -> Readability:
    """Texts are plain or HTML, with marks of facts and terms. The same texts give the same measure; nothing is ever raised."""
    found = [_sentence(text, terms) for plain, terms in map(_plain, texts) for text in _sentences(plain)]
    sentences = tuple(one for one in found if one.words)
    words = sum(one.words for one in sentences)
    hard = sum(len(one.hard) for one in sentences)
    return Readability(round(_index(words, len(sentences), hard), 1), words, sentences)


def syllables(word: str) -> int:
    """Syllables of a Polish word; at least one."""
    return max(1, len(SYLLABLE.findall(word)) - len(DIPHTHONG.findall(word)))


def is_hard(word: str) -> bool:
    """Four syllables or more without its ending; no name, no abbreviation in capitals."""
    if word[:1].isupper():
        return False
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) > len(one) + 3), None)
    plain = word if ending is None else word[: -len(ending)] + ENDINGS[ending]
    return min(syllables(word), syllables(plain)) >= HARD_SYLLABLES


def _index(words: int, sentences: int, hard: int) -> float:
    return 0.4 * (words / sentences + 100 * hard / words) if words and sentences else 0.0


def _plain(text: str) -> tuple[str, set[str]]:
    """Words only, one block a line; and the words that the glossary explains."""
    terms = {word.casefold() for _key, words in TERM_MARK.findall(text) for word in WORD.findall(words)}
    text = TERM_MARK.sub(lambda mark: mark[2], FACT_MARK.sub("1", text))
    return unescape(TAG.sub("", BLOCK.sub("\n", text))), terms


def _sentences(text: str) -> list[str]:
    """Cut at full stops, but not behind an abbreviation."""
    found: list[str] = []
    for piece in SENTENCE_END.split(text):
        piece = " ".join(piece.split())
        last = found[-1].rstrip(".").rpartition(" ")[2].lstrip('(„"').casefold() if found else ""
        if found and found[-1].endswith(".") and last in ABBREVIATIONS and piece:
            found[-1] = f"{found[-1]} {piece}"
        elif piece:
            found.append(piece)
    return found


def _sentence(text: str, terms: set[str]) -> Sentence:
    words = WORD.findall(text)
    first, rest = words[:1], words[1:]
    candidates = [
        word.lower() for word in first if not word.isupper()
    ] + rest  # a sentence begins with a capital, so its first word is no name
    return Sentence(text, len(words), tuple(word for word in candidates if word.casefold() not in terms and is_hard(word)))
