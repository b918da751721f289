"""The measure of a text for templates of the editor."""

from __future__ import annotations

from typing import Any

from django import template

from mosty.guide.queries.readable import measured_page

register = template.Library()


@register.simple_tag
def readability_of(page: Any) -> Any:
    """The `Readability` of a Polish article that has been saved once; else None."""
    return measured_page(page) if page is not None and page.pk else None
