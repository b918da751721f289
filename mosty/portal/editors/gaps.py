"""The gap board: what readers lack, sorted by how many asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.core import time
from mosty.core.errors import PermissionDenied
from mosty.guide import access
from mosty.guide.queries import gaps
from mosty.portal.editors.frame import framed
from mosty.portal.words import own_names
from mosty.ui.screens import reads

if TYPE_CHECKING:
    from django.http import HttpRequest

A_PAGE = 100


@reads
def board(request: HttpRequest) -> HttpResponse:
    """Article × language, of the national texts or of a town's notes. `?as=csv`: the whole list as a file."""
    if not access.is_editor(request.user):
        raise PermissionDenied
    codes = [code for code, _name in settings.LANGUAGES]
    known_towns = gaps.towns()
    language = request.GET.get("language", "")
    town = request.GET.get("town", "")
    sort = request.GET.get("sort", "")
    wishes = {
        "language": language if language in codes else "",
        "town": town if town in dict(known_towns) else "",
        "sort": sort if sort in gaps.SORTS else "demand",
        "show": "all" if request.GET.get("show") == "all" else "",
    }
    found = gaps.gaps(
        languages=[wishes["language"]] if wishes["language"] else codes,
        town=wishes["town"],
        only_open=wishes["show"] != "all",
        sort=wishes["sort"],
    )
    if request.GET.get("as") == "csv":
        return _file(found)
    pages = Paginator(found, A_PAGE)
    page = pages.get_page(request.GET.get("p"))
    mine = set(access.translated_by(request.user))
    names = {one.code: one.name for one in own_names(codes)}
    context = {
        "rows": [(gap, names[gap.language], _url(gap, mine)) for gap in page],
        "page": page,
        "count": len(found),
        "asked": sum(gap.unmet for gap in found),
        "languages": own_names(codes),
        "towns": known_towns,
        "wishes": wishes,
        "sorts": [(name, label, f"?{urlencode({**wishes, 'sort': name})}") for name, label in _sorts()],
        "csv_url": f"?{urlencode({**wishes, 'as': 'csv'})}",
        "next_url": f"?{urlencode({**wishes, 'p': page.next_page_number()})}" if page.has_next() else "",
        "previous_url": f"?{urlencode({**wishes, 'p': page.previous_page_number()})}" if page.has_previous() else "",
        "days": gaps.SINCE_DAYS,
    }
    return framed(request, "gaps", _("Gaps"), context)


def _sorts() -> list[tuple[str, str]]:
    return [("demand", _("Readers asked")), ("age", _("Open for")), ("article", _("Article")), ("language", _("Language"))]


def _url(gap: gaps.Gap, mine: set[str]) -> str:
    """To the work, for who does it."""
    return reverse("translations:article", args=[gap.language, gap.slug]) if gap.language in mine and not gap.town else ""


def _file(found: list[gaps.Gap]) -> HttpResponse:
    answer = HttpResponse(gaps.as_csv(found), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="mosty-gaps-{time.today():%Y-%m-%d}.csv"'
    return answer
