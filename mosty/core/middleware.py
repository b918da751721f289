"""Middleware that belongs to no face."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mosty.core.audit import looks
from mosty.core.audit.seen import seen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class WriteLooks:
    """After the answer, write down what personal data it showed and to whom."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        looks.begin()
        response = self.get_response(request)
        shown = looks.end()
        if shown and response.status_code < 400 and request.user.is_authenticated:
            match = request.resolver_match
            seen(shown, by=request.user, place=match.view_name if match else "", address=request.META.get("REMOTE_ADDR", "")[:45])
        return response
