"""Boxes that other subjects put on the page of a person: `{% notes_box client %}`, `{% case_box client %}`. Each asks who is reading."""

from django import template

from mosty.desk.cases import box as cases
from mosty.desk.notes import box as notes
from mosty.desk.projects import box as projects
from mosty.paper.access import printouts_of

register = template.Library()


@register.inclusion_tag("desk/notes/_box.html", takes_context=True)
def notes_box(context, client):
    """One's own unfinished notes, and the way to a new one."""
    return {"client": client, "notes_box": notes.notes_box(context["request"].user, client)}


@register.inclusion_tag("desk/cases/_box.html", takes_context=True)
def case_box(context, client):
    """Who is responsible, and what is to be done."""
    return {"client": client, "case_box": cases.case_box(context["request"].user, client)}


@register.inclusion_tag("desk/projects/_box.html", takes_context=True)
def projects_box(context, client):
    """Participant's numbers, and the way to enrolment."""
    return {"client": client, "projects_box": projects.projects_box(context["request"].user, client)}


@register.inclusion_tag("desk/papers/_menu.html", takes_context=True)
def print_menu(context, client):
    """Forms about the person, one click each."""
    return {"client": client, "printouts": printouts_of(context["request"].user, client)}
