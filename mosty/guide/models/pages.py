"""The pages: Wagtail's tree, one per language, tied together by translation keys. Never aliases: a missing text is missing."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail_localize.fields import SynchronizedField

from mosty.core.fields import CodesField
from mosty.core.time import months_later
from mosty.guide.blocks import BodyBlock, texts_of
from mosty.guide.enums import FACT_MARK, QUIET_NAME, TAKEN_NAMES, TERM_MARK, GuideTopic, public_name
from mosty.guide.models.facts import Fact
from mosty.guide.models.words import GlossaryTerm


class _Addressed:
    """Our addresses: /<language>/guide/<slug>/, the same slug in every language."""

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        root = Site.get_site_root_paths()
        if not root or not self.slug:
            return None
        name = public_name(self.slug, is_sensitive=getattr(self, "is_sensitive", False))
        tail = "" if isinstance(self, GuideIndexPage) else f"{name}/"
        return root[0].site_id, root[0].root_url, f"/{self.locale.language_code}/guide/{tail}"


class GuideIndexPage(_Addressed, Page):
    """The guide in one language."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["guide.TopicPage", "guide.PlainPage"]
    preview_modes: ClassVar[list[Any]] = []
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("slug")]


class TopicPage(_Addressed, Page):
    """A shelf. Its words come from `GuideTopic`, which the translators keep."""

    topic = models.CharField(max_length=30, choices=GuideTopic.choices)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("topic")]
    parent_page_types: ClassVar[list[str]] = ["guide.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = ["guide.ArticlePage"]
    preview_modes: ClassVar[list[Any]] = []
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("slug")]


class ArticlePage(_Addressed, Page):
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
        FieldPanel("summary"),
        FieldPanel("body"),
        HelpPanel(template="portal/editors/reach/panel.html", heading=_("Readability")),
        FieldPanel("keywords"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("checked_on", "review_months", "author", "is_urgent", "is_sensitive", "icon", "number")],
            heading=_("About this article"),
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["guide.TopicPage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = []
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name) for name in ("slug", "icon", "author", "statuses", "related")
    ]

    @property
    def next_check_on(self) -> date:
        """The day by which its facts are to be checked again."""
        return months_later(self.checked_on, self.review_months)

    def clean(self) -> None:
        """Raise `ValidationError` for marks of facts and terms that do not exist, and for an address that another article has."""
        super().clean()
        texts = "\n".join([self.title, self.summary, *texts_of(self.body.raw_data if self.body else [])])
        tables = [block["value"].get("facts", []) for block in (self.body.raw_data if self.body else []) if block["type"] == "facts"]
        keys = {one["value"] if isinstance(one, dict) else one for table in tables for one in table}
        facts, terms = set(FACT_MARK.findall(texts)) | keys, {key for key, _words in TERM_MARK.findall(texts)}
        facts -= set(Fact.objects.filter(key__in=facts).order_by().values_list("key", flat=True))
        terms -= set(GlossaryTerm.objects.filter(key__in=terms).order_by().values_list("key", flat=True))
        if facts or terms:
            raise ValidationError(
                _("The text names facts or terms that do not exist: %(keys)s") % {"keys": ", ".join(sorted(facts | terms))}
            )
        others = ArticlePage.objects.filter(slug=self.slug, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.slug in {*GuideTopic.values, *TAKEN_NAMES} or QUIET_NAME.fullmatch(self.slug) or others.exists():
            raise ValidationError({"slug": _("Another page of the guide has this address.")})


class PlainPage(_Addressed, Page):
    """A page of plain text, for instance about the guide."""

    summary = models.TextField(max_length=500, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["guide.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = []
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("slug")]
