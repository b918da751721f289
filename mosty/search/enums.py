"""What can be found, where a word stood, and how well it fits."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an entry is."""

    ARTICLE = "article", _("guide")
    TOPIC = "topic", _("topic of the guide")
    SERVICE = "service", _("free help")
    CENTRE = "centre", _("integration centre")
    TERM = "term", _("official word")


class Field(models.TextChoices):
    """Where a passage stands in its entry; readers are told it as the reason of a result."""

    TITLE = "title", _("in the title")
    KEYWORD = "keyword", _("people also say")
    TERM = "term", _("official word")
    SUMMARY = "summary", _("in the summary")
    TEXT = "text", _("in the text")


# How much a place counts. A title and a word that editors chose are nearly equally strong, as both were written to be found; where
# several articles have the word, the one that has it in its title goes first.
WEIGHTS = {Field.TITLE: 100, Field.KEYWORD: 97, Field.TERM: 60, Field.SUMMARY: 65, Field.TEXT: 40}
# Equal matches: articles first, then what people can go to, explained words last.
KIND_FACTORS = {Kind.ARTICLE: 1.0, Kind.TOPIC: 0.8, Kind.SERVICE: 0.85, Kind.CENTRE: 0.85, Kind.TERM: 0.8}


@dataclass(frozen=True)
class Passage:
    """A piece of text of an entry; `language` only where it is not the entry's own (a keyword typed in another one)."""

    field: Field
    text: str
    language: str = ""


@dataclass(frozen=True)
class NewEntry:
    """One thing in one language, as its owner hands it to `actions.put`.

    address: path behind the language, for instance "guide/pesel/"; empty if it has no page of its own.
    terms: keys of official words that it explains; it is found by what people call them.
    is_sensitive: who looks for it leaves no trace, and sees the numbers for danger.
    """

    kind: Kind
    key: str
    language: str
    title: str
    summary: str = ""
    address: str = ""
    passages: list[Passage] = field(default_factory=list)
    is_sensitive: bool = False
    terms: tuple[str, ...] = ()
