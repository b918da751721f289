"""The officer prepares, a manager confirms and signs; nobody's name stands anywhere."""

from datetime import timedelta

import pytest

from mosty.casework.actions.notes import write_note
from mosty.casework.actions.visits import open_visit
from mosty.casework.models import Note
from mosty.clients.actions import open_client
from mosty.clients.actions.erasure import erase
from mosty.clients.actions.retention import carry_out, give_notices
from mosty.clients.models import Client, LegalHold, RetentionRule, RetentionRun
from mosty.core import time
from tests.cast import read_english, sign_in

HOME = "/desk/retention/"


@pytest.fixture
def officer(cast, clock):
    read_english(cast)
    return sign_in(cast.piotr)


@pytest.fixture
def manager(cast, clock):
    return sign_in(cast.hanna)


def texts(page):
    return page.content.decode()


def due(cast, clock):
    """Somebody whose notes are due as soon as there is a rule: last seen four years ago."""
    client = open_client(centre=cast.poznan, name="Hidden Name", birth_year=1987, by=cast.oksana)
    Client.objects.filter(pk=client.pk).update(created_at=time.now() - timedelta(days=1500))
    write_note(client, kind="casework", text="words", by=cast.oksana)
    at = time.now() - timedelta(days=1400)
    open_visit(centre=cast.poznan, channel="phone", client=client, opened_at=at, by=cast.oksana)
    client.visits.update(closed_at=at)
    return client


def test_from_a_proposal_to_a_signed_list(cast, clock, officer, manager):
    due(cast, clock)
    assert "Take the proposals" in texts(officer.get(HOME))
    assert "Take the proposals" not in texts(manager.get(HOME))
    assert officer.post(HOME, {"propose": "1"}).status_code == 303
    assert "to be confirmed" in texts(officer.get(HOME))
    assert manager.post(HOME, {"confirm": RetentionRule.objects.get(record_class="notes").pk}).status_code == 303
    assert RetentionRule.objects.exclude(confirmed_at=None).count() == 1
    assert "no period is over" in texts(officer.post(HOME, {"prepare": "1"}))
    give_notices()
    soon = texts(officer.get(f"{HOME}soon/"))
    assert "H. N." in soon
    assert "1987" in soon
    assert "Hidden" not in soon
    clock.go(days=30)
    officer = sign_in(cast.piotr)
    manager = sign_in(cast.hanna)
    assert officer.post(HOME, {"prepare": "1"})["Location"] == f"{HOME}list/"
    shown = texts(officer.get(f"{HOME}list/"))
    assert "H. N." in shown
    assert "Hidden" not in shown
    assert 'name="sign"' not in shown
    seen = texts(manager.get(f"{HOME}list/"))
    assert "H. N." not in seen
    assert 'name="sign"' in seen
    assert officer.post(f"{HOME}list/", {"sign": "1"}).status_code == 403
    assert manager.post(f"{HOME}list/", {"sign": "1"}).status_code == 303
    carry_out()
    assert not Note.objects.exists()
    assert "carried out" in texts(manager.get(f"{HOME}list/"))
    assert texts(officer.get(HOME)).count("carried out") == 1


def test_a_rule_is_changed_and_what_is_wrong_stands_beside_it(cast, officer):
    address = f"{HOME}rule/?records=notes"
    page = texts(officer.post(address, {"months": "many", "trigger": "tomorrow", "basis": "x" * 300}))
    assert "Please give a number of months." in page
    assert not RetentionRule.objects.exists()
    assert officer.post(address, {"months": "18", "trigger": "last-contact", "basis": "own rule"}).status_code == 303
    assert RetentionRule.objects.get().months == 18
    for wrong in ("?records=numbers", "?records=%00", "", "?records=notes&project=7"):
        assert officer.get(f"{HOME}rule/{wrong}").status_code in {200, 404}


def test_holds_are_put_by_number_and_lifted(cast, officer):
    client = open_client(centre=cast.konin, name="Vera", by=cast.ewa)
    stranger = open_client(centre=cast.foreign, name="Foreign", by=cast.adam)
    Client.objects.filter(pk=stranger.pk).update(number=7777)
    for number in ("7777", "99999999999", "x", "-1", "\x00"):
        assert officer.post(f"{HOME}holds/", {"number": number, "reason": "court"}).status_code == 200
    assert not LegalHold.objects.exists()
    assert officer.post(f"{HOME}holds/", {"number": client.number, "reason": "court"}).status_code == 303
    page = texts(officer.get(f"{HOME}holds/"))
    assert str(client.number) in page
    assert "Vera" not in page
    hold = LegalHold.objects.get()
    assert officer.post(f"{HOME}holds/", {"lift": cast.room.pk}).status_code == 404
    assert officer.post(f"{HOME}holds/", {"lift": "x"}).status_code == 404
    assert officer.post(f"{HOME}holds/", {"lift": hold.pk}).status_code == 303
    hold.refresh_from_db()
    assert hold.lifted_by == cast.piotr


def test_buttons_of_others_are_refused(cast, officer, manager):
    assert manager.post(HOME, {"prepare": "1"}).status_code == 403
    assert officer.post(HOME, {"confirm-all": "1"}).status_code == 403
    assert manager.post(HOME, {"confirm": "not-an-id"}).status_code == 404
    assert officer.post(HOME, {}).status_code == 200
    assert not RetentionRun.objects.exists()


def test_an_erased_file_says_when_and_no_name(cast, clock, adviser):
    read_english(cast)
    client = open_client(centre=cast.poznan, name="Vera Erased", by=cast.oksana)
    erase(client, by=cast.piotr, ground="request")
    page = sign_in(cast.oksana).get(f"/desk/clients/{client.pk}/")
    assert page.status_code == 404
    assert "It was erased on 25 November 2026." in texts(page)
    assert "Vera" not in texts(page)
    other = sign_in(cast.adam).get(f"/desk/clients/{client.pk}/")
    assert other.status_code == 404
    assert "erased" not in texts(other)
