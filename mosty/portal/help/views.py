"""What to do in danger, and what we keep about visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mosty.portal.cache import public_page
from mosty.portal.frame import help_lines
from mosty.ui.screens import reads, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public_page(seconds=300)
@reads
def emergency(request: HttpRequest) -> HttpResponse:
    """112 first, then the other numbers."""
    return screen(
        request,
        "portal/help/emergency.html",
        {
            "headline": _("Emergency"),
            "summary": _("Numbers to call in danger, and what to say."),
            "lines": help_lines()[1:],
        },
    )


@public_page(seconds=300)
@reads
def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal keeps and what it does not."""
    return screen(
        request,
        "portal/help/privacy.html",
        {"headline": _("Privacy: we do not track you"), "summary": _("What this portal knows about you, and what it does not.")},
    )
