"""Which language a request is answered in.

Under /<language>/ the language of the address; elsewhere the best of the browser's wishes. Desk, network and account have their
own rule (`mosty.desk.sign_in.middleware.StaffLanguage`), which runs later and wins there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

STAFF = ("/desk/", "/network/", "/account/", "/ui/", "/admin/", "/guide-admin/")
MAX_WISHES = 300  # characters of Accept-Language that are read


class LanguageMiddleware:
    """Activates the language, sets `request.LANGUAGE_CODE` and the header Content-Language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of_address(request.path_info) or wished_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of_address(path: str) -> str:
    """The portal language that an address like /uk/centres/ begins with; empty for any other."""
    code = path[1:3]
    return code if path[3:4] == "/" and path[:1] == "/" and code in portal_languages() else ""


def wished_language(request: HttpRequest) -> str:
    """The first language the browser asks for that we speak; staff pages speak fewer. Polish when there is none."""
    known = settings.STAFF_LANGUAGES if request.path_info.startswith(STAFF) else portal_languages()
    return next((code for code in wished_languages(request) if code in known), settings.LANGUAGE_CODE)


def wished_languages(request: HttpRequest) -> list[str]:
    """Portal languages the browser asks for, best first, without doubles."""
    header = request.headers.get("Accept-Language", "")[:MAX_WISHES].lower()
    wishes = [code.split("-")[0] for code, weight in parse_accept_lang_header(header) if weight > 0]
    return [code for code in dict.fromkeys(wishes) if code in portal_languages()]


def portal_languages() -> dict[str, str]:
    """Code and own name, in the order of the settings."""
    return dict(settings.LANGUAGES)
