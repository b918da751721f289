"""What other pages say about notes: who reads a class of them, the newest ones of a person, lines of the timeline."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.casework.access.notes import read_classes, readers, readers_at, written_classes
from mosty.casework.enums.notes import CONFIDENTIAL, NoteClass
from mosty.casework.queries.notes import notes_of, unfinished


def readers_in_words(place, kinds):
    """For each class: its name, and who reads it ("Adviser: 3"), as the rule of access itself counts them.

    `place` is a file, or a centre while the person is not known yet.
    """
    counted = readers(place) if hasattr(place, "centre_id") else readers_at(place)
    return [
        {
            "kind": kind,
            "label": str(NoteClass(kind).label),
            "is_confidential": kind in CONFIDENTIAL,
            "readers": [_("%(role)s: %(count)d") % {"role": one.label, "count": one.count} for one in counted[kind]],
        }
        for kind in kinds
    ]


def notes_box(user, client):
    """For `desk/notes/_box.html` on the page of a person: unfinished notes of one's own, and whether one may write."""
    may_write = bool(written_classes(user, client))
    return {"may_write": may_write, "unfinished": unfinished(user, client) if may_write else [], "reads": bool(read_classes(user, client))}


def note_entries(user, client):
    """Notes of a person for the timeline: when, title, meta, words, id. Two queries."""
    return [
        {
            "pk": one.note.pk,
            "at": one.note.created_at,
            "title": _("Note: %(kind)s") % {"kind": NoteClass(one.note.kind).label},
            "meta": ", ".join(filter(None, [one.note.author.name, _corrected(one.corrections)])),
            "note": one.words,
        }
        for one in notes_of(user, client)
    ]


def _corrected(count):
    return ngettext("corrected %(count)d time", "corrected %(count)d times", count) % {"count": count} if count else ""
