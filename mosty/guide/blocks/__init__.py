"""What an article is made of: twelve kinds of blocks. Facts, services and acts are rows that blocks name, never text in a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.error import ExporterException
from wagtail import blocks

from mosty.guide.blocks.marks import KeyOfFact, MarkedText, MarkedWords
from mosty.guide.blocks.media import FEATURES, AudioBlock, ImageBlock, VideoBlock
from mosty.guide.blocks.services import ServiceBlock
from mosty.guide.enums import Office, Slot

# How the readers of forms and of rich text fail on what no editor sends.
FORGED = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ExporterException)


class StepBlock(blocks.StructBlock):
    """One step: what to do, until when, where."""

    title = MarkedWords(label=_("What to do"), max_length=200)
    text = MarkedText(label=_("How"), features=FEATURES, required=False)
    deadline = MarkedWords(label=_("Deadline"), required=False, max_length=200, help_text=_("a fact, for instance {fact:appeal-days}"))
    office = blocks.ChoiceBlock(label=_("Where"), choices=Office.choices, required=False)


class TextBlock(blocks.StructBlock):
    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)
    text = MarkedText(label=_("Text"), features=FEATURES)

    class Meta:
        label = _("Text")
        icon = "pilcrow"


class StepsBlock(blocks.StructBlock):
    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"))

    class Meta:
        label = _("Step by step")
        icon = "list-ol"


class PapersBlock(blocks.StructBlock):
    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)
    papers = blocks.ListBlock(MarkedWords(max_length=500), label=_("Papers to bring"))

    class Meta:
        label = _("Papers to bring")
        icon = "doc-full"


class WarningBlock(blocks.StructBlock):
    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)
    text = MarkedText(label=_("Text"), features=FEATURES)

    class Meta:
        label = _("Warning")
        icon = "warning"


class FactsBlock(blocks.StructBlock):
    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)
    facts = blocks.ListBlock(KeyOfFact(label=_("Key of the fact")), label=_("Facts"))

    class Meta:
        label = _("Table of facts")
        icon = "table"


class SlotBlock(blocks.StructBlock):
    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)
    slot = blocks.ChoiceBlock(choices=Slot.choices, label=_("What the town adds"))

    class Meta:
        label = _("In your town")
        icon = "site"


class ActsBlock(blocks.StructBlock):
    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)

    class Meta:
        label = _("Legal acts of the article")
        icon = "clipboard-list"


class RelatedBlock(blocks.StructBlock):
    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)

    class Meta:
        label = _("People also needed")
        icon = "link"


class BodyBlock(blocks.StreamBlock):
    """The body of an article or a plain page."""

    text = TextBlock()
    steps = StepsBlock()
    papers = PapersBlock()
    warning = WarningBlock()
    facts = FactsBlock()
    slot = SlotBlock()
    service = ServiceBlock()
    acts = ActsBlock()
    related = RelatedBlock()
    image = ImageBlock()
    video = VideoBlock()
    audio = AudioBlock()

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """As Wagtail reads the form. Raises `BadRequest` for one that no editor of ours sends, for instance forged rich text."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except FORGED as fault:
            raise BadRequest(f"body: {type(fault).__name__}") from fault


def texts_of(raw: Any) -> list[str]:
    """Every text inside the stored form of a body, for marks of facts and terms."""
    if isinstance(raw, str):
        return [raw]
    if isinstance(raw, dict):
        return [text for key, value in raw.items() if key != "id" for text in texts_of(value)]
    if isinstance(raw, Iterable):  # a list, or Wagtail's own view of a stored body
        return [text for value in raw for text in texts_of(value)]
    return []
