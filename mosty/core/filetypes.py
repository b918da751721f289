"""What is in a file that somebody uploads. Its name and its type are claims: only its bytes are looked at.

A PDF is kept as it came, if it is whole, not locked, and nothing else at the same time. A picture is drawn anew: what a camera writes into
it (place, time, device), comments, thumbnails and whatever hangs at its end are gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pillow_heif
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_PIXELS = 50_000_000
QUALITY = 90  # of JPEG and WebP: stamps and small print stay readable
MEGABYTE = 1024 * 1024
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}

EMPTY = _("This file is empty.")
TOO_LARGE = _("This file is too large: at most %(most)d MB. Take the picture with a smaller size, or save the pages one by one.")
NOT_TAKEN = _(
    "This is no PDF and no picture that we take (JPEG, PNG, WebP, HEIC), whatever its name says. Scan it, photograph it, or save it as PDF."
)
BROKEN = _("This file is damaged or not whole. Please save or scan it once more.")
LOCKED = _("This PDF is locked with a password, so nobody else could read it. Please save it without one.")
TWO_IN_ONE = _("Something else is hidden in this file. Please print it into a new PDF, or photograph it.")
TOO_MANY_PIXELS = _("This picture has too many pixels. Please take it with a smaller size.")

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"}
PDF_START = re.compile(rb"%PDF-[12]\.\d")
PDF_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\Z")
PDF_TABLE = re.compile(rb"xref|\d+\s+\d+\s+obj")
PDF_LOCK = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
WEB_PAGE = re.compile(rb"<\s*(?:!doctype|html|script|svg|iframe|body)", re.I)
ZIP_END = b"PK\x05\x06" + b"\0" * 4  # its last record, of one disk
LAST_OF_ZIP = 65_557  # bytes: that record with the longest comment


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its bytes (a picture: drawn anew) and what is in them (`ENDINGS`)."""

    content: bytes
    content_type: str


def check(data: bytes, *, most: int) -> Checked:
    """The file as it may be kept; `most` bytes at most. Never runs anything that is in it.

    Raises `Refusal`: empty, too-large, not-taken, broken, locked, two-in-one, too-many-pixels.
    """
    if not data:
        raise _no("empty", EMPTY)
    if len(data) > most:
        raise _no("too-large", TOO_LARGE % {"most": most // MEGABYTE})
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    kind = _picture(data[:32])
    if kind is None:
        raise _no("not-taken", NOT_TAKEN)
    return _drawn_anew(data, kind)


def _pdf(data: bytes) -> Checked:
    whole = data.rstrip(b"\0\t\n\f\r \x1a")
    end = PDF_END.search(whole[-64:])
    if not PDF_START.match(data) or end is None:
        raise _no("two-in-one", TWO_IN_ONE) if _is_zip(data) else _no("broken", BROKEN)
    at = int(end[1])
    if not PDF_TABLE.search(data[max(at - 16, 0) : at + 64]):  # some programs miscount by a line end
        raise _no("broken", BROKEN)
    if PDF_LOCK.search(data):
        raise _no("locked", LOCKED)
    if _is_zip(data) or WEB_PAGE.search(data[:1024]):
        raise _no("two-in-one", TWO_IN_ONE)
    return Checked(data, "application/pdf")


def _is_zip(data: bytes) -> bool:
    """Does an archive end near the end of the file? Programs that unpack look there, and let any comment follow."""
    return ZIP_END in data[-LAST_OF_ZIP:]


def _picture(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "heic"
    return None


def _drawn_anew(data: bytes, kind: str) -> Checked:
    """The first frame, upright, with nothing but its pixels. Phones that write two pictures into one JPEG (MPO) give the main one."""
    try:
        with _opened(data, kind) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _no("too-many-pixels", TOO_MANY_PIXELS)
            picture.load()
            bare = ImageOps.exif_transpose(picture)
        bare.info.clear()
        return _saved(bare, "jpeg" if kind == "heic" else kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _no("too-many-pixels", TOO_MANY_PIXELS) from None
    except Refusal:
        raise
    except Exception:  # decoders fall over damaged files in many ways; none of them is our fault or may become a 500
        raise _no("broken", BROKEN) from None


def _opened(data: bytes, kind: str) -> Any:
    if kind == "heic":
        return pillow_heif.open_heif(BytesIO(data), convert_hdr_to_8bit=True).to_pillow()
    return Image.open(BytesIO(data), formats={"jpeg": ["JPEG", "MPO"], "png": ["PNG"], "webp": ["WEBP"]}[kind])


def _saved(picture: Image.Image, kind: str) -> Checked:
    out = BytesIO()
    if kind == "jpeg":
        plain = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
        plain.save(out, "JPEG", quality=QUALITY, subsampling=0)
    elif kind == "webp":
        (picture if picture.mode in {"RGB", "RGBA"} else picture.convert("RGBA")).save(out, "WEBP", quality=QUALITY)
    else:
        (picture.convert("RGBA") if picture.mode == "P" else picture).save(out, "PNG")
    return Checked(out.getvalue(), f"image/{kind}")


def _no(code: str, sentence: _StrPromise | str) -> Refusal:
    return Refusal(code, sentence=sentence)
