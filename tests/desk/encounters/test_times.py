"""Hours of a conversation that is written down later."""

from datetime import UTC, datetime, timedelta

import pytest

from mosty.casework.actions.visits import close_visit, open_visit
from mosty.casework.models import Encounter, Visit
from mosty.clients.actions import open_client
from tests.desk.encounters.test_new import URL, typed, walk_in
from tests.desk.moment import bookings


def test_hours_of_an_earlier_day_count_the_visit_on_that_day(cast, clock, adviser):
    olena = open_client(centre=cast.poznan, name="Olena", by=cast.oksana)
    url = f"{URL}?client={olena.pk}"
    page = adviser.get(url).content.decode()
    assert "Written down later? Give the hours" in page
    assert "<details open" not in page
    adviser.post(url, typed(cast, on="2026-11-24", started_at="14:05", ended_at="14:45"))
    encounter, visit = Encounter.objects.get(), Visit.objects.get()
    assert (encounter.started_at, encounter.ended_at) == (
        datetime(2026, 11, 24, 13, 5, tzinfo=UTC),
        datetime(2026, 11, 24, 13, 45, tzinfo=UTC),
    )
    assert (encounter.on.isoformat(), visit.on, visit.opened_at, visit.closed_at) == (
        "2026-11-24",
        encounter.on,
        encounter.started_at,
        encounter.ended_at,
    )


def test_hours_within_a_visit(cast, clock, adviser):
    visit = walk_in(cast)  # at 11:20
    clock.go(minutes=60)
    adviser.post(f"{URL}?visit={visit.pk}", typed(cast, started_at="11:20", ended_at="11:50"))
    encounter = Encounter.objects.get()
    assert encounter.ended_at - encounter.started_at == timedelta(minutes=30)


def test_the_minute_the_visit_began_fits_although_the_visit_has_seconds(cast, clock, adviser):
    clock.go(seconds=40)
    visit = walk_in(cast)
    clock.go(minutes=10)
    adviser.post(f"{URL}?visit={visit.pk}", typed(cast, started_at="11:20", ended_at="11:20"))
    encounter = Encounter.objects.get()
    assert encounter.started_at == encounter.ended_at == visit.opened_at


def test_a_booking_nobody_marked_as_arrived(cast, clock, adviser):
    (one,) = bookings(cast, clock, name="Daryna M.")  # for 11:00
    clock.go(minutes=180)
    adviser.post(f"{URL}?appointment={one.pk}", typed(cast, started_at="11:00", ended_at="11:30"))
    one.refresh_from_db()
    encounter = Encounter.objects.get()
    assert one.state == "fulfilled"
    assert encounter.started_at == one.arrived_at == one.visit.opened_at == datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"started_at": "11:25", "ended_at": "23:00"}, "The conversation cannot end in the future."),
        ({"started_at": "11:40", "ended_at": "11:30"}, "The end must be later than the beginning."),
        ({"started_at": "10:00", "ended_at": "11:30"}, "The visit began at 11:20;"),
        ({"started_at": "11:25"}, "Please give both hours"),
        ({"ended_at": "11:30"}, "Please give both hours"),
        ({"started_at": "noon", "ended_at": "25:61"}, "Enter a valid time."),
    ],
)
def test_hours_that_cannot_be_are_refused(cast, clock, adviser, given, sentence):
    visit = walk_in(cast)
    clock.go(minutes=30)
    page = adviser.post(f"{URL}?visit={visit.pk}", typed(cast, **given)).content.decode()
    assert sentence in page
    assert "<details open" in page
    assert Encounter.objects.count() == 0
    visit.refresh_from_db()
    assert visit.closed_at is None


@pytest.mark.parametrize("on", ["2026-11-26", "2026-10-20", "0001-01-01", "9999-12-31", "yesterday", "2026-11-24"])
def test_days_that_cannot_be_or_hours_that_are_missing(cast, clock, adviser, on):
    page = adviser.post(URL, typed(cast, on=on)).content.decode()
    assert "Please correct this:" in page
    assert Encounter.objects.count() == Visit.objects.count() == 0


def test_a_visit_of_an_earlier_day_asks_for_hours(cast, clock, adviser):
    clock.go(days=-1)
    visit = walk_in(cast)
    clock.go(days=1)
    url = f"{URL}?visit={visit.pk}"
    assert "<details open" in adviser.get(url).content.decode()
    assert "Please give both hours" in adviser.post(url, typed(cast)).content.decode()
    adviser.post(url, typed(cast, started_at="11:30", ended_at="11:50"))
    assert Encounter.objects.get().on.isoformat() == "2026-11-24"
    visit.refresh_from_db()
    assert close_visit(visit, by=cast.oksana).closed_at == Encounter.objects.get().ended_at


def test_the_called_name_of_a_walk_in_is_kept_apart_from_what_is_wanted(cast, clock, reception):
    open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna, called="  Nino ", wanted="Tomasz, residence card")
    page = reception.get("/desk/").content.decode()
    assert "<bdi>Nino</bdi>" in page
    assert "Tomasz, residence card" in page
