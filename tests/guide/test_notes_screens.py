"""Screens of a town's editor: the own town only, the change beside the note, one click."""

import pytest
from bs4 import BeautifulSoup

from mosty.guide.models import LocalNote, TownTask
from tests.cast import sign_in
from tests.guide.test_notes import TEXT, change

ROOM = "/guide-admin/living/notes"


@pytest.fixture
def tadeusz(guide, cast):
    """Keeps the notes of Konin."""
    return sign_in(cast.tadeusz)


def page(answer):
    return BeautifulSoup(answer.content, "html.parser")


def words(answer):
    return " ".join(page(answer).select_one("main").get_text(" ").split())


@pytest.mark.parametrize("address", ["konin/", "konin/office/", "konin/office/?article=address", "konin/office/delete/"])
def test_own_town_opens(tadeusz, address):
    assert tadeusz.get(f"{ROOM}/{address}").status_code == 200


def test_only_town_opens_at_once(tadeusz):
    assert tadeusz.get(f"{ROOM}/")["Location"] == f"{ROOM}/konin/"


@pytest.mark.parametrize("address", ["poznan/", "poznan/office/", "konin/moon/", "konin/office/?article=nope", "nowhere/"])
def test_other_towns_and_nonsense_do_not_exist(tadeusz, address):
    for answer in (tadeusz.get(f"{ROOM}/{address}"), tadeusz.post(f"{ROOM}/{address}", {"text_pl": "x"})):
        assert answer.status_code in {404, 405}
    assert LocalNote.objects.count() == 1


def test_board_says_what_waits_and_one_click_answers(tadeusz, cast):
    assert "to confirm" not in words(tadeusz.get(f"{ROOM}/konin/"))
    change()
    shown = page(tadeusz.get(f"{ROOM}/konin/"))
    (form,) = shown.select("td form")
    assert "/notes/task/" in form["action"]
    assert tadeusz.post(form["action"]).status_code == 303
    task = TownTask.objects.get()
    assert (task.word, task.done_by) == ("fits", cast.tadeusz)
    assert not page(tadeusz.get(f"{ROOM}/konin/")).select("td form")


def test_note_stands_beside_the_text_with_the_difference(tadeusz):
    change()
    shown = page(tadeusz.get(f"{ROOM}/konin/office/?article=address"))
    assert shown.select_one(".living-diff ins").text == " albo dowód"
    assert not shown.select(".living-diff del")
    assert "Termin: 4 dni" in shown.select_one(".living-national").text.replace("\N{NO-BREAK SPACE}", " ")
    assert shown.select_one("[name=text_ar]")["dir"] == "rtl"


def test_new_text_is_shown_to_readers_and_answers_the_task(tadeusz, client):
    change()
    address = f"{ROOM}/konin/office/?article=address"
    sent = {"text_pl": "Pokój <i>9</i>, {phone}", "text_uk": "Кімната 9", "fits": "1"}
    assert tadeusz.post(address, sent)["Location"] == f"{ROOM}/konin/"
    assert TownTask.objects.get().word == "changed"
    shown = client.get("/pl/guide/address/?town=Konin").content.decode()
    assert "Pokój &lt;i&gt;9&lt;/i&gt;" in shown
    assert "Кімната 9" in client.get("/uk/guide/address/?town=Konin").content.decode()


def test_empty_polish_text_is_refused_and_nothing_is_lost(tadeusz):
    answer = tadeusz.post(f"{ROOM}/konin/office/", {"text_pl": " ", "text_uk": "Кімната 9"})
    assert answer.status_code == 422
    assert "Кімната 9" in words(answer)
    assert "Кімната 9" not in str(LocalNote.objects.get().texts)


def test_task_of_another_town_cannot_be_answered(guide, cast, tadeusz):
    LocalNote.objects.create(town=cast.poznan.town, slot="office", texts=TEXT, checked_on="2026-01-01")
    change()
    task = TownTask.objects.get(town=cast.poznan.town)
    assert tadeusz.post(f"{ROOM}/task/{task.pk}/").status_code == 404
    task.refresh_from_db()
    assert task.done_at is None


def test_national_editor_does_not_write_the_towns_notes(guide, cast):
    browser = sign_in(cast.natalia)
    assert browser.get(f"{ROOM}/konin/").status_code == 404
    assert browser.get(f"{ROOM}/").status_code in {302, 403}
