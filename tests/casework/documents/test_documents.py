"""Files and scans: who opens which, what is kept of them, what the database keeps."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from mosty.casework.access.documents import get_document, get_own_document, visible_documents
from mosty.casework.actions import documents as actions
from mosty.casework.actions.documents import About, change_document, clean_file_name, put_in, remove_document
from mosty.casework.models import Document
from mosty.casework.queries.documents import content_of, documents_of, neutral_name, same_before, words_of
from mosty.clients.actions.glass import break_glass
from mosty.clients.actions.hiding import hide_file
from mosty.core import vault
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.core.models import AuditEntry
from tests.casework.documents.filing import on_disk, put
from tests.core.papers import jpeg, pdf

# --- who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("zuzanna", {"reception"}),
        ("oksana", {"reception", "casework"}),
        ("marta", {"reception", "casework", "psychologist"}),
        ("hanna", {"reception", "casework"}),  # a manager opens nothing confidential
        ("karolina", set()),
        ("ewa", set()),  # another centre
        ("joanna", set()),
        ("piotr", set()),
        ("adam", set()),  # another organisation
        ("nikt", set()),
    ],
)
def test_every_class_is_opened_by_whom_it_is_for(cast, olena, psychologist, who, opens):
    rows = {kind: put(olena, psychologist, note_class=kind) for kind in ("reception", "casework", "psychologist")}
    user, found = cast.people[who], set()
    for kind, row in rows.items():
        try:
            get_document(user, row.pk)
            found.add(kind)
        except (Missing, PermissionDenied):
            pass
    assert found == {row.note_class for row in visible_documents(user, olena)} == opens


def test_nobody_puts_in_or_changes_what_they_could_not_write(cast, olena, psychologist):
    for who, kind in (("zuzanna", "casework"), ("hanna", "psychologist"), ("ewa", "reception"), ("oksana", "x")):
        with pytest.raises(Refusal, match="bad-class"):
            put(olena, cast.people[who], note_class=kind)
    assert Document.objects.count() == 0
    row = put(olena, psychologist, note_class="psychologist")
    given = {"kind": "other", "title": "", "expires_on": None, "keep_until": row.keep_until}
    with pytest.raises(PermissionDenied):
        change_document(row, **given, by=cast.hanna)
    with pytest.raises(PermissionDenied):
        remove_document(row, reason="mistake", by=cast.oksana)


def test_hidden_files_and_broken_glass_are_respected(cast, olena, psychologist):
    plain, secret = put(olena, psychologist, note_class="reception"), put(olena, psychologist, note_class="psychologist")
    break_glass(olena, reason="is-here", words="at our desk", by=cast.ewa)
    assert get_document(cast.ewa, plain.pk) == plain
    with pytest.raises(PermissionDenied):
        get_own_document(cast.ewa, plain.pk)
    with pytest.raises(Missing):
        get_document(cast.ewa, secret.pk)
    hide_file(olena, is_hidden=True, by=cast.oksana)
    for user in (cast.zuzanna, cast.hanna, cast.ewa):
        with pytest.raises(Missing):
            get_document(user, plain.pk)


def test_opening_and_listing_are_looks_also_at_the_persons_file(cast, olena):
    row = put(olena, cast.oksana)
    looks.begin()
    get_document(cast.hanna, row.pk, how="export")
    documents_of(cast.hanna, olena)
    found = {(look.how, look.subject_type, look.subject_ids) for look in looks.end()}
    mine = (str(row.pk),)
    assert found == {
        ("export", "casework.document", mine),
        ("open", "clients.client", (str(olena.pk),)),
        ("list", "casework.document", mine),
    }


# --- what is kept ------------------------------------------------------------------------------------------------------


def test_what_was_put_in_comes_out_and_nothing_readable_lies_anywhere(cast, olena, folder):
    row = put(olena, cast.oksana, data=pdf(b"zkinside"), name="Zkname Shevchenko.pdf", title="Zktitle")
    row.refresh_from_db()
    assert content_of(row) == pdf(b"zkinside")
    assert words_of(row) == ("Zktitle", "Zkname Shevchenko.pdf")
    assert (row.content_type, row.size, row.scan, row.stored) == ("application/pdf", len(pdf(b"zkinside")), "off", on_disk(folder)[0].name)
    assert b"zkinside" not in on_disk(folder)[0].read_bytes()
    kept = str(list(Document.objects.values())) + str(list(AuditEntry.objects.filter(verb="document.put-in").values()))
    assert not [word for word in ("Zkname", "Zktitle") if word in kept]
    assert neutral_name(row) == f"decision-{row.pk.hex[:8]}.pdf"


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"kind": "x"}, "bad-kind"),
        ({"note_class": ""}, "bad-class"),
        ({"title": "x" * 5000}, "too-long"),
        ({"title": "a\u202eb"}, "direction-marks"),
        ({"expires_on": date(9999, 12, 31)}, "far-date"),
        ({"expires_on": date(1, 1, 1)}, "far-date"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_nothing(cast, olena, folder, about, why):
    with pytest.raises(Refusal, match=why):
        put(olena, cast.oksana, **about)
    assert (Document.objects.count(), on_disk(folder)) == (0, [])


def test_a_file_that_is_none_leaves_nothing(cast, olena, folder, settings):
    settings.DOCUMENT_BYTES = 10_000
    for data, why in ((b"", "empty"), (b"x" * 10_001, "too-large"), (b"<html>", "not-taken")):
        with pytest.raises(Refusal, match=why):
            put_in(olena, About("other", "casework"), data=data, name="passport.pdf", submission=uuid4(), by=cast.oksana)
    assert (Document.objects.count(), on_disk(folder)) == (0, [])


def test_a_full_disk_is_a_sentence(cast, olena, monkeypatch):
    def full(_data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vault, "keep", full)
    with pytest.raises(Refusal, match="no-room"):
        put(olena, cast.oksana)
    assert Document.objects.count() == 0


def test_the_same_form_sent_twice_keeps_one(cast, olena, folder):
    form = uuid4()
    first = put(olena, cast.oksana, submission=form)
    assert put(olena, cast.oksana, submission=form) == first
    other = put(olena, cast.oksana, data=jpeg(), submission=form)
    assert (other.pk != first.pk, len(on_disk(folder))) == (True, 2)


def test_the_same_file_again_is_noticed_as_far_as_one_may_see_it(cast, olena, psychologist):
    put(olena, psychologist, note_class="psychologist")
    again = put(olena, cast.oksana)
    assert same_before(cast.oksana, again) is None
    assert same_before(cast.oksana, put(olena, cast.oksana, kind="other")) == again


def test_more_files_than_a_file_may_have_are_refused(cast, olena, monkeypatch, folder):
    monkeypatch.setattr(actions, "MOST_A_PERSON", 1)
    put(olena, cast.oksana)
    with pytest.raises(Refusal, match="too-many"):
        put(olena, cast.oksana, data=jpeg())
    assert len(on_disk(folder)) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\Anna\\скан.pdf", "скан.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\0b\u202efdp.exe", "abfdp.exe"),
        ("passport.pdf.exe", "passport.pdf.exe"),
        ("x" * 5000 + ".pdf", "x" * 179 + "…" + "x" * 16 + ".pdf"),
        ("", ""),
    ],
)
def test_a_files_name_is_kept_without_folders_and_tricks(given, kept):
    assert clean_file_name(given) == kept


def test_the_database_knows_the_words_and_that_a_virus_has_no_file(cast, olena):
    row = put(olena, cast.oksana)
    for change in ({"kind": "x"}, {"note_class": "x"}, {"scan": "infected"}, {"stored": ""}, {"content_type": "text/html"}, {"sealed": ""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Document.objects.filter(pk=row.pk).update(**change)
