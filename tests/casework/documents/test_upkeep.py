"""Files and scans over time: deadlines, destruction, deletion, the scanner, files of one person put together."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from mosty.casework.access.documents import get_document
from mosty.casework.actions.documents import change_document, remove_document
from mosty.casework.actions.upkeep import destroy_outlived, scan_waiting, sweep_files
from mosty.casework.enums.documents import KEEP_DAYS, DocumentKind
from mosty.casework.models import Document
from mosty.casework.queries.documents import content_of, documents_of, words_of
from mosty.clients.actions import open_client
from mosty.clients.actions.merging import merge, undo_merge
from mosty.clients.models import Deadline
from mosty.core import time, vault
from mosty.core.errors import Missing, Refusal
from mosty.core.models import AuditEntry
from tests.casework.documents.filing import VIRUS, on_disk, put
from tests.core.papers import jpeg, pdf

# --- days --------------------------------------------------------------------------------------------------------------


def test_every_kind_has_its_own_life_and_identity_papers_the_shortest(settings):
    assert set(KEEP_DAYS) == set(DocumentKind.values)
    assert max(KEEP_DAYS.values()) <= settings.DOCUMENT_DAYS
    assert KEEP_DAYS["passport"] == min(KEEP_DAYS.values())


def test_its_last_day_is_one_deadline_of_the_person(cast, olena, clock):
    day = time.today() + timedelta(days=40)
    row = put(olena, cast.oksana, kind="residence-card", expires_on=day)
    found = Deadline.objects.get(source=row.pk)
    assert (found.client, found.on, found.kind, found.source_kind) == (olena, day, "document-ends", "residence-card")
    later = day + timedelta(days=5)
    change_document(row, kind="medical", title="", expires_on=later, keep_until=row.keep_until, by=cast.oksana)
    found = Deadline.objects.get(source=row.pk)
    assert (found.on, found.source_kind) == (later, "")  # what kind of paper a medical one is, is nobody else's business
    change_document(row, kind="other", title="", expires_on=None, keep_until=row.keep_until, by=cast.oksana)
    assert not Deadline.objects.filter(source=row.pk).exists()


def test_a_confidential_file_gives_no_deadline_that_others_see(cast, olena, psychologist):
    put(olena, psychologist, note_class="psychologist", expires_on=time.today() + timedelta(days=9))
    put(olena, psychologist, data=jpeg(), expires_on=time.today() - timedelta(days=9))  # nor does one that is over
    assert Deadline.objects.count() == 0


def test_the_day_of_destruction_can_be_moved_within_a_span(cast, olena, settings):
    row, today = put(olena, cast.oksana), time.today()
    given = {"kind": "decision", "title": "Of March", "expires_on": None, "by": cast.oksana}
    last = today + timedelta(days=settings.DOCUMENT_DAYS)
    assert change_document(row, keep_until=last, **given).keep_until == last
    for day in (today, last + timedelta(days=1), date(1, 1, 1), date(9999, 12, 31)):
        with pytest.raises(Refusal, match="keep-span"):
            change_document(row, keep_until=day, **given)
    row.refresh_from_db()
    assert (row.keep_until, words_of(row)) == (last, ("Of March", "scan.pdf"))


def test_a_change_in_two_windows_is_told_to_the_second(cast, olena):
    row = put(olena, cast.oksana)
    given = {"kind": "other", "expires_on": None, "keep_until": row.keep_until, "by": cast.oksana}
    seen = row.updated_at
    change_document(row, title="First", seen=seen, **given)
    with pytest.raises(Refusal, match="changed-meanwhile"):
        change_document(row, title="Second", seen=seen, **given)


def test_on_its_day_the_worker_destroys_it_and_the_deadline_stays(cast, olena, folder, clock):
    row = put(olena, cast.oksana, kind="passport", expires_on=time.today() + timedelta(days=300))
    clock.go(days=89)
    assert (destroy_outlived(), len(on_disk(folder))) == (0, 1)
    clock.go(days=1)
    assert (destroy_outlived(), destroy_outlived(), on_disk(folder), Document.objects.count()) == (1, 0, [], 0)
    assert (Deadline.objects.get().source, Deadline.objects.get().source_kind) == (None, "passport")
    assert AuditEntry.objects.get(verb="document.outlived", subject_id=str(row.pk)).actor is None


# --- deletion ----------------------------------------------------------------------------------------------------------


def test_deletion_destroys_the_bytes_and_the_deadline(cast, olena, folder):
    row = put(olena, cast.oksana, expires_on=time.today() + timedelta(days=40))
    with pytest.raises(Refusal, match="no-reason"):
        remove_document(row, reason="", by=cast.oksana)
    remove_document(row, reason="asked", by=cast.oksana)
    assert (Document.objects.count(), Deadline.objects.count(), on_disk(folder)) == (0, 0, [])
    assert AuditEntry.objects.get(verb="document.removed").details == {"kind": "decision", "reason": "asked"}
    with pytest.raises(Refusal, match="gone"):
        remove_document(row, reason="asked", by=cast.oksana)


def test_whoever_deletes_the_row_the_bytes_go_with_it_but_not_before_it_is_sure(cast, olena, folder):
    put(olena, cast.oksana)
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        Document.objects.all().delete()
        raise ValueError("no")
    assert (Document.objects.count(), len(on_disk(folder))) == (1, 1)
    with transaction.atomic():
        Document.objects.filter(client=olena).delete()
        assert len(on_disk(folder)) == 1
    assert on_disk(folder) == []


def test_one_that_is_deleted_while_another_opens_it_is_a_sentence(cast, olena):
    row = put(olena, cast.oksana)
    opened = get_document(cast.hanna, row.pk)
    remove_document(row, reason="mistake", by=cast.oksana)
    with pytest.raises(Refusal, match="lost"):
        content_of(opened)
    with pytest.raises(Missing):
        get_document(cast.hanna, row.pk)


def test_files_without_a_row_are_swept_after_a_day(cast, olena, folder, monkeypatch):
    row = put(olena, cast.oksana)
    stray = vault.keep(b"nobody's")
    assert (sweep_files(), len(on_disk(folder))) == (0, 2)
    monkeypatch.setattr("mosty.casework.actions.upkeep.GRACE_SECONDS", -1)
    assert (sweep_files(), [path.name for path in on_disk(folder)], vault.destroy(stray)) == (1, [row.stored], False)


def test_nothing_is_swept_when_database_and_folder_do_not_belong_together(folder, monkeypatch, caplog):
    monkeypatch.setattr("mosty.casework.actions.upkeep.GRACE_SECONDS", -1)
    monkeypatch.setattr("mosty.casework.actions.upkeep.STRANGE", 2)
    for number in range(3):
        vault.keep(bytes([number]))
    assert (sweep_files(), len(on_disk(folder))) == (0, 3)
    assert "belong together" in caplog.text


# --- the scanner -------------------------------------------------------------------------------------------------------


def test_a_virus_is_never_written_and_the_row_says_so(cast, olena, scanner, folder):
    assert put(olena, cast.oksana).scan == "clean"
    row = put(olena, cast.oksana, data=pdf(VIRUS), expires_on=time.today() + timedelta(days=40))
    assert (row.scan, row.stored, len(on_disk(folder)), Deadline.objects.count()) == ("infected", "", 1, 0)
    with pytest.raises(Refusal, match="infected"):
        content_of(row)


def test_what_waits_is_closed_until_the_worker_has_an_answer(cast, olena, scanner, folder):
    scanner.answers = False
    fine = put(olena, cast.oksana)
    bad = put(olena, cast.oksana, data=pdf(VIRUS), expires_on=time.today() + timedelta(days=40))
    for row in (fine, bad):
        assert row.scan == "waiting"
        with pytest.raises(Refusal, match="not-scanned"):
            content_of(row)
    assert scan_waiting() == 0
    scanner.answers = True
    assert (scan_waiting(), scan_waiting()) == (2, 0)
    fine.refresh_from_db()
    bad.refresh_from_db()
    assert (fine.scan, bad.scan, bad.stored, Deadline.objects.count()) == ("clean", "infected", "", 0)
    assert [path.name for path in on_disk(folder)] == [fine.stored]


def test_what_came_before_there_was_a_scanner_is_scanned_and_open_meanwhile(cast, olena, request):
    row = put(olena, cast.oksana)
    assert scan_waiting() == 0
    request.getfixturevalue("scanner")
    assert content_of(row) == pdf()
    assert scan_waiting() == 1
    row.refresh_from_db()
    assert row.scan == "clean"


def test_a_file_that_is_not_on_the_disk_does_not_stop_the_worker(cast, olena, scanner):
    scanner.answers = False
    lost, fine = put(olena, cast.oksana), put(olena, cast.oksana, data=jpeg())
    vault.destroy(lost.stored)
    scanner.answers = True
    assert scan_waiting() == 1
    fine.refresh_from_db()
    assert fine.scan == "clean"


# --- with the person ---------------------------------------------------------------------------------------------------


def test_files_go_along_when_two_files_become_one_and_back(cast, olena, folder):
    gone = open_client(centre=cast.poznan, name="Олена", by=cast.oksana)
    row = put(gone, cast.oksana, expires_on=time.today() + timedelta(days=40))
    both = merge(olena, gone, take={}, by=cast.hanna)
    assert [one.row.pk for one in documents_of(cast.oksana, olena)] == [row.pk]
    assert Deadline.objects.get(source=row.pk).client == olena
    gone.refresh_from_db()
    with pytest.raises(Refusal, match="merged"):
        put(gone, cast.oksana, data=jpeg())
    assert len(on_disk(folder)) == 1
    undo_merge(both, by=cast.hanna)
    assert [one.row.pk for one in documents_of(cast.oksana, gone)] == [row.pk]


def test_a_list_takes_the_same_queries_with_one_and_three(cast, olena, django_assert_num_queries):
    for number in range(3):
        put(olena, cast.oksana, data=jpeg(shade=number))
        documents_of(cast.oksana, olena)  # memberships are read once
        with django_assert_num_queries(1):
            documents_of(cast.oksana, olena)
