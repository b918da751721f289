"""Somebody reads what nobody may know they read, and leaves in a hurry."""

from __future__ import annotations

from typing import Any

import pytest

from mosty.guide.models import TranslationWish
from tests.cast import Cast
from tests.e2e.conftest import Window
from tests.e2e.guides import SAFE, find

pytestmark = pytest.mark.e2e


@pytest.fixture
def guide(cast: Cast, settings: Any, live_server: Any) -> Cast:
    settings.QUICK_EXIT_URL = f"{live_server.url}/robots.txt"  # a neutral site that can be reached here
    return cast


@pytest.mark.parametrize("way", ["button", "keys"])
def test_the_way_out_leaves_nothing_behind_the_back_button(guide: Cast, window: Window, way: str) -> None:
    page = window(390)
    page.goto("/en/")
    page.goto("/en/guide/safety/")
    page.locator(f'main a[href="/en/guide/{SAFE}/"]').click()
    page.wait_for_url(f"**/en/guide/{SAFE}/")
    assert "Address" not in page.title()
    page.locator("#town").fill("Konin")
    page.locator(".local form button").click()
    page.wait_for_url("**town=Konin**")
    page.locator('.crumbs a, nav a[href^="#part"]').first.wait_for()
    before = page.evaluate("history.length")
    if way == "button":
        page.locator("[data-exit]").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("**/robots.txt")
    assert page.evaluate("history.length") == before == 3  # the first empty page, the home page, and this one in place of all the rest
    page.go_back()
    page.wait_for_url("**/en/")
    assert page.url.endswith("/en/")


def test_words_of_a_search_leave_the_address_and_the_history(guide: Cast, window: Window) -> None:
    page = window(390)
    page.goto("/pl/search/")
    find(page, "zameldowanie")
    page.wait_for_url(lambda address: "q=" not in address)
    page.locator(f'#found a[href="/pl/guide/{SAFE}/"]').first.click()
    page.wait_for_url(f"**/pl/guide/{SAFE}/")
    page.go_back()
    page.wait_for_url("**/pl/search/")
    assert page.locator("#q").input_value() == ""


def test_nothing_is_stored_and_no_other_site_hears_of_it(guide: Cast, window: Window) -> None:
    page = window(390)
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request) if request.resource_type == "document" else None)
    page.goto(f"/en/guide/{SAFE}/")
    page.locator("[data-exit]").click()
    page.wait_for_url("**/robots.txt")
    assert "referer" not in asked[-1].all_headers()
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_way_out_works_without_scripts(guide: Cast, window: Window) -> None:
    page = window(390, scripts=False)
    page.goto(f"/en/guide/{SAFE}/")
    assert not page.locator("[data-exit-keys]").is_visible()
    page.locator("[data-exit]").click()
    page.wait_for_url("**/robots.txt")


def test_a_wish_for_its_translation_leaves_no_step_either(guide: Cast, window: Window) -> None:
    page = window(390)
    page.goto(f"/ka/guide/{SAFE}/")
    before = page.evaluate("history.length")
    page.locator("main form button").click()
    page.wait_for_url("**wished=1")
    assert page.evaluate("history.length") == before
    assert TranslationWish.objects.get().article == "safe"
