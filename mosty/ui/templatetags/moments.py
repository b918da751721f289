"""Days and hours in pages: `{{ instant|day }}`, `{{ instant|day:"short" }}`, `{{ instant|hour }}` (an instant: inside `{% timezone %}`)."""

from __future__ import annotations

from datetime import date, datetime, time

from django import template
from django.utils import timezone

from mosty.core.dates import comma_of, day_words, hour_words, moment_words

register = template.Library()


@register.filter(expects_localtime=True)
def day(value: date | None, form: str = "long") -> str:
    """The day in the reader's language: long (weekday, day, month), short, weekday, month, plain."""
    return day_words(value, form) if value else ""


@register.filter(expects_localtime=True)
def hour(value: datetime | time | None) -> str:
    """The hour on the clock of the active zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return hour_words(value) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """Day and hour together."""
    return moment_words(timezone.localtime(value) if timezone.is_aware(value) else value) if value else ""


@register.simple_tag
def comma() -> str:
    """Between two parts of a line: a comma of the reader's script, and a space."""
    return comma_of()
