"""An article before it is published, exactly as readers will see it."""

import pytest

from tests.guide.editors.posting import body, form
from tests.portal.conftest import words

pytestmark = pytest.mark.writes_on_get("Wagtail notes who has the page open")


def preview(browser, page, mode="", **changes):
    address = f"/guide-admin/pages/{page.pk}/edit/preview/"
    assert browser.post(f"{address}?mode={mode}", form(page, **changes)).json()["is_valid"]
    return browser.get(f"{address}?mode={mode}")


def test_preview_is_the_readers_page(article, enter, soup, guide):
    answer = preview(enter("natalia"), article(), title="Meldunek od nowa")
    page = soup(answer)
    assert words(page.select_one("main h1")) == "Meldunek od nowa"
    assert page.html["lang"] == "pl"
    assert "340" in words(page.select_one("main"))
    assert page.select_one('link[href*="site"]')
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert article().title == "Zameldowanie"


def test_preview_in_a_town(article, enter, soup, guide):
    sent = {"body": body(("slot", {"heading": "", "slot": "office"}))}
    page = soup(preview(enter("natalia"), article(), mode="Konin", **sent))
    assert "Konin" in words(page.select_one(".local h2"))


def test_readers_do_not_meet_the_preview(article, enter, client):
    preview(enter("natalia"), article(), title="Tajne")
    assert "Tajne" not in client.get("/pl/guide/address/").content.decode()
