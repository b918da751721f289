"""The glossary: the list, one term in ten languages, where it is explained, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.core.errors import Refusal
from mosty.guide import access
from mosty.guide.actions import terms as actions
from mosty.guide.queries import acts
from mosty.portal.editors.lists import asked
from mosty.portal.editors.living import add_languages, answer_status, by_language, editor, page
from mosty.ui.lists import page_of
from mosty.ui.screens import acts as answers
from mosty.ui.screens import done, reads, refusals_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class TermForm(forms.Form):
    """A term: the Polish words, and in each language its one translation and what it means."""

    key = forms.SlugField(label=gettext_lazy("Key"), max_length=80, help_text=gettext_lazy("Texts name the term by it. It never changes."))
    polish = forms.CharField(label=gettext_lazy("Official Polish term"), max_length=200, widget=forms.TextInput(attrs={"lang": "pl"}))
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Note for editors"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, term: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        add_languages(self, "name", _("The term"), texts=term.names if term else {})
        self.fields["name_pl"].required = False
        self.fields["name_pl"].help_text = _("Empty: the official term.")
        add_languages(self, "text", _("What it means"), texts=term.texts if term else {}, is_long=True, most=1000)
        if term:
            self.fields["key"].disabled = True
            self.initial = {name: getattr(term, name) for name in ("key", "polish", "source", "note")}


def _trail(term: Any = None) -> tuple[tuple[str, str], ...]:
    start = (_("Glossary"), reverse("living:terms"))
    return (start, (term.polish, reverse("living:term", args=[term.key]))) if term else (start,)


@reads
def index(request: HttpRequest) -> HttpResponse:
    """All terms, and which languages they lack."""
    access.demand_guide(request.user)
    words = asked(request)
    context = {"rows": page_of(request, acts.terms(words)), "words": words, "all": len(settings.LANGUAGES)}
    return page(request, "terms", _("Glossary"), context)


@answers
def edit(request: HttpRequest, key: str = "") -> HttpResponse:
    """One term; a new one without a key in the address."""
    access.demand_guide(request.user)
    row = access.get_term(request.user, key) if key else None
    form = TermForm(request.POST if request.method == "POST" else None, term=row)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("key", "polish", "source", "note")}
        with refusals_on(form):
            if row is None and access.is_term(data["key"]):
                raise Refusal("twin", sentence=_("Another term has this key."), field="key")
            actions.save_term(**data, names=by_language(form, "name"), texts=by_language(form, "text"), by=editor(request))
        if not form.errors:
            return done(request, _("Saved. Every page explains it so from now on."), to=reverse("living:terms"))
    context = {
        "form": form,
        "back": reverse("living:terms"),
        "pages": acts.term_pages(row) if row else [],
        "mark": f"[[term:{row.key}|{row.polish}]]" if row else "",
        "delete_url": reverse("living:term_delete", args=[row.key]) if row else "",
    }
    title = row.polish if row else _("New term")
    return page(request, "term", title, context, trail=_trail(), status=answer_status(form))


@answers
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """The end of a term no page explains; otherwise the pages that do."""
    row = access.get_term(request.user, key)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.delete_term(row, by=editor(request))
        if not form.errors:
            return done(request, _("The term is deleted."), to=reverse("living:terms"))
    back = reverse("living:term", args=[row.key])
    context = {"form": form, "pages": acts.term_pages(row), "what": row.polish, "back": back, "kind": "term"}
    return page(request, "delete", _("Delete the term"), context, trail=_trail(row), status=answer_status(form))
