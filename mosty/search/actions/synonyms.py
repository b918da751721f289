"""Editors say what people also say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.search.actions.renewals import ask_renewal
from mosty.search.enums import Kind
from mosty.search.models import Synonym
from mosty.search.texts.folding import clean, pairs_of

if TYPE_CHECKING:
    from mosty.accounts.models import User

MOST_WORDS = 200  # of one thing in one language
LONGEST = 80
Given = tuple[str, str, str, str, list[str]]  # kind, key, language, digest of the file, words


@transaction.atomic
def set_synonyms(kind: Kind, key: str, language: str, *, words: Iterable[str], by: User) -> list[str]:
    """From now on these are the words (none: nothing) that people also say for the thing in this language; returns them as they are
    kept. Double ones are one; the same again writes nothing. Raises `Refusal` (field: the language) for what holds no letter, is too
    long or too many."""
    kept = _kept(words, language)
    text = "\n".join(kept)
    row = Synonym.objects.filter(kind=kind, key=key, language=language).first()
    if text == (row.words if row else ""):
        return kept
    row = row or Synonym(kind=kind, key=key, language=language)
    row.words, row.loaded = text, ""
    row.save()  # an empty row stays: it says that a person took the words of the file away
    record("synonyms.changed", row, by=by, kind=kind, key=key, language=language)
    _ask(kind, key)
    return kept


@transaction.atomic
def set_all_synonyms(kind: Kind, key: str, words: Mapping[str, Iterable[str]], *, by: User) -> None:
    """The words of a thing in several languages at once: all or, when one is refused, none."""
    for language, mine in words.items():
        set_synonyms(kind, key, language, words=mine, by=by)


@transaction.atomic
def load_synonyms(rows: Iterable[Given]) -> int:
    """From files: what is new or changed there and no person has changed; how many."""
    there = {(row.kind, row.key, row.language): row for row in Synonym.objects.order_by("pk")}
    fresh: list[Synonym] = []
    changed: list[Synonym] = []
    for kind, key, language, mark, words in rows:
        row = there.get((kind, key, language))
        if row is None:
            row = Synonym(kind=kind, key=key, language=language)
            fresh.append(row)
        elif row.loaded in {mark, ""}:
            continue
        else:
            changed.append(row)
        row.words, row.loaded = "\n".join(dict.fromkeys(filter(None, map(clean, words)))), mark
    Synonym.objects.bulk_create(fresh)
    Synonym.objects.bulk_update(changed, ["words", "loaded"])
    for kind in {Kind(row.kind) for row in (*fresh, *changed)}:
        _ask(kind, "")
    return len(fresh) + len(changed)


@transaction.atomic
def move_synonyms(kind: Kind, old: str, new: str) -> None:
    """The thing has another key: its words go with it. Words that a thing which is gone left under the new key are replaced."""
    moved = Synonym.objects.filter(kind=kind, key=old).order_by("pk")
    Synonym.objects.filter(kind=kind, key=new, language__in=list(moved.values_list("language", flat=True))).delete()
    moved.update(key=new)
    for key in (old, new):
        _ask(kind, key)


def _ask(kind: Kind, key: str) -> None:
    ask_renewal(kind, key)
    if kind == Kind.TERM:  # articles that explain the word are called so too
        ask_renewal(Kind.ARTICLE)


def _kept(words: Iterable[str], language: str) -> list[str]:
    found: dict[str, str] = {}
    for word in filter(None, map(clean, words)):
        if not pairs_of(word):
            raise Refusal("bad-synonym", sentence=_("Please write words: one line holds no letter."), field=language)
        if len(word) > LONGEST:
            raise Refusal("bad-synonym", sentence=_("Please write at most 80 letters a line."), field=language)
        found.setdefault(word.casefold(), word)
    if len(found) > MOST_WORDS:
        raise Refusal("bad-synonym", sentence=_("Please write at most 200 lines."), field=language)
    return list(found.values())
