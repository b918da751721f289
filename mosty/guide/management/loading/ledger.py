"""Tie a page to its Polish source as wagtail-localize keeps it: every segment with its translation, so that work goes on from there."""

from __future__ import annotations

from collections import defaultdict

from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from mosty.guide.models import ArticlePage

TOOL = "prepared for the demo"


def origin_of(source: ArticlePage) -> TranslationSource:
    """The segments of the Polish page, as they are now."""
    origin, _changed = TranslationSource.update_or_create_from_instance(source)
    return origin


def keep_translation(origin: TranslationSource, page: ArticlePage) -> None:
    """The page's texts become the translations of the source's segments, place by place."""
    Translation.objects.get_or_create(source=origin, target_locale=page.locale)
    given: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            given[segment.path].append(segment.string.data)
    rows = {}  # the same words twice in one place are one row
    for segment in origin.stringsegment_set.select_related("context").order_by("order"):
        waiting = given[segment.context.path]
        if waiting:
            rows[segment.string_id, segment.context_id] = StringTranslation(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=page.locale,
                data=waiting.pop(0),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name=TOOL,
            )
    StringTranslation.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "translation_type", "tool_name"],
    )
