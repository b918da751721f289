"""A body taken apart for a screen: parts, each with a heading and paragraphs or lines. Marks of facts and terms are still in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Comment, NavigableString
from django.utils.html import escape
from wagtail.rich_text import expand_db_html

from mosty.guide.enums import Office

KEPT = {"p", "ul", "ol", "li", "b", "strong", "i", "em", "a", "br", "h3", "h4"}
GONE = {"script", "style", "iframe", "object", "embed", "form", "template", "svg", "math"}
SAFE_LINK = re.compile(r"(https?://|mailto:|tel:|/(?!/)|#)", re.I)


@dataclass(frozen=True)
class Step:
    """One step; texts are HTML."""

    title: str
    paragraphs: list[str]
    deadline: str
    office: str


@dataclass(frozen=True)
class Part:
    """One block of a body. `heading`, `paragraphs` and `lines` are HTML with marks."""

    id: str
    kind: str
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    slot: str = ""
    service: str = ""
    centre: str = ""
    file: int | None = None
    captions: int | None = None
    alt: str = ""
    block: str = ""

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield self.heading
        yield self.alt
        yield from self.paragraphs
        yield from self.lines
        for step in self.steps:
            yield from (step.title, *step.paragraphs, step.deadline)


def parts_of(raw: Iterable[dict[str, Any]]) -> list[Part]:
    """The parts of a stored body, in order. What is no block of ours is left out."""
    return [
        _part(number, block["type"], block["value"], block.get("id") or "")
        for number, block in enumerate(raw, start=1)
        if isinstance(block.get("value"), dict)
    ]


def _part(number: int, kind: str, value: dict[str, Any], block: str) -> Part:
    return Part(
        id=f"part-{number}",
        kind=kind,
        heading=escape(value.get("heading") or ""),
        paragraphs=paragraphs(value.get("text") or ""),
        lines=[escape(line) for line in [*_listed(value.get("papers")), value.get("caption")] if line],
        steps=[_step(step) for step in _listed(value.get("steps"))],
        keys=[str(key) for key in _listed(value.get("facts"))],
        slot=value.get("slot") or "",
        service=value.get("service") or "",
        centre=value.get("centre") or "",
        file=_number(value.get("image") or value.get("file")),
        captions=_number(value.get("captions")),
        alt=escape(value.get("alt") or ""),
        block=block,
    )


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _step(value: dict[str, Any]) -> Step:
    office = value.get("office") or ""
    return Step(
        title=escape(value.get("title") or ""),
        paragraphs=paragraphs(value.get("text") or ""),
        deadline=escape(value.get("deadline") or ""),
        office=office if office in Office.values else "",
    )


def _listed(value: Any) -> list[Any]:
    """The values of a stored list, in the old form or with ids."""
    return [one["value"] if isinstance(one, dict) and one.get("type") == "item" else one for one in value or []]


def paragraphs(html: str) -> list[str]:
    """Rich text cut at its outermost elements, with nothing in it but what a text needs: no script, no style, no foreign attribute."""
    if not html:
        return []
    soup = BeautifulSoup(expand_db_html(html), "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(GONE):
        tag.decompose()
    for tag in soup.find_all(True):
        if tag.name not in KEPT:
            tag.unwrap()
            continue
        href = str(tag.get("href", ""))
        tag.attrs = {"href": href} if tag.name == "a" and SAFE_LINK.match(href) else {}
    found = []
    for child in soup.children:
        text = escape(child) if isinstance(child, NavigableString) else str(child)
        if text.strip():
            found.append(text if not isinstance(child, NavigableString) else f"<p>{text}</p>")
    return found
