"""Facts: the list, one fact with its history, a new value, a correction, a check, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.core.errors import Refusal
from mosty.guide import access
from mosty.guide.actions import facts as actions
from mosty.guide.enums import FactKind
from mosty.guide.queries import acts, checks, facts
from mosty.portal.editors.living import add_languages, answer_status, by_language, day_field, editor, language, page
from mosty.portal.words import own_names
from mosty.ui.lists import page_of
from mosty.ui.screens import acts as answers
from mosty.ui.screens import done, reads, refusals_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ONLY = {
    "": gettext_lazy("All"),
    "overdue": gettext_lazy("Past their review"),
    "mine": gettext_lazy("Mine"),
    "unverified": gettext_lazy("Not verified"),
    "nobodys": gettext_lazy("Nobody's"),
    "unused": gettext_lazy("On no page"),
}


class FilterForm(forms.Form):
    """What the list shows; nonsense shows everything."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    only = forms.ChoiceField(label=gettext_lazy("Which"), required=False, choices=list(ONLY.items()))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *FactKind.choices]  # type: ignore[attr-defined]


class ValueForm(forms.Form):
    """A value with its source."""

    value = forms.CharField(label=gettext_lazy("Value"), max_length=300)
    valid_from = day_field(gettext_lazy("Valid from"), help_text=gettext_lazy("Readers see it from this day. Empty: since ever."))
    valid_to = day_field(gettext_lazy("Valid to, the last day"), help_text=gettext_lazy("Empty: until another value begins."))
    source = forms.CharField(label=gettext_lazy("Source: what it is"), max_length=200)
    source_address = forms.URLField(label=gettext_lazy("Address of the source"), max_length=500, required=False, assume_scheme="https")
    source_on = day_field(gettext_lazy("Day of the source"))


class FactForm(forms.Form):
    """What a fact is, without its values."""

    key = forms.SlugField(label=gettext_lazy("Key"), max_length=80, help_text=gettext_lazy("Texts name the fact by it. It never changes."))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=FactKind.choices)
    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3, initial="PLN")
    review_months = forms.IntegerField(label=gettext_lazy("Check again after so many months"), min_value=1, max_value=60, initial=12)
    owner = forms.ChoiceField(label=gettext_lazy("Article it belongs to"), required=False)
    is_mine = forms.BooleanField(label=gettext_lazy("I look after it, whoever looks after the article"), required=False)
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("Acts it rests on (none: those of its article)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=gettext_lazy("Note for editors"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, fact: Any = None, user: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "–"), *acts.article_choices()]  # type: ignore[attr-defined]
        self.fields["acts"].choices = acts.choices()  # type: ignore[attr-defined]
        add_languages(self, "name", _("Short name"), texts=fact.names if fact else {})
        if fact:
            self.fields["key"].disabled = True
            self.initial = {name: getattr(fact, name) for name in ("key", "kind", "currency", "review_months", "owner", "note")}
            self.initial |= {"is_mine": fact.keeper_id == user.pk, "acts": [act.key for act in fact.acts.order_by("key")]}


TRAIL = (gettext_lazy("Facts"), "living:facts")


def _trail(fact: Any = None) -> tuple[tuple[str, str], ...]:
    start = (str(TRAIL[0]), reverse(TRAIL[1]))
    return (start, (fact.key, reverse("living:fact", args=[fact.key]))) if fact else (start,)


@reads
def index(request: HttpRequest) -> HttpResponse:
    """All facts, filtered."""
    access.demand_guide(request.user)
    form = FilterForm(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    rows = facts.kept(language(), kind=wanted.get("kind", ""), only=wanted.get("only", ""), words=wanted.get("q", ""), user=request.user)
    return page(request, "facts", _("Facts"), {"form": form, "rows": page_of(request, rows)})


@reads
def fact(request: HttpRequest, key: str) -> HttpResponse:
    """One fact: now, later, before; where it shows; who changed it."""
    row = access.get_fact(request.user, key)
    found = facts.one_kept(row, language())
    context = {
        "kept": found,
        "fact": row,
        "mark": f"{{fact:{row.key}}}",
        "history": facts.history(row, language()),
        "pages": facts.pages_of(row),
        "trace": [(entry, _verb(entry.verb)) for entry in facts.trace(row)],
        "article": checks.article(row.owner) if row.owner else None,
        "acts": [act.names.get(language()) or act.title for act in row.acts.order_by("key")],
    }
    return page(request, "fact", found.name.text or row.key, context, trail=_trail())


def _verb(verb: str) -> str:
    return {
        "fact.changed": _("new value"),
        "fact.corrected": _("correction"),
        "fact.checked": _("checked"),
        "fact.saved": _("description changed"),
    }.get(verb, verb)


@answers
def value(request: HttpRequest, key: str) -> HttpResponse:
    """A value from a day on. First it is shown as ten languages will read it, then saved."""
    row = access.get_fact(request.user, key)
    form = ValueForm(request.POST if request.method == "POST" else None)
    return _value(request, row, form, _("New value"), lambda data: actions.set_value(row, by=editor(request), **data))


@answers
def correct(request: HttpRequest, key: str, pk: UUID) -> HttpResponse:
    """A value that was wrong; the days stay."""
    old = access.get_value(request.user, key, pk)
    sources = {"source": old.source, "source_address": old.source_address, "source_on": old.source_on}
    form = ValueForm(request.POST if request.method == "POST" else None, initial={"value": old.value, **sources})
    del form.fields["valid_from"], form.fields["valid_to"]
    return _value(request, old.fact, form, _("Correct the value"), lambda data: actions.correct(old, by=editor(request), **data))


def _value(request: HttpRequest, row: Any, form: ValueForm, title: str, save: Any) -> HttpResponse:
    readings: list[tuple[Any, str]] = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            text = actions.canonical(row.kind, form.cleaned_data["value"])
            names = {one.code: one for one in own_names(code for code, _text in facts.readings(row.kind, text))}
            readings = [(names[code], words) for code, words in facts.readings(row.kind, text, row.currency)]
            if "save" in request.POST:
                save(form.cleaned_data)
        if not form.errors and "save" in request.POST:
            return done(request, _("Saved. Every page shows it from its day on, in every language."), to=_address(row))
    context = {"form": form, "fact": row, "readings": readings, "pages": facts.pages_of(row), "back": _address(row)}
    return page(request, "value", title, context, trail=_trail(row), status=answer_status(form))


def _address(row: Any) -> str:
    return reverse("living:fact", args=[row.key])


@answers
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """POST: somebody looked today, the value is still true."""
    row = access.get_fact(request.user, key)
    if request.method == "POST":
        actions.confirm(row, by=editor(request))
        return done(request, _("Checked today. Readers see the new day in every language."), to=_address(row))
    return HttpResponseRedirect(_address(row))


@answers
def edit(request: HttpRequest, key: str = "") -> HttpResponse:
    """What the fact is called and who looks after it; a new fact without a key in the address."""
    access.demand_guide(request.user)
    row = access.get_fact(request.user, key) if key else None
    form = FactForm(request.POST if request.method == "POST" else None, fact=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("key", "kind", "currency", "review_months", "owner", "acts", "note")}
        keeper = editor(request) if form.cleaned_data["is_mine"] else (row.keeper if row and row.keeper_id != request.user.pk else None)
        with refusals_on(form):
            if row is None and access.is_fact(data["key"]):
                raise Refusal("twin", sentence=_("Another fact has this key."), field="key")
            saved = actions.save_fact(**data, names=by_language(form, "name"), keeper=keeper, by=editor(request))
        if not form.errors:
            return done(request, _("Saved."), to=_address(saved) if row else reverse("living:value", args=[saved.key]))
    title = _("Edit the description") if row else _("New fact")
    back = _address(row) if row else reverse("living:facts")
    return page(request, "form", title, {"form": form, "back": back}, trail=_trail(row), status=answer_status(form))


@answers
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """The end of a fact nobody shows; otherwise the pages that do."""
    row = access.get_fact(request.user, key)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.delete_fact(row, by=editor(request))
        if not form.errors:
            return done(request, _("The fact and its history are deleted."), to=reverse("living:facts"))
    context = {"form": form, "pages": facts.pages_of(row), "what": row.key, "back": _address(row), "kind": "fact"}
    return page(request, "delete", _("Delete the fact"), context, trail=_trail(row), status=answer_status(form))
