"""After a merge: who worked with the file that went works with the one that stayed; two open cases become one. And: hidden names."""

from datetime import UTC, datetime, timedelta

import pytest

from mosty.accounts.enums import Right
from mosty.appointments.access import get_appointment
from mosty.appointments.queries.days import day_board
from mosty.casework.access.notes import readers, written_classes
from mosty.casework.actions.cases import join_cases, open_case
from mosty.casework.actions.visits import open_visit
from mosty.casework.models import Case
from mosty.casework.queries import waiting_room
from mosty.casework.queries.cases import my_people, workers_now
from mosty.clients.access import can_write, get_client, get_outside
from mosty.clients.actions import open_client
from mosty.clients.actions.hiding import hide_file
from mosty.clients.actions.merging import merge, undo_merge
from mosty.clients.queries import find_clients
from mosty.core import time
from mosty.core.errors import Missing, Refusal
from tests.appointments.sittings import booked, sit


def at(centre, name, by):
    return open_client(centre=centre, name=name, birth_year=1990, by=by)


def test_staff_of_the_file_that_went_open_the_one_that_stayed(cast):
    kept, gone = at(cast.poznan, "Олена Коваль", cast.oksana), at(cast.konin, "Olena Kowal", cast.ewa)
    with pytest.raises(Missing):
        get_client(cast.ewa, kept.pk)
    row = merge(kept, gone, take={}, by=cast.hanna)
    assert get_client(cast.ewa, kept.pk, right=Right.CLIENT_WRITE) == kept
    assert can_write(cast.ewa, kept)
    assert written_classes(cast.ewa, get_client(cast.ewa, kept.pk)) == ["reception"]
    assert sum(one.count for one in readers(get_client(cast.oksana, kept.pk))["reception"] if one.role == "reception") == 2
    assert find_clients(cast.ewa, "Олена Коваль 1990").clients == [kept]
    with pytest.raises(Missing):
        get_outside(cast.ewa, kept.pk)  # no glass to break
    last = at(cast.poznan, "Олена К.", cast.oksana)
    second = merge(last, kept, take={}, by=cast.oksana)
    assert get_client(cast.ewa, last.pk) == last
    undo_merge(second, by=cast.oksana)
    undo_merge(row, by=cast.hanna)
    for file in (kept, last):
        with pytest.raises(Missing):
            get_client(cast.ewa, file.pk)
    assert get_client(cast.ewa, gone.pk) == gone


def test_two_open_cases_become_one(cast):
    kept, gone = at(cast.poznan, "Олена", cast.oksana), at(cast.poznan, "Olena", cast.marta)
    with pytest.raises(Refusal, match="bad-move"):
        join_cases(kept, by=cast.oksana)
    mine, other = open_case(kept, worker=cast.oksana, by=cast.oksana), open_case(gone, worker=cast.marta, by=cast.marta)
    merge(kept, gone, take={}, by=cast.oksana)
    assert join_cases(kept, by=cast.oksana) == mine
    assert join_cases(kept, by=cast.marta) == mine
    other.refresh_from_db()
    assert (other.state, other.outcome) == ("closed", "joined")
    assert [row.user for row in workers_now(mine)] == [cast.oksana, cast.marta]
    assert [row.client for row in my_people(cast.marta)] == [kept]
    assert Case.objects.exclude(state="closed").get() == mine


def test_names_of_hidden_files_stand_on_no_list_of_others(cast, clock):
    clock.set(datetime(2026, 11, 25, 10, tzinfo=UTC))
    person = at(cast.poznan, "Олена Таємна", cast.oksana)
    soon = time.now() + timedelta(minutes=30)
    booking = booked(sit(cast, soon, on=time.local(soon).date()), 0, name="Олена Таємна", phone="+48600100200", client=person)
    open_visit(centre=cast.poznan, channel="walk-in", client=person, called="Олена Т.", wanted="about her husband", by=cast.zuzanna)
    hide_file(person, is_hidden=True, by=cast.oksana)
    day = time.today(cast.poznan.time_zone)
    for reader, sees in ((cast.zuzanna, False), (cast.hanna, False), (cast.oksana, True)):
        (waiting,), _talking = waiting_room(reader, cast.poznan, day)
        (expected,) = day_board(reader, cast.poznan, day).expected
        opened = get_appointment(reader, booking.pk)
        said = [waiting.called, waiting.wanted, waiting.client.name, expected.name, expected.client.name, opened.name, opened.phone]
        if sees:
            assert said == ["Олена Т.", "about her husband", "Олена Таємна", "Олена Таємна", "Олена Таємна", "Олена Таємна", "+48600100200"]
        else:
            assert said == ["О. Т.", "", "О. Т.", "О. Т.", "О. Т.", "О. Т.", ""]
    booking.refresh_from_db()
    assert (booking.name, booking.phone) == ("Олена Таємна", "+48600100200")
