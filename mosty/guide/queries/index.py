"""What the search finds of the guide: published articles, shelves that have any, and official words, as they are in the database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.translation import override

from mosty.core.texts import told
from mosty.directory.queries import places
from mosty.guide.enums import FACT_MARK, TERM_MARK, TOPIC_SUMMARIES, GuideTopic, public_name
from mosty.guide.models import ArticlePage, GlossaryTerm, TermUse, TopicPage
from mosty.search.enums import Field, Kind, NewEntry, Passage

NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.I | re.S)
ENDS = re.compile(r"</(?:p|li|ul|ol|h\d)>|<br\s*/?>", re.I)
TAG = re.compile(r"<[^>]*>")
AT_ONCE = 200  # pages in memory
FEW = 3  # articles that explain a word


def article_entries(slug: str = "") -> Iterator[NewEntry]:
    """The article (without a slug: every one) in every language in which it is published. Five queries."""
    uses = TermUse.objects.filter(page__live=True).order_by().values_list("term__key", "page__slug")
    pages = ArticlePage.objects.live().select_related("locale").order_by("slug", "locale__language_code", "pk")
    if slug:
        pages = pages.filter(slug=slug)
    return entries_of(pages.iterator(chunk_size=AT_ONCE), uses)


def entries_of(pages: Iterable[ArticlePage], uses: Iterable[tuple[str, str]]) -> Iterator[NewEntry]:
    """An entry of each page. `uses`: which official word which article of the whole guide names (key, slug). Three queries."""
    named = _names_of_helpers()
    terms = {term.key: term for term in GlossaryTerm.objects.order_by("key")}
    explained = _explained(uses)
    for page in pages:
        mine = [terms[key] for key in sorted({page.slug, *explained.get(page.slug, ())} & terms.keys())]
        yield _article(page, mine, named)


def topic_entries(topic: str = "") -> Iterator[NewEntry]:
    """Every shelf on which an article is published, in every language of the portal. Two queries."""
    paths = {path[: -ArticlePage.steplen] for path in ArticlePage.objects.live().order_by().values_list("path", flat=True)}
    rows = TopicPage.objects.live().order_by("path").values_list("path", "topic")
    filled = {value for path, value in rows if path in paths}
    for one in GuideTopic:
        if one.value not in filled or topic not in {"", one.value}:
            continue
        for language in dict(settings.LANGUAGES):
            with override(language):
                title, summary = str(one.label), str(TOPIC_SUMMARIES[one])
            yield NewEntry(Kind.TOPIC, one.value, language, title, summary, f"guide/{one.value}/")


def term_entries(key: str = "") -> Iterator[NewEntry]:
    """Every official word in every language that it has a name in. One query."""
    terms = GlossaryTerm.objects.order_by("key")
    if key:
        terms = terms.filter(key=key)
    for term in terms:
        for language, name in term.names.items():
            if name:
                yield _term(term, language, name)


def _explained(uses: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Slugs of articles and the official words that they and few others explain: a word of every article leads to none."""
    articles: dict[str, set[str]] = defaultdict(set)
    for key, slug in uses:
        articles[key].add(slug)
    found: dict[str, set[str]] = defaultdict(set)
    for key, slugs in articles.items():
        if len(slugs) <= FEW:
            for slug in slugs:
                found[slug].add(key)
    return found


def _names_of_helpers() -> dict[tuple[str, str], dict[str, str]]:
    """Names by language of the services and the centres that texts may name, with the town of a centre. Two queries."""
    found = {("service", service.slug): dict(service.names) for service in places.services()}
    for centre in places.listed():
        found["centre", centre.slug] = {
            code: f"{name}, {centre.street}, {centre.town.name}" for code, name in (centre.names or {"pl": centre.name}).items()
        }
    return found


def _helpers(page: ArticlePage, named: dict[tuple[str, str], dict[str, str]], language: str) -> Iterator[str]:
    """What a reader of the page sees of the services and centres that it names."""
    for block in page.body.raw_data:
        if block["type"] == "service" and isinstance(block["value"], dict):
            for kind in ("service", "centre"):
                names = named.get((kind, block["value"].get(kind) or ""))
                if names:
                    yield told(names, language).text


def _article(page: ArticlePage, terms: list[GlossaryTerm], named: dict[tuple[str, str], dict[str, str]]) -> NewEntry:
    language = page.locale.language_code
    passages = [Passage(Field.KEYWORD, word) for word in page.keywords.splitlines() if word.strip()]
    for term in terms:
        passages += [Passage(Field.TERM, name) for name in (term.polish, term.names.get(language, "")) if name]
    passages += [Passage(Field.TEXT, text) for block in page.body.raw_data for text in _texts(block)]
    passages += [Passage(Field.TEXT, text) for text in _helpers(page, named, language)]
    return NewEntry(
        kind=Kind.ARTICLE,
        key=page.slug,
        language=language,
        title=plain(page.title),
        summary=plain(page.summary),
        address=f"guide/{public_name(page.slug, is_sensitive=page.is_sensitive)}/",
        passages=passages,
        is_sensitive=page.is_sensitive,
        terms=tuple(term.key for term in terms),
    )


def _term(term: GlossaryTerm, language: str, name: str) -> NewEntry:
    words = dict.fromkeys(word for word in (name, term.polish) if word)
    return NewEntry(
        kind=Kind.TERM,
        key=term.key,
        language=language,
        title=name if term.polish.casefold() in name.casefold() else f"{name} ({term.polish})",
        summary=term.texts.get(language, ""),
        passages=[Passage(Field.KEYWORD, word) for word in words],
    )


def _texts(block: dict[str, Any]) -> Iterator[str]:
    """Paragraphs of a stored block; the first one begins with the heading."""
    value = block.get("value")
    if not isinstance(value, dict):
        return
    found = paragraphs(value.get("text") or "")
    if found and value.get("heading"):
        found[0] = f"{plain(value['heading'])}. {found[0]}"
    for one in (*(value.get("steps") or ()), *(value.get("papers") or ())):
        item = one["value"] if isinstance(one, dict) and one.get("type") == "item" else one
        if isinstance(item, dict):
            found.append(f"{plain(item.get('title') or '')}. {' '.join(paragraphs(item.get('text') or ''))}")
        else:
            found.append(plain(str(item)))
    yield from (text for text in found if text.strip(" ."))


def paragraphs(html: str) -> list[str]:
    """Rich text as plain paragraphs, without marks."""
    return [text for part in ENDS.split(NOT_TEXT.sub(" ", html)) if (text := plain(unescape(TAG.sub("", part))))]


def plain(text: str) -> str:
    """Without facts (they change), terms as they are said."""
    return " ".join(TERM_MARK.sub(lambda mark: mark[2], FACT_MARK.sub("", text)).split())
