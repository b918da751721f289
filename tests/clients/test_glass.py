"""Hidden files, broken glass, masked results."""

import pytest
from django.db import DatabaseError, connection, transaction

from mosty.accounts.enums import Right
from mosty.casework.actions.encounters import record_encounter
from mosty.casework.actions.visits import open_visit
from mosty.casework.queries import encounters_of
from mosty.clients.access import can_write, get_client, get_watched, visible_clients, visible_glass
from mosty.clients.actions import open_client
from mosty.clients.actions.glass import break_glass
from mosty.clients.actions.hiding import hide_file
from mosty.clients.queries import find_clients
from mosty.core.errors import Missing, PermissionDenied, Refusal

HERE = {"reason": "is-here", "words": "stands at our desk"}


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena Savchuk", phone="600100200", birth_year=1991, by=cast.oksana)


def opens(user, client, right=Right.CLIENT_READ):
    try:
        get_client(user, client.pk, right=right)
    except (Missing, PermissionDenied) as refused:
        return type(refused).__name__
    return "opens"


def test_a_hidden_file_exists_only_for_those_who_work_with_the_person(cast, olena):
    visit = open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna)
    record_encounter(visit=visit, worker=cast.marta, services=[(cast.advice, 20)], outcome="answered", client=olena, by=cast.marta)
    olena = hide_file(olena, is_hidden=True, by=cast.oksana)
    who = ["oksana", "marta", "hanna", "zuzanna", "ewa", "adam"]
    assert [opens(cast.people[name], olena) for name in who] == ["opens", "opens", "Http404", "Http404", "Http404", "Http404"]
    assert [visible_clients(cast.people[name]).filter(pk=olena.pk).exists() for name in who] == [True, True, False, False, False, False]
    assert find_clients(cast.hanna, "Olena Savchuk 1991").hits == []
    assert (encounters_of(cast.hanna, olena), can_write(cast.hanna, olena)) == ([], False)
    assert get_watched(cast.piotr, olena.pk) == olena  # the data protection officer sees that it exists
    for nobody in (cast.hanna, cast.adam):
        with pytest.raises(Missing):
            get_watched(nobody, olena.pk)


def test_the_glass_opens_a_file_of_another_centre_for_three_hours_to_read(cast, olena, clock):
    assert opens(cast.ewa, olena) == "Http404"
    break_glass(olena, by=cast.ewa, **HERE)
    assert opens(cast.ewa, olena) == "opens"
    assert opens(cast.ewa, olena, Right.CLIENT_WRITE) == "Http404"
    assert opens(cast.ewa, olena, Right.ENCOUNTER_READ) == "Http404"  # reception reads no encounters, broken glass or not
    clock.go(hours=3, minutes=1)
    assert opens(cast.ewa, olena) == "Http404"


def test_the_owner_and_the_data_protection_officer_are_told_and_nobody_else(cast, olena):
    row = break_glass(olena, by=cast.ewa, **HERE)
    assert break_glass(olena, by=cast.ewa, **HERE) == row  # still open: the first hours stay
    told = [name for name in ("oksana", "piotr", "ewa", "marta", "zuzanna", "hanna", "adam") if row in visible_glass(cast.people[name])]
    assert told == ["oksana", "piotr", "ewa"]


@pytest.mark.parametrize("who", ["zuzanna", "adam", "karolina", "piotr", "nikt"])
def test_nobody_breaks_the_glass_of_an_own_or_a_foreign_file(cast, olena, who):
    with pytest.raises(Missing):
        break_glass(olena, by=cast.people[who], **HERE)


def test_the_glass_of_a_hidden_file_cannot_be_broken(cast, olena):
    break_glass(olena, by=cast.ewa, **HERE)
    olena = hide_file(olena, is_hidden=True, by=cast.oksana)
    assert opens(cast.ewa, olena) == "Http404"
    with pytest.raises(Missing):
        break_glass(olena, by=cast.ewa, **HERE)


@pytest.mark.parametrize(("change", "code"), [({"reason": "curious"}, "bad-reason"), ({"words": " "}, "no-words")])
def test_without_a_reason_the_glass_stays_whole(cast, olena, change, code):
    with pytest.raises(Refusal, match=code):
        break_glass(olena, by=cast.ewa, **(HERE | change))


@pytest.mark.parametrize("statement", ["UPDATE clients_breakglass SET words = 'x'", "DELETE FROM clients_breakglass"])
def test_the_database_keeps_every_breaking(cast, olena, statement):
    break_glass(olena, by=cast.ewa, **HERE)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("typed", ["600100200", "Olena Savchuk 1991"])
def test_a_file_outside_the_scope_is_found_as_initials_and_year(cast, olena, typed):
    found = find_clients(cast.ewa, typed)
    (hit,) = found.masked
    assert (hit.client.pk, hit.client.name, hit.client.birth_year) == (olena.pk, "O. S.", 1991)
    assert (hit.client.phone, hit.client.number, hit.reasons, found.clients) == ("", 0, (), [])


def test_a_name_alone_finds_nobody_outside_the_scope(cast, olena):
    assert find_clients(cast.ewa, "Olena Savchuk").hits == []
    assert find_clients(cast.adam, "600100200").hits == []  # another organisation
    assert [hit.is_masked for hit in find_clients(cast.zuzanna, "600100200").hits] == [False]


def test_only_who_works_with_the_person_hides_the_file(cast, olena):
    with pytest.raises(Refusal, match="not-tied"):
        hide_file(olena, is_hidden=True, by=cast.hanna)
    with pytest.raises(PermissionDenied):
        hide_file(olena, is_hidden=True, by=cast.ewa)
    assert hide_file(olena, is_hidden=True, by=cast.oksana).is_hidden
    assert opens(cast.hanna, olena) == "Http404"
    assert not hide_file(olena, is_hidden=False, by=cast.oksana).is_hidden
