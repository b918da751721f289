"""What the screens of translations have in common: Wagtail's frame around ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.ui.screens import screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def framed(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], *, trail: tuple[tuple[str, str], ...] = (), status: int = 200
) -> HttpResponse:
    """A screen of `portal/editors/translations/` inside Wagtail's frame. `trail`: label and address of what stands above it."""
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, *({"url": url, "label": label} for label, url in trail)]
    frame = {"header_title": title, "breadcrumbs_items": [*crumbs, {"url": "", "label": title}]}
    return screen(request, f"portal/editors/translations/{name}.html", frame | context, status=status)


def person(request: HttpRequest) -> Any:
    """Who is signed in: Wagtail lets nobody else in."""
    return request.user
