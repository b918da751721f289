"""The search follows the guide: whatever is published, withdrawn, renamed or deleted is renewed in its index."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from mosty.guide.enums import GuideTopic
from mosty.guide.models import ArticlePage, GlossaryTerm, TopicPage
from mosty.guide.queries import index
from mosty.search.actions import ask_renewal, register
from mosty.search.enums import Kind


def listen() -> None:
    """Give the search its sources, and hear of changes. Pages written past Wagtail's signals are found by the daily renewal."""
    register(Kind.ARTICLE, index.article_entries)
    register(Kind.TOPIC, index.topic_entries)
    register(Kind.TERM, index.term_entries)
    for signal in (page_published, page_unpublished, page_slug_changed):
        signal.connect(page_changed, dispatch_uid=f"mosty.guide.found.{id(signal)}")
    for model in (ArticlePage, TopicPage):
        post_delete.connect(page_changed, sender=model, dispatch_uid=f"mosty.guide.found.{model.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(term_changed, sender=GlossaryTerm, dispatch_uid=f"mosty.guide.found.term.{id(signal)}")


def page_changed(instance: Any, instance_before: Any = None, **_: Any) -> None:
    """Receiver: an article or a shelf is another one now, or gone."""
    if isinstance(instance, ArticlePage):
        for slug in {instance.slug, getattr(instance_before, "slug", instance.slug)}:
            ask_renewal(Kind.ARTICLE, slug)
        ask_renewal(Kind.TOPIC)  # the first or the last article of a shelf
    elif isinstance(instance, TopicPage) and instance.topic in GuideTopic.values:
        ask_renewal(Kind.TOPIC, instance.topic)


def term_changed(instance: GlossaryTerm, raw: bool = False, **_: Any) -> None:
    """Receiver: the word, and the articles that explain it, which are called so too."""
    if not raw:
        ask_renewal(Kind.TERM, instance.key)
        ask_renewal(Kind.ARTICLE)


def everything_changed() -> None:
    """Much was written at once, past the signals."""
    for kind in (Kind.ARTICLE, Kind.TOPIC, Kind.TERM):
        ask_renewal(kind)
