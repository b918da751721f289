"""The national text as a town's editor reads it: lines of words, which slots each belongs to, and what differs between two states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bs4 import BeautifulSoup

from mosty.guide.enums import TERM_MARK
from mosty.guide.models import ArticlePage
from mosty.guide.queries.parts import Part, parts_of

WORDS = re.compile(r"\s+|\S+")
MOST_WORDS = 3000  # a longer line is compared as a whole

Line = tuple[tuple[str, ...], str]
"""Slots the line stands before, and its words. Without slots it belongs to all."""


@dataclass(frozen=True)
class Piece:
    """Some words of a line: the same in both states ("same"), only in the old ("gone") or only in the new ("new")."""

    kind: str
    text: str


def lines_of(page: ArticlePage) -> list[Line]:
    """Every line of the text. What stands between one slot (or row of slots) and the next belongs to the next; title, summary and
    what follows the last slot belong to every slot. Values of facts are not in it, only their marks; markup is not in it at all."""
    found: list[Line] = [((), text) for text in (_words(page.title), _words(page.summary)) if text]
    waiting: list[str] = []
    slots: list[str] = []
    for part in parts_of(page.body.raw_data):
        if part.kind == "slot":
            slots.append(part.slot)
            waiting += [text for text in (f"{{slot:{part.slot}}}", _words(part.heading)) if text]
            continue
        if slots:
            found += [(tuple(slots), text) for text in waiting]
            slots, waiting = [], []
        waiting += _texts(part)
    return found + [(tuple(slots), text) for text in waiting]


def slots_of(page: ArticlePage) -> set[str]:
    """Slots that the article has."""
    return {part.slot for part in parts_of(page.body.raw_data) if part.kind == "slot"}


def stored(lines: Sequence[Line]) -> list[list[object]]:
    """The lines as JSON keeps them."""
    return [[list(slots), text] for slots, text in lines]


def unpacked(rows: Sequence[Sequence[object]]) -> list[Line]:
    """The lines out of JSON."""
    return [(tuple(row[0]), str(row[1])) for row in rows]  # type: ignore[arg-type]


def touches(old: Sequence[Line], new: Sequence[Line], slots: set[str]) -> bool:
    """Does anything differ that belongs to one of the slots, or to all?"""
    return _belonging(old, slots) != _belonging(new, slots)


def difference(old: Sequence[Line], new: Sequence[Line], *, context: int = 1) -> list[list[Piece]]:
    """Lines that differ, word by word, with so many unchanged lines around them. Empty when nothing differs."""
    before, after = [text for _slots, text in old], [text for _slots, text in new]
    found: list[list[Piece]] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(context):
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                found += [[Piece("same", text)] for text in before[i1:i2]]
                continue
            pairs = min(i2 - i1, j2 - j1)
            found += [_words_differ(before[i1 + n], after[j1 + n]) for n in range(pairs)]
            found += [[Piece("gone", text)] for text in before[i1 + pairs : i2]]
            found += [[Piece("new", text)] for text in after[j1 + pairs : j2]]
    return found


def _belonging(lines: Sequence[Line], slots: set[str]) -> list[str]:
    return [text for own, text in lines if not own or slots & set(own)]


def _words_differ(old: str, new: str) -> list[Piece]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return [Piece("gone", old), Piece("new", new)]
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[i1:i2])))
            continue
        found += [Piece(kind, text) for kind, text in (("gone", "".join(before[i1:i2])), ("new", "".join(after[j1:j2]))) if text]
    return found


def _texts(part: Part) -> list[str]:
    found = [part.heading, *part.paragraphs, *part.lines]
    for step in part.steps:
        found += [step.title, *step.paragraphs, step.deadline, f"{{office:{step.office}}}" if step.office else ""]
    found += [f"{{fact:{key}}}" for key in part.keys]
    return [text for text in map(_words, found) if text]


def _words(html: str) -> str:
    """Words and addresses of links, without markup; a term's own words stand for its mark."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", href=True):
        link.append(f" ({link['href']})")
    for item in soup.find_all(["li", "br"]):
        item.insert_before("\n")
    return " ".join(TERM_MARK.sub(lambda mark: mark[2], soup.get_text()).split())
