"""The pieces that forms are made of, each told in Polish and in the person's language, as plain data for the press (`form.typ`).

Said: {"pl": …, "uk": …}. Own: words that are no language of ours (a name, a number), printed as they were provided, once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import override

from mosty.paper.press.signs import is_known
from mosty.paper.queries.texts import text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise | Callable[[], str]

POLISH = "pl"
RIGHT_TO_LEFT = {"ar"}
Said = dict[str, str]
Piece = dict[str, Any]


@dataclass(frozen=True)
class Tongues:
    """The two languages of a form; `beside` is empty when Polish stands alone."""

    beside: str = ""

    @classmethod
    def with_polish(cls, beside: str) -> Tongues:
        """Polish and this language of the portal; Polish alone for any other."""
        return cls(beside if beside in dict(settings.LANGUAGES) and beside != POLISH else "")

    @property
    def codes(self) -> tuple[str, ...]:
        return (POLISH, self.beside) if self.beside else (POLISH,)

    def said(self, words: Words) -> Said:
        """The words in each language of the form; `words`: a lazy translation, or what makes them (asked once a language)."""
        found: Said = {}
        for code in self.codes:
            with override(code):
                found[code] = words() if callable(words) else str(words)
        return found

    # --- blocks of a form, in the order in which they stand ---

    def head(self, words: Words) -> Piece:
        return {"kind": "head", "words": self.said(words)}

    def sentences(self, *sentences: Words, numbered: bool = False) -> Piece:
        """What is read and signed, side by side."""
        return {"kind": "sentences", "numbered": numbered, "each": [self.said(one) for one in sentences]}

    def field(self, label: Words, lines: Iterable[Piece | Said] = (), *, options: Iterable[Words] = (), rooms: int = 1) -> Piece:
        """A question with its answers, one a line. Without any it is left to be written by hand: `rooms` empty lines, or boxes to tick."""
        found = [line for line in lines if line]
        choices = [] if found else [self.said(option) for option in options]
        return {"kind": "field", "label": self.said(label), "lines": found, "options": choices, "rooms": rooms}

    def table(
        self, heads: Iterable[tuple[Words, float]], rows: Iterable[list[list[Piece | Said]]], *, empty: int = 0, tall: bool = False
    ) -> Piece:
        """`heads`: words and width (shares of the line); `rows`: cells of lines; `empty`: how many rows more; `tall`: to write in."""
        named = [{"words": self.said(words), "width": width} for words, width in heads]
        return {
            "kind": "table",
            "heads": named,
            "rows": [[[line for line in cell if line] for cell in row] for row in rows],
            "empty": empty,
            "tall": tall,
        }

    def signatures(self, *labels: Words) -> Piece:
        """Lines to sign on, two beside each other."""
        return {"kind": "signatures", "each": [self.said(label) for label in labels]}


def own(words: str) -> Piece:
    """Words as provided; nothing (a line to write on) when they have signs that no font of ours has: never a name with question marks."""
    seen = clean(words)
    if not seen or not all(is_known(sign) for sign in seen if sign not in UNSEEN):
        return {}
    return {"own": seen, "rtl": next((unicodedata.bidirectional(sign) in {"R", "AL"} for sign in seen if _is_strong(sign)), False)}


UNSEEN = "\u200b\u200c\u200d\u00ad"
TURNING = {chr(code) for code in (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def clean(words: str) -> str:
    """Without marks that turn the direction of what follows, without controls; what has no gap may be broken anywhere."""
    return str(text("".join(sign for sign in words if sign not in TURNING))["v"])


def _is_strong(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in {"L", "R", "AL"}
