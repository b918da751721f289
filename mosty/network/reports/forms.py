"""The period of a report to be frozen."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mosty.network.period import last_day


class MonthField(forms.CharField):
    """A month written like 2026-03; the value is its first day."""

    default_error_messages = {"month": _("Please write a month like 2026-03.")}

    def __init__(self, **kwargs):
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-03"}), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        found = re.match(r"(\d{4})-(\d{2})\Z", text, re.ASCII)
        try:
            return date(int(found[1]), int(found[2]), 1)
        except (TypeError, ValueError):
            raise ValidationError(self.error_messages["month"], code="month") from None


class FreezeForm(forms.Form):
    first = MonthField(label=_("First month"))
    last = MonthField(label=_("Last month"))
    understood = forms.BooleanField(
        label=_("I know that a frozen report cannot be changed or taken back, and that the public page shows it."),
        error_messages={"required": _("Please tick this to go on.")},
    )

    def clean_last(self):
        return last_day(self.cleaned_data["last"])
