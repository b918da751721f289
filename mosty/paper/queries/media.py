"""Pictures, films and recordings of an article on paper: drawn with their description, or told by their text and where they are played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import zxingcpp
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

if TYPE_CHECKING:
    from mosty.guide.queries.media import Picture

WIDEST, HIGHEST = 120, 75  # mm
PER_MM = 5  # pixels: about 127 to the inch
MOST_BYTES = 4_000_000  # of one picture; those that readers get are far smaller


def drawn(picture: Picture, alt: str) -> dict[str, Any]:
    """A picture for the press: what it is called in the storage, its description (empty: decoration), its width on paper in mm."""
    width = min(picture.width / PER_MM, WIDEST, HIGHEST * picture.width / max(picture.height, 1))
    return {"picture": picture.name, "alt": alt, "width": round(width, 1)}


def played(address: str) -> dict[str, Any]:
    """Where a film or a recording is played."""
    return {"label": _("Watch or listen on the page:"), "address": address, "qr": qr_drawing(address)}


def qr_drawing(address: str) -> str:
    """The address as a QR code, a drawing in SVG with a quiet zone."""
    symbol = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return str(symbol.to_svg(add_quiet_zones=True))


def read_pictures(sheet: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of the pictures on the sheet, by their names. One that is lost or is no picture is left out: its description is printed."""
    found = {}
    for name in sorted(set(_names(sheet))):
        try:
            with default_storage.open(name) as file:
                data = bytes(file.read(MOST_BYTES + 1))
            with default_storage.open(name) as file, Image.open(file) as image:
                image.load()
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue
        if len(data) <= MOST_BYTES:
            found[name] = data
    return found


def _names(sheet: Mapping[str, Any]) -> Iterator[str]:
    for article in sheet["articles"]:
        for part in article["parts"]:
            for row in part["rows"]:
                if row["tag"] == "picture":
                    yield from (side["picture"] for side in (row["mine"], row["other"]) if side)
