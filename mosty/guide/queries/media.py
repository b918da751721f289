"""Pictures, films and recordings that a page shows: their addresses and sizes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from mosty.guide.enums import PICTURE_WIDTHS

if TYPE_CHECKING:
    from mosty.guide.queries.parts import Part

PLAYED = {"video", "audio"}


@dataclass(frozen=True)
class Picture:
    """A picture in the sizes it is kept in, the largest last. `name`: of the largest in the storage of files."""

    name: str
    url: str
    width: int
    height: int
    sizes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Files:
    """By key of the row."""

    pictures: dict[int, Picture] = field(default_factory=dict)
    addresses: dict[int, str] = field(default_factory=dict)


def spec(width: int) -> str:
    """How Wagtail names a picture of at most this width."""
    return f"width-{width}|format-webp"


def files_of(parts: Iterable[Part]) -> Files:
    """Whatever the parts name and is still there. Two queries at most, none without pictures and films."""
    parts = list(parts)
    images = {part.file for part in parts if part.kind == "image" and part.file}
    documents = {key for part in parts if part.kind in PLAYED for key in (part.file, part.captions) if key}
    pictures: dict[int, list[Any]] = {}
    if images:
        specs = [spec(width) for width in PICTURE_WIDTHS]
        rows = get_image_model().get_rendition_model().objects.filter(image_id__in=images, filter_spec__in=specs)
        for row in rows.order_by("image_id", "width"):
            pictures.setdefault(row.image_id, []).append(row)
    found = get_document_model().objects.filter(pk__in=documents).order_by("pk") if documents else []
    return Files(
        {key: _picture(rows) for key, rows in pictures.items()},
        {row.pk: row.file.url for row in found},
    )


def _picture(rows: list[Any]) -> Picture:
    largest = rows[-1]
    return Picture(largest.file.name, largest.file.url, largest.width, largest.height, tuple((row.file.url, row.width) for row in rows))
