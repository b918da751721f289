"""A translator's text goes for review; what may not be published is said before anybody reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from mosty.accounts.enums import Right
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.access import SOURCE, demand
from mosty.guide.models import ArticlePage
from mosty.guide.models.rules import no_source

if TYPE_CHECKING:
    from mosty.accounts.models import User


@transaction.atomic
def submit(page: ArticlePage, *, by: User) -> ArticlePage:
    """The translation as it is now goes to the reviewers of its language. Raises `Refusal` if paragraphs are missing or broken, if its
    Polish source is not published, or if it is being reviewed already; `PermissionDenied` for another language than one's own."""
    language = page.locale.language_code
    demand(by, Right.TRANSLATION_WRITE, language=language)
    if not page.has_live_source():
        raise no_source()
    if page.workflow_in_progress:
        raise Refusal("in-review", sentence=_("This text is being reviewed already."))
    translation = _translation_of(page)
    if translation is not None:
        require_complete(translation)
        try:
            translation.save_target(user=by, publish=False)
        except ValidationError as error:
            raise Refusal("broken-translation", sentence=" ".join(error.messages)) from error
        page = type(page).objects.get(pk=page.pk)
    page.get_workflow().start(page, by)
    record("guide.submitted", page, by=by, language=language)
    return page


def require_publishable(page: ArticlePage) -> None:
    """Raise `Refusal` if the translation may not be published as it is now."""
    if not page.has_live_source():
        raise no_source()
    translation = _translation_of(page)
    if translation is not None:
        require_complete(translation)


def _translation_of(page: ArticlePage) -> Translation | None:
    return Translation.objects.filter(
        source__object_id=page.translation_key, source__locale__language_code=SOURCE, target_locale=page.locale, enabled=True
    ).first()


def require_complete(translation: Translation) -> None:
    """Raise `Refusal("untranslated")` unless every paragraph of the source has its translation."""
    missing = translation.source.stringsegment_set.annotate_translation(translation.target_locale).filter(translation=None).count()
    if missing:
        sentence = ngettext(
            "%(count)s paragraph is not translated yet. A text is published whole.",
            "%(count)s paragraphs are not translated yet. A text is published whole.",
            missing,
        )
        raise Refusal("untranslated", sentence=sentence % {"count": missing})
