"""Lists of the editors' screens: narrowed by words as people type them, cut into pages by `ui.lists.page_of`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from mosty.search.texts.folding import fold

if TYPE_CHECKING:
    from django.http import HttpRequest


def asked(request: HttpRequest) -> str:
    """What stands in the box of the list: `?q=`, at most 80 characters."""
    return request.GET.get("q", "")[:80].replace("\x00", "").strip()


def narrowed(rows: Iterable[Any], words: str, text: Callable[[Any], str]) -> list[Any]:
    """The rows whose text has the words in it, whatever the case and the accents; all of them for no words."""
    wanted = fold(words)
    return [row for row in rows if not wanted or wanted in fold(text(row))]
