"""In a real browser: wagtail-localize's own editor under our content policy, for a translator of one language; then the label goes."""

import pytest
from django.conf import settings
from django.urls import reverse

from mosty.guide.actions import translations as work
from mosty.guide.queries import ledger
from tests.cast import read_english, sign_in
from tests.guide.translations.steps import article, by_machine, label, rewrite, segment, waiting

pytestmark = pytest.mark.e2e


def enter(page, live_server, person):
    cookie = sign_in(person).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": live_server.url}])


def test_translator_writes_a_paragraph_and_checks_the_machines(cast, guide, page, live_server):
    read_english(cast)
    by_machine("Idź", "Машинний крок")
    work.publish(article(), language="uk", by=cast.robert)
    rewrite("Paszport", "Dowód")
    enter(page, live_server, cast.daria)
    page.goto(reverse("wagtailadmin_pages:edit", args=[article(language="uk").pk]))
    row = page.locator("li", has=page.get_by_text("Dowód", exact=True)).last
    row.get_by_role("button", name="Edit").click()
    row.locator("textarea").fill("Посвідчення")
    row.get_by_role("button", name="Save").click()
    row.get_by_text("Translated manually").wait_for()
    assert waiting("uk") == {"Idź": "machine"}

    page.goto("/uk/guide/address/")
    assert page.locator("[data-note=machine]").count() == 1
    page.goto("/guide-admin/translations/uk/address/")
    page.get_by_role("button", name="Checked: it is right").click()
    page.get_by_text("Your check is kept.").wait_for()
    assert waiting("uk") == {}
    page.goto("/uk/guide/address/")
    assert page.locator("[data-note=machine]").count() == 0
    assert label().origin == "checked"
    assert segment("Idź").checked_by == cast.daria.name
    assert ledger.label(article().translation_key, "uk").has_stale  # the new words wait for a reviewer
