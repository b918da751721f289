"""The log of looks. It names rows only by number: it must not become a second way to the data."""

from mosty.accounts.enums import Right
from mosty.casework.queries.looked import rows_about
from mosty.clients.access import get_watched
from mosty.core import time
from mosty.core.audit import read
from mosty.desk.looks.forms import day_of, uuid_of
from mosty.desk.looks.words import HOW, role_words, what
from mosty.desk.words import place_name
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import reads, screen

MOST_PRINTED = 500  # on one page


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
    roles = role_words(access.roles_of({event.actor_id for event in page.object_list}, client.organization_id))
    lines = [
        {
            "at": event.at,
            "who": event.actor.name,
            "role": roles.get(event.actor_id, ""),
            "how": HOW.get(event.how, event.how),
            "what": what(event.subject_type, 1),
        }
        for event in page.object_list
    ]
    return screen(request, "desk/looks/file.html", {"client": client, "page": page, "lines": lines, "now": time.now()})
