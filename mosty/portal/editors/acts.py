"""Legal acts: the list, one act with all that cites it, "this act has changed", and the answers to what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.core import time
from mosty.core.errors import Refusal
from mosty.guide import access
from mosty.guide.actions import acts as actions
from mosty.guide.actions import checks as check_actions
from mosty.guide.enums import ActStatus, CheckSubject, CheckWord
from mosty.guide.queries import acts, checks
from mosty.portal.editors.lists import asked, narrowed
from mosty.portal.editors.living import add_languages, answer_status, by_language, day_field, editor, language, page
from mosty.ui.lists import page_of
from mosty.ui.screens import acts as answers
from mosty.ui.screens import done, reads, refusals_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class ActForm(forms.Form):
    """What an act is."""

    key = forms.SlugField(label=gettext_lazy("Key"), max_length=80)
    title = forms.CharField(label=gettext_lazy("Polish title"), max_length=500, widget=forms.TextInput(attrs={"lang": "pl"}))
    journal = forms.CharField(label=gettext_lazy("Journal of laws"), max_length=120, required=False)
    address = forms.URLField(label=gettext_lazy("Address"), max_length=500, required=False, assume_scheme="https")
    status = forms.ChoiceField(label=gettext_lazy("State"), choices=ActStatus.choices, initial=ActStatus.UNVERIFIED)
    in_force_from = day_field(gettext_lazy("In force from"))
    in_force_to = day_field(gettext_lazy("In force to, the last day"))
    articles = forms.MultipleChoiceField(
        label=gettext_lazy("Articles that rest on it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Note for editors"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, act: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["articles"].choices = acts.article_choices()  # type: ignore[attr-defined]
        add_languages(self, "name", _("Short name"), texts=act.names if act else {})
        if act:
            self.fields["key"].disabled = True
            names = ("key", "title", "journal", "address", "status", "in_force_from", "in_force_to", "source", "note")
            self.initial = {name: getattr(act, name) for name in names} | {"articles": acts.articles_of(act)}


class ChangeForm(forms.Form):
    """An act has changed."""

    on = day_field(gettext_lazy("Day from which the change holds"), required=True)
    note = forms.CharField(
        label=gettext_lazy("What has changed, for those who check"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(forms.Form):
    """What was found."""

    word = forms.ChoiceField(label=gettext_lazy("What did you find?"), choices=CheckWord.choices, widget=forms.RadioSelect)
    remark = forms.CharField(label=gettext_lazy("In a few words"), max_length=300, required=False)


def _trail(act: Any = None) -> tuple[tuple[str, str], ...]:
    start = (_("Legal acts"), reverse("living:acts"))
    return (start, (act_name(act), reverse("living:act", args=[act.key]))) if act else (start,)


def act_name(act: Any) -> str:
    """The short name in the editor's language, else in Polish, else the title."""
    return act.names.get(language()) or act.names.get("pl") or act.title


@reads
def index(request: HttpRequest) -> HttpResponse:
    """All acts; `?q=` narrows."""
    access.demand_guide(request.user)
    words = asked(request)
    rows = narrowed(
        ((act, act_name(act)) for act in acts.listed()), words, lambda row: f"{row[1]} {row[0].title} {row[0].journal} {row[0].key}"
    )
    return page(request, "acts", _("Legal acts"), {"rows": page_of(request, rows), "words": words})


@reads
def act(request: HttpRequest, key: str) -> HttpResponse:
    """One act: what cites it, what waits, what was answered."""
    row = access.get_act(request.user, key)
    cited = checks.cited_by(row)
    context = {
        "act": row,
        "articles": cited.articles,
        "facts": [one for one, _owner in cited.facts],
        "notes": cited.notes,
        "changes": acts.changes_of(row),
        "waiting": checks.waiting(act=row).count(),
        "answered": shown(checks.answered(row), request.user),
    }
    return page(request, "act", act_name(row), context, trail=_trail())


@answers
def edit(request: HttpRequest, key: str = "") -> HttpResponse:
    """An act's description and the articles that rest on it; a new act without a key in the address."""
    access.demand_guide(request.user)
    row = access.get_act(request.user, key) if key else None
    form = ActForm(request.POST if request.method == "POST" else None, act=row)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "articles" and not name.startswith("name_")}
        with refusals_on(form):
            if row is None and access.is_act(data["key"]):
                raise Refusal("twin", sentence=_("Another act has this key."), field="key")
            saved = actions.save_act(**data, names=by_language(form, "name"), by=editor(request))
            actions.rest_on(saved, articles=form.cleaned_data["articles"], by=editor(request))
        if not form.errors:
            return done(request, _("Saved."), to=reverse("living:act", args=[saved.key]))
    back = reverse("living:act", args=[row.key]) if row else reverse("living:acts")
    title = _("Edit the act") if row else _("New act")
    return page(request, "form", title, {"form": form, "back": back}, trail=_trail(row), status=answer_status(form))


@answers
def changed(request: HttpRequest, key: str) -> HttpResponse:
    """The act has changed: what cites it is to be checked, and readers are told."""
    row = access.get_act(request.user, key)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial={"on": time.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.mark_changed(row, by=editor(request), **form.cleaned_data)
        if not form.errors:
            return done(request, _("Marked. What cites the act is now to be checked."), to=_waiting(row.key))
    cited = checks.cited_by(row)
    context = {
        "form": form,
        "articles": cited.articles,
        "steps": sum(len(one.steps) for one in cited.articles),
        "facts": [one for one, _owner in cited.facts],
        "notes": cited.notes,
        "back": reverse("living:act", args=[row.key]),
    }
    return page(request, "changed", _("The act has changed"), context, trail=_trail(row), status=answer_status(form))


@answers
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """The end of an act nothing cites; otherwise what does."""
    row = access.get_act(request.user, key)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.delete_act(row, by=editor(request))
        if not form.errors:
            return done(request, _("The act is deleted."), to=reverse("living:acts"))
    context = {
        "form": form,
        "pages": acts.act_pages(row),
        "what": act_name(row),
        "back": reverse("living:act", args=[row.key]),
        "kind": "act",
    }
    return page(request, "delete", _("Delete the act"), context, trail=_trail(row), status=answer_status(form))


def _waiting(act: str = "") -> str:
    return reverse("living:checks") + (f"?act={act}" if act else "")


@answers
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that is to be checked; the chosen ones answered together."""
    towns = access.my_towns(request.user)
    is_national = access.keeps_guide(request.user)
    if not is_national:
        access.demand_notes(request.user)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    chosen = _chosen(request)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if not chosen:
                raise Refusal("none-chosen", sentence=_("Please choose what you have checked."))
            count = check_actions.answer(access.checks_for(request.user, chosen), by=editor(request), **form.cleaned_data)
        if not form.errors:
            return done(request, _("Answered: %(count)s.") % {"count": count}, to=request.get_full_path())
    rows = checks.waiting() if is_national else checks.notes_waiting(towns)
    key, only = request.GET.get("act", "").replace("\x00", ""), request.GET.get("only", "")
    rows = rows.filter(act__key=key) if key else rows
    rows = rows.filter(owner=editor(request)) if only == "mine" else rows
    names = {one.act.key: act_name(one.act) for one in rows}
    words = asked(request)
    found = narrowed(shown(rows, request.user), words, lambda row: f"{row['name']} {row['check'].change.note}")
    context = {
        "form": form,
        "rows": page_of(request, found, per=100),
        "words": words,
        "names": sorted(names.items(), key=lambda one: one[1].casefold()),
        "act": key,
        "only": only,
        "chosen": {str(pk) for pk in chosen},
        "is_national": is_national,
    }
    return page(request, "checks", _("To be checked"), context, status=answer_status(form))


def _chosen(request: HttpRequest) -> list[UUID]:
    """Keys that were ticked; what is none is left out."""
    found = []
    for text in request.POST.getlist("check")[:2000]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def shown(rows: Any, user: Any) -> list[dict[str, Any]]:
    """Checks with the words and the address of what they are about, if the user may open it. Four queries."""
    rows = list(rows)
    towns = {town.pk for town in access.my_towns(user)}
    slugs = {row.article for row in rows if row.article}
    titles = checks.titles(slugs)
    steps = checks.step_titles({row.article for row in rows if row.step})
    return [
        {
            "check": row,
            "name": _subject(row, titles, steps),
            "url": _url(row, towns),
            "kind": row.get_subject_display(),
            "act": act_name(row.act),
        }
        for row in rows
    ]


def _subject(row: Any, titles: dict[str, str], steps: dict[tuple[str, str], str]) -> str:
    if row.subject == CheckSubject.FACT:
        return row.fact.names.get(language()) or row.fact.names.get("pl") or row.fact.key
    if row.subject == CheckSubject.NOTE:
        return f"{row.note.town.name}: {row.note.get_slot_display()}"
    title = titles.get(row.article, row.article)
    return f"{title}: {steps.get((row.article, row.step), row.step)}" if row.step else title


def _url(row: Any, towns: set[Any]) -> str:
    if row.subject == CheckSubject.FACT:
        return reverse("living:fact", args=[row.fact.key])
    if row.subject == CheckSubject.NOTE:
        return note_address(row.note.town.slug, row.note.slot, row.note.article) if row.note.town_id in towns else ""
    return reverse("living:article", args=[row.article])


def note_address(town: str, slot: str, article: str) -> str:
    """Where a note is edited."""
    return reverse("living:note", args=[town, slot]) + (f"?article={article}" if article else "")
