"""A Polish text changed: exactly its changed paragraphs wait for the translators; readers keep the older translation, marked."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, TranslationSource

from mosty.core import time
from mosty.guide.actions.ledger import PAGES, note_machine, recount_later
from mosty.guide.models import OlderText
from mosty.guide.queries import ledger

Place = tuple[int, int]  # keys of context and string
ALIKE = 0.35


def source_published(instance: Any, **_: Any) -> None:
    """Receiver: a Polish page was published. A draft, or the same words again, make nobody any work."""
    if isinstance(instance, PAGES) and instance.locale.language_code == "pl":
        refresh_source(instance)


@transaction.atomic
def refresh_source(page: Any) -> TranslationSource:
    """wagtail-localize's copy of the Polish page becomes what is published; see `carry_over`. Never makes a page in any language."""
    origin = TranslationSource.objects.get_for_instance_or_none(page)
    if origin is None:
        return TranslationSource.get_or_create_from_instance(page)[0]
    before = _places(origin)
    origin.update_from_db()
    after = _places(origin)
    languages = Locale.objects.filter(translations__source=origin).order_by("language_code")
    if set(before) != set(after):
        changed = replaced(before, after)
        for locale in languages:
            carry_over(origin, locale, set(after), changed)
    for locale in languages:
        recount_later(page.translation_key, locale.language_code)
    return origin


def _places(origin: TranslationSource) -> list[Place]:
    return list(origin.stringsegment_set.order_by("order").values_list("context_id", "string_id"))


def replaced(before: list[Place], after: list[Place]) -> dict[Place, int]:
    """For each new paragraph the one that stood there before: in its turn when as many came as went, else the one most alike."""
    old: dict[int, list[int]] = defaultdict(list)
    new: dict[int, list[int]] = defaultdict(list)
    for context, string in before:
        old[context].append(string)
    for context, string in after:
        new[context].append(string)
    found: dict[Place, int] = {}
    for context in new:
        gone = [string for string in old[context] if string not in new[context]]
        come = [string for string in new[context] if string not in old[context]]
        if len(gone) == len(come):
            found |= {(context, string): previous for previous, string in zip(gone, come, strict=True)}
        elif gone and come:
            found |= {(context, string): previous for string, previous in _most_alike(gone, come).items()}
    return found


def _most_alike(gone: list[int], come: list[int]) -> dict[int, int]:
    words = dict(String.objects.filter(pk__in=[*gone, *come]).order_by("pk").values_list("pk", "data"))
    pairs = [(SequenceMatcher(None, words[previous], words[string]).ratio(), string, previous) for string in come for previous in gone]
    found: dict[int, int] = {}
    for ratio, string, previous in sorted(pairs, reverse=True):
        if ratio >= ALIKE and string not in found and previous not in found.values():
            found[string] = previous
    return found


def carry_over(origin: TranslationSource, locale: Locale, places: set[Place], changed: dict[Place, int]) -> None:
    """New paragraphs in one language: one that only moved keeps its translation; one that changed keeps the older translation until
    somebody translates it again; one that is quite new has none."""
    rows: dict[Place, StringTranslation] = {}
    twins: dict[int, StringTranslation] = {}
    for row in ledger.translations(origin.object_id, locale.language_code).select_related("translation_of"):
        rows[row.context_id, row.translation_of_id] = row
        twins[row.translation_of_id] = row
    machine = ledger.machine_tools(origin.object_id, locale.language_code)
    for context, string in sorted(places - set(rows)):
        previous = rows.get((context, changed.get((context, string), 0)))
        if string in twins:
            _keep(twins[string], locale, context, string, twins[string].tool_name)
        elif previous is not None:
            made = _keep(previous, locale, context, string, ledger.OLDER)
            _remember(locale, context, string, previous)
            tool = machine.get(previous.translation_of.data_hash)
            if tool is not None:
                note_machine(origin.object_id, locale.language_code, made.translation_of.data_hash, made.data, tool)


def _keep(row: StringTranslation, locale: Locale, context: int, string: int, tool: str) -> StringTranslation:
    return StringTranslation.objects.create(
        translation_of_id=string,
        locale=locale,
        context_id=context,
        data=row.data,
        translation_type=row.translation_type,
        tool_name=tool,
        last_translated_by=row.last_translated_by,
    )


def _remember(locale: Locale, context: int, string: int, previous: StringTranslation) -> None:
    """Changed twice before anybody looked: the translation is still that of the first."""
    first = OlderText.objects.filter(language=locale.language_code, context=context, string=previous.translation_of_id).first()
    still = first if first and previous.tool_name == ledger.OLDER else None
    OlderText.objects.update_or_create(
        language=locale.language_code,
        context_id=context,
        string_id=string,
        defaults={
            "previous_id": still.previous_id if still else previous.translation_of_id,
            "since": still.since if still else time.now(),
        },
    )
