"""Pages that could harm their reader: nothing is stored, no address tells the subject, no other site learns where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse

from mosty.guide.enums import quiet_name
from mosty.portal.cache import keep_out

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def guarded(answer: HttpResponse, *, is_sensitive: bool) -> HttpResponse:
    """Kept by no browser, no proxy and no memory of ours, and its address travels nowhere; unchanged when it is not sensitive."""
    if is_sensitive:
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        keep_out(answer)
    return answer


def to_quiet_address(request: HttpRequest, slug: str) -> HttpResponse:
    """From the address that names the subject, for instance in an old link, to the one that does not."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse("portal:guide:page", args=[quiet_name(slug)])
    return guarded(HttpResponseRedirect(f"{address}?{query}" if query else address), is_sensitive=True)
