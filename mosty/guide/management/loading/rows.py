"""Facts, acts, terms and local notes from files. What a person has changed since is left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from mosty.directory.models import Town
from mosty.guide.actions.facts import canonical
from mosty.guide.enums import TOPIC_OF_FILE, ActStatus, FactStatus
from mosty.guide.management.loading.files import Article, Content, day, digest
from mosty.guide.models import Fact, FactAct, FactValue, GlossaryTerm, LegalAct, LocalNote, NoteAct
from mosty.guide.queries.names import now_called
from mosty.search.actions import load_synonyms

Changes = dict[str, int]
Words = dict[tuple[str, str, str], list[str]]


def load_rows(content: Content) -> Changes:
    """Write what is new or changed; how many of each."""
    names = now_called()  # files know an article by its first name
    acts = sum(_act(entry) for entry in content.acts)  # first: facts and notes name them
    facts = sum(_fact(article, entry, names.get(article.slug, article.slug)) for article in content.articles for entry in article.facts)
    words = load_words(content)
    return {"facts": facts, "acts": acts, "terms": words["terms"], "notes": _notes(content.notes, names), "synonyms": words["synonyms"]}


def load_words(content: Content) -> Changes:
    """Official words and what people also say: all that the search needs of the files besides the articles."""
    return {"terms": sum(_term(entry) for entry in content.terms), "synonyms": load_synonyms(_synonyms(content, now_called()))}


def _is_current(row: Any, mark: str) -> bool:
    """Unchanged in the file, or changed by a person."""
    return row is not None and row.loaded in {mark, ""}


def _fact(article: Article, entry: dict[str, Any], owner: str) -> int:
    mark = digest(entry, article.meta.get("sources"), str(article.meta.get("checked_on")))
    row = Fact.objects.filter(key=entry["key"]).first()
    if _is_current(row, mark):
        return 0
    fact, _made = Fact.objects.update_or_create(
        key=entry["key"],
        defaults={
            "kind": entry["kind"],
            "currency": entry.get("currency", "PLN"),
            "names": entry.get("names", {}),
            "owner": owner,
            "review_months": entry.get("review_months", article.meta.get("review_months", 12)),
            "note": entry.get("note", ""),
            "loaded": mark,
        },
    )
    fact.values.order_by().delete()
    sources = {one[0]: one for one in article.meta.get("sources", []) if one and one[0]}
    _cite(FactAct, "fact", fact, entry)
    FactValue.objects.bulk_create(_value(fact, article, entry, row, sources) for row in entry.get("values") or [entry])
    return 1


def _value(fact: Fact, article: Article, entry: dict[str, Any], row: dict[str, Any], sources: dict[str, list[str]]) -> FactValue:
    source = str(row.get("source", entry.get("source", "")))
    known = sources.get(source, ["", "", ""])
    source_on = day(row.get("source_date", entry.get("source_date")))
    return FactValue(
        fact=fact,
        value=canonical(fact.kind, str(row["value"])),
        valid_from=day(row.get("valid_from")),
        valid_to=day(row.get("valid_to")),
        status=FactStatus.CONFIRMED if row.get("status", entry.get("status", "confirmed")) == "confirmed" else FactStatus.UNVERIFIED,
        source=known[2][:200],
        source_address=source if source.startswith("https://") else known[1],
        source_on=source_on,
        checked_on=source_on or day(article.meta["checked_on"]),
    )


def _act(entry: dict[str, Any]) -> int:
    mark = digest(entry)
    if _is_current(LegalAct.objects.filter(key=entry["key"]).first(), mark):
        return 0
    status = entry.get("status", ActStatus.UNVERIFIED)
    LegalAct.objects.update_or_create(
        key=entry["key"],
        defaults={
            "title": entry["title"],
            "names": entry.get("names", {}),
            "journal": str(entry.get("journal", "")),
            "address": entry.get("address", ""),
            "status": status if status in ActStatus.values else ActStatus.UNVERIFIED,
            "in_force_from": day(entry.get("in_force_from")),
            "in_force_to": day(entry.get("in_force_to")),
            "source": entry.get("source", ""),
            "note": entry.get("note", ""),
            "loaded": mark,
        },
    )
    return 1


def _term(entry: dict[str, Any]) -> int:
    mark = digest(entry)
    if _is_current(GlossaryTerm.objects.filter(key=entry["key"]).first(), mark):
        return 0
    names = entry.get("names", {})
    GlossaryTerm.objects.update_or_create(
        key=entry["key"],
        defaults={
            "polish": entry.get("polish") or names.get("pl") or entry["key"],
            "names": names,
            "texts": entry.get("texts", {}),
            "source": str(entry.get("source", "")),
            "note": entry.get("note", ""),
            "loaded": mark,
        },
    )
    return 1


def _notes(entries: list[dict[str, Any]], names: dict[str, str]) -> int:
    """Only of towns that the directory knows; the others wait for their centre."""
    towns = {town.slug: town for town in Town.objects.order_by("slug")}
    count = 0
    for entry in entries:
        town = towns.get(entry["town"])
        if town is None:
            continue
        mark = digest(entry)
        article = entry.get("article", "")
        key = {"town": town, "slot": entry["slot"], "article": names.get(article, article)}
        if _is_current(LocalNote.objects.filter(**key).first(), mark):
            continue
        note, _made = LocalNote.objects.update_or_create(
            **key,
            defaults={
                "texts": entry["texts"],
                "checked_on": day(entry["checked_on"]),
                "source": entry.get("source", ""),
                "loaded": mark,
            },
        )
        _cite(NoteAct, "note", note, entry)
        count += 1
    return count


def _cite(table: Any, name: str, row: Any, entry: dict[str, Any]) -> None:
    """The acts that the entry names are those the row rests on."""
    table.objects.filter(**{name: row}).delete()
    acts = LegalAct.objects.filter(key__in=entry.get("acts", [])).order_by("key")
    table.objects.bulk_create([table(**{name: row}, act=act) for act in acts])


def _synonyms(content: Content, names: dict[str, str]) -> Iterator[tuple[str, str, str, str, list[str]]]:
    """Of articles and shelves from their own file, of terms from the glossary."""
    found: Words = defaultdict(list)
    for group in content.synonyms:
        slug = TOPIC_OF_FILE.get(group["slug"], group["slug"]) if group["kind"] == "topic" else group["slug"]
        slug = names.get(slug, slug) if group["kind"] == "article" else slug
        found[group["kind"], str(slug), group["lang"]] += map(str, group["words"])
    for entry in content.terms:
        for language, words in entry.get("synonyms", {}).items():
            found["term", entry["key"], language] += map(str, words)
    for (kind, key, language), words in found.items():
        yield kind, key, language, digest(words), words
