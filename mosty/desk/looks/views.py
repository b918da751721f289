"""The log of looks. It names rows only by number: it must not become a second way to the data."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from mosty.accounts.enums import Right
from mosty.casework.queries.looked import rows_about
from mosty.clients.access import get_watched
from mosty.core import time
from mosty.core.audit import read
from mosty.core.errors import Missing
from mosty.desk.looks.forms import day_of, uuid_of
from mosty.desk.looks.words import HOW, role_words, what
from mosty.desk.words import place_name
from mosty.directory import access
from mosty.paper.press import PressFault
from mosty.paper.queries.registers import moment, register_pdf
from mosty.ui.lists import page_of
from mosty.ui.screens import reads, screen

MOST_PRINTED = 500  # on one page
MOST_ON_PAPER = 5000


@reads
def list_(request):
    access.demand_somewhere(request.user, Right.LOOKS_READ)
    scope = access.scope(request.user, Right.LOOKS_READ)
    people = list(access.colleagues(request.user, Right.LOOKS_READ))
    asked = {name: request.GET.get(name, "") for name in ("who", "day", "how", "about")}
    rows = read.looks(
        organizations=scope.organizations,
        centres=scope.centres,
        people=[person.pk for person in people],
        who=uuid_of(asked["who"]),
        day=day_of(asked["day"]),
        how=asked["how"],
        about=uuid_of(asked["about"]),
    )
    page = page_of(request, rows)
    places = {centre.pk: place_name(centre) for centre in access.visible_centres(request.user, Right.LOOKS_READ)}
    lines = [
        {
            "at": event.at,
            "who": event.actor.name,
            "how": HOW.get(event.how, event.how),
            "what": what(event.subject_type, event.count),
            "number": event.subject_ids[0][:8] if len(event.subject_ids) == 1 else "",
            "about": event.subject_ids[0] if len(event.subject_ids) == 1 else "",
            "place": places.get(event.centre, ""),
            "address": event.address,
        }
        for event in page.object_list
    ]
    context = {
        "page": page,
        "lines": lines,
        "people": [{"pk": str(person.pk), "name": person.name} for person in people],
        "ways": [{"key": key, "label": label} for key, label in HOW.items()],
        "asked": {"who": asked["who"], "day": asked["day"] if day_of(asked["day"]) else "", "how": asked["how"]},
        "about": asked["about"][:8] if uuid_of(asked["about"]) else "",
    }
    return screen(request, "desk/looks/list.html", context)


@reads
def file(request, pk):
    """Who looked at one person's file: to be printed and handed to the person. It says the number of the file, not the name."""
    client = get_watched(request.user, pk)
    page = page_of(request, read.looks_at(client.pk, client.organization_id, rows_about(client)), per=MOST_PRINTED)
    context = {
        "client": client,
        "page": page,
        "lines": _lines(client, page.object_list),
        "now": time.now(),
        "languages": settings.LANGUAGES,
        "language": client.language if client.language in dict(settings.LANGUAGES) else "pl",
    }
    return screen(request, "desk/looks/file.html", context)


@reads
def paper(request, pk):
    """The same as PDF for the person, in their language or the one asked for. Never kept on our disk."""
    client = get_watched(request.user, pk)
    language = request.GET.get("language") or client.language
    if "language" in request.GET and language not in dict(settings.LANGUAGES):
        raise Missing
    language = language if language in dict(settings.LANGUAGES) else "pl"
    events = list(read.looks_at(client.pk, client.organization_id, rows_about(client))[:MOST_ON_PAPER])
    with override(language):
        lines = [[moment(line["at"]), line["who"], line["role"], str(line["how"]), str(line["what"])] for line in _lines(client, events)]
        title = _("Who looked at this file")
        owners = [client.organization.name, _("File no. %(number)d") % {"number": client.number}]
        notices = [] if lines else [_("Nobody looked at this file yet.")]
        table = [[_("When"), _("Who"), _("Role"), _("How"), _("What")], *lines]
    try:
        body = register_pdf(title, owners, table, language=language, notices=notices)
    except PressFault:
        messages.error(request, _("The PDF could not be made. Please try again."))
        return HttpResponseRedirect(reverse("desk:looks:file", args=[client.pk]))
    answer = HttpResponse(body, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="looks.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _lines(client, events):
    roles = role_words(access.roles_of({event.actor_id for event in events}, client.organization_id))
    return [
        {
            "at": event.at,
            "who": event.actor.name,
            "role": roles.get(event.actor_id, ""),
            "how": HOW.get(event.how, event.how),
            "what": what(event.subject_type, 1),
        }
        for event in events
    ]
