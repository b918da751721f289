"""Screens of notes: who reads is said under the box, typing is kept, nothing is lost."""

from uuid import uuid4

import pytest
from django.urls import reverse

from mosty.casework.actions.drafts import keep_draft
from mosty.casework.actions.notes import write_note
from mosty.casework.models import Note, NoteDraft
from mosty.casework.queries.notes import unfinished
from mosty.clients.actions import open_client
from mosty.directory.models import Membership
from tests.cast import sign_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena", by=cast.oksana)


def at(name, row):
    return reverse(f"desk:notes:{name}", args=[row.pk])


def page(browser, address, **data):
    return browser.post(address, data) if data else browser.get(address)


def text(answer):
    return answer.content.decode()


def test_under_the_box_stands_who_will_read(cast, olena):
    Membership.objects.filter(user=cast.marta).update(profession="psychologist")
    shown = text(page(sign_in(cast.marta), at("new", olena)))
    assert "confidential: psychologist" in shown
    assert "Who will read it: psychologist: 1" in " ".join(shown.split())  # the psychologist alone
    shown = text(page(sign_in(cast.zuzanna), at("new", olena)))
    assert ("for reception" in shown, "for the team" in shown, "confidential: " in shown) == (True, False, False)


def test_a_note_is_written_and_stands_in_the_timeline(cast, olena):
    browser = sign_in(cast.oksana)
    answer = page(browser, at("new", olena), text="Wants a course", kind="casework", submission=uuid4())
    assert (answer.status_code, Note.objects.get().kind) == (303, "casework")
    assert "Wants a course" in text(page(browser, reverse("desk:clients:show", args=[olena.pk])))
    assert "Wants a course" not in text(page(sign_in(cast.zuzanna), reverse("desk:clients:show", args=[olena.pk])))


def test_a_psychologists_note_is_invisible_to_the_manager(cast, olena):
    Membership.objects.filter(user=cast.marta).update(profession="psychologist")
    note = write_note(olena, kind="psychologist", text="Sleeps badly", by=cast.marta)
    manager = sign_in(cast.hanna)
    assert page(manager, at("show", note)).status_code == 404
    shown = text(page(manager, reverse("desk:clients:show", args=[olena.pk])))
    assert ("Sleeps badly" in shown, "psychologist" in shown) == (False, False)
    assert "Sleeps badly" in text(page(sign_in(cast.marta), at("show", note)))


def test_bad_input_loses_nothing(cast, olena):
    answer = page(sign_in(cast.oksana), at("new", olena), text="Kept words", kind="lawyer", submission=uuid4())
    assert (answer.status_code, "Kept words" in text(answer), Note.objects.count()) == (200, True, 0)


def test_typing_is_kept_and_another_window_is_shown_the_other_text(cast, olena):
    browser = sign_in(cast.oksana)
    first = browser.post(at("keep", olena), {"text": "From the left window", "kind": "casework"}, headers=HTMX)
    draft = NoteDraft.objects.get()
    assert (first.status_code, str(draft.pk) in text(first), "Kept at" in text(first)) == (200, True, True)
    second = browser.post(at("keep", olena), {"text": "From the right window"}, headers=HTMX)
    assert ("From the left window" in text(second), NoteDraft.objects.count()) == (True, 2)
    again = browser.post(at("keep", olena), {"text": "Left, more", "draft": draft.pk, "version": "1"}, headers=HTMX)
    assert "From the right window" in text(again)
    assert {one.words for one in unfinished(cast.oksana, olena)} == {"Left, more", "From the right window"}


def test_an_unfinished_note_is_found_on_the_file_gone_on_with_and_thrown_away(cast, olena):
    browser, draft = sign_in(cast.oksana), keep_draft(olena, text="Half", kind="casework", by=cast.oksana)
    address = f"{at('new', olena)}?draft={draft.pk}"
    assert address in text(page(browser, reverse("desk:clients:show", args=[olena.pk])))
    assert ">\nHalf</textarea>" in text(page(browser, address)).replace("\r", "")
    assert page(sign_in(cast.marta), address).status_code == 404
    assert page(sign_in(cast.marta), at("discard", olena), draft=draft.pk).status_code == 404
    assert page(browser, at("discard", olena), draft=draft.pk).status_code == 303
    assert NoteDraft.objects.count() == 0


def test_without_a_script_a_button_keeps_it_for_later(cast, olena):
    answer = page(sign_in(cast.oksana), at("keep", olena), text="Later", kind="casework")
    assert (answer.status_code, [one.words for one in unfinished(cast.oksana, olena)]) == (303, ["Later"])


def test_a_note_changed_in_another_window_shows_both_texts(cast, olena):
    note = write_note(olena, kind="casework", text="First", by=cast.oksana)
    browser = sign_in(cast.oksana)
    assert page(browser, at("change", note), text="Second", seen="1").status_code == 303
    answer = page(browser, at("change", note), text="Third", seen="1")
    assert ("Second" in text(answer), "Third" in text(answer), 'value="2"' in text(answer)) == (True, True, True)
    assert page(browser, at("change", note), text="Third", seen="2").status_code == 303
    shown = text(page(browser, at("show", note)))
    assert all(words in shown for words in ("First", "Second", "Third"))
