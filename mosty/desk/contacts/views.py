"""Short questions: counted, put right, taken back, given to a person."""

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.appointments.actions.whose import attach_visit
from mosty.casework.access import get_visit
from mosty.casework.actions import visits
from mosty.casework.enums import LATE_DAYS
from mosty.casework.queries import nameless_visits
from mosty.clients.access import get_client
from mosty.core.audit.read import has_done
from mosty.core.errors import Missing, Refusal
from mosty.desk.clients.choosing import Choosing
from mosty.desk.contacts.card import card, described
from mosty.desk.contacts.forms import ContactForm
from mosty.desk.frame import centre_of
from mosty.desk.notes.keeping import uuid
from mosty.desk.undo.address import undo_of
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import done, refusals_on, screen, writes

CARD = "desk/contacts/_card.html"


@writes
def new(request):
    """Count one. htmx gets an empty card that says so; without a script the next page is Today."""
    centre = centre_of(request, Right.CONTACT_COUNT)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            visit = visits.count_contact(centre=centre, by=request.user, **form.cleaned_data)
            if not request.htmx:
                return done(request, _("Counted."), to=reverse("desk:today:show") + "#contact")
            answer = screen(request, CARD, card(request, centre, counted=visit))
            answer.headers["HX-Trigger"] = "day-changed"
            return answer
    return screen(request, "desk/contacts/new.html", card(request, centre, form), part=CARD)


@writes
def change(request, pk):
    visit = get_visit(request.user, pk, right=Right.CONTACT_COUNT)
    if not visit.is_quick:
        raise Http404
    initial = {"topics": visit.topics, "channel": visit.channel, "party_size": visit.party_size, "citizenship": visit.citizenship}
    form = ContactForm(request.POST or None, initial=initial | _language(visit.language))
    del form.fields["submission"]
    if form.is_valid():
        with refusals_on(form):
            visits.change_contact(visit, by=request.user, **form.cleaned_data)
            return done(request, _("Changed. It is still one contact."), to=reverse("desk:today:show"))
    return screen(request, "desk/contacts/change.html", {"form": form, "visit": visit})


@writes
def undo(request, pk):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        visit = get_visit(request.user, pk, right=Right.CONTACT_COUNT)
    except Missing:
        if not has_done(request.user.pk, "contact.undone", "casework.visit", pk):
            raise
        return done(request, _("Taken back: it is no longer counted."), to=reverse("desk:today:show"))  # pressed twice
    if not visit.is_quick:
        raise Http404
    try:
        visits.undo_contact(visit, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect(reverse("desk:today:show"), status=303)
    return done(request, _("Taken back: it is no longer counted."), to=reverse("desk:today:show"))


@writes
def attach(request, pk):
    """Say whose contact it was; it stays one contact."""
    visit = get_visit(request.user, pk, right=Right.CLIENT_READ)
    choosing = Choosing(request)
    form = choosing.form
    if request.method == "POST" and choosing.is_choice and form.is_valid():
        with refusals_on(form):
            client = get_client(request.user, form.cleaned_data["client"])
            attach_visit(visit, client, by=request.user)
            return _attached(request, visit, client)
    visit.can_undo = False
    return screen(request, "desk/contacts/attach.html", {"visit": described(visit), "choosing": choosing, "form": form})


@writes
def of_person(request, pk):
    """Contacts of the last weeks that belong to nobody yet: which of them was this person's?"""
    client = get_client(request.user, pk)
    centre = client.centre
    access.demand(request.user, Right.CONTACT_COUNT, organization=centre.organization_id, centre=centre.pk)
    wanted = uuid(request.POST.get("visit")) if request.method == "POST" else None
    if wanted:
        visit = get_visit(request.user, wanted)
        try:
            attach_visit(visit, client, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
            return HttpResponseRedirect(request.path, status=303)
        return _attached(request, visit, client)
    page = page_of(request, nameless_visits(request.user, centre), per=25)
    lines = [described(visit) | {"talked_with": visit.talked_with, "is_quick": visit.is_quick} for visit in page.object_list]
    return screen(request, "desk/contacts/of_person.html", {"client": client, "page": page, "lines": lines, "days": LATE_DAYS})


def _attached(request, visit, client):
    sentence = _("It belongs to the person now, and is still one contact.")
    return done(request, sentence, to=reverse("desk:clients:show", args=[client.pk]), undo=undo_of(request.user, visit))


def _language(code):
    common = {value for value, _label in ContactForm().fields["language"].choices}
    return {"language": code} if code in common else {"other_language": code}
