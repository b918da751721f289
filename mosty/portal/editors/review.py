"""A translation on its way to the readers: it goes for review, and stays tied to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail_localize.views.edit_translation import stop_translation

from mosty.accounts.enums import Right
from mosty.guide import access
from mosty.guide.actions import translating
from mosty.portal.editors.frame import framed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """A translation that is cut from its source can never be joined again, so only the administrator cuts one."""
    if not request.user.is_superuser:
        raise PermissionDenied
    return stop_translation(request, translation_id)


def send(request: Any, page_id: int) -> HttpResponse:
    """A translation goes for review. Wagtail's button is a link, so a page asks before anything happens."""
    page = access.get_draft(page_id)
    access.demand(request.user, Right.TRANSLATION_WRITE, language=page.locale.language_code)
    if request.method != "POST":
        return framed(request, "send", _("Submit for review"), {"draft": page})
    translating.submit(page, by=request.user)
    return HttpResponseRedirect(reverse("wagtailadmin_home"), status=303)
