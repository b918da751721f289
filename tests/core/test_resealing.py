"""The change of keys: everything sealed is sealed anew, nothing else changes, nothing is refused silently."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from mosty.casework.actions.documents import About, put_in
from mosty.casework.actions.drafts import keep_draft
from mosty.casework.actions.notes import write_note
from mosty.casework.apps import NOTE_VERSION
from mosty.casework.models import Document, NoteVersion
from mosty.casework.queries.documents import content_of, words_of
from mosty.casework.queries.notes import notes_of, unfinished
from mosty.clients.actions import open_client
from mosty.clients.actions.identity import save_identifier
from mosty.clients.actions.merging import merge, undo_merge
from mosty.clients.models import Identifier
from mosty.clients.queries.identity import number_of
from mosty.core import crypt, resealing, vault
from mosty.directory.models import Membership
from tests.core.papers import pdf


@pytest.fixture
def sealed(cast, settings, tmp_path):
    """Something of every kind, under the first key."""
    settings.SEALED_DIR, settings.DATA_KEYS = tmp_path, ["first"]
    Membership.objects.filter(user=cast.marta).update(profession="psychologist")
    client, other = (open_client(centre=cast.poznan, name=name, by=cast.marta) for name in ("Olena", "Олена"))
    save_identifier(client, kind="passport", number="FE123456", by=cast.marta)
    write_note(client, kind="psychologist", text="Sleeps badly", by=cast.marta)
    keep_draft(client, text="Half", kind="", by=cast.marta)
    about = About("medical", "psychologist", title="Zktitle")
    put_in(client, about, data=pdf(b"zkinside"), name="a.pdf", submission=uuid4(), by=cast.marta)
    row = merge(client, other, take={}, by=cast.marta)
    settings.DATA_KEYS = ["second", "first"]
    return client, row


def reseal():
    out = StringIO()
    call_command("reseal", stdout=out)
    return out.getvalue()


def test_every_sealed_column_of_every_app_is_in_the_register():
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.TextField) and "sealed" in field.name
    }
    assert found
    assert found - set(resealing.REGISTER) == set(), "in the app's ready(): resealing.register(resealing.Column('app.Model', 'column'))"


def test_with_the_new_key_alone_everything_is_still_read(cast, sealed, settings):
    client, row = sealed
    said = reseal()
    settings.DATA_KEYS = ["second"]
    for line in ("clients.Identifier.sealed: 1 sealed, 1 of them anew", "casework.Document files: 1 sealed, 1 of them anew"):
        assert line in said
    document = Document.objects.get()
    assert number_of(Identifier.objects.get()) == "FE123456"
    assert [one.words for one in notes_of(cast.marta, client)] == ["Sleeps badly"]
    assert [one.words for one in unfinished(cast.marta, client)] == ["Half"]
    assert (content_of(document), words_of(document)[0]) == (pdf(b"zkinside"), "Zktitle")
    assert undo_merge(row, by=cast.marta).merged_into is None


def test_a_second_run_finds_nothing_to_do_and_a_broken_off_one_goes_on(sealed, monkeypatch):
    monkeypatch.setattr(resealing, "BATCH", 1)
    one = resealing.REGISTER["casework.NoteVersion.sealed"]
    next(one.renew(resealing.Tally("x")))  # broken off after a batch
    assert sum(tally.renewed for tally in resealing.reseal()) == 5
    assert [tally.renewed for tally in resealing.reseal()] == [0] * len(resealing.REGISTER)


def test_what_no_key_opens_stays_and_is_named(cast, sealed, settings):
    settings.DATA_KEYS = ["second"]
    before = list(Identifier.objects.values_list("sealed", flat=True))
    with pytest.raises(CommandError, match="6 could not be opened"):
        reseal()
    assert list(Identifier.objects.values_list("sealed", flat=True)) == before
    assert not vault.is_newest(Document.objects.get().stored)


def test_what_somebody_writes_in_the_same_moment_is_not_overwritten(sealed, monkeypatch):
    original = crypt.resealed

    def resealed(token):
        if crypt.unseal(token) == "FE123456":
            Identifier.objects.update(sealed=crypt.seal("FE777777"))
        return original(token)

    monkeypatch.setattr(crypt, "resealed", resealed)
    resealing.reseal()
    assert crypt.unseal(Identifier.objects.get().sealed) == "FE777777"


def test_the_guard_lets_a_version_of_a_note_be_sealed_anew_and_nothing_else(cast, sealed):
    row = NoteVersion.objects.get(kind="psychologist")
    columns = {field.column for field in NoteVersion._meta.local_concrete_fields}
    assert columns == {*NOTE_VERSION, "sealed"}, "name the new column in mosty/casework/apps.py"
    fresh = crypt.resealed(row.sealed)
    other = {"kind": "lawyer", "text": "x", "number": 2, "is_correction": True, "reason": "x", "by": cast.oksana}
    other |= {"created_at": row.created_at + timedelta(1), "updated_at": row.updated_at + timedelta(1)}
    for name, value in other.items():
        with pytest.raises(DatabaseError), transaction.atomic():
            NoteVersion.objects.filter(pk=row.pk).update(sealed=fresh, **{name: value})
    for value in ("", row.sealed):
        with pytest.raises(DatabaseError), transaction.atomic():
            NoteVersion.objects.filter(pk=row.pk).update(sealed=value)
    assert NoteVersion.objects.filter(pk=row.pk).update(sealed=fresh) == 1


def test_the_guard_never_lets_open_words_change(cast, sealed):
    note = write_note(sealed[0], kind="casework", text="Open", by=cast.oksana)
    for change in ("text = 'Other'", "sealed = 'x'", "number = number"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE casework_noteversion SET {change} WHERE text = 'Open'")
    assert note.versions.get().text == "Open"
