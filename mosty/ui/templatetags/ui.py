"""Tags of the component kit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@lru_cache(maxsize=512)
def _drawing(name: str) -> str:
    try:
        svg = lucide._render_icon(name, None)
    except lucide.IconDoesNotExist:
        if settings.UI_STRICT:
            raise
        svg = lucide._render_icon("circle", None)
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")]


@register.simple_tag
def icon_drawing(name: str) -> SafeString:
    """The lines of a Lucide icon. An unknown name is an error in development and a circle in production."""
    return mark_safe(_drawing(str(name)))  # noqa: S308 - from the package, not from people


@register.simple_tag
def allow(value: Any, words: str) -> str:
    """Refuse a variant that the component does not know (development and tests)."""
    if settings.UI_STRICT and str(value) not in words.split():
        raise ValueError(f"unknown variant {value!r}; known: {words}")
    return ""


def _notes(field: Any) -> str:
    """The ids of a field's error and hint, as <c-field-notes> writes them."""
    marks = [f"{field.auto_id}-error"] if field.errors else []
    if field.help_text:
        marks.append(f"{field.auto_id}-hint")
    return " ".join(marks)


@register.simple_tag
def described_by(field: Any) -> SafeString:
    """` aria-describedby="…"` for the fieldset around a list of choices; nothing when there is no hint and no error."""
    marks = _notes(field)
    return format_html(' aria-describedby="{}"', marks) if marks else SafeString()


@register.simple_tag
def described(field: Any) -> SafeString:
    """A form field's own box with `aria-describedby` and `aria-invalid` wired to its hint and error."""
    marks = _notes(field)
    attrs: dict[str, Any] = {"aria-describedby": marks} if marks else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
    # Django ties its own help texts and errors; ours replace them
    return field.as_widget(attrs=attrs)


@register.filter
def in_language(told: Any) -> SafeString:
    """A text with its language marked when it is not the reader's: `<bdi lang=…>`."""
    if told.is_readers:
        return _whole_numbers(format_html("{}", told.text))
    return format_html('<bdi lang="{}">{}</bdi>', told.language, _whole_numbers(format_html("{}", told.text)))


# "887 063 112": parts of a number with spaces between them
_PARTED = re.compile(r"\+?\d{2,4}(?:[  ]\d{2,4}){2,}")


def _whole_numbers(markup: SafeString) -> SafeString:
    """A phone number inside a text stays in one line, and in Arabic its parts keep their order."""
    return mark_safe(_PARTED.sub(r'<bdi dir="ltr" class="nowrap">\g<0></bdi>', markup))  # noqa: S308 - escaped already


@register.filter
def undo_address(message: Any) -> str:
    """Where the button beside a message is sent to take the act back; empty for a message without one (`ui.screens.done`)."""
    tags = str(message.extra_tags or "")
    return tags.removeprefix("undo:") if tags.startswith("undo:") else ""
