"""Somebody has walked in."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums import LONGEST_CALLED, MOST_PEOPLE
from mosty.core import world
from mosty.desk.contacts.forms import WRONG_NUMBER
from mosty.directory.enums import Topic


class WalkInForm(forms.Form):
    """What the waiting room needs to know; all but the language may stay empty."""

    language = forms.ChoiceField(label=_("Language"), choices=[], error_messages={"required": _("Please choose a language.")})
    topics = forms.MultipleChoiceField(
        label=_("What it is about"), choices=Topic.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    called = forms.CharField(
        label=_("Name or nickname"),
        help_text=_("Optional, to call the person in. No family name is needed; it is blanked after 30 days."),
        max_length=LONGEST_CALLED,
        required=False,
        strip=True,
    )
    wanted = forms.CharField(
        label=_("To whom, or a few words"),
        help_text=_("For the colleague who asks the person in."),
        max_length=120,
        required=False,
        strip=True,
    )
    party_size = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_NUMBER),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Choose a language")), *world.language_choices()]
