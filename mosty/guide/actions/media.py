"""Pictures get the sizes readers need when they come, so that no page has to make them."""

from __future__ import annotations

from typing import Any

from mosty.guide.enums import PICTURE_WIDTHS
from mosty.guide.queries.media import spec


def picture_saved(instance: Any, **_: Any) -> None:
    """Receiver of `post_save` of Wagtail's pictures."""
    if instance.file:
        for width in PICTURE_WIDTHS:
            instance.get_rendition(spec(width))
