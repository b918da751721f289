"""What a PDF says of itself: text by page, the tree of its structure, its languages."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All text in the order in which it is written, one space between words, without the signs that keep directions apart."""
    text = " ".join(page.extract_text() for page in opened(pdf).pages)
    return " ".join(text.translate(dict.fromkeys(range(0x2066, 0x206A))).split())


def tags_of(pdf: bytes) -> list[tuple[str, str]]:
    """Every element of the structure tree in reading order: tag and its own language, if it has one."""
    return [(tag, lang) for tag, lang, _said in _walk(opened(pdf).trailer["/Root"]["/StructTreeRoot"])]


def alternatives_of(pdf: bytes) -> list[str]:
    """What is said in place of every picture and drawing, in reading order."""
    return [said for _tag, _lang, said in _walk(opened(pdf).trailer["/Root"]["/StructTreeRoot"]) if said]


def places_of(pdf: bytes, page: int = 0) -> dict[str, float]:
    """The first word of each piece of text, and how far from the left edge it begins, in points."""
    found: dict[str, float] = {}

    def see(text: str, outer: list[float], matrix: list[float], *_: Any) -> None:
        if text.strip():
            found.setdefault(text.split()[0], outer[0] * matrix[4] + outer[4])

    opened(pdf).pages[page].extract_text(visitor_text=see)
    return found


def _walk(node: Any) -> Iterator[tuple[str, str, str]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _walk(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), str(node.get("/Lang", "")), str(node.get("/Alt", ""))
        if "/K" in node and not isinstance(node["/K"], int):
            yield from _walk(node["/K"])
