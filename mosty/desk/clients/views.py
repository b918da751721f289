"""People: search first, then the file. A name never stands in an address or a title."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.casework.access import can_record
from mosty.clients.access import can_write, get_client
from mosty.clients.actions import change_client, open_client
from mosty.clients.queries import SHOWN, find_clients, latest_clients
from mosty.desk.clients.forms import PersonForm
from mosty.desk.clients.timeline import timeline
from mosty.desk.frame import centre_of
from mosty.directory import access
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@reads
def list(request):
    """Search first; under it the files one has opened oneself."""
    centre = centre_of(request, Right.CLIENT_READ)
    return screen(
        request, "desk/clients/list.html", {"centre": centre, "latest": latest_clients(request.user), "may_write": _may_open(request)}
    )


@writes
def search(request):
    """Results of a search. By POST, so that the name stays out of addresses, logs and the history of the browser."""
    centre = centre_of(request, Right.CLIENT_READ)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:clients:list"))
    text = request.POST.get("q", "")[:200]
    context = {"centre": centre, "text": text, "found": find_clients(request.user, text), "limit": SHOWN, "may_write": _may_open(request)}
    return screen(request, "desk/clients/search.html", context)


@writes
def new(request):
    centre = centre_of(request, Right.CLIENT_WRITE)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            client = open_client(centre=centre, by=request.user, **form.values())
            return done(request, _("The file is open."), to=reverse("desk:clients:show", args=[client.pk]))
    return screen(request, "desk/clients/new.html", {"form": form, "centre": centre})


@reads
def show(request, pk):
    client = get_client(request.user, pk)
    context = {
        "client": client,
        "entries": timeline(request.user, client),
        "may_write": can_write(request.user, client),
        "may_record": can_record(request.user, client.centre),
        "reads_notes": access.can(request.user, Right.ENCOUNTER_READ, organization=client.organization_id, centre=client.centre_id),
        "reads_looks": access.can(request.user, Right.LOOKS_READ, organization=client.organization_id, centre=client.centre_id),
    }
    return screen(request, "desk/clients/show.html", context)


@writes
def change(request, pk):
    client = get_client(request.user, pk, right=Right.CLIENT_WRITE)
    form = PersonForm(request.POST or None, client=client)
    if form.is_valid():
        with refusals_on(form):
            change_client(client, by=request.user, **form.values())
            return done(request, _("The file is changed."), to=reverse("desk:clients:show", args=[client.pk]))
    return screen(request, "desk/clients/change.html", {"form": form, "client": client})


def _may_open(request):
    return Right.CLIENT_WRITE in access.rights(request.user)
