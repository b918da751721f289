"""Windows of a real browser, and people who are signed in there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from mosty.accounts.models import User
from tests.cast import sign_in

AXE = Axe().axe_script
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# without preload axe does not copy style sheets into the page, which our own policy would refuse; what it finds in order is
# not told in full, which takes it longer than looking
RULES = {"runOnly": {"type": "tag", "values": LEVELS}, "preload": False, "resultTypes": ["violations"]}
Window = Callable[..., Any]


@pytest.fixture
def window(browser: Any, live_server: Any) -> Iterator[Window]:
    """`window(width, dark=…, who=…)` opens a page of its own; script errors and blocked resources fail the test at its end."""
    contexts: list[Any] = []
    faults: list[str] = []

    def opened(width: int = 1280, *, dark: bool = False, who: User | None = None, locale: str = "pl-PL", scripts: bool = True) -> Any:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            locale=locale,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if who is not None:
            session = sign_in(who).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)  # a page takes 0.2 s; a machine that is busy with other things may take long
        page.on("pageerror", lambda error: faults.append(f"{page.url}: script error: {error}"))
        page.on("console", lambda line: faults.append(f"{page.url}: {line.text}") if "Content Security Policy" in line.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, faults


def clean(page: Any, *, within: str | None = None, colours: bool = True) -> None:
    """axe finds nothing against WCAG 2.2 A and AA (in the part of the page that the selector names), and nothing scrolls sideways.

    Looking at colours is more than half of axe's work; they are the same in every language.
    """
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    rules = RULES if colours else {**RULES, "rules": {"color-contrast": {"enabled": False}}}
    found = page.evaluate("async ([part, rules]) => (await axe.run(part || document, rules)).violations", [within, rules])
    told = [(rule["id"], [node["target"] for node in rule["nodes"]][:3], rule["nodes"][0].get("failureSummary", "")) for rule in found]
    where = f"{page.url} at {page.viewport_size['width']} px"
    assert not told, f"{where}: {told}"
    assert sideways(page) <= 0, f"{where} scrolls sideways by {sideways(page)} px"


def sideways(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def clean_everywhere(page: Any, address: str, *, dark: bool = True, colours: bool = True, narrowest: int = 390) -> None:
    """The page is clean at a desk in the light, on a phone in the dark if asked, and fits a window of `narrowest` pixels.

    One page for all of it, as somebody turns a phone and dims the room: loading one costs as much as asking axe.
    """
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(address)
    clean(page, colours=colours)
    if dark:
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        clean(page)
    page.set_viewport_size({"width": narrowest, "height": 844})
    assert sideways(page) <= 0, f"{page.url} scrolls sideways by {sideways(page)} px at {narrowest} px"
