"""From the wish to the file."""

import os
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from mosty.core import chores, time
from mosty.core.errors import Refusal
from mosty.guide.actions.facts import set_value
from mosty.guide.models import ArticlePage, Fact
from mosty.paper.actions import making
from mosty.paper.actions.asking import ask, is_fresh
from mosty.paper.actions.cleaning import clean
from mosty.paper.enums import Fault, JobState
from mosty.paper.models import PaperJob
from mosty.paper.queries import files, sheets
from mosty.paper.queries.wishes import Wish

WISH = Wish(("address",), "uk")


def made(wish=WISH):
    job = ask(wish)
    assert making.make_next() == 1
    job.refresh_from_db()
    return job


def found(shelf):
    return sorted(path.name for path in shelf.iterdir()) if shelf.exists() else []


def test_paper_is_made_by_the_worker(guide, shelf):
    job = ask(WISH)
    assert (job.state, found(shelf)) == (JobState.ASKED, [])
    assert making.make_next() == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.reason) == (JobState.READY, 2, 2, "")
    assert found(shelf) == [f"{job.digest}.pdf"]
    assert files.path_of(job.digest).read_bytes().startswith(b"%PDF-")
    assert job.size == files.path_of(job.digest).stat().st_size
    assert job.pages >= 1
    assert making.make_next() == 0


def test_worker_knows_the_chores():
    assert {"paper.make", "paper.clean"} <= set(chores.REGISTER)


def test_fifty_who_ask_wait_for_one_paper(guide):
    assert len({ask(WISH).pk for _ in range(50)}) == 1
    assert PaperJob.objects.count() == 1


def test_database_refuses_a_second_job_and_a_ready_one_without_file(guide):
    job = ask(WISH)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperJob.objects.create(key=job.key, wish=job.wish, asked_at=time.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperJob.objects.filter(pk=job.pk).update(state=JobState.READY)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperJob.objects.filter(pk=job.pk).update(state=JobState.FAILED)


def test_made_paper_is_given_at_once_while_nothing_changes(guide):
    job = made()
    assert is_fresh(job)
    assert ask(WISH).state == JobState.READY


def test_changed_fact_makes_a_new_paper(guide, shelf, django_capture_on_commit_callbacks):
    job = made()
    with django_capture_on_commit_callbacks(execute=True):
        set_value(Fact.objects.get(key="fee"), value="17", valid_from=None, by=None)
    assert ask(WISH).state == JobState.ASKED
    assert made().digest != job.digest
    assert len(found(shelf)) == 2


def test_unchanged_content_is_not_printed_again(guide, shelf):
    job = made()
    path = files.path_of(job.digest)
    os.utime(path, (1, 1))
    PaperJob.objects.update(checked_at=time.now() - timedelta(hours=1))
    assert ask(WISH).state == JobState.ASKED
    again = made()
    assert (again.digest, again.state) == (job.digest, JobState.READY)
    assert path.stat().st_mtime == 1


def test_lost_file_is_made_anew(guide):
    job = made()
    files.path_of(job.digest).unlink()
    assert ask(WISH).state == JobState.ASKED
    assert files.is_there(made().digest)


def test_fault_leaves_a_reason_and_no_file_and_may_be_asked_again(guide, shelf, settings):
    blocked = shelf.parent / "blocked"
    blocked.write_text("a file where the folder should be")
    settings.PAPER_DIR = blocked
    job = made()
    assert (job.state, job.reason) == (JobState.FAILED, Fault.PRESS)
    settings.PAPER_DIR = shelf
    assert made().state == JobState.READY


def test_text_that_went_meanwhile_is_told(guide):
    job = ask(WISH)
    ArticlePage.objects.get(slug="address", locale__language_code="uk").unpublish()
    making.make_next()
    job.refresh_from_db()
    assert (job.state, job.reason) == (JobState.FAILED, Fault.NOTHING)


def test_lost_worker_is_replaced_but_not_for_ever(guide):
    job = ask(WISH)
    long_ago = time.now() - making.LEASE - timedelta(seconds=1)
    PaperJob.objects.update(state=JobState.RUNNING, started_at=time.now(), attempts=1)
    assert making.make_next() == 0  # somebody is at it
    PaperJob.objects.update(started_at=long_ago)
    assert making.make_next() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.READY, 2)
    PaperJob.objects.update(state=JobState.RUNNING, started_at=long_ago, attempts=making.ATTEMPTS)
    assert making.make_next() == 0
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_worker_that_was_given_up_does_not_overwrite(guide):
    job = ask(WISH)
    mine = making._taken()
    PaperJob.objects.update(attempts=2)  # another has taken it
    making._finish(mine, state=JobState.FAILED, reason=Fault.PRESS)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_long_queue_refuses_new_wishes_but_not_waiting_ones(guide, settings):
    settings.PAPER_QUEUE = 2
    ask(WISH)
    ask(Wish(("address",), "pl"))
    with pytest.raises(Refusal) as refused:
        ask(Wish(("address",), "en"))
    assert refused.value.code == "paper-queue"
    assert ask(WISH).state == JobState.ASKED


def test_oldest_wish_is_made_first(guide):
    first, second = ask(WISH), ask(Wish(("address",), "pl"))
    making.make_next()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (JobState.READY, JobState.ASKED)


def test_old_papers_go(guide, shelf):
    old, new = made(), made(Wish(("address",), "pl"))
    (shelf / "new-x.part").write_text("a worker died here")
    PaperJob.objects.filter(pk=old.pk).update(asked_at=time.now() - timedelta(days=15))
    for path in shelf.iterdir():
        os.utime(path, (1, 1))
    assert clean() == 3
    assert found(shelf) == [f"{new.digest}.pdf"]
    assert list(PaperJob.objects.all()) == [new]


def test_fresh_file_without_a_row_is_left_to_the_worker_who_writes_it(guide, shelf):
    shelf.mkdir()
    (shelf / "abc.pdf").write_text("x")
    assert clean() == 0


def test_full_shelf_gives_up_the_least_wanted(guide, shelf, settings):
    old, new = made(), made(Wish(("address",), "pl"))
    PaperJob.objects.filter(pk=old.pk).update(asked_at=time.now() - timedelta(days=1))
    settings.PAPER_MEGABYTES = (new.size + old.size / 2) / 1_000_000
    clean()
    assert list(PaperJob.objects.all()) == [new]
    assert found(shelf) == [f"{new.digest}.pdf"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_connections_ask_and_make_one_paper(guide, shelf):
    keys, worked, barrier = [], [], Barrier(2)

    def run():
        try:
            barrier.wait()
            keys.append(ask(WISH).pk)
            barrier.wait()
            worked.append(making.make_next())
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1
    assert sorted(worked) == [0, 1]
    assert PaperJob.objects.get().state == JobState.READY
    assert len(found(shelf)) == 1
    assert sheets.digest_of(sheets.sheet(WISH), making.press.version()) == PaperJob.objects.get().digest
