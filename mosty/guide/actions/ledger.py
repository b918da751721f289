"""The ledger keeps itself: what a machine wrote is noted, damaged marks are refused, and each text is summed up when it changes."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from mosty.core import stamp, time
from mosty.guide.enums import Origin, SegmentState
from mosty.guide.models import ArticlePage, MachineText, PlainPage, TextState
from mosty.guide.queries import ledger, marks

PAGES = (ArticlePage, PlainPage)
NOTHING_SHOWN: dict[str, Any] = {"has_news": True, "origin": Origin.HUMAN, "tools": [], "marks": [], "checked_on": None}
AT_ONCE = 500
READY = {SegmentState.HUMAN, SegmentState.CHECKED, SegmentState.MACHINE}
_asked = threading.local()


def before_translation(instance: StringTranslation, **_: Any) -> None:
    """Receiver: a translation with lost or damaged marks is kept for its author, and never shown to readers."""
    if instance.tool_name == ledger.OLDER or not instance.data:
        return
    sentence = marks.fault(instance.translation_of.data, instance.data)
    if sentence:
        instance.has_error, instance.field_error = True, sentence


def after_translation(instance: StringTranslation, **_: Any) -> None:
    """Receiver: a paragraph was translated or emptied."""
    if instance.context is None:
        return
    article, language = instance.context.object_id, instance.locale.language_code
    if instance.pk and instance.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE and instance.tool_name != ledger.OLDER:
        note_machine(article, language, instance.translation_of.data_hash, instance.data, instance.tool_name)
    recount_later(article, language)


def note_machine(article: UUID, language: str, source: UUID, text: str, tool: str) -> None:
    """Write down that a machine made this text; once."""
    key: dict[str, Any] = {"article": article, "language": language, "source": source, "text": ledger.text_hash(text), "tool": tool[:255]}
    if not MachineText.objects.filter(**key).exists():
        MachineText.objects.create(**key, at=time.now())


def page_changed(instance: Any, **_: Any) -> None:
    """Receiver: a translated page was published, withdrawn or deleted."""
    if isinstance(instance, PAGES) and instance.locale.language_code != "pl":
        recount_later(instance.translation_key, instance.locale.language_code)


def recount_later(article: UUID, language: str) -> None:
    """Sum the text up after the commit; many changes at once cost one count."""
    numbers: dict[Any, int] = _asked.__dict__.setdefault("numbers", defaultdict(int))
    key = (article, language)
    numbers[key] += 1
    mine = numbers[key]

    def now() -> None:
        if numbers[key] == mine:
            numbers.pop(key)
            recount(article, language)

    transaction.on_commit(now)


@transaction.atomic
def recount(article: UUID, language: str, *, parts: Sequence[Any] | None = None) -> TextState | None:
    """Sum up the text from the ledger. None, and no row, when the article or its translation is gone.

    `parts` are the segments of the published page for whoever has just taken it apart.
    """
    page = next((page for kind in PAGES for page in _pages(kind, article, language)), None)
    found = ledger.segments(article, language)
    if not found or (page is None and not any(segment.text for segment in found)):
        TextState.objects.filter(article=article, language=language).delete()
        stamp.renew_on_commit()
        return None
    counts = {state: sum(1 for segment in found if segment.state == state) for state in SegmentState}
    values: dict[str, Any] = {
        "is_live": bool(page and page.live),
        "is_started": page is not None,
        "total": len(found),
        "missing": counts[SegmentState.MISSING],
        "stale": counts[SegmentState.STALE],
        "broken": counts[SegmentState.BROKEN],
        "machine": counts[SegmentState.MACHINE],
        **(_shown(page, found, parts) if page and page.live else NOTHING_SHOWN),
    }
    state, _made = TextState.objects.get_or_create(article=article, language=language, defaults=values)
    is_open = any(segment.is_open for segment in found)
    values["since"] = (
        min((one for one in (*(segment.since for segment in found), state.since) if one), default=time.now()) if is_open else None
    )
    if _made or any(getattr(state, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(state, name, value)
        state.save()
        stamp.renew_on_commit()
    return state


def fill() -> int:
    """Sum up translations that were never summed up (an update from a time without the ledger, a worker that died). How many."""
    known = set(TextState.objects.order_by().values_list("article", "language"))
    rows = [
        row
        for kind in PAGES
        for row in kind.objects.exclude(locale__language_code="pl").order_by("pk").values_list("translation_key", "locale__language_code")
    ]
    missing = [row for row in rows if row not in known and StringTranslation.objects.filter(context__object_id=row[0]).exists()]
    for article, language in missing[:AT_ONCE]:
        recount(article, language)
    return len(missing[:AT_ONCE])


def _pages(kind: Any, article: UUID, language: str) -> Any:
    return kind.objects.filter(translation_key=article, locale__language_code=language).select_related("locale").order_by("pk")[:1]


def _shown(page: Any, segments: list[ledger.Segment], parts: Sequence[Any] | None) -> dict[str, Any]:
    """What readers see: each paragraph of the published page, found again among the translations that were ever made for its place."""
    article, language = page.translation_key, page.locale.language_code
    machine, checks = ledger.machine_tools(article, language), ledger.checks_of(article, language)
    now: dict[str, set[str]] = defaultdict(set)
    places: dict[str, list[UUID]] = defaultdict(list)
    current = set()
    for segment in segments:
        now[segment.path].add(ledger.plain(segment.source))
        current.add((segment.string, segment.path))
        places[segment.path].append(segment.hash)
    known: dict[tuple[str, str], list[StringTranslation]] = defaultdict(list)
    for row in ledger.translations(article, language).select_related("context", "translation_of"):
        known[row.context.path, ledger.plain(row.data)].append(row)
    kinds, tools, days, found = [], set(), [], []
    ready = {(one.path, ledger.plain(one.text)) for one in segments if one.is_shown and one.state in READY}
    for part in extract_segments(page) if parts is None else parts:
        if not isinstance(part, StringSegmentValue) or part.path.partition(".")[0] not in ledger.SHOWN:
            continue
        words = ledger.plain(part.string.data)
        ready.discard((part.path, words))
        rows = known.get((part.path, words), [])
        if not rows and words in now[part.path]:
            found.append({"path": part.path, "kind": "polish", "text": words})
            continue
        is_stale = bool(rows) and not any((row.translation_of_id, part.path) in current and row.tool_name != ledger.OLDER for row in rows)
        # words that nobody wrote through the ledger, in a place that a machine once filled, are a machine's until they are checked
        hashes = [row.translation_of.data_hash for row in rows] or places[part.path]
        engines = [machine[one] for one in hashes if one in machine]
        check = next((check for row in rows if (check := checks.get((row.translation_of.data_hash, ledger.text_hash(row.data))))), None)
        if is_stale:
            found.append({"path": part.path, "kind": "stale", "text": words})
        if not engines:
            kinds.append(Origin.HUMAN)
        elif check and not is_stale:
            kinds.append(Origin.CHECKED)
            days.append(time.local(check.at).date())
            tools.add(engines[-1])
        else:
            kinds.append(Origin.MACHINE)
            tools.add(engines[-1])
            found.append({"path": part.path, "kind": "machine", "text": words})
    return {
        "has_news": bool(ready),
        "origin": _origin(kinds),
        "tools": sorted(tools),
        "marks": found,
        "checked_on": max(days, default=None),
    }


def _origin(kinds: list[Origin]) -> Origin:
    if Origin.MACHINE in kinds:
        return Origin.PARTLY if set(kinds) - {Origin.MACHINE} else Origin.MACHINE
    return Origin.CHECKED if Origin.CHECKED in kinds else Origin.HUMAN
