"""The plain writing of content files as the blocks that Wagtail keeps. Ids are made of the slug and the block's name: never new ones."""

from __future__ import annotations

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.html import escape

STRONG = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s)]+)\)")


def rich(text: str) -> str:
    """Paragraphs parted by empty lines, lists with "- ", **strong**, [links](https://…) as HTML."""
    chunks = [chunk.strip("\n") for chunk in re.split(r"\n\s*\n", text.strip()) if chunk.strip()]
    return "".join(html for chunk in chunks for html in _chunk(chunk))


def _chunk(chunk: str) -> list[str]:
    found: list[str] = []
    lines: list[str] = []
    listed: list[str] = []
    for line in chunk.split("\n"):
        if line.lstrip().startswith("- "):
            listed.append(line.lstrip()[2:])
        elif listed and line.startswith((" ", "\t")):
            listed[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    if lines:
        found.append(f"<p>{inline(' '.join(lines))}</p>")
    if listed:
        found.append(f"<ul>{''.join(f'<li>{inline(line)}</li>' for line in listed)}</ul>")
    return found


def inline(text: str) -> str:
    """One line."""
    html = str(escape(text.strip()))
    html = LINK.sub(r'<a href="\2">\1</a>', html)
    return STRONG.sub(r"<b>\1</b>", html)


def body(slug: str, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stored form of the body."""
    return [
        {"type": block["kind"], "id": _id(slug, block["id"]), "value": {"heading": block.get("heading", ""), **_value(slug, block)}}
        for block in blocks
    ]


def _id(*names: object) -> str:
    return str(uuid5(NAMESPACE_URL, "mosty.guide/" + "/".join(map(str, names))))


def _value(slug: str, block: dict[str, Any]) -> dict[str, Any]:
    kind, name = block["kind"], block["id"]
    if kind in {"text", "warning"}:
        return {"text": rich(block.get("text", ""))}
    if kind == "steps":
        return {"steps": [_item(slug, name, number, _step(step)) for number, step in enumerate(block.get("items", []))]}
    if kind == "papers":
        return {"papers": [_item(slug, name, number, paper.replace("**", "")) for number, paper in enumerate(block.get("items", []))]}
    if kind == "facts":
        return {"facts": [_item(slug, name, number, key) for number, key in enumerate(block.get("keys", []))]}
    if kind == "slot":
        return {"slot": block["slot"]}
    if kind == "service":
        named = {"service": block.get("slug") or block.get("service", "")}
        return named | {"centre": block["centre"]} if block.get("centre") else named
    return {}


def _item(slug: str, name: str, number: int, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": _id(slug, name, number), "value": value}


def _step(step: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": step.get("title", ""),
        "text": rich(step.get("text", "")),
        "deadline": step.get("deadline", ""),
        "office": step.get("office", ""),
    }
