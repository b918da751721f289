"""axe on the screens of the guide's editors: what stands in Wagtail's frame and is ours.

Wagtail's own frame is left out: its side bar, its head and its forms are its makers' to mend (its head gives the button that
opens the path the name of nothing, and its grey words are below 4.5 : 1 on a tinted ground)."""

from __future__ import annotations

from typing import Any

import pytest

from mosty.guide.actions.acts import mark_changed
from mosty.guide.models import ArticlePage, LegalAct
from tests.cast import Cast
from tests.e2e.conftest import Window, clean
from tests.guide.library import load, write
from tests.guide.translations.steps import rewrite

pytestmark = pytest.mark.e2e

LIVING = "/guide-admin/living"
NATIONAL = (
    f"{LIVING}/facts/",
    f"{LIVING}/facts/fee/",
    f"{LIVING}/facts/fee/edit/",
    f"{LIVING}/acts/people-act/",
    f"{LIVING}/terms/pesel/",
    f"{LIVING}/checks/",
    f"{LIVING}/articles/",
    "/guide-admin/gaps/",
    "/guide-admin/reach/readability/",
)
TOWN = (f"{LIVING}/notes/konin/", f"{LIVING}/notes/konin/office/?article=address")
REVIEW = (
    "/guide-admin/translations/?language=uk",
    "/guide-admin/translations/uk/address/?show=all",
    "/guide-admin/translations/uk/po/",
)


@pytest.fixture
def guide(cast: Cast, tmp_path: Any) -> Cast:
    """The small guide: an act has changed, a text is newer than its translations and than the notes of towns."""
    load(write(tmp_path))
    mark_changed(LegalAct.objects.get(), by=cast.natalia, note="Nowa kwota")
    rewrite("Paszport", "Paszport albo dowód")
    ArticlePage.objects.filter(slug="safe").update(checked_on="2024-01-01")
    return cast


def test_editors_screens_are_clean(guide: Cast, window: Window) -> None:
    for person, paths in ((guide.natalia, NATIONAL), (guide.tadeusz, TOWN), (guide.robert, REVIEW)):
        page = window(1280, who=person)
        page.goto("/guide-admin/")
        clean(page, within=".mosty-panel")
        for path in paths:
            answer = page.goto(path, wait_until="domcontentloaded")
            assert answer.status == 200, path
            assert page.locator("html").get_attribute("lang") == "pl"
            clean(page, within=".living-screen")
    page = window(1280, who=guide.natalia)
    page.goto(f"{LIVING}/facts/fee/value/")
    page.locator("#id_value").fill("dużo")
    page.locator("button[name=preview]").click()
    page.locator(".error-message").first.wait_for()
    clean(page, within=".living-screen")
    assert page.locator("#id_value").input_value() == "dużo"
