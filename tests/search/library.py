"""The guide's files as entries of the search: as the loader fills pages and the guide hands them over, without saving a page."""

from __future__ import annotations

from pathlib import Path

from wagtail.models import Locale

from mosty.guide.actions.uses import named_terms
from mosty.guide.management.loading import files, pages, rows
from mosty.guide.models import ArticlePage
from mosty.guide.queries.index import entries_of
from mosty.search.enums import NewEntry


def entries_of_files(folder: Path = files.FOLDER) -> list[NewEntry]:
    """Loads the official words and synonyms of the folder, no page."""
    content = files.read(folder)
    assert not content.problems
    rows.load_words(content)
    locales = {language: Locale(language_code=language) for article in content.articles for language in article.texts}
    texts = sorted((article.slug, language, article) for article in content.articles for language in article.texts)
    found = [pages.filled(ArticlePage(slug=slug, locale=locales[language]), article, language) for slug, language, article in texts]
    uses = sorted({(key, page.slug) for page in found for key in named_terms(page)})
    return list(entries_of(found, uses))
