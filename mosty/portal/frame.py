"""The frame of every page of the portal: places, languages, help in danger. No query: error pages show it too."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.ui.language import STAFF, language_of_address, portal_languages

RIGHT_TO_LEFT = {"ar"}
MOST_QUERY = 4000  # characters; each stands ten times on the page, once a language
LOCALES = {
    "pl": "pl_PL",
    "en": "en_GB",
    "uk": "uk_UA",
    "ru": "ru_RU",
    "be": "be_BY",
    "ka": "ka_GE",
    "az": "az_AZ",
    "tr": "tr_TR",
    "es": "es_ES",
    "ar": "ar_AR",
}  # as social networks name them


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` for `ui/frame_site.html`; nothing on pages of staff, which have frames of their own."""
    if request.path_info.startswith(STAFF):
        return {}
    return {"frame": site_frame(request), "addresses": SimpleLazyObject(lambda: page_addresses(request))}


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """What the comment in `ui/frame_site.html` lists."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {
        **_lasting(get_language() or settings.LANGUAGE_CODE),
        "nav": [{**place, "current": here.startswith(place["parts"])} for place in _places(get_language() or settings.LANGUAGE_CODE)],
        "languages": language_links(request),
    }


@cache
def _lasting(language: str) -> dict[str, Any]:
    """What is the same on every page of a language (which is active)."""
    return {
        "home_url": reverse("portal:home"),
        "search_url": reverse("portal:search:find"),
        "suggest_url": reverse("portal:search:suggest"),
        "emergency_url": reverse("portal:emergency"),
        "language_name": portal_languages().get(language, language),
        "footer_about": _(
            "Integration centres for foreigners in the Wielkopolska region. Help is free of charge. "
            "They are run by the Regional Centre for Social Policy in Poznań."
        ),
        "footer_help": help_lines()[:3],
        "footer_links": _links(),
    }


def language_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The same page in each language, the current one first, then the rest in the order of the settings."""
    current = get_language()
    asked = request.get_full_path() if len(request.META.get("QUERY_STRING", "")) <= MOST_QUERY else request.path
    rest = asked[3:] if language_of_address(request.path_info) else "/"  # encoded: nothing typed gets out of it
    links = [
        {
            "code": code,
            "name": name,
            "url": f"/{code}{rest}",
            "current": code == current,
            "dir": "rtl" if code in RIGHT_TO_LEFT else "ltr",
        }
        for code, name in portal_languages().items()
    ]
    return sorted(links, key=lambda link: not link["current"])


def page_addresses(request: HttpRequest, query: str = "") -> dict[str, Any]:
    """For robots: the page's own address and its address in every language; of what was asked after the question mark only `query`."""
    rest = request.path[3:] if language_of_address(request.path_info) else "/"
    rest += query
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "canonical": f"{settings.SITE_URL}/{language}{rest}",
        "alternates": [(code, f"{settings.SITE_URL}/{code}{rest}") for code in portal_languages()],
        "default": f"{settings.SITE_URL}/" if rest == "/" else f"{settings.SITE_URL}/{settings.LANGUAGE_CODE}{rest}",
        "locale": LOCALES.get(language, language),
        "card": f"{settings.SITE_URL}{static('portal/card.png')}",
    }


def help_lines() -> list[dict[str, str]]:
    """Free numbers in danger; sources in docs/decisions and on the emergency page."""
    return [
        {"number": "112", "href": "tel:112", "label": _("ambulance, fire brigade, police")},
        {"number": "116 111", "href": "tel:116111", "label": _("helpline for children and young people")},
        {"number": "800 120 002", "href": "tel:800120002", "label": _("Blue Line: violence at home")},
        {"number": "116 123", "href": "tel:116123", "label": _("helpline for adults in a crisis")},
        {"number": "+48 22 628 01 20", "href": "tel:+48226280120", "label": _("forced labour and human trafficking")},
    ]


@cache
def _places(_language: str) -> list[dict[str, Any]]:
    places: list[tuple[str, str, str, str | tuple[str, ...]]] = [
        ("portal:guide:index", _("What do I need to do?"), _("What to do"), ("portal:guide:", "portal:services:")),
        ("portal:centres:list", _("Who can help me?"), _("Who helps"), "portal:centres:"),
        ("portal:booking:start", _("When?"), _("When"), "portal:booking:"),
    ]
    return [{"url": reverse(name), "label": label, "short": short, "parts": parts} for name, label, short, parts in places]


def _links() -> list[dict[str, str]]:
    links = []
    for name, label in (
        ("portal:booking:find", _("See, move or cancel a booking")),
        ("portal:numbers:year", _("The network in numbers")),
        ("portal:privacy", _("Privacy: we do not track you")),
        ("portal:accessibility", _("Accessibility statement")),
        ("account_login", _("For staff")),
    ):
        try:
            links.append({"url": reverse(name), "label": label})
        except NoReverseMatch:  # a place that this installation does not have
            continue
    return links
