"""Pictures, films and sound of our own: nothing is drawn in from others, and nothing is only to be seen or only to be heard."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from mosty.guide.blocks.marks import MarkedText, MarkedWords
from mosty.guide.enums import AUDIO, CAPTIONS, VIDEO

FEATURES = ["bold", "link", "ul", "ol"]


class FileBlock(DocumentChooserBlock):
    """A file of certain kinds; what is in it was looked at when it came (`portal.editors.uploads`)."""

    def __init__(self, *, kinds: Iterable[str], **kwargs: Any):
        self.kinds = frozenset(kinds)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value is not None and PurePath(value.filename).suffix.lstrip(".").lower() not in self.kinds:
            raise ValidationError(_t("Please choose a file of one of these kinds: %(kinds)s") % {"kinds": ", ".join(sorted(self.kinds))})
        return value

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()
        kwargs.pop("kinds", None)
        return "wagtail.documents.blocks.DocumentChooserBlock", args, kwargs


class ImageBlock(blocks.StructBlock):
    """A picture. It is described in the language of the page, or said to be decoration."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = MarkedWords(
        label=_("What is to be seen"),
        required=False,
        max_length=300,
        help_text=_("for those who do not see the picture; in the language of the page"),
    )
    is_decorative = blocks.BooleanBlock(label=_("Only decoration, says nothing"), required=False)
    caption = MarkedWords(label=_("Caption"), required=False, max_length=300)

    class Meta:
        label = _("Picture")
        icon = "image"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value["alt"].strip() and not value["is_decorative"]:
            sentence = _t("Please write what is to be seen on the picture, or mark it as decoration.")
            raise StructBlockValidationError({"alt": ValidationError(sentence)})
        if value["alt"].strip() and value["is_decorative"]:
            sentence = _t("A picture with a description is no decoration. Please choose one of the two.")
            raise StructBlockValidationError({"is_decorative": ValidationError(sentence)})
        return value


class VideoBlock(blocks.StructBlock):
    """A film of our own, with captions and its whole text."""

    heading = MarkedWords(label=_("Title"), max_length=200)
    file = FileBlock(label=_("Film"), kinds=VIDEO, help_text=_("MP4 or WebM"))
    captions = FileBlock(label=_("Captions"), kinds=CAPTIONS, help_text=_("a WebVTT file in the language of the page"))
    text = MarkedText(label=_("Transcript"), features=FEATURES, help_text=_("everything that is said, and what is to be seen"))

    class Meta:
        label = _("Film")
        icon = "media"


class AudioBlock(blocks.StructBlock):
    """A recording of our own. Its captions run while it is played."""

    heading = MarkedWords(label=_("Title"), max_length=200)
    file = FileBlock(label=_("Recording"), kinds=AUDIO, help_text=_("MP3, M4A or OGG"))
    captions = FileBlock(label=_("Captions"), kinds=CAPTIONS, help_text=_("a WebVTT file in the language of the page"))
    text = MarkedText(label=_("Transcript"), features=FEATURES, help_text=_("everything that is said"))

    class Meta:
        label = _("Recording")
        icon = "media"
