"""Pages of the parts of a file. Each refusal stands by its box, and what was typed stays."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.clients.access import find_file, get_client, get_identifier
from mosty.clients.actions.contact import QUESTIONS, save_contact, save_languages
from mosty.clients.actions.details import save_details
from mosty.clients.queries import file
from mosty.clients.queries.identity import number_of
from mosty.core.errors import Refusal
from mosty.desk.clients import words
from mosty.desk.clients.choosing import Choosing
from mosty.desk.clients.page import head
from mosty.desk.clients.part_forms import ContactForm, DetailsForm, KeptDocumentForm, LanguagesForm
from mosty.desk.clients.parts import Documents
from mosty.desk.undo.address import undo_of
from mosty.ui.screens import done, screen, writes


def list_page(part):
    """The rows of a part, and a form for one more."""

    @writes
    def view(request, pk):
        client = _file(request, pk)
        if client is None:
            return _away(pk)
        here, kept = part(request, client), None
        form = _form(request, here.form, here.options(), {})
        if form.is_bound and form.is_valid():
            kept = _kept(request, form, lambda: here.save(None, by=request.user, **form.values()))
            if kept is True:
                return done(request, _("Saved."), to=_url(here.name, client))
        return screen(request, "desk/clients/part.html", _context(request, here, form, kept, row=None))

    return view


def row_page(part):
    """One row, to be put right or taken away."""

    @writes
    def view(request, pk, row):
        client = _file(request, pk)
        if client is None:
            return _away(pk)
        here, kept = part(request, client), None
        one = here.get(row)
        for name in ("remove", "finish"):
            if name in request.POST and hasattr(here, name):
                return _pressed(request, here, one, lambda name=name: getattr(here, name)(one, by=request.user))
        form_of = KeptDocumentForm if part is Documents and one.sealed else here.form
        form = _form(request, form_of, here.options(one), here.initial(one))
        if form.is_bound and form.is_valid():
            kept = _kept(request, form, lambda: here.save(one, by=request.user, **form.values()))
            if kept is True:
                return done(request, _("Saved."), to=_url(here.name, client))
        return screen(request, "desk/clients/part.html", _context(request, here, form, kept, row=one))

    return view


@writes
def number(request, pk, row):
    """The list of documents with one number shown, once; that it was shown is noted."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    client = _file(request, pk)
    if client is None:
        return _away(pk)
    here = Documents(request, client)
    shown = get_identifier(client, row)
    context = _context(request, here, here.form(), None, row=None)
    return screen(request, "desk/clients/part.html", context | {"shown": shown.pk, "number": number_of(shown)})


@writes
def details(request, pk):
    client = _file(request, pk)
    if client is None:
        return _away(pk)
    form = DetailsForm(_sent(request, "birth"), client=client)
    if form.is_valid() and _kept(request, form, lambda: save_details(client, by=request.user, **form.values())) is True:
        return done(request, _("Saved."), to=_url("details", client))
    return screen(request, "desk/clients/details.html", {**head(client, "details"), "form": form})


@writes
def contact(request, pk):
    """Two forms: what the person allows, and the languages."""
    client = _file(request, pk)
    if client is None:
        return _away(pk)
    row, skills = file.contact_of(client), file.languages_of(client)
    names = (*QUESTIONS, "who_answers", "when")
    initial = {name: getattr(row, name) for name in names} if row else {}
    safe = ContactForm(_sent(request, "safe"), initial=initial)
    spoken = LanguagesForm(_sent(request, "languages"), rows=skills)
    form, save = (spoken, save_languages) if spoken.is_bound else (safe, save_contact)
    if form.is_valid() and _kept(request, form, lambda: save(client, by=request.user, **form.values())) is True:
        undo = undo_of(request.user, client) if form is spoken else ""
        return done(request, _("Saved."), to=_url("contact", client), undo=undo)
    context = {**head(client, "contact"), "form": safe, "languages": spoken, "safe": words.safe_contact(row), "is_asked": row is not None}
    return screen(request, "desk/clients/contact.html", context)


def _file(request, pk):
    """The file, to be changed; nothing when it went into another one and is only looked at. A POST meets the verb's refusal."""
    client = get_client(request.user, pk, right=Right.CLIENT_WRITE)
    return None if client.merged_into_id and request.method != "POST" else client


def _away(pk):
    return HttpResponseRedirect(reverse("desk:clients:show", args=[pk]))


def _sent(request, mark=""):
    """What was sent; nothing without the box or button that the form always sends: an empty one would wipe every answer out."""
    return request.POST if request.method == "POST" and (not mark or mark in request.POST) else None


def _form(request, form, options, initial):
    """The form of a part. While somebody looks for a file in it, what was typed stays and nothing is complained about."""
    if "look" in request.POST:
        return form(initial=initial | request.POST.dict(), **options)
    return form(_sent(request), initial=initial, **options)


def _url(name, client):
    return reverse(f"desk:clients:{name}", args=[client.pk])


def _kept(request, form, save):
    """True when it was kept; else the file that stands in the way, if the user may open it, or nothing."""
    try:
        with transaction.atomic():
            save()
    except Refusal as refusal:
        field = form.ALIASES.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, str(refusal.sentence))
        return find_file(request.user, refusal.details.get("client"))
    return True


def _pressed(request, here, row, press):
    """A button of a row; a slip can be undone."""
    pk = row.pk
    try:
        with transaction.atomic():
            said = press()
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        row.pk = pk  # Django forgets it when a row is deleted
        undo = undo_of(request.user, row)
        messages.success(request, said or _("Taken away."), extra_tags=f"undo:{undo}" if undo else "")
    return HttpResponseRedirect(_url(here.name, here.client), status=303)


def _context(request, here, form, other, *, row):
    choosing = Choosing(request) if here.name == "family" else None
    return {
        **head(here.client, here.name),
        **here.context(),
        "part": here,
        "rows": here.rows() if row is None else [],
        "rows_template": f"desk/clients/parts/_{here.name}.html",
        "row": row,
        "form": form,
        "choosing": choosing,
        "can_change": row is None or here.can_change(row),
        "other": other,
        "shown": None,
        "number": "",
    }
