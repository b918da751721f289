"""The page of a file: what matters now, and what is hidden until somebody asks."""

from datetime import date

import pytest

from mosty.clients.actions import open_client
from mosty.clients.actions.contact import save_contact, save_languages, save_relation
from mosty.clients.actions.details import save_details
from mosty.clients.actions.identity import save_identifier
from mosty.clients.actions.names import add_name
from mosty.clients.actions.stay import add_deadline, save_status
from mosty.clients.models import Client
from mosty.core.models import AccessEvent
from tests.cast import sign_in


def test_an_empty_file_says_what_each_part_is_for(cast, file, reception):
    page = reception.get(file()).content.decode()
    for sentence in ("comes here by itself", "With its last day we remind in time", "warns of a second file", "It was not asked how"):
        assert sentence in page


def test_what_matters_now_stands_on_the_left(cast, daryna, file, reception, clock):
    save_details(daryna, birth_quality="full", birth_on=date(1991, 5, 6), needs_interpreter="yes", by=cast.oksana)
    add_name(daryna, text="Daryna Melnyk", kind="passport", by=cast.oksana)
    save_identifier(daryna, kind="passport", number="FE123456", valid_to=date(2027, 1, 12), by=cast.oksana)
    save_identifier(daryna, kind="pesel", missing="none-yet", by=cast.oksana)
    save_status(daryna, basis="temporary-protection", valid_from=date(2022, 3, 1), valid_to=date(2027, 3, 4), by=cast.oksana)
    add_deadline(daryna, kind="appeal", on=date(2026, 12, 3), words="school place", by=cast.oksana)
    save_languages(daryna, [("uk", "native", "yes"), ("pl", "a1", "")], by=cast.oksana)
    save_contact(daryna, may_text="yes", may_leave_message="no", who_answers="the landlord", by=cast.oksana)
    save_relation(daryna, kind="child", name="Артем", birth_year=2018, by=cast.oksana)
    page = reception.get(file()).content.decode()
    for words in (
        "Daryna Melnyk",
        "born 6 May 1991",
        "8 days",
        "appeal: <bdi>school place</bdi>",
        "48 days",
        "99 days",
        "temporary protection (PESEL UKR)",
        "passport …456",
        "does not have one yet",
        "Needs an interpreter at offices",
        "No voice messages",
        "Also used by: the landlord",
        "Артем",
    ):
        assert words in page, words
    assert page.index("8 days") < page.index("48 days") < page.index("99 days")
    assert "FE123456" not in page
    clock.go(days=10)
    assert "2 days late" in sign_in(cast.zuzanna).get(file()).content.decode()


def test_the_phone_of_who_wants_no_calls_is_shown_on_request_only(cast, daryna, file, reception):
    save_contact(daryna, may_call="no", may_text="yes", by=cast.oksana)
    page = reception.get(file()).content.decode()
    assert "Text messages only" in page
    assert "600 100 200" not in page
    assert "+48600100200" not in page
    assert AccessEvent.objects.filter(subject_type="clients.phone").count() == 0
    page = reception.post(file("phone/")).content.decode()
    assert "600 100 200" in page
    assert "tel:" not in page
    event = AccessEvent.objects.get(subject_type="clients.phone")
    assert (event.actor, event.subject_ids, event.place) == (cast.zuzanna, [str(daryna.pk)], "desk:clients:phone")
    assert "600 100 200" not in reception.get(file()).content.decode()
    assert reception.get(file("phone/")).status_code == 405


def test_a_hidden_file_says_so(cast, daryna, file, reception):
    Client.objects.filter(pk=daryna.pk).update(is_hidden=True, opened_by=cast.zuzanna)  # who does not work with the person finds nothing
    assert "hidden file" in reception.get(file()).content.decode()


def test_a_relative_of_another_centre_is_not_named(cast, daryna, file, reception):
    away = open_client(centre=cast.konin, name="Sekretna Osoba", by=cast.ewa)
    save_relation(daryna, kind="sibling", other=away, by=cast.oksana)
    for page in (reception.get(file()).content.decode(), reception.get(file("family/")).content.decode()):
        assert "Sekretna" not in page
        assert "file of another centre" in page
    theirs = sign_in(cast.ewa).get(f"/desk/clients/{away.pk}/family/").content.decode()
    assert "Мельник" not in theirs


@pytest.mark.parametrize("name", ["x" * 200, "محمد العبد الله", "<script>alert(1)</script>", "Anna\u200fKowalska"])
def test_any_name_stands_alone_in_its_place(cast, clock, reception, name):
    client = open_client(centre=cast.poznan, name=name, by=cast.oksana)
    page = reception.get(f"/desk/clients/{client.pk}/").content.decode()
    assert "<script>alert" not in page
    assert f"<h1><bdi>{client.name.replace('<', '&lt;').replace('>', '&gt;')}</bdi>" in page


def test_the_page_takes_the_same_queries_however_full_it_is(cast, daryna, file, django_assert_max_num_queries):
    browser = sign_in(cast.oksana)
    for number in range(4):
        add_deadline(daryna, kind="other", on=date(2026, 12, 1 + number), by=cast.oksana)
        save_identifier(daryna, kind="other", number=f"AB{number}000", valid_to=date(2027, 1, 1), by=cast.oksana)
        save_relation(daryna, kind="child", name=f"Child {number}", by=cast.oksana)
    with django_assert_max_num_queries(36):
        assert browser.get(file()).status_code == 200
