"""What stands on every page of one file, and what matters now on its first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.clients.enums import LEVELS, NameKind, StayBasis
from mosty.clients.queries import file
from mosty.core import time, world
from mosty.desk.clients import words

SHOWN_DEADLINES = 5


def tabs(client, current):
    """Parts of the file; `current` is the URL name's last part, or the whole name for a page of another subject."""
    places = [
        ("show", _("Timeline")),
        ("details", _("Details")),
        ("names", _("Names")),
        ("documents", _("Document numbers")),
        ("desk:documents:list", _("Files and scans")),
        ("stay", _("Legal stay")),
        ("contact", _("Contact and languages")),
        ("family", _("Family")),
        ("deadlines", _("Deadlines")),
    ]
    return [
        {
            "label": label,
            "url": reverse(name if ":" in name else f"desk:clients:{name}", args=[client.pk]),
            "current": name == current,
        }
        for name, label in places
    ]


def head(client, current):
    """The context of `desk/clients/_head.html`."""
    names = file.names_of(client)
    others = [row.text for row in names if row.text != client.name and row.kind in (NameKind.OWN, NameKind.PASSPORT)]
    return {
        "client": client,
        "tabs": tabs(client, current),
        "second_name": others[0] if others else "",
        "born": words.born(client),
    }


def matters(request, client):
    """The left column: deadlines, legal stay, documents, languages, safe contact, family, notice."""
    today = time.today(client.centre.time_zone)
    statuses = file.statuses_of(client)
    status = file.status_on(statuses, today)
    due = file.deadlines_of(client)
    levels = dict(LEVELS)
    return {
        "deadlines": [words.deadline(one) for one in due[:SHOWN_DEADLINES]],
        "more_deadlines": max(len(due) - SHOWN_DEADLINES, 0),
        "status": status,
        "status_words": str(StayBasis(status.basis).label) if status else "",
        "status_left": words.left((status.valid_to - today).days) if status and status.valid_to else "",
        "has_history": bool(statuses),
        "documents": [{"row": row, "words": words.document(row), "missing": file.missing_words(row)} for row in file.documents_of(client)],
        "languages": [
            {
                "code": row.language,
                "name": world.own_name(row.language),
                "level": str(levels[row.level]) if row.level else "",
                "reads": row.reads == "yes",
            }
            for row in file.languages_of(client)
        ],
        "safe": words.safe_contact(file.contact_of(client)),
        "relatives": [
            {"row": one.row, "is_open": one.is_open, "kind": words.relative(one.row)} for one in file.relatives_of(request.user, client)
        ],
        "merges": file.undoable_merges(client),
    }
