"""A translator asks the machine. What it writes is labelled as a machine's until a person has checked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.actions.translations import fault, write_segment
from mosty.guide.enums import SegmentState
from mosty.guide.queries import ledger

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.guide.machine import GuardedTranslator
    from mosty.guide.models import ArticlePage

OPEN = {SegmentState.MISSING, SegmentState.STALE}


@dataclass(frozen=True)
class Made:
    """What came of it: paragraphs translated, and paragraphs whose answer was refused because it had lost a mark, a number or a name."""

    count: int
    refused: int


def engine() -> GuardedTranslator | None:
    """The machine of the settings; None when there is none."""
    found: GuardedTranslator | None = get_machine_translator()
    return found


def translate_open(article: ArticlePage, *, language: str, by: User) -> Made:
    """The machine translates what has no translation or an older one; nothing that a person wrote for the present Polish words.

    The machine is asked outside any transaction. What changed meanwhile is left alone. Raises `Refusal`."""
    machine = engine()
    source, target = Locale.objects.get(language_code="pl"), Locale.objects.filter(language_code=language).first()
    if machine is None or target is None or not machine.can_translate(source, target):
        raise Refusal("no-machine", sentence=_("No machine translation into this language is set up."))
    waiting = [one for one in ledger.segments(article.translation_key, language) if one.state in OPEN]
    answers = machine.translate(source, target, [StringValue(one.source) for one in waiting])
    found = {string.data: answer.data for string, answer in answers.items()}
    good = {one.id: found[one.source] for one in waiting if one.source in found and not fault(one.source, found[one.source])}
    with transaction.atomic():
        count = 0
        for now in ledger.segments(article.translation_key, language):
            if now.id in good and now.state in OPEN:
                write_segment(now, language, good[now.id], by, StringTranslation.TRANSLATION_TYPE_MACHINE, machine.display_name)
                count += 1
        if count:
            record("translation.machine", article, by=by, language=language, count=count, engine=machine.display_name)
    return Made(count, len(waiting) - len(good))
