"""What to do in danger, and what we keep about visitors."""

from mosty.portal.frame import help_lines
from mosty.ui.screens import reads, screen


@reads
def emergency(request):
    return screen(request, "portal/help/emergency.html", {"lines": help_lines()})


@reads
def privacy(request):
    return screen(request, "portal/help/privacy.html")
