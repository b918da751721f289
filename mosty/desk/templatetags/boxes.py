"""Boxes that other subjects put on the page of a person: `{% notes_box client %}`, `{% case_box client %}`. Each asks who is reading."""

from django import template

from mosty.clients.access.rights import unseen_glass
from mosty.desk.cases import box as cases
from mosty.desk.documents import box as documents
from mosty.desk.notes import box as notes
from mosty.paper.access import printouts_of
from mosty.paper.enums import OF_TEXTS

register = template.Library()


MOST_TOLD = 5


@register.inclusion_tag("desk/glass/_told.html", takes_context=True)
def glass_told(context):
    """Files of one's people that somebody opened with a reason; the officer: of all. Until one has seen it. One query."""
    return {"notices": unseen_glass(context["request"].user)[:MOST_TOLD]}


@register.inclusion_tag("desk/notes/_box.html", takes_context=True)
def notes_box(context, client):
    """One's own unfinished notes, and the way to a new one."""
    return {"client": client, "notes_box": notes.notes_box(context["request"].user, client)}


@register.inclusion_tag("desk/cases/_box.html", takes_context=True)
def case_box(context, client):
    """Who is responsible, and what is to be done."""
    return {"client": client, "case_box": cases.case_box(context["request"].user, client)}


@register.inclusion_tag("desk/documents/_box.html", takes_context=True)
def documents_box(context, client):
    """The newest files, and the way to all of them."""
    return {"client": client, "documents_box": documents.documents_box(context["request"].user, client)}


@register.inclusion_tag("desk/papers/_menu.html", takes_context=True)
def print_menu(context, client):
    """Forms about the person, one click each."""
    printouts = printouts_of(context["request"].user, client)
    return {"client": client, "printouts": [one for one in printouts if one not in OF_TEXTS]}
