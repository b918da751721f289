"""Forms of booking: shape only; meaning is checked by the actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.core.contacts import clean_email, clean_name, clean_phone
from mosty.core.errors import Refusal
from mosty.ui.screens import refuse_on

CLEANING: dict[str, Callable[[str], str]] = {"name": partial(clean_name, max_length=100), "phone": clean_phone, "email": clean_email}


class ReachForm(forms.Form):
    """How to reach the visitor: a name or nickname, and one of phone and e-mail."""

    name = forms.CharField(
        label=_("Name or nickname"),
        help_text=_("As we should call you. It need not be the name in your passport."),
        required=False,  # the sentence for an empty one is ours
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": "100", "required": True}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        help_text=_("We send an SMS with the time, the place and the code. Nothing else."),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr", "inputmode": "tel"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email", "dir": "ltr", "inputmode": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, clean in CLEANING.items():
            if name in self.errors:
                continue  # one sentence a field
            try:
                given[name] = clean(given.get(name) or "")
            except Refusal as refusal:
                refuse_on(self, refusal)
        if not self.errors and not (given.get("phone") or given.get("email")):
            self.add_error("phone", _("Please give a phone number or an e-mail address, so that we can reach you."))
        return given


class CodeForm(forms.Form):
    """The code of a booking."""

    code = forms.CharField(
        label=_("Code of your booking"),
        help_text=_("Nine digits. Spaces do not matter."),
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
        error_messages={"required": _("Please type the code from your message.")},
    )
