"""Encounters: writing one down (from a booking, a walk-in, for a person, out of the blue), reading it, putting it right."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from mosty.accounts.enums import Right
from mosty.appointments.access import get_appointment
from mosty.appointments.actions.reception import fulfil
from mosty.appointments.enums import AppointmentState
from mosty.appointments.queries.days import appointment_of_visit
from mosty.casework.access import can_change, can_record, get_encounter, get_visit
from mosty.casework.access.notes import classes_at, written_classes
from mosty.casework.access.plans import reads_plans
from mosty.casework.actions.encounters import TOO_LATE_ENCOUNTER, Given, change_encounter, record_encounter
from mosty.casework.actions.notes import write_note
from mosty.casework.actions.visits import open_visit
from mosty.casework.enums import CHANGE_DAYS, Outcome
from mosty.casework.enums.notes import NoteClass
from mosty.casework.queries import deliveries_of, last_by, services_given
from mosty.casework.queries.notes import notes_at
from mosty.casework.queries.plans import needs_of
from mosty.clients.access import get_client, works_with
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.texts import told
from mosty.desk.encounters.forms import EncounterForm
from mosty.desk.encounters.person import Whose
from mosty.desk.encounters.source import Source
from mosty.desk.frame import centre_of
from mosty.desk.notes.box import readers_in_words
from mosty.desk.notes.keeping import known, uuid
from mosty.desk.receiving.views import home_of
from mosty.directory import access
from mosty.ui.screens import done, reads, refusals_on, screen, writes

# boxes of the form that stay as they were written
UNCHANGED = ("channel", "mode", "language", "interpreting", "kind", "who", "on", "started_at", "ended_at", "draft", "submission")
NEEDS_PERSON = _lazy("Such a note belongs to a person. Please say whose conversation it was, or let the team read it.")


@writes
def new(request):
    """The form; `look` is the button (or the mark) that only finds a person: nothing is checked yet, nothing typed is lost."""
    source = _source(request)
    if source.client is not None and source.client.merged_into_id:
        return _kept(request, source.client)
    if source.is_over:
        return _already(request)
    is_looking = request.method == "POST" and "look" in request.POST
    whose = Whose(request, source, is_looking=is_looking)
    form = _form(request, source, whose, is_looking=is_looking)
    if form.is_valid() and _is_person_clear(form, whose):
        try:
            with refusals_on(_both(form, whose.form) if whose.is_new else form):
                _record(request, source, form, whose)
                return done(request, _("Written down."), to=_back(request, source))
        except AlreadyOver:
            return _already(request)
    context = {
        "form": form,
        "whose": whose,
        "source": source,
        "classes": _classes(request, source, whose, form),
        "draft": known(None, request.POST) if whose.client is not None else None,
        "is_looking": is_looking,
        "centre_name": told(source.centre.names) or source.centre.name,
    }
    return screen(request, "desk/encounters/new.html", context, part="desk/encounters/_form.html")


@reads
def show(request, pk):
    """One encounter, whole."""
    encounter = get_encounter(request.user, pk)
    context = {
        "encounter": encounter,
        "deliveries": _lines(encounter),
        "booking": appointment_of_visit(request.user, encounter.visit_id),
        "reads_person": access.can(request.user, Right.CLIENT_READ, organization=encounter.organization_id, centre=encounter.centre_id),
        "may_change": can_change(request.user, encounter),
        "notes": notes_at(request.user, encounter),
        "writes_notes": bool(encounter.client and written_classes(request.user, encounter.client)),
        "may_attach": encounter.client is None
        and access.can(request.user, Right.CLIENT_READ, organization=encounter.organization_id, centre=encounter.centre_id),
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
    has_words = bool(encounter.note) or encounter.client is None  # else they are notes of the person, with their own page
    given = deliveries_of(encounter)
    services = services_given(encounter.centre)
    form = EncounterForm(
        request.POST or None,
        initial={"outcome": encounter.outcome, "note": encounter.note},
        services=services + [delivery.service for delivery in given if delivery.service not in services],
        zone=encounter.centre.time_zone,
        given=[Given(one.service, one.minutes, one.need, one.outcome) for one in given],
        needs=_needs(encounter.client, [one.need for one in given if one.need]),
        without=UNCHANGED if has_words else (*UNCHANGED, "note"),
    )
    if form.is_valid():
        with refusals_on(form):
            values = form.cleaned_data
            change_encounter(encounter, services=form.given(), outcome=values["outcome"], note=values.get("note", ""), by=request.user)
            return done(request, _("The encounter is changed."), to=reverse("desk:encounters:show", args=[encounter.pk]))
    centre_name = told(encounter.centre.names) or encounter.centre.name
    return screen(
        request, "desk/encounters/change.html", {"form": form, "encounter": encounter, "centre_name": centre_name, "source": None}
    )


class AlreadyOver(Exception):
    """The form was sent twice."""


def _lines(encounter):
    """What was given, in words. The need stands there for whoever reads the encounter: they read needs too."""
    return [
        {
            "name": told(one.service.names),
            "minutes": one.minutes,
            "need": one.need.words if one.need else "",
            "outcome": str(Outcome(one.outcome).label) if one.outcome else "",
        }
        for one in deliveries_of(encounter)
    ]


def _form(request, source, whose, *, is_looking):
    last = last_by(request.user, source.centre)
    typed = request.POST if request.method == "POST" and not is_looking else None
    initial = source.initial(last) | {"kind": NoteClass.CASEWORK}
    if whose.client is not None and whose.client.language and source.asks_person and "language" not in request.POST:
        initial["language"] = whose.client.language
    form = EncounterForm(
        typed,
        initial=initial,
        services=services_given(source.centre),
        zone=source.centre.time_zone,
        day=source.day,
        given=() if is_looking else source.chosen(last),
        needs=_needs(whose.client) if whose.client and reads_plans(request.user, whose.client) else (),
        kinds=_kinds(request.user, source, whose),
        without=source.hidden_fields,
    )
    if is_looking:
        form.initial |= {name: request.POST[name] for name in form.fields if name in request.POST}
    return form


def _needs(client, also=()):
    """Open needs of the person, and those that a service answered already."""
    if client is None:
        return []
    still, ended = needs_of(client)
    return [*still, *(need for need in ended if need in also)]


def _kinds(user, source, whose):
    """Classes of notes to choose from: those the user writes about this person, or, before the person is known, at this centre."""
    if whose.client is not None:
        return written_classes(user, whose.client)
    return classes_at(user, source.centre)


def _classes(request, source, whose, form):
    """The classes with who reads them, for under the box."""
    kinds = [kind for kind, _label in form.fields["kind"].choices]
    place = whose.client or source.centre
    chosen = str(form["kind"].value() or "")
    return [one | {"checked": one["kind"] == chosen} for one in readers_in_words(place, kinds)]


def _is_person_clear(form, whose):
    """Is it clear whose conversation it was? Files that may be meant are shown before a new one is opened."""
    if whose.is_new:
        if why := whose.refusal():
            form.add_error("who", why)
            return False
        return whose.form.is_valid() and not whose.candidates_stand_in_the_way()
    if whose.client is None and form.cleaned_data["note"] and form.cleaned_data["kind"] not in {"", NoteClass.CASEWORK}:
        form.add_error("kind", NEEDS_PERSON)
        return False
    return True


def _record(request, source, form, whose):
    """Open the file if it is a new one, then the encounter, then its note: together or not at all."""
    given, by = form.cleaned_data, request.user
    client = whose.open_file() if whose.is_new else whose.client
    kinds = written_classes(by, client) if client is not None else []
    is_note = bool(given["note"] and kinds)  # without a person, or for a guest on duty, the words stand in the encounter itself
    told_to = {"services": form.given(), "outcome": given["outcome"], "language": given["language"]}
    told_to |= form.times() | {"note": "" if is_note else given["note"]}
    try:
        encounter = _recorded(source, given, client, by, told_to)
    except Refusal as refusal:
        if refusal.code in {"visit-closed", "not-open"}:
            raise AlreadyOver from refusal
        raise
    if is_note:
        kind = given["kind"] or (NoteClass.CASEWORK if NoteClass.CASEWORK in kinds else kinds[0])
        try:
            write_note(client, kind=kind, text=given["note"], by=by, encounter=encounter, draft=given.get("draft"))
        except Refusal as refusal:
            raise Refusal(refusal.code, sentence=refusal.sentence, field="note" if refusal.field == "text" else refusal.field) from None
    return encounter


def _recorded(source, given, client, by, told_to):
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
    return record_encounter(visit=visit, worker=by, by=by, client=client, interpreting=given["interpreting"], mode=given["mode"], **told_to)


def _back(request, source):
    """To the file that one came from, else to where one works."""
    is_of_file = source.client is not None and source.appointment is None and source.visit is None
    return reverse("desk:clients:show", args=[source.client.pk]) if is_of_file else home_of(request)


def _kept(request, client):
    """The file went into another one: the encounter is written down for that one."""
    messages.info(request, _("File no. %(number)d was put together with this one.") % {"number": client.number})
    return HttpResponseRedirect(f"{reverse('desk:encounters:new')}?client={client.merged_into_id}", status=303)


def _source(request):
    """What the encounter comes from; the rows are loaded with the right to write it down."""
    asked = {name: _uuid(request.GET[name]) for name in ("appointment", "visit", "client") if name in request.GET}
    if "appointment" in asked:
        appointment = get_appointment(request.user, asked["appointment"], right=Right.APPOINTMENT_RECEIVE)
        is_own = appointment.provider.user_id == request.user.pk
        is_masked = appointment.client is not None and not works_with(request.user, appointment.client)
        if not is_own and (is_masked or not can_record(request.user, appointment.centre)):
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
        if visit.client is not None and not works_with(request.user, visit.client):
            raise PermissionDenied  # a hidden file: only who works with the person goes on with it
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


def _uuid(text):
    pk = uuid(text)
    if pk is None:
        raise Http404
    return pk
