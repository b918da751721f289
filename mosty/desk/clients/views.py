"""People: search first, then the file. A name never stands in an address or a title."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.appointments.queries.codes import appointments_by_code
from mosty.casework.access import can_record
from mosty.clients.access import can_write, find_file, get_client
from mosty.clients.actions import change_client, open_client
from mosty.clients.actions.details import save_details
from mosty.clients.actions.merging import tell_apart
from mosty.clients.enums import Verdict
from mosty.clients.queries import SHOWN, find_clients, latest_clients
from mosty.clients.queries.alike import alike
from mosty.clients.queries.file import note_phone
from mosty.desk.clients.forms import ChangeForm, NewPersonForm, typed
from mosty.desk.clients.page import head, matters
from mosty.desk.clients.timeline import timeline
from mosty.desk.frame import centre_of
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, refusals_on, screen, writes

SHOWN_ENTRIES = 40  # of the timeline on one page


@reads
def list(request):
    """Search first; under it the files one has opened oneself."""
    centre = centre_of(request, Right.CLIENT_READ)
    return screen(request, "desk/clients/list.html", {"centre": centre, "latest": latest_clients(request.user)})


@writes
def search(request):
    """Results of a search. By POST, so that the name stays out of addresses, logs and the history of the browser."""
    centre = centre_of(request, Right.CLIENT_READ)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:clients:list"))
    text = request.POST.get("q", "")[:200]
    found = find_clients(request.user, text)
    context = {
        "centre": centre,
        "text": text,
        "found": found,
        "bookings": appointments_by_code(request.user, text),
        "limit": SHOWN,
        "may_write": Right.CLIENT_WRITE in access.rights(request.user),
    }
    return screen(request, "desk/clients/search.html", context)


@writes
def new(request):
    """The form opens after a search, with what was typed there; files that may be the same person are shown before a new one is opened."""
    centre = centre_of(request, Right.CLIENT_WRITE)
    if request.method != "POST":
        messages.info(request, _("Please search first: perhaps the file exists already."))
        return HttpResponseRedirect(reverse("desk:clients:list"))
    if "begin" in request.POST:
        form = NewPersonForm(initial=typed(request.POST.get("q", "")[:200]))
        return screen(request, "desk/clients/new.html", {"form": form, "centre": centre, "alike": []})
    form, hits = NewPersonForm(request.POST), []
    if form.is_valid():
        hits = alike(request.user, form.person())
        if not {str(hit.client.pk) for hit in hits} - {*request.POST.getlist("apart")}:
            with refusals_on(form):
                client = open_client(centre=centre, by=request.user, **form.values())
                if form.details():
                    save_details(client, by=request.user, **form.details())
                for hit in hits:
                    if hit.client.organization_id == client.organization_id:
                        tell_apart(client, hit.client, verdict=Verdict.DIFFERENT, by=request.user)
                return done(request, _("The file is open."), to=reverse("desk:clients:show", args=[client.pk]))
            hits = []
    return screen(request, "desk/clients/new.html", {"form": form, "centre": centre, "alike": hits})


@reads
def show(request, pk):
    client = get_client(request.user, pk)
    return _moved(request, client) or _file(request, client)


@writes
def phone(request, pk):
    """The file with the phone of somebody who wants no calls, once; that it was shown is noted."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    client = get_client(request.user, pk)
    note_phone(client)
    return _moved(request, client) or _file(request, client, shows_phone=True)


@writes
def change(request, pk):
    client = get_client(request.user, pk, right=Right.CLIENT_WRITE)
    if request.method != "POST" and (away := _moved(request, client)):
        return away
    form = ChangeForm(request.POST or None, client=client)
    if form.is_valid():
        with refusals_on(form):
            change_client(client, by=request.user, **form.values())
            return done(request, _("The file is changed."), to=reverse("desk:clients:show", args=[client.pk]))
    return screen(request, "desk/clients/change.html", {"form": form, "client": client})


def _file(request, client, *, shows_phone=False):
    place = {"organization": client.organization_id, "centre": client.centre_id}
    context = {
        **head(client, "show"),
        **matters(request, client),
        "page": page_of(request, timeline(request.user, client), per=SHOWN_ENTRIES),
        "shows_phone": shows_phone,
        "may_write": can_write(request.user, client),
        "may_record": can_record(request.user, client.centre),
        "may_count": access.can(request.user, Right.CONTACT_COUNT, **place),
        "reads_notes": access.can(request.user, Right.ENCOUNTER_READ, **place),
        "reads_looks": access.can(request.user, Right.LOOKS_READ, **place),
    }
    return screen(request, "desk/clients/show.html", context)


def _moved(request, client):
    """The way to the file that this one went into; nothing when it stands for itself."""
    if not client.merged_into_id:
        return None
    kept = find_file(request.user, client.merged_into_id)
    messages.info(request, _("File no. %(number)d was put together with this one.") % {"number": client.number})
    return HttpResponseRedirect(reverse("desk:clients:show", args=[kept.pk]) if kept else reverse("desk:clients:list"))
