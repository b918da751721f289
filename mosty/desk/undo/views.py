"""One button takes the last act back; what cannot be undone any more is said."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from mosty.core import undo
from mosty.core.errors import Refusal
from mosty.ui.screens import writes

INSIDE = "/desk/"


@writes
def back(request, pk):
    """By POST only; `next` is the page on which the button stood."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        with transaction.atomic():
            undo.take_back(pk, by=request.user)
        messages.success(request, _("Undone."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return HttpResponseRedirect(_next(request), status=303)


def _next(request):
    page = request.POST.get("next", "")
    is_ours = page.startswith(INSIDE) and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours and "\x00" not in page and len(page) < 500 else reverse("desk:today:show")
