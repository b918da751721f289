"""Days as people write them: 12.03.1985, 12 marca 1985, 1985-03-12; of a birth date also the month or the year alone."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mosty.clients.enums import BirthQuality
from mosty.clients.matching import read_date

MONTH = re.compile(r"(?:(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4})|(?P<iso>\d{4})-(?P<second>\d{1,2}))")
YEAR = re.compile(r"\d{4}")
UNREADABLE = _("We do not understand this date. Please write day, month and year, for instance 31.12.2027.")


def written(day):
    """The day as the boxes show it."""
    return f"{day:%d.%m.%Y}" if day else ""


class DayField(forms.CharField):
    """A day, with the four digits of its year. What cannot be read stays in the box."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "inputmode": "text", "size": "12"}
        super().__init__(max_length=60, widget=forms.TextInput(attrs=attrs), **({"required": False} | kwargs))

    def prepare_value(self, value):
        return written(value) if isinstance(value, date) else value

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        day = read_date(text) if re.search(r"\d{4}", text) else None
        if day is None:
            raise ValidationError(UNREADABLE, code="invalid")
        return day


class BirthField(forms.CharField):
    """A birth date as well as it is known: (quality, day, year), or nothing."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "size": "20"}
        given = {"label": _("Birth date"), "help_text": _("Day, month and year; or what is known of it: 03.1985 or 1985.")}
        super().__init__(required=False, max_length=60, widget=forms.TextInput(attrs=attrs), **(given | kwargs))

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        if YEAR.fullmatch(text):
            return BirthQuality.YEAR, None, int(text)
        found = MONTH.fullmatch(text)
        if found:
            try:
                first = date(int(found["year"] or found["iso"]), int(found["month"] or found["second"]), 1)
            except ValueError:
                raise ValidationError(UNREADABLE, code="invalid") from None
            return BirthQuality.MONTH, first, first.year
        day = read_date(text)
        if day is None:
            raise ValidationError(UNREADABLE, code="invalid")
        return BirthQuality.FULL, day, day.year


def written_birth(client):
    """What stands in the box of a file's birth date."""
    if client.birth_quality == BirthQuality.MONTH:
        return f"{client.birth_on:%m.%Y}"
    return written(client.birth_on) or (str(client.birth_year) if client.birth_year else "")
