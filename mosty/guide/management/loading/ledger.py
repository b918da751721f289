"""Tie a page to its Polish source as wagtail-localize keeps it: every segment with its translation, so that work goes on from there."""

from __future__ import annotations

from collections import defaultdict

from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from mosty.guide.actions.ledger import recount
from mosty.guide.actions.sources import refresh_source
from mosty.guide.models import ArticlePage, OlderText
from mosty.guide.queries.ledger import translations

TOOL = "prepared for the demo"


def origin_of(source: ArticlePage) -> TranslationSource:
    """The segments of the Polish page, as they are now. What changed in it waits for the translators of every language."""
    return refresh_source(source)


def keep_translation(origin: TranslationSource, page: ArticlePage) -> None:
    """The page's texts become the translations of the source's segments, place by place: written by people for the demo."""
    Translation.objects.get_or_create(source=origin, target_locale=page.locale)
    given: dict[str, list[str]] = defaultdict(list)
    parts = extract_segments(page)
    for segment in parts:
        if isinstance(segment, StringSegmentValue):
            given[segment.path].append(segment.string.data)
    older = OlderText.objects.filter(context__object_id=origin.object_id, language=page.locale.language_code)
    waiting_still = set(older.order_by().values_list("string_id", "context_id"))
    known = {(row.translation_of_id, row.context_id): row.data for row in translations(origin.object_id, page.locale.language_code)}
    rows = {}  # the same words twice in one place are one row
    for segment in origin.stringsegment_set.select_related("context").order_by("order"):
        waiting = given[segment.context.path]
        place = (segment.string_id, segment.context_id)
        if waiting and place in waiting_still and known.get(place) == waiting[0]:
            waiting.pop(0)  # the Polish file changed, this one did not
        elif waiting:
            rows[place] = StringTranslation(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=page.locale,
                data=waiting.pop(0),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name=TOOL,
                has_error=False,
                field_error="",
            )
    StringTranslation.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "translation_type", "tool_name", "has_error", "field_error"],
    )
    recount(page.translation_key, page.locale.language_code, parts=parts)
