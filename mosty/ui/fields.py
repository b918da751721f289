"""Fields of forms that more than one face uses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
OUT_OF_TIME = _("Please check the year: it must be between 1900 and 2199.")


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar; of a year that people mean, so that a day more or less is a day too."""

    def __init__(self, **more: Any) -> None:
        widget = more.pop("widget", None) or forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **more)
        self.validators += [MinValueValidator(FIRST, OUT_OF_TIME), MaxValueValidator(LAST, OUT_OF_TIME)]
