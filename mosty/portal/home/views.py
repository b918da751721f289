"""The first page: choose a language; then the home page with three doors and the nearest centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from mosty.directory.queries import places
from mosty.portal.cache import fresh_until, keep_out, public_page
from mosty.portal.frame import language_links
from mosty.portal.home.today import centre_of_day, network_today
from mosty.portal.near import near_value, read_near
from mosty.ui.language import wished_languages
from mosty.ui.screens import reads, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOWN_COOKIE = "town"
TOWN_AGE = 180 * 24 * 60 * 60  # seconds


@reads
def choose_language(request: HttpRequest) -> HttpResponse:
    """Ten languages in their own scripts, those the browser asks for first. Nobody is sent anywhere."""
    wished = wished_languages(request)
    links = sorted(language_links(request), key=lambda link: wished.index(link["code"]) if link["code"] in wished else len(wished))
    answer = screen(
        request,
        "portal/home/choose_language.html",
        {
            "headline": _("Choose your language"),
            "summary": _("Free help for foreigners in the Wielkopolska region, in ten languages."),
            "links": [{**link, "promise": _promise(link["code"])} for link in links],
        },
    )
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


@public_page(seconds=30, keys=("town",), cookies=(TOWN_COOKIE,))
@reads
def home(request: HttpRequest) -> HttpResponse:
    """Three doors, and the centre nearest to the town that was chosen (`?town=`, remembered in a cookie only then)."""
    asked, remembered = request.GET.get("town", ""), request.COOKIES.get(TOWN_COOKIE, "")
    centres = places.listed()
    towns = places.towns() if asked.strip() or remembered else []
    chosen = read_near(asked, towns, centres)
    near = chosen or read_near(remembered, towns, centres)
    network = network_today(centres, near)
    answer = screen(
        request,
        "portal/home/home.html",
        {
            "headline": _("Good day. How can we help?"),
            "summary": _("Information and free help in your language. You need no account and no surname."),
            "near": near,
            "near_value": near_value(near, ""),
            "unknown_town": bool(asked.strip()) and chosen is None,
            "day": centre_of_day(network),
            "network": network.cards,
            "more_count": network.more_count,
            "book_url": reverse("portal:booking:start"),
            "search_url": reverse("portal:search:find"),
            "suggest_url": reverse("portal:search:suggest"),
        },
    )
    fresh_until(answer, network.changes_at)
    if chosen and not chosen.is_device and chosen.key != remembered:
        answer.set_cookie(TOWN_COOKIE, chosen.key, max_age=TOWN_AGE, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
    if (near is None and (asked.strip() or remembered)) or (near and near.is_device):
        keep_out(answer)
    return answer


def _promise(language: str) -> str:
    """What waits behind the link, in that link's own language."""
    with translation.override(language):
        return _("Information and free help in your language. You need no account and no surname.")
