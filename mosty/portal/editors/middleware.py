"""What Wagtail's views do not know of: rules of ours that say no, and forms that were tampered with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

from mosty.core.errors import Refusal
from mosty.portal.errors.views import bad_request

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

EDITOR = "/guide-admin/"
CHOICE = f"{EDITOR}bulk/"  # of many pages at once


class Refusals:
    """Under /guide-admin/ a `Refusal`, or a page that is no longer sound, becomes its sentence on the page one came from; what was saved
    before it stays saved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not request.path_info.startswith(EDITOR):
            return None
        if isinstance(fault, MultiValueDictKeyError) and request.method == "POST":
            return bad_request(request, BadRequest())  # a form without its own hidden fields comes from no page of ours
        if (
            isinstance(fault, ValueError)
            and request.path_info.startswith(CHOICE)
            and not all(map(str.isdecimal, request.GET.getlist("id")))
        ):
            return bad_request(request, BadRequest())  # Wagtail takes every id for a number
        if isinstance(fault, ValidationError) and request.method == "POST":
            # a page that was sound when it was saved and is not now: what it names is gone, or another took its address
            fault = Refusal("invalid-page", sentence=" ".join(fault.messages))
        if not isinstance(fault, Refusal):
            return None
        if "application/json" in request.headers.get("Accept", "") and "text/html" not in request.headers["Accept"]:
            return JsonResponse({"success": False, "error_code": fault.code, "error_message": str(fault.sentence)}, status=400)
        messages.error(request, str(fault.sentence))
        return HttpResponseRedirect(self.back(request), status=303)

    def back(self, request: HttpRequest) -> str:
        came_from = urlsplit(request.headers.get("Referer", ""))._replace(scheme="", netloc="").geturl()
        return came_from if came_from.startswith(EDITOR) else reverse("wagtailadmin_home")
