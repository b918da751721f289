"""Files and scans on the first page of a person: the newest ones."""

from mosty.casework.access.notes import read_classes, written_classes
from mosty.casework.queries.documents import documents_of
from mosty.desk.documents import words

SHOWN = 4


def documents_box(user, client):
    """For `desk/documents/_box.html`. One query; nothing for who reads no class."""
    if not read_classes(user, client):
        return {"reads": False, "rows": [], "more": 0, "may_write": False}
    rows = documents_of(user, client)
    lines = [words.line(one) for one in rows[:SHOWN]]
    may_write = bool(written_classes(user, client)) and not client.merged_into_id
    return {"reads": True, "rows": lines, "more": max(len(rows) - SHOWN, 0), "may_write": may_write}
