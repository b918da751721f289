"""How the desk feels: an encounter with the keyboard alone, and a note that survives whatever happens to the window."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from mosty.casework.actions.needs import note_need
from mosty.casework.models import Encounter, Note, NoteDraft
from mosty.casework.queries.notes import words_of, words_of_draft
from mosty.clients.actions import open_client
from tests.cast import Cast, sign_in
from tests.e2e.conftest import Window, clean

pytestmark = pytest.mark.e2e


def kept(page: Any) -> None:
    """Wait until the page says that the words lie with us."""
    page.locator("[data-keep-state] [role=status]", has_text="Zapisano").or_(
        page.locator("[data-keep-state] input[name=draft]:not([value=''])")
    ).first.wait_for(state="attached")


def tab_to(page: Any, wanted: str, most: int = 40) -> None:
    """Press Tab until the focus stands on what the selector names."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached with the Tab key")


def test_an_encounter_with_the_keyboard_alone(cast: Cast, window: Window) -> None:
    known = open_client(centre=cast.poznan, name="Олександр Шевченко", birth_year=1988, language="uk", by=cast.oksana)
    need = note_need(known, domain="work", words="praca w zawodzie", by=cast.oksana)
    page = window(who=cast.oksana)
    page.goto("/desk/encounters/new/")
    keys = page.keyboard
    keys.type("Aleksander Szewczenko")  # the box of the search has the focus
    keys.press("Enter")
    page.locator(f"#who-{known.pk}").wait_for()
    keys.press("Space")  # the first who may be meant has the focus
    page.locator("[data-keep-note]").wait_for()  # his form: his needs, his notes
    assert page.locator(f"#who-{known.pk}").is_checked()
    tab_to(page, f"[name='give-{cast.advice.pk}']")
    keys.press("Space")
    tab_to(page, f"[name='minutes-{cast.advice.pk}']")
    keys.type("25")
    tab_to(page, f"[name='need-{cast.advice.pk}']")
    keys.type("praca")
    tab_to(page, "[name=outcome]")
    keys.press("a")  # question answered
    tab_to(page, "#id_note")
    keys.type("Wyjaśniona umowa o pracę.")
    clean(page)
    keys.press("Control+Enter")
    page.wait_for_url("**/desk/")
    encounter = Encounter.objects.get()
    given = encounter.deliveries.get()
    assert (encounter.client, given.service, given.minutes, given.need) == (known, cast.advice, 25, need)
    note = Note.objects.get()
    assert (note.kind, note.encounter, words_of(note.versions.get())) == ("casework", encounter, "Wyjaśniona umowa o pracę.")
    assert not NoteDraft.objects.exists()


def test_a_note_survives_two_windows_a_broken_line_and_a_session_that_ended(cast: Cast, window: Window) -> None:
    person = open_client(centre=cast.poznan, name="Олена Коваль", by=cast.oksana)
    address = f"/desk/notes/new/{person.pk}/"
    first, second = window(who=cast.oksana), window(who=cast.oksana)
    failed = first.locator("[data-keep-failed]")
    first.goto(address)
    second.goto(address)
    first.locator("#id_text").fill("Pierwsze okno")
    kept(first)
    second.locator("#id_text").fill("Drugie okno")
    kept(second)
    assert sorted(words_of_draft(row) for row in NoteDraft.objects.all()) == ["Drugie okno", "Pierwsze okno"]

    first.context.set_offline(True)
    first.locator("#id_text").fill("Pierwsze okno, bez sieci")
    failed.wait_for()
    first.locator("button[data-kind=main]").last.click()  # Save waits: the words do not go down with the line
    assert first.locator("#id_text").input_value() == "Pierwsze okno, bez sieci"
    first.context.set_offline(False)
    failed.wait_for(state="hidden")
    assert "Pierwsze okno, bez sieci" in {words_of_draft(row) for row in NoteDraft.objects.all()}

    first.route("**/keep/", lambda route: route.fulfill(status=500))
    first.locator("#id_text").fill("Pierwsze okno po błędzie")
    failed.wait_for()
    first.unroute("**/keep/")
    first.evaluate("window.dispatchEvent(new Event('online'))")
    failed.wait_for(state="hidden")

    Session.objects.filter(expire_date__gt=timezone.now()).delete()
    first.locator("#id_text").fill("Pierwsze okno po wylogowaniu")
    failed.wait_for()
    said = failed.inner_text()
    first.locator("#id_kind_1").check(force=True)
    first.locator("button[data-kind=main]").last.click()
    assert first.locator("#id_text").input_value() == "Pierwsze okno po wylogowaniu", said
    fresh = sign_in(cast.oksana).cookies["sessionid"].value
    first.context.add_cookies([{"name": "sessionid", "value": fresh, "url": first.url}])
    first.evaluate("window.dispatchEvent(new Event('focus'))")
    failed.wait_for(state="hidden")
    first.locator("button[data-kind=main]").last.click()
    first.wait_for_url(f"**/desk/clients/{person.pk}/")
    assert words_of(Note.objects.get().versions.get()) == "Pierwsze okno po wylogowaniu"
    assert [words_of_draft(row) for row in NoteDraft.objects.all()] == ["Drugie okno"]

    second.close()  # a closed browser: what was kept waits on the person's page
    again = window(who=cast.oksana)
    again.goto(f"/desk/clients/{person.pk}/")
    again.locator("a[href*='?draft=']").click()
    assert again.locator("#id_text").input_value() == "Drugie okno"
