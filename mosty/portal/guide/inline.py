"""Texts with marks as HTML: facts in the reader's format and terms, both explained on tap (popovers, no script)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mosty.guide.enums import FACT_MARK, TERM_MARK
from mosty.portal.frame import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from mosty.guide.models import GlossaryTerm
    from mosty.guide.queries.articles import Reading
    from mosty.guide.queries.facts import ShownFact

TAGS = re.compile(r"<[^>]+>")
# a full stop after a button would begin the next line
CLOSED = re.compile(r"(<button type=\"button\" class=\"fact-tap\"[^>]*>(?:(?!</button>).)*</button>)([.,;:!?)\]»”’…،؛؟]+)")


@dataclass
class Inliner:
    """Puts values and terms into the texts of one reading, and remembers which it has put."""

    facts: dict[str, ShownFact]
    terms: dict[str, GlossaryTerm]
    language: str
    used_facts: dict[str, ShownFact] = field(default_factory=dict)
    used_terms: dict[str, GlossaryTerm] = field(default_factory=dict)
    taps: int = 0

    @classmethod
    def of(cls, reading: Reading) -> Inliner:
        return cls(reading.facts, reading.terms, reading.language)

    def html(self, text: str) -> SafeString:
        """The text, which is HTML already, with its marks replaced."""
        text = FACT_MARK.sub(lambda mark: self.fact(mark[1]), text)
        text = TERM_MARK.sub(lambda mark: self._term(mark[1], mark[2]), text)
        return mark_safe(CLOSED.sub(r'<span class="nowrap">\1\2</span>', text))  # noqa: S308 - cleaned by guide.queries.parts

    def plain(self, text: str) -> str:
        """The same without anything but words, for titles and descriptions."""
        text = FACT_MARK.sub(lambda mark: self.facts[mark[1]].text if mark[1] in self.facts else "", text)
        return TAGS.sub("", TERM_MARK.sub(lambda mark: mark[2], text))

    def fact(self, key: str) -> SafeString:
        """One value: a number to call is a link; anything else opens its source."""
        fact = self.facts.get(key)
        if fact is None or not fact.text:
            return format_html("<em>{}</em>", _("ask the office"))
        self.used_facts[key] = fact
        value = format_html('<bdi dir="ltr" class="nowrap">{}</bdi>', fact.text) if self._turns(fact) else format_html("{}", fact.text)
        if fact.href:
            return format_html('<a href="{}">{}</a>', fact.href, value)
        state = mark_safe(' data-state="old"') if fact.is_old else ""
        return format_html('<button type="button" class="fact-tap" popovertarget="fact-{}"{}>{}</button>', key, state, value)

    def _turns(self, fact: ShownFact) -> bool:
        return bool(fact.href) or (fact.is_left_to_right and self.language in RIGHT_TO_LEFT)

    def _term(self, key: str, words: str) -> str:
        """`words` is a piece of a text that is HTML already. A label breaks over lines as text does, which no button can; its button,
        named by it, is for the keyboard and the screen reader."""
        term = self.terms.get(key)
        if term is None:
            return words
        self.used_terms[key] = term
        self.taps += 1
        tap = f"tap-{self.language}-{self.taps}"
        button = f'<button type="button" class="term-tap unseen" id="{tap}" popovertarget="term-{key}"></button>'
        return f'<label class="term" for="{tap}">{words}</label>{button}'
