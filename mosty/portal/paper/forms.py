"""What a reader wants on paper. Unknown values are told in a sentence by `read_wish`, so the fields take any short text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mosty.core.texts import Told

WHOLE = "whole"


class PaperForm(forms.Form):
    """`articles`: (slug, title) to choose from; `towns`: (slug, name)."""

    what = forms.ChoiceField(
        label=_("What do you want on paper?"),
        choices=[(WHOLE, _("The whole guide")), ("some", _("Only the articles I choose"))],
        widget=forms.RadioSelect,
        initial="some",
        required=False,
    )
    article = forms.MultipleChoiceField(label=_("Articles"), widget=forms.CheckboxSelectMultiple, required=False)
    language = forms.ChoiceField(label=_("Language"))
    beside = forms.ChoiceField(label=_("Second language beside it"), required=False)
    town = forms.ChoiceField(
        label=_("Your town"),
        required=False,
        help_text=_("What the centre of your town adds is printed too. We do not keep it with anything about you."),
    )
    large = forms.BooleanField(label=_("Large print"), required=False)

    def __init__(self, *args: Any, articles: Iterable[tuple[str, str]], towns: Iterable[tuple[str, Told]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["article"].choices = list(articles)  # type: ignore[attr-defined]
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        self.fields["beside"].choices = [("", _("none")), *settings.LANGUAGES]  # type: ignore[attr-defined]
        self.fields["town"].choices = [("", _("no town")), *((slug, name.text) for slug, name in towns)]  # type: ignore[attr-defined]
        self.fields["article"].error_messages["invalid_choice"] = _("One of the articles is no longer in the guide. Please choose again.")
        for name, sentence in (
            ("language", _("Please choose a language from the list.")),
            ("beside", _("Please choose a language from the list.")),
            ("town", _("Please choose a town from the list.")),
        ):
            self.fields[name].error_messages["invalid_choice"] = sentence
