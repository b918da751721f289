"""Pages for what went wrong, in the visitor's language, with ways on. The last one needs nothing: no database, no context."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from mosty.core.dates import day_words
from mosty.core.errors import Erased
from mosty.portal.frame import language_links
from mosty.ui.language import STAFF, language_of_address, wished_language


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is damaged or dangerous (a foreign host name, too many fields)."""
    return _bare(request, "portal/errors/bad_request.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, and not allowed."""
    return _page(request, "forbidden", 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of Django's check that a form comes from our own page: nearly always a page that stood open too long."""
    return _page(request, "stale", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; what somebody could have opened and was erased since is named as such."""
    return _page(request, "not_found", 404, exception.on if isinstance(exception, Erased) else None)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _bare(request, "portal/errors/broken.html", 500)


def _page(request: HttpRequest, name: str, status: int, erased_on: date | None = None) -> HttpResponse:
    if request.path_info.startswith(STAFF):
        return _bare(request, f"portal/errors/staff_{name}.html", status, erased_on)
    context = {"languages": [] if language_of_address(request.path_info) else language_links(request)}
    return HttpResponse(render_to_string(f"portal/errors/{name}.html", context, request), status=status)


def _language(request: HttpRequest) -> str:
    """Of the address; on staff pages the one that has been chosen for the request (the person's own), which asks nobody again."""
    chosen = getattr(request, "LANGUAGE_CODE", "") if request.path_info.startswith(STAFF) else ""
    return language_of_address(request.path_info) or chosen or wished_language(request)


def _bare(request: HttpRequest, template: str, status: int, erased_on: date | None = None) -> HttpResponse:
    """Rendered without the request: no context processor runs, no session and no user is looked up."""
    language = _language(request)
    with translation.override(language):
        home = f"/{language}/" if not request.path_info.startswith(STAFF) else "/desk/"
        page = render_to_string(template, {"home": home, "erased_on": day_words(erased_on, "plain") if erased_on else ""})
    return HttpResponse(page, status=status, headers={"Content-Language": language})
