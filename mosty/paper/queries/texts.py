"""Texts of the guide as plain data for the press: nested lists of marked pieces, without any markup language.

A piece is a dict with `k`: t text, b strong, i emphasis, a link, br, p paragraph, ul and ol with items, fact, term, and `apart`: words
that keep their own direction and language inside any other (numbers to call, amounts, Polish names and addresses).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from mosty.guide.enums import FACT_MARK, TERM_MARK

if TYPE_CHECKING:
    from mosty.core.texts import Told
    from mosty.guide.models import GlossaryTerm
    from mosty.guide.queries.facts import ShownFact

Piece = dict[str, Any]
NAMES = {"b": "b", "strong": "b", "i": "i", "em": "i", "p": "p", "ul": "ul", "ol": "ol", "li": "li", "a": "a", "h3": "p", "h4": "p"}
EMPTY = ("br", "fact")
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs"}
FORMING = "\u200c\u200d\u2066\u2069\u00ad"  # joiners, isolates, the soft hyphen: they shape the words


@dataclass
class Texts:
    """Turns the texts of one article in one language into pieces, and remembers what they named.

    `doubted`: keys of facts whose law has changed. `starred`: facts with a star, about which more is said below the article."""

    facts: dict[str, ShownFact]
    terms: dict[str, GlossaryTerm]
    doubted: frozenset[str] = frozenset()
    used_terms: dict[str, GlossaryTerm] = field(default_factory=dict)
    starred: dict[str, ShownFact] = field(default_factory=dict)

    def pieces(self, html: str) -> list[Piece]:
        """`html` is what `guide.queries.parts` gives: clean, with marks of facts and terms."""
        html = FACT_MARK.sub(r'<fact key="\1"></fact>', html)
        html = TERM_MARK.sub(r'<term key="\1">\2</term>', html)
        reader = _Reader(self)
        reader.feed(html)
        reader.close()
        return reader.root

    def words(self, html: str) -> str:
        """The same without anything but words."""
        return _words(self.pieces(html))

    def fact(self, key: str) -> Piece:
        """One value."""
        fact = self.facts.get(key)
        if fact is None or not fact.text:
            return {"k": "i", "c": [text(_("ask the office"))]}
        is_starred = fact.is_old or key in self.doubted
        if is_starred:
            self.starred[key] = fact
        return {"k": "fact", "old": is_starred, "c": [value(fact)]}

    def term(self, key: str) -> bool:
        """Is it a term of the glossary? Then it is explained at the end."""
        if key in self.terms:
            self.used_terms[key] = self.terms[key]
        return key in self.terms


def _words(pieces: list[Piece]) -> str:
    return "".join(piece.get("v", "") + _words(piece.get("c", [])) for piece in pieces)


def text(words: str) -> Piece:
    """Words as they are, without signs that nobody can see (control characters pasted along). What is longer than any word may be
    broken anywhere, so that it does not run over the edge."""
    seen = "".join(sign for sign in words if sign in FORMING or unicodedata.category(sign) not in UNSEEN)
    return {"k": "t", "v": ENDLESS.sub(lambda found: found[0] + BREAK, seen)}


def apart(words: str, *, language: str = "", link: str = "", breaks: bool = False) -> Piece:
    """Words from left to right whatever stands around them. `breaks`: may go on in the next line."""
    return {"k": "apart", "v": words, "lang": language, "h": link, "breaks": breaks}


def value(fact: ShownFact) -> Piece:
    """What a fact is, ready to print."""
    if fact.is_left_to_right:
        return apart(fact.text, link=fact.href, breaks=len(fact.text) > 24)
    return text(fact.text)


def in_language(told: Told, language: str) -> list[Piece]:
    """A text that may be in another language than its surroundings."""
    if told.language == language:
        return [text(told.text)]
    return [{"k": "lang", "lang": told.language, "c": [text(told.text)]}]


class _Reader(HTMLParser):
    """A stack of open elements; what is not known is only opened."""

    def __init__(self, texts: Texts):
        super().__init__(convert_charrefs=True)
        self.texts = texts
        self.root: list[Piece] = []
        self.stack: list[tuple[str, list[Piece]]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = self.stack[-1][1]
        known = dict(attrs)
        if tag == "br":
            here.append({"k": "br"})
        elif tag == "fact":
            here.append(self.texts.fact(known.get("key") or ""))
        elif tag == "term" or tag in NAMES:
            piece: Piece = {"k": NAMES.get(tag, "term"), "c": []}
            if tag == "a":
                href = known.get("href") or ""
                piece["h"] = href if href.startswith(("http://", "https://", "mailto:", "tel:")) else ""
            if tag == "term" and not self.texts.term(known.get("key") or ""):
                piece["k"] = "lang-none"
            here.append(piece)
            self.stack.append((tag, piece["c"]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY and any(name == tag for name, _pieces in self.stack[1:]):
            while self.stack.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            words = " " if data and self.stack[-1][0] not in {"", "ul", "ol"} else ""
        else:
            words = f"{' ' if data[0].isspace() and data[0] != NBSP else ''}{words}{' ' if data[-1].isspace() else ''}"
        if words:
            self.stack[-1][1].append(text(words))


NBSP, BREAK = "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}"
ENDLESS = re.compile(r"\S{30}(?=\S{15})")
