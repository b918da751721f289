"""The file of a person in a browser: found across scripts, a plan in her language, a note that is not for everybody, glass that is told."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from mosty.casework.actions.encounters import Given, record_encounter
from mosty.casework.actions.notes import write_note
from mosty.casework.actions.visits import open_visit
from mosty.casework.models import Note, Plan
from mosty.clients.actions import open_client
from mosty.clients.actions.details import save_details
from mosty.clients.actions.requests import open_request
from mosty.clients.models import BreakGlass, Client
from mosty.core import time
from mosty.directory.models import Membership
from tests.cast import Cast
from tests.e2e.conftest import Window, clean

pytestmark = pytest.mark.e2e

CONFIDENTIAL = "Boi się męża."
WHY = "Przyszła do nas bez umówienia."


def search(page: Any, text: str) -> None:
    page.goto("/desk/clients/")
    page.locator("#person-search").fill(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/clients/search/")


def test_somebody_known_in_another_script_is_found_before_a_second_file_is_opened(cast: Cast, window: Window) -> None:
    known = open_client(centre=cast.poznan, name="Олександр Шевченко", language="uk", by=cast.oksana)
    save_details(known, birth_quality="full", birth_on=date(1985, 3, 12), by=cast.oksana)
    page = window(who=cast.zuzanna)
    search(page, "Aleksander Szewczenko 12.03.1985")
    clean(page)
    page.locator(f'main a[href="/desk/clients/{known.pk}/"]').first.click()
    page.wait_for_url(f"**/desk/clients/{known.pk}/")
    assert "Олександр Шевченко" in page.locator("h1").inner_text()
    assert Client.objects.count() == 1


def test_a_woman_from_tbilisi_gets_a_plan_in_georgian(cast: Cast, window: Window) -> None:
    nino = open_client(centre=cast.poznan, name="ნინო ბერიძე", language="ka", citizenship="GE", by=cast.oksana)
    page = window(who=cast.oksana)
    page.goto(f"/desk/plans/{nino.pk}/")
    page.locator("#template").select_option("school")
    page.locator("form:has(#template) button").click()
    page.locator("main form button[data-kind=main]").click()
    page.wait_for_url(f"**/desk/plans/{nino.pk}/")
    clean(page)
    plan = Plan.objects.get(client=nino)
    assert (plan.language, plan.their_language) == ("pl", "ka")
    page.goto(f"/desk/plans/plans/{plan.pk}/code/")
    page.locator("main form button[data-kind=main]").click()
    code = page.locator(".ticket-code").inner_text()

    hers = window(390, locale="ka-GE")
    hers.goto("/ka/plan/")
    hers.locator("main input[type=text]").fill(code)
    hers.locator("main form button[data-kind=main]").click()
    hers.locator("main section.card").first.wait_for()
    goal = plan.goals.order_by("position").first()
    assert goal is not None
    assert goal.theirs in hers.locator("main h2").first.inner_text()
    assert goal.words in hers.locator("main").inner_text(), "the adviser's words stand beside hers"
    assert any("ა" <= sign <= "ჰ" for sign in goal.theirs)
    assert "ნინო" not in hers.content(), "whoever has the code reads no name"
    clean(hers)


def test_a_psychologists_note_is_not_for_the_manager(cast: Cast, window: Window) -> None:
    Membership.objects.filter(user=cast.marta).update(profession="psychologist")
    olena = open_client(centre=cast.poznan, name="Olena", language="uk", by=cast.oksana)
    page = window(who=cast.marta)
    page.goto(f"/desk/notes/new/{olena.pk}/")
    page.locator("#id_text").fill(CONFIDENTIAL)
    page.locator('input[name=kind][value="psychologist"]').check(force=True)
    clean(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/desk/clients/{olena.pk}/")
    assert CONFIDENTIAL in page.locator("main").inner_text()
    note = Note.objects.get()
    for who in (cast.hanna, cast.oksana, cast.zuzanna):
        other = window(who=who)
        other.goto(f"/desk/clients/{olena.pk}/")
        assert CONFIDENTIAL not in other.content()
        assert other.goto(f"/desk/notes/{note.pk}/").status == 404


def test_breaking_the_glass_is_told_to_those_who_work_with_the_person(cast: Cast, window: Window) -> None:
    olena = open_client(centre=cast.poznan, name="Олена Коваль", language="uk", by=cast.oksana)
    save_details(olena, birth_quality="year", birth_year=1990, by=cast.oksana)
    write_note(olena, text="Szuka mieszkania.", kind="casework", by=cast.oksana)
    page = window(who=cast.ewa)
    search(page, "Олена Коваль 1990")
    assert "Коваль" not in page.locator("main ul.lines").inner_text(), "initials only"
    page.locator(f'a[href="/desk/glass/{olena.pk}/"]').click()
    page.locator("main form button[data-kind=danger]").click()
    page.locator("main [role=alert]").first.wait_for()
    assert not BreakGlass.objects.exists(), "not without a reason"
    page.locator("main input[name=reason]").first.check(force=True)
    page.locator("#id_words").fill(WHY)
    page.locator("main form button[data-kind=danger]").click()
    page.wait_for_url(f"**/desk/clients/{olena.pk}/")
    clean(page)
    for who in (cast.oksana, cast.piotr):
        told = window(who=who)
        told.goto("/desk/glass/")
        assert WHY in told.locator("main").inner_text()
        clean(told)


def test_a_file_is_given_to_the_person_and_erased_and_past_totals_stay(cast: Cast, window: Window) -> None:
    olena = open_client(centre=cast.poznan, name="Олена Коваль", phone="+48601222333", language="uk", by=cast.oksana)
    met = open_visit(centre=cast.poznan, channel="walk-in", client=olena, by=cast.oksana)
    given = [Given(service=cast.advice, minutes=30)]
    record_encounter(visit=met, worker=cast.oksana, language="uk", services=given, outcome="answered", by=cast.oksana)
    coordinator = window(who=cast.joanna)

    def totals() -> list[str]:
        coordinator.goto("/network/?full=1")
        return [text.strip() for text in coordinator.locator("main .stat dd, main td").all_inner_texts()]

    before = totals()
    assert any(text.startswith("1") for text in before), "she is counted"
    officer = window(who=cast.piotr)
    row = open_request(
        organization=cast.rops,
        kind="erasure",
        received_on=time.today("Europe/Warsaw"),
        came="letter",
        client=olena,
        identity="document",
        by=cast.piotr,
    )
    asked = open_request(
        organization=cast.rops,
        kind="access",
        received_on=row.received_on,
        came="letter",
        client=olena,
        identity="document",
        by=cast.piotr,
    )
    officer.goto(f"/desk/rights/requests/{asked.pk}/")
    clean(officer)
    with officer.expect_download() as download:
        officer.locator('button[name=form][value="json"]').click()
    everything = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert "Олена Коваль" in json.dumps(everything, ensure_ascii=False)

    officer.goto(f"/desk/rights/requests/{row.pk}/")
    clean(officer)
    part = officer.locator('details:has(input[name=do][value="erase"])')
    part.evaluate("one => one.open = true")
    part.locator("#id_erase-understood").check(force=True)
    part.locator("form button").click()
    officer.wait_for_function("!document.querySelector('input[name=do][value=erase]')")
    assert "Коваль" not in officer.content()
    clean(officer)
    assert Client.objects.get().name == ""
    assert totals() == before
    reception = window(who=cast.zuzanna)
    search(reception, "Олена Коваль")
    assert reception.locator(f'a[href="/desk/clients/{olena.pk}/"]').count() == 0
