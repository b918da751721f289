"""Articles, topics and terms from the folder of the guide's content (its format: docs of the guide)."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mosty.search.enums import Field, Kind, NewEntry, Passage

FACT = re.compile(r"\{fact:[^}]*\}")
TERM = re.compile(r"\[\[term:([^|\]]+)\|([^\]]+)\]\]")
NOT_TEXTS = {"meta", "facts"}


def guide_entries(folder: Path) -> Iterator[NewEntry]:
    """Every article in every language that has a file, and every term. Synonyms of a language without an article stand with
    its Polish (else first) text. A file that cannot be read raises tomllib.TOMLDecodeError or OSError."""
    words = _synonyms(folder)
    terms = {term["key"]: term for term in _read(folder / "glossary.toml").get("term", [])}
    for place in sorted((folder / "articles").iterdir()):
        files = {file.stem: _read(file) for file in sorted(place.glob("*.toml")) if file.stem not in NOT_TEXTS}
        if files:
            yield from _article(place.name, files, words[place.name], terms)
    for term in terms.values():
        yield from _term(term)


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text()) if file.exists() else {}


def _synonyms(folder: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for group in _read(folder / "synonyms.toml").get("group", []):
        if group["kind"] == "article":
            found[group["slug"]][group["lang"]] += group["words"]
    return found


def _article(slug: str, files: dict[str, Any], synonyms: dict[str, list[str]], terms: dict[str, Any]) -> Iterator[NewEntry]:
    stand_in = "pl" if "pl" in files else next(iter(files))
    for language, file in files.items():
        passages = [Passage(Field.KEYWORD, word) for word in (*file.get("keywords", []), *synonyms.get(language, []))]
        if language == stand_in:
            passages += [
                Passage(Field.KEYWORD, word, other) for other, words in sorted(synonyms.items()) if other not in files for word in words
            ]
        mine = terms.get(slug)
        if mine:
            names = [mine["polish"], mine["names"].get(language, ""), *mine.get("synonyms", {}).get(language, [])]
            passages += [Passage(Field.TERM, name) for name in names if name]
        texts = [_plain(text) for text in _texts(file.get("blocks", []))]
        yield NewEntry(
            kind=Kind.ARTICLE,
            key=slug,
            language=language,
            title=file["title"],
            summary=_plain(file.get("summary", "")),
            address=f"guide/{slug}/",
            passages=[*passages, *(Passage(Field.TEXT, text) for text in texts if text)],
        )


def _term(term: dict[str, Any]) -> Iterator[NewEntry]:
    for language, name in term["names"].items():
        words = {term["polish"], *term.get("synonyms", {}).get(language, [])} - {name}
        yield NewEntry(
            kind=Kind.TERM,
            key=term["key"],
            language=language,
            title=name if term["polish"].casefold() in name.casefold() else f"{name} ({term['polish']})",
            summary=term.get("texts", {}).get(language, ""),
            passages=[Passage(Field.KEYWORD, name), *(Passage(Field.KEYWORD, word) for word in sorted(words))],
        )


def _texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        heading = block.get("heading", "")
        if block.get("text"):
            yield from (part for part in f"{heading}. {block['text']}".split("\n\n") if part.strip())
        for one in block.get("items", []):
            yield one if isinstance(one, str) else f"{one.get('title', '')}. {one.get('text', '')}"


def _plain(text: str) -> str:
    text = TERM.sub(lambda mark: mark[2], FACT.sub("", text)).replace("**", "")
    return " ".join(line.removeprefix("- ").strip() for line in text.splitlines()).strip()
