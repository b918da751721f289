"""Count the words of a search that found nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from mosty.search.models import MissedWord, Posting, Word

MOST_MISSED = 8  # words of one search


@transaction.atomic
def count_missed(words: Iterable[str], *, language: str, day: date) -> None:
    """One more search found nothing. Of what was typed only words that the index itself knows are kept, so that no name, number
    or address can be; and those without tie to each other or to a time of day. A word that stands in an entry about violence or
    another danger is not kept either. No known word: an empty one is counted."""
    asked = [word for word in words if not any(sign.isdigit() for sign in word)]
    rows = Word.objects.filter(text__in=asked, entries__gt=0)
    silent = set(Posting.objects.filter(word__in=rows, passage__entry__is_sensitive=True).order_by().values_list("word__text", flat=True))
    known = sorted(set(rows.values_list("text", flat=True)) - silent)[:MOST_MISSED]
    for word in known or [""]:
        row, _ = MissedWord.objects.get_or_create(day=day, language=language, word=word)
        MissedWord.objects.filter(pk=row.pk).update(count=F("count") + 1)
