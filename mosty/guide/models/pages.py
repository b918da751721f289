"""The pages: Wagtail's tree, one per language, tied together by translation keys. Never aliases: a missing text is missing."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from mosty.core import time
from mosty.core.fields import CodesField
from mosty.core.time import months_later
from mosty.guide.blocks import BodyBlock, texts_of
from mosty.guide.blocks.marks import faults_of
from mosty.guide.enums import GuideTopic
from mosty.guide.models.rules import DAYS, REVIEW_MONTHS, GuidePage, faults_with, marks_in_title

_Addressed = GuidePage  # the name by which the first migration knows it

# What is the same in all languages: taken from the Polish text with every translation, and no translator can set it otherwise.
SAME_EVERYWHERE = (
    "slug",
    "icon",
    "number",
    "author",
    "statuses",
    "related",
    "sources",
    "is_urgent",
    "is_sensitive",
    "checked_on",
    "review_months",
)


def _same(name: str) -> SynchronizedField:
    return SynchronizedField(name, overridable=False)


class GuideIndexPage(GuidePage, Page):
    """The guide in one language."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["guide.TopicPage", "guide.PlainPage"]
    preview_modes: ClassVar[list[Any]] = []  # it is made of other pages
    override_translatable_fields: ClassVar[list[Any]] = [_same("slug")]
    is_root_of_guide = True
    called = _("Guide")


class TopicPage(GuidePage, Page):
    """A shelf. Its words come from `GuideTopic`, which the translators keep."""

    topic = models.CharField(max_length=30, choices=GuideTopic.choices)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("topic", heading=_("Topic"))]
    parent_page_types: ClassVar[list[str]] = ["guide.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = ["guide.ArticlePage"]
    preview_modes: ClassVar[list[Any]] = []  # it is made of other pages
    override_translatable_fields: ClassVar[list[Any]] = [_same("slug")]
    is_shelf = True
    called = _("Topic")


class ArticlePage(GuidePage, Page):
    """One situation: what to do, step by step."""

    number = models.PositiveSmallIntegerField(default=100, help_text=_("order on the shelf"))
    icon = models.CharField(max_length=40, default="file-text")
    summary = models.TextField(max_length=500)
    keywords = models.TextField(blank=True, help_text=_("words people type, one a line"))
    body = StreamField(BodyBlock(), blank=True)
    is_urgent = models.BooleanField(default=False)
    is_sensitive = models.BooleanField(default=False, help_text=_("neutral title, quick exit, nothing stored"))
    statuses = CodesField()
    related = CodesField(help_text=_("slugs of articles that people also needed"))
    author = models.CharField(max_length=200, blank=True, help_text=_("who wrote it; empty: prepared for the demo"))
    checked_on = models.DateField(help_text=_("when the facts were checked"))
    review_months = models.PositiveSmallIntegerField(default=12)
    sources = models.JSONField(default=list, blank=True, help_text=_("[sign, address, what it is] each"))
    loaded = models.CharField(max_length=64, blank=True, editable=False, help_text="digest of the file it was loaded from")

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary", heading=_("Summary")),
        FieldPanel("body", heading=_("Text")),
        HelpPanel(template="portal/editors/marks.html", heading=_("Facts and terms for the text")),
        HelpPanel(template="portal/editors/reach/panel.html", heading=_("Readability")),
        FieldPanel("keywords", heading=_("Words people type, one a line"), help_text=" "),
        FieldPanel("related"),
        FieldPanel("sources"),
        MultiFieldPanel(
            [
                FieldPanel("checked_on", heading=_("Checked on")),
                FieldPanel("review_months", heading=_("Check again after so many months")),
                FieldPanel("author", heading=_("Author")),
                FieldPanel("is_urgent", heading=_("Urgent")),
                FieldPanel("is_sensitive", heading=_("Sensitive")),
                FieldPanel("icon", heading=_("Icon")),
                FieldPanel("number", heading=_("Place on the shelf")),
            ],
            heading=_("About this article"),
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["guide.TopicPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar[list[Any]] = [_same(name) for name in SAME_EVERYWHERE]
    called = _("Article")

    @property
    def next_check_on(self) -> date:
        """The day by which its facts are to be checked again."""
        return months_later(self.checked_on, self.review_months)

    def clean(self) -> None:
        """Raise `ValidationError` for marks that are broken or name nothing, a mark in the title, and a day or rhythm of checking that
        no calendar could follow."""
        super().clean()
        faults = {"summary": faults_of(self.summary), "title": faults_of(self.title) or marks_in_title(self.title)}
        raw = self.body.raw_data if self.body else []
        tables = [block["value"].get("facts", []) for block in raw if block["type"] == "facts"]
        keys = {one["value"] if isinstance(one, dict) else one for table in tables for one in table}
        faults["body"] = faults_of("\n".join([*texts_of(raw), *(f"{{fact:{key}}}" for key in sorted(keys))]))
        faults["checked_on"] = faults_with(DAYS, self.checked_on)
        if self.checked_on and not faults["checked_on"] and self.checked_on > time.today():
            faults["checked_on"] = [_t("This day is still to come.")]
        faults["review_months"] = faults_with(REVIEW_MONTHS, self.review_months)
        if any(faults.values()):
            raise ValidationError({name: sentences for name, sentences in faults.items() if sentences})


class PlainPage(GuidePage, Page):
    """A page of plain text, for instance about the guide."""

    summary = models.TextField(max_length=500, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary", heading=_("Summary")),
        FieldPanel("body", heading=_("Text")),
    ]
    parent_page_types: ClassVar[list[str]] = ["guide.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar[list[Any]] = [_same("slug")]
    called = _("Plain page")
