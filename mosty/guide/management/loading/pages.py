"""The tree of pages from files: an article in each language that has a file, on a shelf that is made when the first text comes to it."""

from __future__ import annotations

import json
from typing import Any

from wagtail.signal_handlers import disable_reference_index_auto_update

from mosty.core import time
from mosty.core.connections import count_rows
from mosty.guide.actions.editors import ensure_language
from mosty.guide.actions.notes import text_published
from mosty.guide.actions.trees import family, shelf_of
from mosty.guide.actions.uses import keep_acts, keep_uses
from mosty.guide.enums import TOPIC_OF_FILE
from mosty.guide.management.loading import ledger
from mosty.guide.management.loading.files import Article, Content, day, digest
from mosty.guide.management.loading.markup import body
from mosty.guide.models import ArticlePage, TopicPage
from mosty.guide.queries.names import now_called

COUNT_AFTER = 10  # pages, then twice as many, and so on
FORM = 1  # raise it when the same files shall make other pages
Shelves = dict[tuple[str, str], TopicPage]


def load_pages(content: Content, say: Any) -> int:
    """Write what is new or changed; how many pages."""
    count = 0
    with disable_reference_index_auto_update():
        shelves = {(page.topic, page.locale.language_code): page for page in TopicPage.objects.select_related("locale").order_by("path")}
        found = ArticlePage.objects.select_related("locale").order_by("pk")
        pages = {(page.slug, page.locale.language_code): page for page in found}
        # files know a page by its first name
        names = now_called()
        pages |= {(old, code): pages[new, code] for old, new in names.items() for slug, code in list(pages) if slug == new}
        written = COUNT_AFTER
        for article in content.articles:
            count += _article(article, shelves, pages, say, names)
            if count >= written:
                count_rows()
                written *= 2
        for language in sorted({language for _topic, language in shelves}):
            ensure_language(language)
    return count


def _shelf(shelves: Shelves, topic: str, language: str) -> TopicPage:
    """The shelf in that language; made, with the guide itself, when the first text comes to it."""
    if (topic, language) not in shelves:
        shelves[topic, language] = shelf_of(topic, language)
    return shelves[topic, language]


def _article(article: Article, shelves: Shelves, pages: dict[tuple[str, str], ArticlePage], say: Any, names: dict[str, str]) -> int:
    topic = TOPIC_OF_FILE.get(article.meta["topic"], article.meta["topic"])
    count = 0
    origin = None
    source = pages.get((article.slug, "pl"))
    for language in ["pl", *sorted(set(article.texts) - {"pl"})]:
        mark = digest(FORM, article.meta, article.texts[language])
        page = pages.get((article.slug, language))
        is_new = page is None or page.loaded != mark
        if page is not None and is_new and page.latest_revision_id is not None:
            say(f"{article.slug}/{language}: kept as a person changed it; the file is newer")
            if language == "pl":
                text_published(page)
            continue
        if not is_new:
            if language == "pl" and page is not None:
                text_published(page)  # so that the next change has something to be compared with
            continue
        page = _write(page, article, language, _shelf(shelves, topic, language), mark, names)
        pages[article.slug, language] = page
        count += 1
        if language == "pl":
            source, origin = page, ledger.origin_of(page)
            text_published(page)  # towns hear of it
        elif source is not None:
            origin = origin or ledger.origin_of(source)
            ledger.keep_translation(origin, page)
    return count


def filled(page: ArticlePage, article: Article, language: str) -> ArticlePage:
    """The page with what the file of that language says; nothing is saved."""
    meta, text = article.meta, article.texts[language]
    page.title = page.draft_title = text["title"].strip()
    page.summary = text["summary"].strip()
    page.keywords = "\n".join(str(word).strip() for word in text.get("keywords", []))
    page.body = json.dumps(body(article.slug, text.get("blocks", [])))
    page.number, page.icon = meta.get("number", 100), meta.get("icon", "file-text")
    page.is_urgent, page.is_sensitive = bool(meta.get("urgent")), bool(meta.get("sensitive"))
    page.statuses = [str(code) for code in meta.get("statuses", [])]
    page.related = [str(slug) for slug in meta.get("related", [])]
    page.checked_on, page.review_months = day(meta["checked_on"]), meta.get("review_months", 12)
    page.sources = [[str(part) for part in source] for source in meta.get("sources", [])]
    return page


def _write(page: ArticlePage | None, article: Article, language: str, shelf: TopicPage, mark: str, names: dict[str, str]) -> ArticlePage:
    made = page is None
    if page is None:
        page = ArticlePage(slug=article.slug, locale=shelf.locale, translation_key=family("article", article.slug))
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = time.now()
    filled(page, article, language)
    page.related = [names.get(slug, slug) for slug in page.related]
    page.loaded = mark
    if made:
        shelf.add_child(instance=page)
    else:
        page.save()
        if page.path[: -ArticlePage.steplen] != shelf.path:
            page.move(shelf, pos="last-child")
            page = ArticlePage.objects.select_related("locale").get(pk=page.pk)
    page.body = json.dumps(body(article.slug, article.texts[language].get("blocks", [])))
    keep_uses(page)
    keep_acts(page, article.meta.get("acts", []))
    return page
