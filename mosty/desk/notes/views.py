"""Writing a note, keeping it while it is typed, reading it with what it said before, putting it right."""

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.casework.access import get_encounter
from mosty.casework.access.notes import can_change_note, get_draft, get_note, needs_reason, written_classes
from mosty.casework.actions.drafts import discard_draft, keep_draft
from mosty.casework.actions.notes import NOT_YOURS, change_note, write_note
from mosty.casework.enums import CHANGE_DAYS
from mosty.casework.enums.notes import CONFIDENTIAL
from mosty.casework.queries.notes import versions_of, words_of_draft
from mosty.clients.access import get_client
from mosty.core.errors import PermissionDenied, Refusal
from mosty.desk.notes.box import readers_in_words
from mosty.desk.notes.forms import ChangeForm, NoteForm
from mosty.desk.notes.keeping import known, number, others, uuid
from mosty.desk.undo.address import undo_of
from mosty.ui.screens import done, reads, refuse_on, screen, writes


@writes
def new(request, pk):
    """A new note about a person; `?draft=` goes on with an unfinished one, `?encounter=` ties it to an encounter."""
    client, kinds = _about(request, pk)
    draft = _draft(request, client)
    initial = {"kind": kinds[0] if len(kinds) == 1 else "", "encounter": _encounter(request.GET.get("encounter"), request, client)}
    if draft:
        initial |= {"text": words_of_draft(draft), "kind": draft.kind, "draft": draft.pk, "version": draft.version}
        initial |= {"encounter": draft.encounter_id} if draft.encounter_id else {}
    form = NoteForm(request.POST or None, kinds=kinds, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            write_note(
                client,
                kind=given["kind"],
                text=given["text"],
                by=request.user,
                encounter=_encounter_row(given["encounter"], request, client),
                submission=given["submission"],
                draft=given["draft"],
            )
            return done(request, _("The note is written."), to=reverse("desk:clients:show", args=[client.pk]))
        except Refusal as refusal:
            if refusal.code == "already-counted":
                messages.info(request, refusal.sentence)
                return HttpResponseRedirect(reverse("desk:clients:show", args=[client.pk]), status=303)
            refuse_on(form, refusal)
    return screen(request, "desk/notes/new.html", _typing(request, client, form))


@writes
def keep(request, pk):
    """Keep what is being typed (a piece of the page for the script; without one the button "Keep for later")."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    client, kinds = _about(request, pk)
    posted, sentence, draft = request.POST, "", None
    try:
        draft = keep_draft(
            client,
            text=posted.get("text", ""),
            kind=posted.get("kind", ""),
            by=request.user,
            draft=uuid(posted.get("draft")),
            version=number(posted.get("version")),
            encounter=_encounter_row(uuid(posted.get("encounter")), request, client),
        )
    except Refusal as refusal:
        sentence = refusal.sentence
    if request.htmx:
        return screen(
            request,
            "desk/notes/_draft.html",
            {"client": client, "draft": known(draft, posted), "sentence": sentence, **others(request, client, draft)},
        )
    if sentence:
        form = NoteForm(posted, kinds=kinds)
        form.add_error("text", sentence)
        return screen(request, "desk/notes/new.html", _typing(request, client, form))
    return done(request, _("Kept for later; only you see it."), to=reverse("desk:clients:show", args=[client.pk]))


@writes
def discard(request, pk):
    """Throw an unfinished note of one's own away."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    client, _kinds = _about(request, pk)
    wanted, undo = uuid(request.POST.get("draft")), ""
    if wanted:
        draft = get_draft(request.user, wanted)
        discard_draft(draft)
        draft.pk = wanted  # Django forgets it when a row is deleted
        undo = undo_of(request.user, draft)
    return done(request, _("The unfinished note is thrown away."), to=reverse("desk:clients:show", args=[client.pk]), undo=undo)


@reads
def show(request, pk):
    note = get_note(request.user, pk)
    versions = versions_of(note)
    context = {
        "note": note,
        "client": note.client,
        "newest": versions[0],
        "earlier": versions[1:],
        "readers": readers_in_words(note.client, [note.kind])[0]["readers"],
        "is_confidential": note.kind in CONFIDENTIAL,
        "may_change": can_change_note(request.user, note),
        "is_late": needs_reason(note),
        "change_days": CHANGE_DAYS,
    }
    return screen(request, "desk/notes/show.html", context)


@writes
def change(request, pk):
    """Put an own note right; after a week with a reason."""
    note = get_note(request.user, pk)
    if not can_change_note(request.user, note):
        return screen(request, "desk/notes/closed.html", {"note": note, "sentence": NOT_YOURS})
    version, words = versions_of(note)[0]
    is_late = needs_reason(note)
    form = ChangeForm(request.POST or None, is_correction=is_late, initial={"text": words, "seen": version.number})
    meanwhile = ""
    if form.is_valid():
        try:
            change_note(note, by=request.user, **form.cleaned_data)
            return done(request, _("The note is put right."), to=reverse("desk:notes:show", args=[note.pk]))
        except Refusal as refusal:
            refuse_on(form, refusal)
            if refusal.code == "changed-meanwhile":
                meanwhile = refusal.details["text"]
                form.data = form.data.copy()
                form.data["seen"] = refusal.details["seen"]
    context = {"note": note, "client": note.client, "form": form, "is_late": is_late, "meanwhile": meanwhile}
    return screen(request, "desk/notes/change.html", context)


def _about(request, pk):
    client = get_client(request.user, pk)
    kinds = written_classes(request.user, client)
    if not kinds:
        raise PermissionDenied
    return client, kinds


def _typing(request, client, form):
    """What the page of a note that is being written shows."""
    chosen = str(form["kind"].value() or "")
    classes = readers_in_words(client, [kind for kind, _label in form.fields["kind"].choices])
    draft = (
        known(None, request.POST)
        if request.method == "POST"
        else {"pk": form.initial.get("draft"), "version": form.initial.get("version"), "at": None}
    )
    return {
        "client": client,
        "form": form,
        "classes": [one | {"checked": one["kind"] == chosen} for one in classes],
        "draft": draft,
        "sentence": "",
        **others(request, client, draft),
    }


def _draft(request, client):
    pk = uuid(request.GET.get("draft"))
    if request.method != "GET" or pk is None:
        return None
    draft = get_draft(request.user, pk)
    if draft.client_id != client.pk:
        raise Http404
    return draft


def _encounter(text, request, client):
    row = _encounter_row(uuid(text), request, client)
    return row.pk if row else None


def _encounter_row(pk, request, client):
    if pk is None:
        return None
    row = get_encounter(request.user, pk)
    if row.client_id != client.pk:
        raise Http404
    return row
