"""One box over the guide, the help, the centres and the official words. A search is nobody's: neither kept nor cached."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.core.texts import Told
from mosty.guide.queries.ledger import machine_labels
from mosty.guide.queries.names import now_called
from mosty.portal.frame import help_lines
from mosty.portal.guide.quiet import guarded
from mosty.portal.search.centres import centres_near, near_typed
from mosty.portal.search.shown import shown_result, shown_term
from mosty.search import queries
from mosty.search.enums import Kind
from mosty.ui.screens import reads, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mosty.search.queries import Found

MOST_RESULTS = 20
DANGERS = {"emergency", "domestic-violence", "trafficking"}  # slugs of articles for whose readers the numbers stand first


@reads
def find(request: HttpRequest) -> HttpResponse:
    """Results of `?q=`, grouped by the language they are in; without any, what is near, the nearest centre (`?near=`) and whom to ask.

    Who looks for help against violence or trafficking sees the numbers for danger first, and leaves nothing behind."""
    typed = request.GET.get("q", "")
    language = _language()
    found = queries.find(typed, language, MOST_RESULTS)
    is_missed = bool(typed.strip()) and not found and not found.has_only_small_words
    if is_missed:
        request.missed_words = (found.known_words, language)  # type: ignore[attr-defined] # counted after the answer: MissedWords
    dangers = DANGERS | set(now_called(DANGERS).values()) if found else DANGERS
    is_danger = any(result.key in dangers for result in found.best())
    machine = machine_labels(result.key for result in found.results if result.kind == Kind.ARTICLE)
    results = [shown_result(result, machine) for result in found.results]
    answer = screen(
        request,
        "portal/search/find.html",
        {
            "headline": _("Search"),
            "summary": _("Search in the guide, in the free help and in the centres."),
            "here": reverse("portal:search:find"),
            "suggest_url": reverse("portal:search:suggest"),
            "typed": found.text,
            "near_typed": near_typed(request),
            "danger": help_lines() if is_danger else [],
            "exit_url": settings.QUICK_EXIT_URL if found.is_sensitive else "",
            "groups": [
                {"is_readers": is_readers, "results": list(group)}
                for is_readers, group in groupby(results, key=lambda result: result.title.is_readers)
            ],
            "count": len(results),
            "terms": [shown_term(term) for term in found.terms[:1]],
            "topics": [shown_result(topic) for topic in found.topics],
            "sentence": _sentence(typed, found),
            "is_unsure": found.is_unsure,
            "near": [
                {"word": Told(near.word, near.language, near.language == language), "url": f"?{urlencode({'q': near.word})}"}
                for near in found.near
            ],
            "centres": centres_near(request) if is_missed else [],
            "ways": _ways(),
        },
        part="portal/search/_found.html",
    )
    return _kept_by_nobody(guarded(answer, is_sensitive=found.is_sensitive))


@reads
def suggest(request: HttpRequest) -> HttpResponse:
    """The list under the box while somebody types; a page of its own says nothing more."""
    suggestions = [shown_result(result) for result in queries.suggest(request.GET.get("q", ""), _language())]
    return _kept_by_nobody(screen(request, "portal/search/_suggestions.html", {"suggestions": suggestions}))


def _sentence(typed: str, found: Found) -> str:
    if found:
        return ""
    if found.has_only_small_words:
        return _("These words are too common to search by. Please add one that names your matter, for instance school or doctor.")
    if typed.strip() and not found.text:
        return _("We could not read this. Please type words.")
    if found.text:
        return _("We found nothing for these words.")
    return ""


def _ways() -> list[dict[str, Any]]:
    return [
        {"url": reverse("portal:guide:page", args=["where-to-ask"]), "label": _("Where to ask and who can help")},
        {"url": f"{reverse('portal:booking:times')}?service=first-conversation", "label": _("Book a first conversation, free of charge")},
        {"url": reverse("portal:centres:list"), "label": _("All centres, with hours and phone numbers")},
    ]


def _kept_by_nobody(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
