"""A reader of the guide: from a word typed as it is heard to paper; with a keyboard alone, without scripts, on a narrow screen."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.cast import Cast
from tests.e2e.conftest import Window, clean, clean_everywhere
from tests.e2e.guides import LANGUAGES, PAGES, find

pytestmark = pytest.mark.e2e


@pytest.fixture
def guide(cast: Cast) -> Cast:
    """The small guide, which the stage has set."""
    return cast


def test_a_reader_finds_reads_beside_polish_and_prints(guide: Cast, window: Window) -> None:
    page = window(390, locale="uk-UA")
    page.goto("/uk/search/")
    find(page, "zameldovanye")
    page.locator('#found a[href="/uk/guide/address/"]').first.click()
    page.wait_for_url("**/uk/guide/address/")
    page.locator("#town").fill("Konin")
    page.locator(".local form button").click()
    page.wait_for_url("**town=Konin**")
    assert "Konin" in page.locator(".local").first.inner_text()
    clean(page)
    page.locator('a[href*="beside=pl"]').click()
    page.wait_for_url("**beside=pl**")
    assert "town=Konin" in page.url
    assert page.locator('.pair [lang="uk"] h2').first.is_visible()
    assert page.locator('.pair [data-other][lang="pl"] .prose').first.is_visible()
    clean(page)
    paper = words_of(page.pdf())
    assert "Реєстрація" in paper
    assert "Zameldowanie" in paper


def words_of(pdf: bytes) -> str:
    """The text of a PDF; skips where nothing can read one."""
    reader = pytest.importorskip("pypdf").PdfReader(BytesIO(pdf))
    return " ".join(sheet.extract_text() for sheet in reader.pages)


def test_with_a_keyboard_alone(guide: Cast, window: Window) -> None:
    page = window(1280, locale="uk-UA")
    page.goto("/uk/guide/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the content
    press_until(page, "Tab", '[href="/uk/guide/address/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/uk/guide/address/")
    press_until(page, "Tab", "[popovertarget=fact-days]")
    page.keyboard.press("Enter")
    page.locator("#fact-days:popover-open").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#fact-days:popover-open").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "fact-days"
    press_until(page, "Tab", ".papers input")
    page.keyboard.press("Space")
    assert page.locator(".papers input").first.is_checked()
    press_until(page, "Tab", "#town")
    page.keyboard.type("Konin")
    page.keyboard.press("Enter")
    page.wait_for_url("**town=Konin**")


def press_until(page: Any, key: str, selector: str, most: int = 60) -> None:
    """Press the key until the element has the focus, and see that the focus can be seen there."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    pytest.fail(f"{selector} is not reached")


def test_without_scripts(guide: Cast, window: Window) -> None:
    page = window(390, locale="uk-UA", scripts=False)
    page.goto("/uk/search/")
    find(page, "zameldovanye")
    page.locator('#found a[href="/uk/guide/address/"]').first.click()
    page.locator('a[href*="beside=pl"]').click()
    assert page.locator(".pair").is_visible()
    page.goto("/ka/guide/address/")
    page.locator("main form button").click()
    assert page.url.endswith("/ka/guide/address/?wished=1")
    assert not page.locator("[data-print]").is_visible()


@pytest.mark.writes_on_get("a search that finds nothing is counted after the answer")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_page_is_clean_and_fits_a_narrow_screen_or_one_enlarged_four_times(
    guide: Cast, window: Window, language: str
) -> None:
    page = window()
    for path in PAGES:
        clean_everywhere(
            page, f"/{language}/{path}", dark=language == "ar", colours=language in {"pl", "ar"}, narrowest=320
        )  # 1280 px at 400 % are 320 px
        assert page.locator('.masthead a[href$="/emergency/"]').is_visible(), path
