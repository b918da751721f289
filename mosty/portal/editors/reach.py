"""Reports for editors: how hard the Polish texts are, which links do not work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.core.errors import PermissionDenied
from mosty.guide import access
from mosty.guide.enums import LinkState
from mosty.guide.queries import links, readable
from mosty.portal.editors.lists import asked, narrowed
from mosty.ui.lists import page_of
from mosty.ui.screens import reads, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@reads
def readability(request: HttpRequest) -> HttpResponse:
    """Every published Polish article with its index, the hardest first."""
    _demand(request)
    words = asked(request)
    rows = page_of(request, narrowed(readable.all_measured(), words, lambda row: f"{row.title} {row.slug}"))
    return _page(request, "readability", _("Readability"), {"rows": rows, "words": words})


@reads
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article as it was last saved, with the sentences that hurt."""
    _demand(request)
    page = readable.saved_article(pk)
    if page is None:
        raise Http404
    edit_url = reverse("wagtailadmin_pages:edit", args=[pk])
    context = {"article": page, "found": readable.measured_page(page), "edit_url": edit_url}
    return _page(request, "article", _("Readability"), context, (_("Readability"), reverse("reach:readability")))


@reads
def broken_links(request: HttpRequest) -> HttpResponse:
    """Links that do not work or have moved, with the places where readers meet them."""
    _demand(request)
    counts = [(str(LinkState(state).label), count) for state, count in links.counts().items()]
    return _page(request, "links", _("Links"), {"rows": page_of(request, links.troubles()), "counts": counts})


def _demand(request: HttpRequest) -> None:
    if not access.is_editor(request.user):
        raise PermissionDenied


def _page(request: HttpRequest, name: str, title: str, context: dict[str, Any], *above: tuple[str, str]) -> HttpResponse:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, *({"url": url, "label": label} for label, url in above)]
    frame = {"header_title": title, "breadcrumbs_items": [*crumbs, {"url": "", "label": title}]}
    return screen(request, f"portal/editors/reach/{name}.html", frame | context)
