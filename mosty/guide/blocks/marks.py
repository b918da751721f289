"""Fields whose text may hold marks of facts and terms. A mark that is broken, or names nothing, is said at the very field."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

from mosty.guide.enums import FACT_MARK, TERM_MARK

# What is left over of a mark: braces and double brackets stand for nothing else in our texts.
LEFT_OVER = re.compile(r"(?:\{|\[\[)[^{}\[\]\n]{0,60}(?:\}|\]\]?)?|\}|\]\]", re.I)
TAGS = re.compile(r"<[^>]*>")
KEY = r"^[a-z0-9-]{1,80}$"
MOST_SHOWN = 60  # characters of a broken mark that the sentence repeats


def faults_of(text: str) -> list[str]:
    """Sentences on what is wrong with the marks in the text (plain or HTML). At most two queries, none without marks."""
    facts = set(FACT_MARK.findall(text))
    terms = {key for key, _words in TERM_MARK.findall(text)}
    rest = TERM_MARK.sub("", FACT_MARK.sub("", text))
    found = []
    broken = list(dict.fromkeys(TAGS.sub("", match[0]).strip()[:MOST_SHOWN] for match in LEFT_OVER.finditer(TAGS.sub("", rest))))
    for piece in broken:
        sentence = _("This mark is not written as it must be: %(mark)s – a fact is {fact:key}, a term is [[term:key|words]].")
        found.append(sentence % {"mark": piece})
    if facts:
        facts -= set(_table("Fact").filter(key__in=facts).order_by("key").values_list("key", flat=True))
    if terms:
        terms -= set(_table("GlossaryTerm").filter(key__in=terms).order_by("key").values_list("key", flat=True))
    if facts:
        found.append(_("There is no fact with this key: %(keys)s. The list of facts stands beside the text.") % {"keys": _list(facts)})
    if terms:
        found.append(_("There is no term with this key: %(keys)s. The list of terms stands beside the text.") % {"keys": _list(terms)})
    return found


def check_marks(text: str) -> None:
    """Raise `ValidationError` with one sentence for each fault."""
    found = faults_of(text)
    if found:
        raise ValidationError(found)


def _table(name: str) -> Any:
    # asked by name: blocks stand below models, which are made of them
    return apps.get_model("guide", name)._default_manager


def _list(keys: set[str]) -> str:
    return ", ".join(sorted(keys))


class MarkedWords(blocks.CharBlock):
    """One line."""

    def clean(self, value: str) -> str:
        value = super().clean(value)
        check_marks(value)
        return value

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, kwargs  # a migration need not know our class


class MarkedText(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        check_marks(value.source)
        return value

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class KeyOfFact(blocks.RegexBlock):
    """The key of a fact. Not a list of choices: Wagtail would ask the database for them with every block it reads."""

    def __init__(self, **kwargs: Any):
        super().__init__(regex=KEY, **kwargs)

    def clean(self, value: str) -> str:
        value = super().clean(value)
        check_marks(f"{{fact:{value}}}")
        return value

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "wagtail.blocks.RegexBlock", [], {"regex": KEY, **self._constructor_args[1]}
