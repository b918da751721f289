"""A page before it is published, drawn by the very views that readers meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csp.constants import SELF
from django.http import QueryDict
from django.utils.translation import override

from mosty.portal.guide import views

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def show(page: Any, request: HttpRequest, town: str) -> HttpResponse:
    """The page in its own language as a reader would see it now, in the town (empty: none chosen)."""
    language = page.locale.language_code
    query = QueryDict(mutable=True)
    if town:
        query["town"] = town
    request.GET = query  # type: ignore[assignment]
    with override(language):
        request.LANGUAGE_CODE = language
        answer = views.preview(request, page)
    # the editor shows it in a frame of its own; everything else stays as strict as for readers
    answer._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer
