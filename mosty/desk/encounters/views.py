"""Encounters: writing one down (from a booking, a walk-in, for a person, out of the blue), reading it, putting it right."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.appointments.access import get_appointment
from mosty.appointments.actions.reception import fulfil
from mosty.appointments.enums import AppointmentState
from mosty.appointments.queries.days import appointment_of_visit
from mosty.casework.access import can_change, can_record, get_encounter, get_visit
from mosty.casework.actions.encounters import TOO_LATE_ENCOUNTER, change_encounter, record_encounter
from mosty.casework.actions.visits import open_visit
from mosty.casework.enums import CHANGE_DAYS
from mosty.casework.queries import deliveries_of, services_given
from mosty.clients.access import get_client
from mosty.clients.actions import open_client
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.texts import told
from mosty.desk.clients.choosing import Choosing
from mosty.desk.clients.forms import PersonForm
from mosty.desk.encounters.forms import EncounterForm
from mosty.desk.encounters.source import Source
from mosty.desk.frame import centre_of
from mosty.desk.receiving.views import home_of
from mosty.directory import access
from mosty.ui.screens import done, reads, refusals_on, screen, writes

# boxes of the form that stay as they were written
UNCHANGED = ("channel", "mode", "language", "interpreting", "who", "client", "on", "started_at", "ended_at", "submission")


@writes
def new(request):
    source = _source(request)
    if source.is_over:
        return _already(request)
    is_looking = "look" in request.POST  # the button that only finds a person: nothing is checked yet, nothing typed is lost
    typed = request.POST if request.method == "POST" and not is_looking else None
    form = EncounterForm(
        typed,
        initial=source.initial | _as_typed(request.POST if is_looking else {}),
        services=services_given(source.centre),
        zone=source.centre.time_zone,
        day=source.day,
        chosen=() if is_looking else source.chosen,
        without=source.hidden_fields,
    )
    who = "found" if is_looking else request.POST.get("who", "nobody")
    is_new = source.asks_person and who == "new"
    person = PersonForm(typed if is_new else None, prefix="new", initial=source.person | _as_typed(request.POST, prefix="new-"))
    choosing = Choosing(request, wanted=source.asks_person and who == "found")
    if form.is_valid() and (not is_new or person.is_valid()):
        try:
            with refusals_on(_both(form, person) if is_new else form):
                _record(request, source, form, person if is_new else None)
                return done(request, _("Written down."), to=home_of(request))
        except AlreadyOver:
            return _already(request)
    context = {
        "form": form,
        "person": person,
        "choosing": choosing,
        "source": source,
        "centre_name": told(source.centre.names) or source.centre.name,
    }
    return screen(request, "desk/encounters/new.html", context)


@reads
def show(request, pk):
    """One encounter, whole."""
    encounter = get_encounter(request.user, pk)
    context = {
        "encounter": encounter,
        "deliveries": [(told(delivery.service.names), delivery.minutes) for delivery in deliveries_of(encounter)],
        "booking": appointment_of_visit(request.user, encounter.visit_id),
        "reads_person": access.can(request.user, Right.CLIENT_READ, organization=encounter.organization_id, centre=encounter.centre_id),
        "may_change": can_change(request.user, encounter),
        "change_days": CHANGE_DAYS,
        "centre_name": told(encounter.centre.names) or encounter.centre.name,
    }
    return screen(request, "desk/encounters/show.html", context)


@writes
def change(request, pk):
    """Put an own encounter right: services, outcome, note."""
    encounter = get_encounter(request.user, pk, right=Right.ENCOUNTER_RECORD)
    if not can_change(request.user, encounter):
        return screen(request, "desk/encounters/closed.html", {"encounter": encounter, "sentence": TOO_LATE_ENCOUNTER})
    given = deliveries_of(encounter)
    services = services_given(encounter.centre)
    form = EncounterForm(
        request.POST or None,
        initial={"outcome": encounter.outcome, "note": encounter.note},
        services=services + [delivery.service for delivery in given if delivery.service not in services],
        zone=encounter.centre.time_zone,
        chosen=[delivery.service_id for delivery in given],
        minutes={delivery.service_id: delivery.minutes for delivery in given},
        without=UNCHANGED,
    )
    if form.is_valid():
        with refusals_on(form):
            values = form.cleaned_data
            change_encounter(encounter, services=form.given(), outcome=values["outcome"], note=values["note"], by=request.user)
            return done(request, _("The encounter is changed."), to=reverse("desk:encounters:show", args=[encounter.pk]))
    centre_name = told(encounter.centre.names) or encounter.centre.name
    return screen(request, "desk/encounters/change.html", {"form": form, "encounter": encounter, "centre_name": centre_name})


class AlreadyOver(Exception):
    """The form was sent twice."""


def _record(request, source, form, person):
    """Open the file if it is a new one, then the encounter: together or not at all."""
    given, by = form.cleaned_data, request.user
    client = source.client
    if given.get("who") == "found":
        client = get_client(by, given["client"])
    if person is not None:
        client = open_client(centre=source.centre, by=by, **person.values())
    told_to = {"services": form.given(), "outcome": given["outcome"], "note": given.get("note", ""), "language": given["language"]}
    told_to |= form.times()
    try:
        if source.appointment is not None:
            return fulfil(source.appointment, by=by, client=client, interpreting=given["interpreting"], **told_to)
        visit = source.visit or open_visit(
            centre=source.centre,
            channel=given["channel"],
            language=given["language"],
            by=by,
            submission=given["submission"],
            opened_at=told_to.get("started_at"),
        )
        return record_encounter(
            visit=visit, worker=by, by=by, client=client, interpreting=given["interpreting"], mode=given["mode"], **told_to
        )
    except Refusal as refusal:
        if refusal.code in {"visit-closed", "not-open"}:
            raise AlreadyOver from refusal
        raise


def _source(request):
    """What the encounter comes from; the rows are loaded with the right to write it down."""
    asked = {name: _uuid(request.GET[name]) for name in ("appointment", "visit", "client") if name in request.GET}
    if "appointment" in asked:
        appointment = get_appointment(request.user, asked["appointment"], right=Right.APPOINTMENT_RECEIVE)
        is_own = appointment.provider.user_id == request.user.pk
        if not is_own and not can_record(request.user, appointment.centre):
            raise PermissionDenied
        return Source(
            appointment.centre,
            appointment=appointment,
            client=appointment.client,
            is_over=appointment.state == AppointmentState.FULFILLED,
            asks_person=appointment.client is None and can_record(request.user, appointment.centre),
        )
    if "visit" in asked:
        visit = get_visit(request.user, asked["visit"], right=Right.ENCOUNTER_RECORD)
        return Source(visit.centre, visit=visit, client=visit.client, is_over=visit.closed_at is not None, asks_person=visit.client is None)
    if "client" in asked:
        client = get_client(request.user, asked["client"])
        if not can_record(request.user, client.centre):
            raise PermissionDenied
        return Source(client.centre, client=client)
    return Source(centre_of(request, Right.ENCOUNTER_RECORD), asks_person=True)


def _already(request):
    messages.info(request, _("This has been saved already; it is counted once."))
    return HttpResponseRedirect(home_of(request), status=303)


def _both(form, person):
    """Refusals about a new person belong to that person's boxes."""

    class Two:
        fields = person.fields

        @staticmethod
        def add_error(field, sentence):
            (person if field else form).add_error(field, sentence)

    return Two


def _as_typed(post, prefix=""):
    """What was typed, as initial values of a form that is not to be checked yet."""
    return {name.removeprefix(prefix): post[name] for name in post if name.startswith(prefix)}


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
