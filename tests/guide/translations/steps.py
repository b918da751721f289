"""What the tests of translations do again and again."""

from __future__ import annotations

import json
from typing import Any

from wagtail_localize.models import StringTranslation

from mosty.guide.models import ArticlePage, TextState
from mosty.guide.queries import ledger

MACHINE = "Test engine"


def article(slug: str = "address", language: str = "pl") -> ArticlePage:
    return ArticlePage.objects.select_related("locale").get(slug=slug, locale__language_code=language)


def rewrite(old: str, new: str, *, slug: str = "address", publish: bool = True) -> ArticlePage:
    """The Polish text changes as an editor changes it: through a revision."""
    page = article(slug)
    text = json.dumps(list(page.body.raw_data), ensure_ascii=False)
    assert old in text
    page.body = text.replace(old, new)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return article(slug)


def segment(text: str, language: str = "uk", slug: str = "address") -> ledger.Segment:
    """The first paragraph whose Polish words contain the text."""
    found = ledger.segments(article(slug).translation_key, language, with_comments=True)
    return next(one for one in found if text in one.source)


def waiting(language: str, slug: str = "address") -> dict[str, str]:
    """Paragraphs that somebody has to look at: Polish words and state."""
    return {one.source: one.state.value for one in ledger.segments(article(slug).translation_key, language) if one.is_open}


def by_machine(text: str, translation: str, language: str = "uk", slug: str = "address") -> None:
    """A machine translates a paragraph, as wagtail-localize writes it down."""
    one = segment(text, language, slug)
    StringTranslation.objects.update_or_create(
        translation_of_id=one.string,
        context_id=one.context,
        locale=article(slug, language).locale,
        defaults={"data": translation, "translation_type": "machine", "tool_name": MACHINE, "has_error": False, "field_error": ""},
    )


def state(language: str = "uk", slug: str = "address") -> TextState:
    return TextState.objects.get(article=article(slug).translation_key, language=language)


def label(language: str = "uk", slug: str = "address") -> Any:
    return ledger.label(article(slug).translation_key, language)
