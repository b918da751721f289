"""A family of pages: what happens to the Polish text happens to its translations, wherever it was asked for: a button, a choice of many
pages, the calendar, the console. Wagtail's own cascade knows the button only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from mosty.core import stamp
from mosty.core.errors import Refusal
from mosty.guide.access import SOURCE
from mosty.guide.actions.trees import shelf_of
from mosty.guide.models import ArticlePage, PlainPage, TopicPage


def withdrawn(instance: Any, **_: Any) -> None:
    """Receiver: no translation is read without its Polish text."""
    for page in _translations(instance):
        if page.live:
            page.unpublish()


def deleted(instance: Any, **_: Any) -> None:
    """Receiver: nor does one stay that nothing ties to a Polish text any more."""
    for page in _translations(instance):
        page.delete()


def moving(instance: Any, parent_page_after: Any, **_kept: Any) -> None:
    """Receiver, before anything moves. Raises `Refusal` for a translation that would leave the shelf of its Polish text."""
    page = instance.specific
    if not isinstance(page, ArticlePage) or page.locale.language_code == SOURCE:
        return
    source = ArticlePage.objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE).first()
    if source is not None and _topic(source.get_parent()) != _topic(parent_page_after):
        raise Refusal(
            "shelf-of-source", sentence=_("A translation stands on the shelf of its Polish text, and follows it when that moves.")
        )


def moved(instance: Any, parent_page_after: Any, **_: Any) -> None:
    """Receiver: the translations of an article follow it to its new shelf."""
    page, topic = instance.specific, _topic(parent_page_after)
    for other in _translations(page) if isinstance(page, ArticlePage) and topic else []:
        if _topic(other.get_parent()) != topic:
            other.move(shelf_of(topic, other.locale.language_code), pos="last-child")
    stamp.renew_on_commit()


def _translations(page: Any) -> list[Any]:
    if not isinstance(page, ArticlePage | PlainPage) or page.locale.language_code != SOURCE:
        return []
    rows = type(page).objects.filter(translation_key=page.translation_key).exclude(locale__language_code=SOURCE)
    return list(rows.select_related("locale").order_by("pk"))


def _topic(page: Any) -> str:
    found = page.specific
    return found.topic if isinstance(found, TopicPage) else ""
