"""Readers ask for a translation. Only the number of wishes is kept."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from mosty.core import time
from mosty.guide.models import ArticlePage, TranslationWish

MOST_A_DAY = 10_000  # more is a machine


def wish_translation(article: ArticlePage, *, language: str) -> None:
    """One more reader would like to read the article in this language."""
    key: dict[str, Any] = {"article": article.slug, "language": language, "on": time.today()}
    try:
        with transaction.atomic():
            TranslationWish.objects.get_or_create(**key)
    except IntegrityError:  # two came at once: the row is there
        pass
    TranslationWish.objects.filter(**key, count__lt=MOST_A_DAY).update(count=F("count") + 1)
