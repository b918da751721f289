"""For templates of the guide's editor."""

from typing import Any

from django import template

from mosty.guide.queries import desk

register = template.Library()


@register.inclusion_tag("portal/editors/_marks.html")
def marks() -> dict[str, Any]:
    """The facts and terms that a text can name, each with the mark to copy."""
    facts, terms = desk.marks()
    return {
        "facts": [(f"{{fact:{key}}}", name, value) for key, name, value in facts],
        "terms": [(f"[[term:{key}|{polish}]]", polish) for key, polish in terms],
    }
