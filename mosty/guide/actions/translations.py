"""Work of translators and reviewers: begin a translation, write a paragraph, check it, comment, publish, ask a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue, validate_translation_links

from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.actions.editors import ensure_language
from mosty.guide.actions.ledger import recount_later
from mosty.guide.actions.sources import refresh_source
from mosty.guide.actions.trees import index_of, shelf_of
from mosty.guide.enums import SegmentState
from mosty.guide.models import ArticlePage, SegmentCheck, SegmentComment, TopicPage
from mosty.guide.queries import ledger, marks

if TYPE_CHECKING:
    from uuid import UUID

    from mosty.accounts.models import User

LONGEST = 20_000  # characters of one paragraph


@transaction.atomic
def start(article: ArticlePage, *, language: str, by: User) -> ArticlePage:
    """The article (or plain page) gets a draft in the language, for translating; on its shelf, which is made if need be, and no alias
    anywhere.

    An existing one is returned. Raises `Refusal` for a text that is not published in Polish."""
    if article.locale.language_code != "pl" or not article.live:
        raise Refusal("no-polish-source", sentence=_("Only a text that is published in Polish can be translated."))
    if language == "pl" or language not in dict(settings.LANGUAGES):
        raise Refusal("unknown-language", sentence=_("The guide is not in this language."))
    kind = type(article)
    found = kind.objects.filter(translation_key=article.translation_key, locale__language_code=language).first()
    if found is not None and Translation.objects.filter(source__object_id=article.translation_key, target_locale=found.locale).exists():
        return found
    topic = TopicPage.objects.filter(path=article.path[: -ArticlePage.steplen]).first()
    ensure_language(language)
    locale = (shelf_of(topic.topic, language) if topic else index_of(language)).locale
    origin = TranslationSource.objects.get_for_instance_or_none(article) or refresh_source(article)
    translation, _made = Translation.objects.get_or_create(source=origin, target_locale=locale)
    if found is None:
        translation.save_target(user=by, publish=False)
        found = kind.objects.get(translation_key=article.translation_key, locale=locale)
    record("translation.started", found, by=by)
    recount_later(article.translation_key, language)
    return found


def segment_of(article: ArticlePage, language: str, segment: int) -> ledger.Segment:
    """One paragraph. Raises `Refusal` when the Polish text has none any more."""
    for one in ledger.segments(article.translation_key, language):
        if one.id == segment:
            return one
    raise Refusal(
        "paragraph-gone", sentence=_("The Polish text has changed meanwhile, this paragraph is gone. Please look at the new one.")
    )


def fault(source: str, text: str) -> str:
    """Why this cannot be the translation of that, as a sentence; empty when it can."""
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as error:
        return str(error)
    return marks.fault(source, text)


@transaction.atomic
def write(article: ArticlePage, *, language: str, segment: int, text: str, by: User, seen: str = "") -> None:
    """A person's words for the paragraph. What a machine began stays a machine's until somebody checks it.

    `seen`: hash of the translation they began with; when somebody else changed it meanwhile, nothing is lost of either. Raises
    `Refusal` for that, for lost or damaged marks (the sentence names them), foreign HTML, an empty or endless text."""
    found = segment_of(article, language, segment)
    if seen and seen != ledger.text_hash(found.text):
        told = _("Somebody has changed this paragraph meanwhile: theirs stands above, yours is still in the field.")
        raise Refusal("changed-meanwhile", sentence=told, field="text")
    text = text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise Refusal("bad-translation", sentence=_("Please write the translation, at most 20,000 characters."), field="text")
    sentence = fault(found.source, text)
    if sentence:
        raise Refusal("bad-translation", sentence=sentence, field="text")
    write_segment(found, language, text, by, StringTranslation.TRANSLATION_TYPE_MANUAL, "")


def write_segment(segment: ledger.Segment, language: str, text: str, by: User | None, kind: str, tool: str) -> None:
    """Write it down as it is; callers have judged it."""
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string,
        context_id=segment.context,
        locale=Locale.objects.get(language_code=language),
        defaults={
            "data": text,
            "translation_type": kind,
            "tool_name": tool,
            "last_translated_by": by,
            "has_error": False,
            "field_error": "",
        },
    )


@transaction.atomic
def check(article: ArticlePage, *, language: str, segment: int, seen: str, by: User) -> None:
    """A person compared the paragraph with the Polish one: it is right as it is. `seen`: hash of the translation they looked at.

    Ends "machine, not checked" and "older than the Polish text". Raises `Refusal` when it is another text by now, or marks are missing."""
    found = segment_of(article, language, segment)
    if ledger.text_hash(found.text) != seen:
        raise Refusal("changed-meanwhile", sentence=_("Somebody has changed this paragraph meanwhile. Please look at it again."))
    _check(article, found, language, by)


@transaction.atomic
def check_all(article: ArticlePage, *, language: str, seen: set[str], by: User) -> int:
    """The same for every paragraph of a machine; not for those older than the Polish text. How many.

    `seen`: hashes of the translations they looked at; others are left alone."""
    waiting = [one for one in ledger.segments(article.translation_key, language) if one.state == SegmentState.MACHINE]
    checked = [one for one in waiting if ledger.text_hash(one.text) in seen]
    for one in checked:
        _check(article, one, language, by)
    return len(checked)


def _check(article: ArticlePage, segment: ledger.Segment, language: str, by: User) -> None:
    if not segment.can_be_checked:
        raise Refusal("nothing-to-check", sentence=_("This paragraph needs no check, or has no translation yet."))
    sentence = fault(segment.source, segment.text)
    if sentence:
        raise Refusal("bad-translation", sentence=sentence)
    if segment.state == SegmentState.STALE:
        write_segment(segment, language, segment.text, by, StringTranslation.TRANSLATION_TYPE_MANUAL, "")
    SegmentCheck.objects.create(
        article=article.translation_key,
        language=language,
        source=segment.hash,
        text=ledger.text_hash(segment.text),
        tool=segment.tool,
        by=by,
        at=time.now(),
    )
    record("translation.checked", article, by=by, language=language)
    recount_later(article.translation_key, language)


@transaction.atomic
def comment(article: ArticlePage, *, language: str, segment: int, text: str, by: User) -> SegmentComment:
    """A word to the others about the paragraph. Raises `Refusal` for an empty one or more than 1,000 characters."""
    text = text.replace("\x00", "").strip()
    if not text or len(text) > 1000:
        raise Refusal("bad-comment", sentence=_("Please write a comment of at most 1,000 characters."), field="comment")
    found = segment_of(article, language, segment)
    made = SegmentComment.objects.create(article=article.translation_key, language=language, source=found.hash, text=text, by=by)
    record("translation.commented", article, by=by, language=language)
    return made


@transaction.atomic
def close_comment(article: ArticlePage, *, language: str, number: UUID, by: User) -> None:
    """The comment is settled; it is kept. One that is gone or settled already makes no difference."""
    rows = SegmentComment.objects.filter(article=article.translation_key, language=language, pk=number, closed_at=None)
    if rows.update(closed_at=time.now(), closed_by=by):
        record("translation.comment-closed", article, by=by, language=language)


def publish(article: ArticlePage, *, language: str, by: User) -> None:
    """Readers see the translation as it stands; a paragraph without one stands in Polish and says so. Raises `Refusal`."""
    if not article.live:
        raise Refusal("no-polish-source", sentence=_("The Polish text is not published, so its translation cannot be."))
    translation = Translation.objects.filter(source__object_id=article.translation_key, target_locale__language_code=language).first()
    if translation is None:
        raise Refusal("not-started", sentence=_("Nobody has begun this translation yet."))
    try:
        with transaction.atomic():
            translation.save_target(user=by, publish=True)
            record("translation.published", article, by=by, language=language)
    except ValidationError as error:
        sentence = _t("The page cannot be published: %(reason)s") % {"reason": " ".join(error.messages)}
        raise Refusal("invalid-page", sentence=sentence) from error
