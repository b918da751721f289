"""Somebody has walked in."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums import MOST_PEOPLE
from mosty.core import world
from mosty.directory.enums import Topic


class WalkInForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=[])
    topics = forms.MultipleChoiceField(
        label=_("What it is about"), choices=Topic.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    wanted = forms.CharField(
        label=_("Who, and to whom"),
        help_text=_("A nickname or a few words; no family name is needed."),
        max_length=120,
        required=False,
        strip=True,
    )
    party_size = forms.IntegerField(label=_("How many people"), min_value=1, max_value=MOST_PEOPLE, initial=1)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Choose a language")), *world.language_choices()]
