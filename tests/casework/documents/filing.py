"""How tests put a file in, and what then lies on the disk."""

from uuid import uuid4

from mosty.casework.actions.documents import About, put_in
from tests.core.papers import pdf

VIRUS = b"zkvirus"


def put(client, by, *, data=None, name="scan.pdf", submission=None, **about):
    given = {"kind": "decision", "note_class": "casework"} | about
    return put_in(client, About(**given), data=data or pdf(), name=name, submission=submission or uuid4(), by=by)


def on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]
