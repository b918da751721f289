"""Rights only for one's part, where Wagtail and wagtail-localize would give more."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.widgets.button import Button

from mosty.accounts.enums import Right
from mosty.core.errors import Refusal
from mosty.guide import access
from mosty.guide.actions import translating
from mosty.portal.editors import review


@hooks.register("register_admin_urls", order=-100)
def narrowed():
    """Before wagtail-localize's own addresses, which stay the names."""
    return [
        path("localize/translate/<int:translation_id>/disable/", review.stop),
        path("guide/submit/<int:page_id>/", review.send, name="guide_submit"),
    ]


class ForReview(SubmitForModerationMenuItem):
    """Wagtail's button says the name of the workflow, which is a word of ours for the program."""

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": _("Submit for review")}


@hooks.register("construct_page_action_menu")
def no_aliases(items, request, context):
    items[:] = [item for item in items if item.name not in {"localize-convert-to-alias", "localize-restart-translation"}]
    items[:] = [ForReview(order=item.order) if type(item) is SubmitForModerationMenuItem else item for item in items]


@hooks.register("construct_translated_pages_to_cascade_actions")
def with_translations(pages, action):
    """What is withdrawn or deleted in Polish is so in every language: no translation stands without its source."""
    if action not in {"unpublish", "delete"}:
        return {}
    polish = [page for page in pages if page.locale.language_code == access.SOURCE]
    return {page: page.get_translations(inclusive=False) for page in polish}


@hooks.register("before_copy_page")
def copies_are_texts_of_their_own(request, page):
    """No alias under another address, and no translation whose Polish text is that of another page."""
    if request.method == "POST" and request.POST.get("alias"):
        raise Refusal("no-alias", sentence=_("The guide has no aliases: a text that a language lacks is missing, and readers are told so."))
    if request.method == "POST" and page.depth > 2 and page.locale.language_code != access.SOURCE:
        raise access.no_source()


@hooks.register("before_edit_page", order=-100)
def publish_whole_translations_only(request, page):
    """wagtail-localize would publish Polish paragraphs where a translation is missing."""
    if request.method == "POST" and request.POST.get("action") == "publish" and page.locale.language_code != access.SOURCE:
        translating.require_publishable(page)


@hooks.register("register_page_header_buttons")
def for_review(page, user, view_name, next_url=None):
    """A translator's way to the reviewers; wagtail-localize has none of its own."""
    language = page.locale.language_code if page.depth > 2 else access.SOURCE
    if view_name == "edit" and language != access.SOURCE and access.may(user, Right.TRANSLATION_WRITE, language=language):
        yield Button(_("Submit for review"), reverse("guide_submit", args=[page.pk]), icon_name="check", priority=5)
