"""Articles and shelves for readers: what there is in a language, and one article with all it rests on. A constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mosty.core import time
from mosty.guide.enums import FACT_MARK, QUIET_NAME, TERM_MARK, GuideTopic, quiet_name
from mosty.guide.models import ActUse, ArticlePage, GlossaryTerm, LegalAct, PlainPage, TopicPage
from mosty.guide.queries import facts, ledger, media
from mosty.guide.queries.checks import Doubt, doubt_of, doubts_of
from mosty.guide.queries.parts import Part, parts_of

LISTED = ("pk", "slug", "title", "summary", "icon", "number", "is_urgent", "is_sensitive", "locale__language_code", "path")
STEP = ArticlePage.steplen  # letters of a path that one floor of the tree takes
FALLBACKS = ("pl", "en", "uk")


@dataclass(frozen=True)
class Entry:
    """One article in a list. `language` is the one its words are in; `label` stands there if a machine made some of them and no person has
    checked them."""

    slug: str
    title: str
    summary: str
    icon: str
    is_urgent: bool
    is_sensitive: bool
    language: str
    languages: tuple[str, ...]
    topic: str
    label: ledger.Label | None = None


@dataclass(frozen=True)
class Reading:
    """One article in one language, and what its text names."""

    page: ArticlePage
    language: str
    parts: list[Part]
    facts: dict[str, facts.ShownFact]
    terms: dict[str, GlossaryTerm]
    acts: list[LegalAct] = field(default_factory=list)
    files: media.Files = field(default_factory=media.Files)
    doubt: Doubt = field(default_factory=Doubt)
    label: ledger.Label = ledger.POLISH


def entries(language: str, slugs: Iterable[str] | None = None) -> list[Entry]:
    """Published articles, each once: in the language, else in Polish, English, Ukrainian, any. Four queries at
    most."""
    rows: Any = ArticlePage.objects.live().order_by("number", "slug", "pk")
    if slugs is not None:
        rows = rows.filter(slug__in=list(slugs))
    topics = _topics()
    by_slug: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows.values(*LISTED):
        by_slug.setdefault(row["slug"], {})[row["locale__language_code"]] = row
    labels = ledger.machine_labels(by_slug)
    return [_entry(language, found, topics, labels) for found in by_slug.values()]


def shelves(language: str) -> list[tuple[GuideTopic, list[Entry]]]:
    """Every shelf with its articles; empty shelves are left out."""
    found = entries(language)
    shelved = [(topic, [entry for entry in found if entry.topic == topic]) for topic in GuideTopic]
    return [(topic, listed) for topic, listed in shelved if listed]


def changed(language: str, most: int) -> list[tuple[Entry, date]]:
    """Articles of the language that were published or changed last, with the day in Poland, the newest first. Five queries at
    most."""
    rows = (
        ArticlePage.objects.live()
        .filter(locale__language_code=language)
        .exclude(last_published_at=None)
        .order_by("-last_published_at", "number", "pk")
        .values_list("slug", "last_published_at")[:most]
    )
    days = {slug: time.local(at).date() for slug, at in rows}
    found = {entry.slug: entry for entry in entries(language, days)}
    return [(found[slug], day) for slug, day in days.items() if slug in found]


def sensitive_names() -> dict[str, str]:
    """Slug of every published sensitive article, and the name it has in public addresses. One query."""
    slugs = ArticlePage.objects.live().filter(is_sensitive=True).order_by("slug").values_list("slug", flat=True).distinct()
    return {slug: quiet_name(slug) for slug in slugs}


def slug_of(name: str) -> str:
    """The slug behind a name in an address; the name itself when it is no quiet one. No query, or one."""
    if not QUIET_NAME.fullmatch(name):
        return name
    return next((slug for slug, quiet in sensitive_names().items() if quiet == name), name)


def languages_of(slug: str) -> dict[str, int]:
    """Languages in which the article is published, with the page's key, in the order of preference. One query."""
    rows = ArticlePage.objects.live().filter(slug=slug[:80]).order_by("pk").values_list("locale__language_code", "pk")
    found = dict(rows)
    return {code: found[code] for code in [*(c for c in FALLBACKS if c in found), *sorted(set(found) - set(FALLBACKS))]}


def topic_of(page: ArticlePage) -> GuideTopic | None:
    """The shelf the page stands on. One query."""
    value = _topics().get(page.path[:-STEP], "")
    return GuideTopic(value) if value else None


def reading(pk: int, *, facts_in: str | None = None) -> Reading:
    """The published page with that key. Twelve queries at most, whatever it holds."""
    page = ArticlePage.objects.select_related("locale").get(pk=pk)
    return reading_of(page, facts_in=facts_in)


def readings(slugs: Iterable[str], languages: Iterable[str]) -> dict[tuple[str, str], Reading]:
    """Many articles at once, by slug and language, as far as they are published. Seven queries at most, three more for each
    language."""
    wanted = list(languages)
    pages = ArticlePage.objects.live().filter(slug__in=list(slugs), locale__language_code__in=wanted)
    bodies = {page: parts_of(page.body.raw_data) for page in pages.select_related("locale").order_by("slug", "pk")}
    named = {page: _named(page, parts) for page, parts in bodies.items()}
    keys = {
        code: {key for page, (facts_, _terms) in named.items() if page.locale.language_code == code for key in facts_} for code in wanted
    }
    values = {code: facts.shown(keys[code], code) for code in wanted}
    terms = {
        term.key: term
        for term in GlossaryTerm.objects.filter(key__in={key for _f, found in named.values() for key in found}).order_by("key")
    }
    labels = {code: ledger.labels([page.translation_key for page in bodies if page.locale.language_code == code], code) for code in wanted}
    acts: dict[int, list[LegalAct]] = {}
    for use in ActUse.objects.filter(page_id__in=[page.pk for page in bodies]).select_related("act").order_by("act__key"):
        acts.setdefault(use.page_id, []).append(use.act)
    keys_of: dict[str, set[str]] = {}
    for page, (keys_, _terms) in named.items():
        keys_of.setdefault(page.slug, set()).update(keys_)
    doubts = doubts_of(keys_of)
    files = media.files_of(part for parts in bodies.values() for part in parts)
    return {
        (page.slug, page.locale.language_code): Reading(
            page=page,
            language=page.locale.language_code,
            parts=parts,
            facts={key: values[page.locale.language_code][key] for key in named[page][0] if key in values[page.locale.language_code]},
            terms={key: terms[key] for key in sorted(named[page][1]) if key in terms},
            acts=acts.get(page.pk, []),
            files=files,
            doubt=doubts[page.slug],
            label=labels[page.locale.language_code][page.translation_key],
        )
        for page, parts in bodies.items()
    }


def plain(slug: str) -> dict[str, PlainPage]:
    """A plain page in every language in which it is published. One query."""
    rows = PlainPage.objects.live().filter(slug=slug[:80]).select_related("locale").order_by("pk")
    return {page.locale.language_code: page for page in rows}


def published() -> list[tuple[str, list[str], bool]]:
    """For the sitemap: slug, its languages, whether it is sensitive. One query."""
    rows = ArticlePage.objects.live().order_by("number", "slug", "pk").values_list("slug", "locale__language_code", "is_sensitive")
    found: dict[str, tuple[list[str], bool]] = {}
    for slug, code, is_sensitive in rows:
        found.setdefault(slug, ([], is_sensitive))[0].append(code)
    return [(slug, codes, is_sensitive) for slug, (codes, is_sensitive) in found.items()]


def reading_of(page: Any, *, facts_in: str | None = None) -> Reading:
    """The page as it is in the hand, published or not: an article or a plain page."""
    language = facts_in or page.locale.language_code
    parts = parts_of(page.body.raw_data)
    keys, terms = _named(page, parts)
    return Reading(
        page=page,
        language=page.locale.language_code,
        parts=parts,
        facts=facts.shown(keys, language),
        terms={term.key: term for term in GlossaryTerm.objects.filter(key__in=terms).order_by("key")} if terms else {},
        acts=list(_acts_of(page)) if page.pk and isinstance(page, ArticlePage) else [],
        files=media.files_of(parts),
        doubt=doubt_of(page.slug, facts=keys),
        label=ledger.label(page.translation_key, page.locale.language_code),
    )


def _named(page: ArticlePage, parts: list[Part]) -> tuple[set[str], set[str]]:
    """Keys of the facts and of the terms that the page names."""
    texts = [page.summary, *(text for part in parts for text in part.texts())]
    keys = {key for text in texts for key in FACT_MARK.findall(text)} | {key for part in parts for key in part.keys}
    return keys, {key for text in texts for key, _words in TERM_MARK.findall(text)}


def _acts_of(page: ArticlePage) -> QuerySet[LegalAct]:
    return LegalAct.objects.filter(uses__page=page).order_by("key")


def _entry(language: str, found: dict[str, dict[str, Any]], topics: dict[str, str], labels: dict[tuple[str, str], ledger.Label]) -> Entry:
    order = [language, *FALLBACKS, *sorted(found)]
    row = next(found[code] for code in order if code in found)
    return Entry(
        slug=row["slug"],
        title=row["title"],
        summary=row["summary"],
        icon=row["icon"],
        is_urgent=row["is_urgent"],
        is_sensitive=any(one["is_sensitive"] for one in found.values()),
        language=row["locale__language_code"],
        languages=tuple(found),
        topic=topics.get(row["path"][:-STEP], ""),
        label=labels.get((row["slug"], row["locale__language_code"])),
    )


def _topics() -> dict[str, str]:
    """Path of every shelf in the tree, and which shelf it is."""
    return dict(TopicPage.objects.order_by("path").values_list("path", "topic"))
