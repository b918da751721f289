"""Headers that no package sets or reads for us."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

EDITOR = "/guide-admin/"
POLICY = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell the browser that no page asks for camera, microphone, payment or USB; for the place only ours, when a button is pressed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return middleware


def behind_proxy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Behind our own proxy the visitor's address is the last one it added to X-Forwarded-For; what stands before is hearsay."""
    if not settings.BEHIND_PROXY:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if last:
            request.META["REMOTE_ADDR"] = last[:45]
        return get_response(request)

    return middleware


def editor_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Under /guide-admin/ a content policy that Wagtail's admin can work with; what it leaves out stays as strict as elsewhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(EDITOR):
            response._csp_replace = settings.EDITOR_SECURITY_POLICY  # type: ignore[attr-defined]
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return middleware
