"""What people also say: the list of things that can be found, and the words of one thing in ten languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.guide import access
from mosty.portal.editors.lists import asked
from mosty.search import actions
from mosty.search.enums import Kind
from mosty.search.queries import synonyms
from mosty.ui.lists import page_of
from mosty.ui.screens import acts, done, reads, refusals_on, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_LETTERS = 20_000
RIGHT_TO_LEFT = {"ar"}


class WordsForm(forms.Form):
    """One box a language, one word or phrase a line."""

    def __init__(self, *args: Any, words: dict[str, list[str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for code, own in settings.LANGUAGES:
            widget = forms.Textarea(attrs={"rows": 6, "lang": code, "dir": "rtl" if code in RIGHT_TO_LEFT else "ltr"})
            self.fields[code] = forms.CharField(
                label=own, required=False, max_length=MOST_LETTERS, initial="\n".join(words.get(code, [])), widget=widget
            )


@reads
def index(request: HttpRequest) -> HttpResponse:
    """Everything that can be found, with how many words it has in each language; `?q=` narrows."""
    access.demand(request.user, Right.GUIDE_WRITE)
    words = asked(request)
    counts = synonyms.counted()
    codes = [code for code, _own in settings.LANGUAGES]
    rows = page_of(request, synonyms.things(_language(), words=words))
    rows.object_list = [
        {
            "kind": kind.label,
            "title": title,
            "url": reverse("synonyms_edit", args=[kind.value, key]),
            "counts": [counts.get((kind.value, key), {}).get(code, 0) for code in codes],
        }
        for kind, key, title in rows
    ]
    return _page(request, "list", _("What people search for"), {"rows": rows, "codes": codes, "words": words})


@acts
def edit(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The words of one thing. What cannot be kept stays in its box with a sentence; then nothing is written."""
    access.demand(request.user, Right.GUIDE_WRITE)
    title = synonyms.title_of(kind, key, _language())
    if not title:
        raise Http404
    words = synonyms.synonyms_of(Kind(kind), key)
    form = WordsForm(request.POST if request.method == "POST" else None, words=words)
    if request.method == "POST" and form.is_valid():
        given = {code: form.cleaned_data[code].splitlines() for code in form.fields}
        with refusals_on(form):
            actions.set_all_synonyms(Kind(kind), key, given, by=_editor(request))
        if not form.errors:
            return done(request, _("Saved. In a few seconds people find it by these words."), to=reverse("synonyms"))
    status = 422 if form.is_bound and form.errors else 200
    return _page(request, "edit", title, {"form": form, "kind": Kind(kind).label}, status=status)


def _page(request: HttpRequest, template: str, title: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if template != "list":
        crumbs.append({"url": reverse("synonyms"), "label": _("What people search for")})
    frame = {"header_title": title, "breadcrumbs_items": [*crumbs, {"url": "", "label": title}], "screen_title": title}
    return screen(request, f"portal/editors/synonyms/{template}.html", frame | context, status=status)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _editor(request: HttpRequest) -> Any:
    """Who is signed in; nobody else gets as far."""
    return request.user
