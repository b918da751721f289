"""What a window knows of the note that is being typed in it, and what stands in other windows."""

from uuid import UUID

from mosty.casework.enums.notes import NoteClass
from mosty.casework.queries.notes import unfinished


def known(draft, posted):
    """What the window is to send along with its next keeping."""
    if draft is not None:
        return {"pk": draft.pk, "version": draft.version, "at": draft.updated_at}
    return {"pk": uuid(posted.get("draft")), "version": number(posted.get("version")), "at": None}


def others(request, client, draft):
    """Unfinished notes of the same author about the same person that stand in other windows, or were left behind."""
    mine = draft["pk"] if isinstance(draft, dict) else draft.pk if draft else uuid(request.POST.get("draft"))
    rows = [row for row in unfinished(request.user, client) if str(row.draft.pk) != str(mine)]
    return {"others": [{"draft": row.draft, "words": row.words, "kind": _label(row.draft.kind)} for row in rows]}


def number(text):
    """A small whole number, or 0."""
    return int(text) if text and len(text) < 8 and text.isascii() and text.isdigit() else 0


def uuid(text):
    """The id that a text is, or nothing."""
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None


def _label(kind):
    return str(NoteClass(kind).label) if kind else ""
