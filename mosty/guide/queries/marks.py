"""Marks of facts and terms in a translation: it must have those of the Polish text, no more and no fewer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from django.utils.translation import gettext as _

from mosty.guide.enums import FACT_MARK, TERM_MARK
from mosty.guide.models import GlossaryTerm

LIKE_A_MARK = re.compile(r"\{\s*fact\b[^}]*\}?|\[\[?\s*term\b[^\]]*\]?\]?", re.I)


def marks_of(text: str) -> Counter[str]:
    """The marks in the text: facts whole, terms without their words (those are translated)."""
    facts = Counter(f"{{fact:{key}}}" for key in FACT_MARK.findall(text))
    return facts + Counter(f"[[term:{key}|…]]" for key, _words in TERM_MARK.findall(text))


def fault(source: str, text: str) -> str:
    """What is wrong with the marks of the translation, as a sentence that names them; empty when all are there."""
    wanted, found = marks_of(source), marks_of(text)
    rest = TERM_MARK.sub("", FACT_MARK.sub("", text))
    broken = [unescape(mark) for mark in LIKE_A_MARK.findall(rest)]
    if broken:
        return _("This mark is damaged: %(marks)s. Please copy it from the Polish text as it is.") % {"marks": _listed(broken)}
    if wanted - found:
        sentence = _("The translation has lost %(marks)s. Please put it where it belongs, as it stands in the Polish text.")
        return sentence % {"marks": _listed((wanted - found).elements())}
    if found - wanted:
        return _("The Polish paragraph has no %(marks)s. Please take it out.") % {"marks": _listed((found - wanted).elements())}
    return ""


def other_words(texts: Iterable[str], language: str) -> dict[str, list[tuple[str, str]]]:
    """For each text, terms whose words in it differ from the glossary's name in the language: (words, name). One query.

    Only a hint: languages bend words. A word counts as the glossary's when they begin alike."""
    texts = list(texts)
    keys = {key for text in texts for key, _words in TERM_MARK.findall(text)}
    terms = GlossaryTerm.objects.filter(key__in=keys).order_by("key") if keys else []
    names = {term.key: term.names.get(language, "") for term in terms}
    found: dict[str, list[tuple[str, str]]] = {}
    for text in texts:
        for key, words in TERM_MARK.findall(text):
            if names.get(key) and not _alike(words, names[key]):
                found.setdefault(text, []).append((words, names[key]))
    return found


def _alike(words: str, name: str) -> bool:
    """Every word of the shorter begins like some word of the longer (at least four letters, or all there are)."""
    one, two = sorted((words.casefold().split(), name.casefold().split()), key=len)
    return all(any(_begins(word, other) for other in two) for word in one)


def _begins(word: str, other: str) -> bool:
    size = min(len(word), len(other), max(3, min(len(word), len(other)) - 3))
    return word[:size] == other[:size]


def _listed(marks: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(marks))
