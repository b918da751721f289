"""Finding files, and who may open them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.accounts.enums import Right
from mosty.clients.access import get_client, visible_clients
from mosty.clients.actions import open_client
from mosty.clients.queries import SHOWN, find_clients, latest_clients
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied
from tests.cast import sign_in


@pytest.fixture
def daryna(cast):
    return open_client(centre=cast.poznan, name="Дарина Мельник", phone="+48600100200", by=cast.oksana)


@pytest.mark.parametrize(
    "text", ["дарина", "ДАРИНА", "мельник Дарина", "мель", "600100200", "600 100 200", "+48 600 100", "0048600100200", "100-200"]
)
def test_a_person_is_found_whatever_the_case_and_order(cast, daryna, text):
    assert list(find_clients(cast.zuzanna, text).clients) == [daryna]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zażółć Gęślą", "zazolc gesla"),
        ("ANNA", "anna"),
        ("Ömer İnan", "omer inan"),
        ("ნინო ბერიძე", "ბერიძ"),
        ("Əli", "eli"),
        ("100% Anna_", "100%"),
    ],
)
def test_accents_and_scripts_do_not_matter(cast, daryna, name, text):
    client = open_client(centre=cast.poznan, name=name, by=cast.oksana)
    found = find_clients(cast.zuzanna, text).clients
    assert client in found
    assert daryna not in found


def test_signs_of_like_are_only_signs(cast, daryna):
    assert list(find_clients(cast.zuzanna, "%%").clients) == []
    assert list(find_clients(cast.zuzanna, "__").clients) == []


def test_a_number_finds_its_file_alone(cast, daryna):
    open_client(centre=cast.poznan, name="Anna", phone=f"+4860010{daryna.number}", by=cast.oksana)
    assert find_clients(cast.zuzanna, str(daryna.number)).clients == [daryna]


def test_one_letter_is_too_little(cast, daryna):
    found = find_clients(cast.zuzanna, "д")
    assert found.is_too_short
    assert not found.clients


def test_at_most_fifty_are_shown_and_it_is_said(cast):
    for _ in range(SHOWN + 1):
        open_client(centre=cast.poznan, name="Anna", by=cast.oksana)
    found = find_clients(cast.zuzanna, "anna")
    assert (len(found.clients), found.is_partial) == (SHOWN, True)


@pytest.mark.parametrize("text", ["\x00", "'; drop table", "x" * 100_000, "²²", "🌻🌻", "999999999999999999999"])
def test_odd_texts_find_nothing_and_break_nothing(cast, daryna, text):
    assert list(find_clients(cast.zuzanna, text).clients) == []


def test_another_centre_and_another_organisation_find_nothing(cast, daryna):
    assert list(find_clients(cast.ewa, "дарина").clients) == []
    assert list(find_clients(cast.adam, "дарина").clients) == []
    assert list(visible_clients(cast.karolina)) == []
    assert list(visible_clients(cast.nikt)) == []


def test_a_search_is_a_look_at_what_it_showed(cast, daryna):
    looks.begin()
    find_clients(cast.zuzanna, "дарина")
    find_clients(cast.zuzanna, "nobody")
    assert [(look.how, look.subject_ids, look.centre) for look in looks.end()] == [("search", (str(daryna.pk),), cast.poznan.pk)]


def test_opening_is_a_look(cast, daryna):
    looks.begin()
    assert get_client(cast.zuzanna, daryna.pk) == daryna
    assert [(look.how, look.subject_type) for look in looks.end()] == [("open", "clients.client")]


def test_a_foreign_file_does_not_exist_and_a_missing_right_is_said(cast, daryna):
    for user in (cast.ewa, cast.adam, cast.nikt):
        with pytest.raises(Missing):
            get_client(user, daryna.pk)
    for user in (cast.karolina, cast.joanna, cast.piotr):
        with pytest.raises(PermissionDenied):
            get_client(user, daryna.pk)
    with pytest.raises(Missing):
        get_client(cast.oksana, cast.poznan.pk, right=Right.CLIENT_READ)


def test_my_latest_files_are_those_i_opened(cast, daryna):
    assert latest_clients(cast.oksana) == [daryna]
    assert latest_clients(cast.zuzanna) == []


def test_a_file_i_looked_into_is_among_my_latest(cast, daryna):
    browser = sign_in(cast.zuzanna)
    assert browser.get(f"/desk/clients/{daryna.pk}/").status_code == 200
    assert latest_clients(cast.zuzanna) == [daryna]
    assert latest_clients(cast.marta) == []


def test_a_search_takes_the_same_queries_for_one_and_for_three(cast, daryna):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            for client in find_clients(cast.zuzanna, "дарина").clients:
                assert client.centre.town.name
        return len(caught)

    queries()
    with_one = queries()
    for _ in range(2):
        open_client(centre=cast.poznan, name="Дарина", by=cast.oksana)
    assert queries() == with_one == 6
