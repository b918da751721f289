"""Screens of one's own work and of a case."""

import pytest
from django.urls import reverse

from mosty.casework.actions.cases import open_case
from mosty.casework.models import Case, Task
from mosty.clients.actions import open_client
from mosty.core import time
from tests.cast import sign_in

MINE = "/desk/cases/"


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena", by=cast.oksana)


@pytest.fixture
def address(olena):
    return reverse("desk:cases:show", args=[olena.pk])


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_case_goes_its_way_from_screen_to_screen(cast, olena, address):
    browser = sign_in(cast.oksana)
    assert "Open a case on the page of a person" in text(browser.get(MINE))
    for sent in (
        {"do": "open", "open-to": cast.oksana.pk},
        {"do": "hand-over", "hand-over-to": cast.marta.pk, "hand-over-overlap": "7"},
        {"do": "pause", "pause-words": "travels"},
        {"do": "resume"},
        {"do": "close", "close-outcome": "done"},
    ):
        assert browser.post(address, sent).status_code == 303, sent
    case = Case.objects.get()
    assert (case.state, case.outcome) == ("closed", "done")
    shown = text(browser.get(address))
    assert all(words in shown for words in ("handed over", "Marta Wrzesińska", "travels", "what was agreed is done"))


def test_what_is_no_longer_possible_is_said(cast, olena, address):
    open_case(olena, worker=cast.oksana, by=cast.oksana)
    answer = sign_in(cast.marta).post(address, {"do": "open", "open-to": cast.marta.pk})
    assert (answer.status_code, "changed meanwhile" in text(answer)) == (200, True)


def test_a_task_is_given_seen_and_ticked_off(cast, olena, address):
    browser = sign_in(cast.oksana)
    sent = {"do": "task", "task-words": "Call the school", "task-due_on": time.today().isoformat(), "task-assignee": cast.oksana.pk}
    assert browser.post(address, sent).status_code == 303
    assert "Call the school" in text(browser.get(f"{MINE}?list=days"))
    assert "Call the school" in text(browser.get(reverse("desk:clients:show", args=[olena.pk])))
    assert browser.post(address, {"do": "done", "task": Task.objects.get().pk, "back": "1"}).headers["Location"] == MINE
    assert Task.objects.get().done_by == cast.oksana


@pytest.mark.parametrize("listed", ["people", "days", "overdue", "unseen", "x"])
def test_every_list_opens_empty_and_says_what_will_stand_there(cast, listed):
    shown = text(sign_in(cast.marta).get(f"{MINE}?list={listed}"))
    assert "will stand here" in shown or "stands here" in shown
