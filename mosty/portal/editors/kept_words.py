"""Names that a machine does not translate: one box, one name a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.guide import access
from mosty.guide.actions.kept_words import save_kept_words
from mosty.guide.machine import NAMES
from mosty.guide.queries.acts import kept_words
from mosty.portal.editors.living import answer_status, editor, page
from mosty.ui.screens import acts, done, refusals_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class WordsForm(forms.Form):
    """All names at once."""

    words = forms.CharField(
        label=gettext_lazy("Names, one a line"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 16, "lang": "pl"}),
    )


@acts
def edit(request: HttpRequest) -> HttpResponse:
    """The whole list. What cannot be kept stays in the box with a sentence; then nothing is written."""
    access.demand_guide(request.user)
    initial = {"words": "\n".join(kept_words())}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["words"].help_text = _(
        "A machine leaves them as they are in every language. Terms of the glossary and these are kept anyway: %(names)s."
    ) % {"names": ", ".join(NAMES)}
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            save_kept_words(form.cleaned_data["words"].splitlines(), by=editor(request))
        if not form.errors:
            return done(request, _("Saved. Machine translations keep these names from now on."), to=reverse("living:kept_words"))
    context = {"form": form, "back": reverse("living:terms")}
    trail = ((_("Glossary"), reverse("living:terms")),)
    return page(request, "form", _("Names a machine leaves as they are"), context, trail=trail, status=answer_status(form))
