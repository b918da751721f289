"""Lists in pages: any page number leads to a page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(request: HttpRequest, rows: Any, *, per: int = 50) -> Page[Any]:
    """The page that the address asks for; oversized, negative or meaningless numbers give the nearest valid one.

    The page carries `links`: (number or None for a gap, address) pairs, and `previous_url`, `next_url`, for the pagination component.
    """
    paginator = Paginator(rows, per)
    page = paginator.get_page(request.GET.get("page", "1")[:9])
    query = request.GET.copy()

    def address(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    page.links = [  # type: ignore[attr-defined]
        (number, address(number)) if isinstance(number, int) else (None, "")
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    page.previous_url = address(page.number - 1) if page.has_previous() else ""  # type: ignore[attr-defined]
    page.next_url = address(page.number + 1) if page.has_next() else ""  # type: ignore[attr-defined]
    return page
