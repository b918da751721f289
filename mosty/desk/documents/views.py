"""Files and scans of a person. Names of people and of files stand in no address, title or header."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.casework.access import get_encounter
from mosty.casework.access.documents import can_change_document, get_document, get_own_document
from mosty.casework.access.notes import written_classes
from mosty.casework.actions.documents import About, change_document, put_in, remove_document
from mosty.casework.enums.documents import MOST_AT_ONCE, DocumentKind, ScanState
from mosty.casework.queries import documents as queries
from mosty.clients.access import get_client
from mosty.core import filetypes, scanning
from mosty.core.dates import day_words
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.desk.clients.page import head
from mosty.desk.documents import words
from mosty.desk.documents.forms import ChangeForm, PutInForm, RemoveForm
from mosty.desk.documents.uploading import TOO_LARGE
from mosty.desk.notes.box import readers_in_words
from mosty.ui.screens import acts, done, reads, refuse_on, screen, writes

# Pictures are shown in a page that may do nothing. Viewers of PDF do not start in a sandbox; the rest holds for them too.
NOTHING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
PICTURE_POLICY = f"{NOTHING}; img-src 'self' data:; sandbox"
PDF_POLICY = f"{NOTHING}; object-src 'self'"
STATUS = {"lost": 410}


@acts
def list(request, pk):
    """The files of a person, and the form for more: each of them is judged alone."""
    client = get_client(request.user, pk)
    if request.method != "POST" and client.merged_into_id:
        return HttpResponseRedirect(reverse("desk:clients:show", args=[pk]))
    classes = written_classes(request.user, client)
    if request.method == "POST" and not classes:
        raise PermissionDenied
    initial = {
        "note_class": classes[0] if len(classes) == 1 else "",
        "encounter": _encounter(request, client, request.GET.get("encounter")),
    }
    form = (
        PutInForm(request.POST, request.FILES, classes=classes) if request.method == "POST" else PutInForm(classes=classes, initial=initial)
    )
    refused = []
    if form.is_bound and form.is_valid():
        kept, refused = _put_in(request, client, form)
        if kept and not refused and not form.errors:
            return done(request, _kept(kept), to=reverse("desk:documents:list", args=[client.pk]))
        if kept:
            messages.success(request, _kept(kept))
    return screen(request, "desk/documents/list.html", _page(request, client, form, classes, refused))


@writes
def show(request, pk):
    """One file: what is said of it, and the forms to put that right and to take it away."""
    row = get_document(request.user, pk)
    may_change = can_change_document(request.user, row)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    title, _name = queries.words_of(row)
    initial = {
        "kind": row.kind,
        "title": title,
        "expires_on": row.expires_on,
        "keep_until": row.keep_until,
        "seen": row.updated_at.isoformat(),
    }
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            change_document(row, by=request.user, **form.cleaned_data)
            return done(request, _("Saved."), to=reverse("desk:documents:show", args=[row.pk]))
        except Refusal as refusal:
            refuse_on(form, refusal)
            if refusal.code == "gone":
                raise Missing from None
            if refusal.code == "changed-meanwhile":
                row = get_document(request.user, pk)
                form.data = form.data.copy()
                form.data["seen"] = row.updated_at.isoformat()
    return screen(request, "desk/documents/show.html", _one(request, row, form, RemoveForm(), may_change))


@reads
def open(request, pk):
    """The file in the browser."""
    return _file(request, get_document(request.user, pk), "inline")


@reads
def download(request, pk):
    return _file(request, get_document(request.user, pk, how="export"), "attachment")


@writes
def remove(request, pk):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_own_document(request.user, pk)
    form = RemoveForm(request.POST)
    if form.is_valid():
        remove_document(row, reason=form.cleaned_data["reason"], by=request.user)
        return done(request, _("Taken away, and destroyed."), to=reverse("desk:documents:list", args=[row.client_id]))
    title, _name = queries.words_of(row)
    initial = {
        "kind": row.kind,
        "title": title,
        "expires_on": row.expires_on,
        "keep_until": row.keep_until,
        "seen": row.updated_at.isoformat(),
    }
    return screen(request, "desk/documents/show.html", _one(request, row, ChangeForm(initial=initial), form, True))


def _put_in(request, client, form):
    """Rows that were kept, and (name, why not) of the others. What is wrong with the words stops all of them."""
    given, kept = form.cleaned_data, []
    too_many = _("At most %(most)d files at once. Please send the others in a second go.") % {"most": MOST_AT_ONCE}
    too_large = filetypes.TOO_LARGE % {"most": words.most_megabytes()}
    refused = [(name, too_large if why == TOO_LARGE else too_many) for name, why in getattr(request, "left_out", [])]
    uploads = form.uploads()
    if not uploads and not refused:
        form.add_error("upload", _("Please choose a file, or take a picture."))
    encounter = _encounter_row(request, client, given["encounter"])
    about = About(given["kind"], given["note_class"], given["title"], given["expires_on"], encounter)
    for upload in uploads:
        try:
            row = put_in(client, about, data=upload.read(), name=upload.name, submission=given["submission"], by=request.user)
        except Refusal as refusal:
            if refusal.field or refusal.code in {"merged", "too-many", "no-room"}:
                refuse_on(form, refusal)
                break
            refused.append((upload.name, refusal.sentence))
            continue
        if row.scan == ScanState.INFECTED:
            refused.append((upload.name, queries.INFECTED))
            continue
        kept.append(row)
        same = queries.same_before(request.user, row)
        if same is not None:
            same_words = {"kind": DocumentKind(same.kind).label, "day": day_words(same.created_at, "plain")}
            messages.info(request, _("The same file stands here already: %(kind)s of %(day)s. You can take one of them away.") % same_words)
    return kept, refused


def _kept(rows):
    day = day_words(min(row.keep_until for row in rows), "plain")
    words = ngettext("The file is kept. It is destroyed on %(day)s.", "%(count)d files are kept. They are destroyed on %(day)s.", len(rows))
    return words % {"count": len(rows), "day": day}


def _page(request, client, form, classes, refused):
    chosen = str(form["note_class"].value() or "")
    return {
        **head(client, "desk:documents:list"),
        "rows": [words.line(one) for one in queries.documents_of(request.user, client)],
        "form": form,
        "refused": refused,
        "may_write": bool(classes) and not client.merged_into_id,
        "classes": [one | {"checked": one["kind"] == chosen} for one in readers_in_words(client, classes)],
        "is_scanned": scanning.is_on(),
        "most_megabytes": words.most_megabytes(),
        "most_files": MOST_AT_ONCE,
    }


def _one(request, row, form, remove_form, may_change):
    client = row.client
    one = queries.filed(row, client)
    return {
        **head(client, "desk:documents:list"),
        "one": words.line(one),
        "form": form,
        "remove_form": remove_form,
        "may_change": may_change,
        "readers": readers_in_words(client, [row.note_class])[0]["readers"],
        "last": queries.kept_at_most(row),
    }


def _file(request, row, disposition):
    try:
        content = queries.content_of(row)
    except Refusal as refusal:
        context = {"client": row.client, "row": row, "sentence": refusal.sentence}
        return screen(request, "desk/documents/closed.html", context, status=STATUS.get(refusal.code, 409))
    answer = HttpResponse(content, content_type=row.content_type)
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{queries.neutral_name(row)}"'
    answer.headers["Content-Security-Policy"] = PDF_POLICY if row.content_type == "application/pdf" else PICTURE_POLICY
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _encounter(request, client, text):
    row = _encounter_row(request, client, text)
    return row.pk if row else None


def _encounter_row(request, client, text):
    """The encounter that the files belong to; nothing when none is named, `Missing` when it is somebody else's."""
    try:
        pk = UUID(str(text)) if text else None
    except ValueError:
        return None
    if pk is None:
        return None
    row = get_encounter(request.user, pk)
    if row.client_id != client.pk:
        raise Missing
    return row
