"""Legal stay and days that hurt."""

from datetime import date, timedelta

import pytest

from mosty.clients.actions import open_client
from mosty.clients.actions.identity import save_identifier
from mosty.clients.actions.stay import add_deadline, change_deadline, finish_deadline, remove_deadline, remove_status, save_status
from mosty.clients.models import Deadline, ResidenceStatus
from mosty.clients.queries.file import deadlines_of, status_on, statuses_of
from mosty.core import time
from mosty.core.errors import Refusal


@pytest.fixture
def nino(cast):
    return open_client(centre=cast.poznan, name="Nino", by=cast.oksana)


def periods(client):
    return list(client.statuses.order_by("valid_from", "pk").values_list("basis", "valid_from", "valid_to"))


def test_an_open_status_ends_the_day_before_the_next(cast, nino):
    save_status(nino, basis="visa", valid_from=date(2026, 1, 1), by=cast.oksana)
    save_status(nino, basis="temporary", valid_from=date(2026, 3, 1), valid_to=date(2027, 2, 28), by=cast.oksana)
    assert periods(nino) == [("visa", date(2026, 1, 1), date(2026, 2, 28)), ("temporary", date(2026, 3, 1), date(2027, 2, 28))]
    assert [(row.kind, row.on) for row in Deadline.objects.order_by("pk")] == [("stay-ends", date(2027, 2, 28))]
    rows = statuses_of(nino)
    assert [status_on(rows, day).basis for day in (date(2026, 2, 28), date(2026, 3, 1), date(2027, 2, 28))] == [
        "visa",
        "temporary",
        "temporary",
    ]
    assert status_on(rows, date(2027, 3, 1)) is None


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 6, 1), date(2026, 7, 1)),
        (date(2025, 1, 1), date(2026, 3, 1)),
        (date(2026, 12, 31), None),
        (None, None),
        (None, date(2026, 3, 1)),
        (date(2025, 1, 1), None),
    ],
)
def test_two_statuses_share_no_day(cast, nino, first, last):
    save_status(nino, basis="visa", valid_from=date(2026, 3, 1), valid_to=date(2026, 12, 31), by=cast.oksana)
    with pytest.raises(Refusal) as refused:
        save_status(nino, basis="temporary", valid_from=first, valid_to=last, by=cast.oksana)
    assert (refused.value.code, refused.value.field) == ("overlap", "valid_from")
    assert ResidenceStatus.objects.count() == Deadline.objects.count() == 1


def test_what_was_refused_leaves_the_open_status_open(cast, nino):
    """The verb ends an open status before it meets another that is in the way: all or nothing."""
    save_status(nino, basis="visa", valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31), by=cast.oksana)
    save_status(nino, basis="pending", valid_from=date(2026, 1, 1), by=cast.oksana)
    row = ResidenceStatus.objects.get(basis="visa")
    with pytest.raises(Refusal):
        save_status(nino, basis="visa", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 31), row=row, by=cast.oksana)
    with pytest.raises(Refusal):
        save_status(nino, basis="cukr", valid_from=date(2025, 6, 1), by=cast.oksana)
    assert periods(nino) == [("visa", date(2025, 1, 1), date(2025, 12, 31)), ("pending", date(2026, 1, 1), None)]


def test_a_row_is_put_right_beside_itself(cast, nino):
    row = save_status(nino, basis="visa", valid_from=date(2026, 3, 1), valid_to=date(2026, 12, 31), by=cast.oksana)
    save_status(nino, basis="visa", valid_from=date(2026, 3, 2), valid_to=date(2027, 1, 31), is_seen=True, row=row, by=cast.marta)
    row.refresh_from_db()
    assert (row.valid_to, row.checked_by, Deadline.objects.get().on) == (date(2027, 1, 31), cast.marta, date(2027, 1, 31))
    remove_status(row, by=cast.oksana)
    assert Deadline.objects.count() == ResidenceStatus.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"basis": "tourist"}, "bad-kind"),
        ({"valid_from": date(2026, 2, 2), "valid_to": date(2026, 2, 1)}, "bad-period"),
        ({"valid_to": date(2101, 1, 1)}, "far-date"),
        ({"valid_from": date(1899, 1, 1)}, "far-date"),
    ],
)
def test_what_cannot_be_is_refused(cast, nino, given, code):
    with pytest.raises(Refusal) as refused:
        save_status(nino, **{"basis": "visa", **given}, by=cast.oksana)
    assert refused.value.code == code
    assert ResidenceStatus.objects.count() == 0


def test_a_document_of_another_file_is_refused(cast, nino):
    other = open_client(centre=cast.poznan, name="Ana", by=cast.oksana)
    document = save_identifier(other, kind="visa", number="V12345", by=cast.oksana)
    with pytest.raises(Refusal) as refused:
        save_status(nino, basis="visa", document=document, by=cast.oksana)
    assert refused.value.code == "foreign-document"


def test_days_left_are_those_of_the_calendar_soonest_first(cast, nino):
    today = time.today()
    add_deadline(nino, kind="papers", on=today + timedelta(days=9), by=cast.oksana)
    near = add_deadline(nino, kind="appeal", on=today, words="school", by=cast.oksana)
    save_status(nino, basis="visa", valid_to=today - timedelta(days=3), by=cast.oksana)
    assert [(due.row.kind, due.days) for due in deadlines_of(nino)] == [("stay-ends", -3), ("appeal", 0), ("papers", 9)]
    finish_deadline(near, by=cast.oksana)
    assert [due.days for due in deadlines_of(nino)] == [-3, 9]
    assert [due.row for due in deadlines_of(nino, is_done=True)] == [near]


def test_a_deadline_is_changed_and_removed_unless_it_follows(cast, nino):
    today = time.today()
    row = add_deadline(nino, kind="appeal", on=today, by=cast.oksana)
    Deadline.objects.filter(pk=row.pk).update(reminded=[7])
    row = change_deadline(row, kind="papers", on=today + timedelta(days=1), words="x", by=cast.oksana)
    assert (row.kind, row.reminded) == ("papers", [])
    remove_deadline(row, by=cast.oksana)
    save_status(nino, basis="visa", valid_to=today + timedelta(days=90), by=cast.oksana)
    followed = Deadline.objects.get()
    for write in (
        lambda: change_deadline(followed, kind="other", on=today, by=cast.oksana),
        lambda: remove_deadline(followed, by=cast.oksana),
    ):
        with pytest.raises(Refusal) as refused:
            write()
        assert refused.value.code == "follows"
    assert Deadline.objects.get().on == today + timedelta(days=90)


@pytest.mark.parametrize(
    ("days", "kind", "words", "code"),
    [(-1, "appeal", "", "in-past"), (60_000, "appeal", "", "far-date"), (1, "party", "", "bad-kind"), (1, "appeal", "w" * 300, "too-long")],
)
def test_a_deadline_that_cannot_be(cast, nino, days, kind, words, code):
    with pytest.raises(Refusal) as refused:
        add_deadline(nino, kind=kind, on=time.today() + timedelta(days=days), words=words, by=cast.oksana)
    assert refused.value.code == code
