"""Files that editors upload. The end of a name is a claim: what is in the file is looked at before it is kept."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageSequence
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

HEAD = 4096  # bytes that tell what a film or recording is
MOST_CAPTIONS = 2 * 1024 * 1024  # bytes
START = re.compile(r"WEBVTT(?:\s|$)")
CUE = re.compile(r"^(?:\d+:)?\d\d:\d\d\.\d{3}\s+-->\s+(?:\d+:)?\d\d:\d\d\.\d{3}", re.M)


def _is_mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp"


def _is_webm(head: bytes) -> bool:
    return head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64]


def _is_mp3(head: bytes) -> bool:
    return head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def _is_ogg(head: bytes) -> bool:
    return head[:4] == b"OggS"


LOOKS = {"mp4": _is_mp4, "m4a": _is_mp4, "webm": _is_webm, "mp3": _is_mp3, "ogg": _is_ogg}


def check_media(file: Any) -> None:
    """Raise `ValidationError` unless the file holds what its name says: a film, a recording, or captions in WebVTT."""
    kind = PurePath(file.name).suffix.lstrip(".").lower()
    file.seek(0)
    try:
        if kind == "vtt":
            _check_captions(file)
        elif kind in LOOKS and not LOOKS[kind](file.read(HEAD)):
            raise ValidationError(_("This file is called .%(kind)s, but something else is in it.") % {"kind": kind})
    finally:
        file.seek(0)


def _check_captions(file: Any) -> None:
    if file.size > MOST_CAPTIONS:
        raise ValidationError(_("Captions are a short text. This file is too large for one."))
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("Captions must be a WebVTT file in UTF-8.")) from error
    if not START.match(text) or not CUE.search(text.replace("\r\n", "\n")):
        raise ValidationError(_("This is no WebVTT file: it begins with the word WEBVTT and says when each line is shown."))


class MediaForm(BaseDocumentForm):
    """Wagtail's form for files, which here are films, recordings and captions only."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            check_media(file)
        return file

    def _post_clean(self) -> None:
        """Wagtail then looks at the file that was refused and says of nothing that its ending is wrong: the first reason is enough."""
        super()._post_clean()  # type: ignore[misc] # Django's stubs leave it out
        if len(self.errors.get("file", [])) > 1:
            del self.errors["file"].data[1:]


class WholePicture(WagtailImageField):
    """Wagtail looks at the beginning of a file; ours at all of it. One that ends in its middle, or only begins like a picture, would
    fail with a traceback, here or when its sizes for readers are made."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                file.seek(0)
                with Image.open(file) as picture:
                    for frame in ImageSequence.Iterator(picture):
                        frame.load()
                file.seek(0)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        return file


class PictureForm(BaseImageForm):
    """Wagtail's form for pictures."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].__class__ = WholePicture  # Wagtail makes the field and has no setting for another kind
