"""How many statements a booking costs. A hundred whole bookings a second depend on it: count before you add one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.appointments.actions.bookings import book, book_by_staff, cancel_by_client, hold, move
from tests.appointments.sittings import booked, keep, phone, sit, slot

EDGES = ("SAVEPOINT", "RELEASE")  # of the test's own transaction: BEGIN and COMMIT elsewhere


def statements(verb):
    with CaptureQueriesContext(connection) as captured:
        verb()
    said = [query["sql"] or "prepared on the server" for query in captured]
    return [sql for sql in said if not sql.startswith(EDGES)]


@pytest.fixture
def sitting(cast, clock):
    """With a room; provider and room have been claimed before, as on any day but the first."""
    made = sit(cast, room=cast.room, times=8)
    booked(made, 7)
    return made


def test_keeping_a_time(sitting):
    # sitting, limits, things, overlaps, claims, booking, event
    found = statements(lambda: hold(session=sitting.pk, starts_at=slot(sitting), visitor="203.0.113.7"))
    assert len(found) == 7, "\n".join(found)


def test_booking_a_kept_time(sitting):
    kept = keep(sitting)
    # booking with sitting, the contact's row, overlaps, claim, keep, limit, save, event, messages, audit
    found = statements(lambda: book(token=kept.token, name="Olena", phone=phone()))
    assert len(found) == 10, "\n".join(found)


def test_staff_book_in_one_step(cast, sitting):
    found = statements(lambda: book_by_staff(session=sitting.pk, starts_at=slot(sitting), name="Olena", by=cast.zuzanna))
    assert len(found) == 7, "\n".join(found)


def test_moving(cast, sitting):
    mine = booked(sitting)
    # one of them asks whether it was moved before: in the calendar it stays the entry of the first one
    found = statements(lambda: move(mine, session=sitting.pk, starts_at=slot(sitting, 1)))
    assert len(found) == 17, "\n".join(found)


def test_cancelling(sitting):
    mine = booked(sitting)
    found = statements(lambda: cancel_by_client(mine))
    assert len(found) == 10, "\n".join(found)
