"""Middleware that belongs to no face."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import FileResponse, StreamingHttpResponse

from mosty.core import scope
from mosty.core.audit import looks
from mosty.core.audit.seen import seen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class BehindTheWall:
    """A request never sees the whole database; once it is known who asks, a face decides the scope. Nothing is left for the next one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with scope.held(scope.BEGUN):
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse) and not response.is_async and not isinstance(response, FileResponse):
                response.streaming_content = scope.followed(response.streaming_content)
        return response


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
