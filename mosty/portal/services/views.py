"""What the network helps with: all services by topic, and one service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.appointments.queries.times import next_free_by_centre, soonest_free
from mosty.core.texts import told
from mosty.directory.enums import Topic
from mosty.directory.queries import places
from mosty.portal.cache import fresh_until, public_page
from mosty.portal.centres.cards import book_url, card
from mosty.portal.words import in_usual_order, own_names
from mosty.ui.lists import page_of
from mosty.ui.screens import reads, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 20


@public_page(seconds=60)
@reads
def list(request: HttpRequest) -> HttpResponse:
    """All services under their topics, in the order people ask."""
    by_topic: dict[str, Any] = {}
    for service in places.services():
        by_topic.setdefault(service.topic, []).append((service, told(service.names), told(service.summaries)))
    topics = [(topic.value, topic.label, by_topic[topic.value]) for topic in Topic if topic.value in by_topic]
    return screen(
        request,
        "portal/services/list.html",
        {
            "headline": _("What do you need help with?"),
            "summary": _("Everything the integration centres help foreigners with, free of charge."),
            "topics": topics,
        },
    )


@public_page(seconds=30, keys=("page",))
@reads
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: for whom, what to bring, how and where it is given, in which languages, when there is a free time."""
    service = places.service_by_slug(slug)
    if service is None:
        raise Http404
    giving = {place.centre_id: place for place in service.places.all()}
    page = page_of(request, [centre for centre in places.listed() if centre.pk in giving], per=PER_PAGE)
    centres = places.in_order(page.object_list)
    free = next_free_by_centre(service=service, centres=centres)
    reader = get_language() or "pl"
    where: Any = [
        {
            "card": card(centre, at, free=free),
            "place": giving[centre.pk],
            "note": told(giving[centre.pk].note),
            "languages": own_names(in_usual_order(giving[centre.pk].languages, reader)),
            "interpreted": own_names(in_usual_order(giving[centre.pk].interpreter_languages, reader)),
            "book_url": book_url(centre, service),
        }
        for at, centre in enumerate(centres, start=page.start_index())
    ]
    name, summary = told(service.names), told(service.summaries)
    answer = screen(
        request,
        "portal/services/detail.html",
        {
            "headline": name.text,
            "summary": summary.text or name.text,
            "service": service,
            "name": name,
            "about": summary,
            "topic": Topic(service.topic).label,
            "audience": told(service.audience),
            "papers": [told(paper) for paper in service.documents],
            "cost": told(service.cost),
            "where": where,
            "page": page,
            "can_book": bool(free) or soonest_free(service=service) is not None,
            "book_url": f"{reverse('portal:booking:times')}?service={service.slug}",
            "trail": [
                {"label": _("Start"), "url": reverse("portal:home")},
                {"label": _("What we help with"), "url": reverse("portal:services:list")},
                {"label": name.text, "url": ""},
            ],
        },
    )
    changes = [one["card"].opening.changes_at for one in where if one["card"].opening.changes_at]
    return fresh_until(answer, min(changes, default=None))
