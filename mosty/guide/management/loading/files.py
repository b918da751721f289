"""The files of mosty/guide/content, read and judged. Whatever is wrong becomes a sentence that names the file."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from mosty.core.errors import Refusal
from mosty.guide.actions.facts import canonical
from mosty.guide.enums import FACT_MARK, TERM_MARK, TOPIC_OF_FILE, FactKind, GuideTopic, Office, Slot, StayStatus

FOLDER = Path(__file__).resolve().parents[2] / "content"
KINDS = {"text", "steps", "papers", "warning", "facts", "slot", "service", "acts", "related"}
OLDEST = date(2000, 1, 1)


@dataclass
class Article:
    """One folder."""

    slug: str
    meta: dict[str, Any]
    facts: list[dict[str, Any]]
    texts: dict[str, dict[str, Any]]


@dataclass
class Content:
    """Everything that was read, and what is wrong with it."""

    articles: list[Article] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)
    terms: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    synonyms: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def fact_keys(self) -> dict[str, str]:
        """Key of every fact, with its status."""
        return {fact["key"]: fact.get("status", "confirmed") for article in self.articles for fact in article.facts if "key" in fact}


def digest(*things: Any) -> str:
    """Changes when any of the things does."""
    return hashlib.sha256(json.dumps(things, sort_keys=True, default=str, ensure_ascii=False).encode()).hexdigest()


def day(value: Any) -> date | None:
    """A day of a file: TOML's own, or text. None for what is none, an empty text included."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def read(folder: Path = FOLDER) -> Content:
    """Read and judge every file. Never raises for what is in them."""
    content = Content()
    content.acts = _toml(content, folder / "acts.toml").get("act", [])
    content.terms = _terms(content, folder)
    content.notes = _toml(content, folder / "towns.toml").get("note", [])
    content.synonyms = _toml(content, folder / "synonyms.toml").get("group", [])
    for path in sorted((folder / "articles").glob("*/meta.toml")):
        article = _article(content, path.parent)
        if article:
            content.articles.append(article)
    _judge(content)
    return content


def _toml(content: Content, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        content.problems.append(f"{path.parent.name}/{path.name}: {error}")
        return {}


def _terms(content: Content, folder: Path) -> list[dict[str, Any]]:
    paths = [folder / "terms.toml", folder / "glossary.toml", *sorted((folder / "terms").glob("*.toml"))]
    return [term for path in paths for term in _toml(content, path).get("term", [])]


def _article(content: Content, folder: Path) -> Article | None:
    meta = _toml(content, folder / "meta.toml")
    if meta.get("slug") != folder.name:
        content.problems.append(f"{folder.name}/meta.toml: slug is {meta.get('slug')!r}, the folder {folder.name!r}")
        return None
    known = dict(settings.LANGUAGES)
    texts = {path.stem: _toml(content, path) for path in sorted(folder.glob("*.toml")) if path.stem in known}
    texts = {code: text for code, text in texts.items() if text}
    if "pl" not in texts:
        content.problems.append(f"{folder.name}: no pl.toml, and Polish is the source of every language")
        return None
    return Article(folder.name, meta, _toml(content, folder / "facts.toml").get("fact", []), texts)


def _judge(content: Content) -> None:
    say = content.problems.append
    statuses: dict[str, str] = {}
    for article in content.articles:
        for fact in article.facts:
            where = f"{article.slug}/facts.toml"
            if fact.get("key") in statuses:
                say(f"{where}: {fact['key']} stands in another article too")
            statuses[fact.get("key", "")] = fact.get("status", "confirmed")
            _judge_fact(say, where, fact)
    _judge_synonyms(content)
    terms = {term.get("key") for term in content.terms}
    acts = {act.get("key") for act in content.acts}
    for note in content.notes:
        _judge_acts(say, f"towns.toml: {note.get('town')}/{note.get('slot')}", note, acts)
    for article in content.articles:
        where = f"{article.slug}/meta.toml"
        if article.slug in GuideTopic.values:
            say(f"{where}: a shelf of the guide has the address {article.slug}")
        if TOPIC_OF_FILE.get(article.meta.get("topic", ""), article.meta.get("topic")) not in GuideTopic.values:
            say(f"{where}: unknown topic {article.meta.get('topic')!r}")
        if day(article.meta.get("checked_on")) is None:
            say(f"{where}: checked_on is no day")
        _judge_acts(say, where, article.meta, acts)
        for fact in article.facts:
            _judge_acts(say, f"{article.slug}/facts.toml: {fact.get('key')}", fact, acts)
        for status in article.meta.get("statuses", []):
            if status not in StayStatus.values:
                say(f"{where}: unknown status {status!r}")
        form = _form(article.texts["pl"])
        for code, text in article.texts.items():
            where = f"{article.slug}/{code}.toml"
            for name in ("title", "summary"):
                if not str(text.get(name, "")).strip():
                    say(f"{where}: no {name}")
            if _form(text) != form:
                say(f"{where}: its blocks are not those of pl.toml, so the two cannot stand side by side")
            _judge_blocks(say, where, text, statuses, terms)


def _judge_acts(say: Any, where: str, entry: dict[str, Any], acts: set[Any]) -> None:
    for key in entry.get("acts", []):
        if key not in acts:
            say(f"{where}: unknown act {key}")


def _judge_fact(say: Any, where: str, fact: dict[str, Any]) -> None:
    key, kind = fact.get("key", ""), fact.get("kind", "")
    if not re.fullmatch(r"[a-z0-9-]{1,80}", key):
        say(f"{where}: {key!r} is no key (small letters, digits, hyphens)")
    if kind not in FactKind.values:
        say(f"{where}: {key} has the unknown kind {kind!r}")
        return
    rows = fact.get("values") or [fact]
    for row in rows:
        try:
            canonical(kind, str(row.get("value", "")))
        except Refusal as refusal:
            say(f"{where}: {key}: {refusal.sentence} ({row.get('value')!r})")


def _judge_blocks(say: Any, where: str, text: dict[str, Any], facts: dict[str, str], terms: set[Any]) -> None:
    for block in text.get("blocks", []):
        if block.get("kind") not in KINDS:
            say(f"{where}: block {block.get('id')!r} has the unknown kind {block.get('kind')!r}")
        if block.get("kind") == "slot" and block.get("slot") not in Slot.values:
            say(f"{where}: block {block.get('id')!r} has the unknown slot {block.get('slot')!r}")
        for step in block.get("items", []):
            if isinstance(step, dict) and step.get("office") and step["office"] not in Office.values:
                say(f"{where}: block {block.get('id')!r} names the unknown office {step['office']!r}")
    whole = json.dumps(text, ensure_ascii=False)
    named = set(FACT_MARK.findall(whole)) | {key for block in text.get("blocks", []) for key in block.get("keys", [])}
    for key in sorted(named):
        if key not in facts:
            say(f"{where}: unknown fact {key}")
        elif facts[key] != "confirmed":
            say(f"{where}: fact {key} is not verified and may not be shown")
    for key in sorted({key for key, _words in TERM_MARK.findall(whole)}):
        if terms and key not in terms:
            say(f"{where}: unknown term {key}")


def _judge_synonyms(content: Content) -> None:
    slugs = {article.slug for article in content.articles}
    for group in content.synonyms:
        kind, slug, words = group.get("kind"), group.get("slug"), group.get("words")
        if kind not in {"article", "topic"} or not slug or group.get("lang") not in dict(settings.LANGUAGES) or not isinstance(words, list):
            content.problems.append(f"synonyms.toml: a group needs kind, slug, lang and words: {kind!r} {slug!r}")
        elif kind == "article" and slug not in slugs:
            content.problems.append(f"synonyms.toml: unknown article {slug}")


def _form(text: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(block.get("id"), block.get("kind"), len(block.get("items", []))) for block in text.get("blocks", [])]
