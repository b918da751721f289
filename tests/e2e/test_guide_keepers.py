"""Who keeps the guide true: a fee changes once for ten languages, a town is asked whether its note still fits, an Arabic reader prints."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from wagtail_localize.models import StringTranslation

from mosty.guide.models import ArticlePage, FactValue, TownTask
from mosty.paper.actions.making import make_next
from tests.cast import Cast, read_english
from tests.e2e.conftest import Window
from tests.e2e.guides import enter
from tests.guide.library import load, write
from tests.paper.reading import opened, tags_of, text_of

pytestmark = pytest.mark.e2e

NEW_FEE = {
    "pl": "1 234,50 zł",
    "en": "1,234.50 zł",
    "uk": "1 234,50 zł",
    "ru": "1 234,50 zł",
    "be": "1 234,50 zł",
    "ka": "1 234,50 zł",
    "az": "1.234,50 zł",
    "tr": "1.234,50 zł",
    "es": "1.234,50 zł",
    "ar": "1,234.50 zł",
}


@pytest.fixture
def guide(cast: Cast) -> Cast:
    """The small guide, which the stage has set."""
    return read_english(cast)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_a_fee_changes_once_and_ten_languages_show_it(guide: Cast, window: Window, tmp_path: Any) -> None:
    home = write(tmp_path) / "articles/address"
    for code, _name in settings.LANGUAGES:
        if not (home / f"{code}.toml").exists():
            (home / f"{code}.toml").write_text((home / "en.toml").read_text(encoding="utf-8"), encoding="utf-8")
    load(tmp_path)
    texts = list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "updated_at"))
    editor = window()
    enter(editor, guide.natalia)
    editor.get_by_role("link", name="Facts", exact=True).click()
    editor.get_by_role("link", name="Opłata", exact=True).click()
    editor.get_by_role("link", name="New value").click()
    editor.locator("[name=value]").fill("1234,5")
    editor.locator("[name=source]").fill("Ustawa, art. 5")
    editor.locator("button[name=preview]").click()
    editor.locator("button[name=save]").wait_for()
    shown = {code: plain(editor.locator(f"td[lang={code}]").inner_text()) for code, _name in settings.LANGUAGES}
    assert shown == NEW_FEE
    editor.locator("button[name=save]").click()
    editor.locator(".living-value").wait_for()
    assert plain(editor.locator(".living-value").inner_text()) == NEW_FEE["en"]
    assert "340 zł" in plain(editor.locator("table").first.inner_text()), "the old value stays in the history"
    assert FactValue.objects.filter(fact__key="fee", value="340.00").exists()
    reader = window(390)
    for code, fee in NEW_FEE.items():
        reader.goto(f"/{code}/guide/address/")
        words = plain(reader.locator("main").inner_text())
        assert fee in words, code
        assert "340 zł" not in words, code
    assert list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "updated_at")) == texts


def publish(editor: Any, reviewer: Any, address: str, typed: dict[str, str]) -> None:
    """The editor types into fields and hands the article in, the reviewer approves it."""
    editor.goto(address)
    for name, words in typed.items():
        editor.locator(f"[name={name}]").fill(words)
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name="Submit for review").click()
    reviewer.goto(address)
    reviewer.get_by_role("button", name="More actions").click()
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="Approve and publish").first.click()


@pytest.mark.writes_on_get("Wagtail notes who follows a page")
def test_a_town_is_asked_once_whether_its_note_still_fits(guide: Cast, window: Window) -> None:
    article = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    article.related = ["safe"]  # the small guide names itself and what is gone, which the form refuses
    article.save_revision().publish()
    address = f"/guide-admin/pages/{article.pk}/edit/"
    editor, reviewer, town = window(who=guide.natalia), window(who=guide.robert), window(who=guide.tadeusz)
    publish(editor, reviewer, address, {"body-2-value-papers-0-value": "Paszport albo dowód"})
    town.goto("/guide-admin/")
    town.locator("#town-tasks, [data-panel]", has_text="Do my notes still fit?").get_by_role("link", name="Zameldowanie").click()
    assert town.locator(".living-diff ins").inner_text().strip() == "albo dowód"
    assert town.locator(".living-panel", has_text="Pokój <b>3</b>").is_visible(), "the note stands beside the difference"
    town.get_by_role("button", name="Our notes still fit").click()
    town.get_by_text("the note still fits").first.wait_for()
    town.goto("/guide-admin/")
    assert town.get_by_role("link", name="Zameldowanie").count() == 0
    assert TownTask.objects.get().done_by == guide.tadeusz
    publish(editor, reviewer, address, {})
    assert TownTask.objects.count() == 1, "nothing changed, nobody is asked"


def test_an_arabic_reader_prints_and_it_reads_right(guide: Cast, window: Window) -> None:
    reader = window(390, locale="ar")
    reader.goto("/ar/guide/address/?town=Konin")
    reader.locator("button[form=paper]").first.click()
    reader.wait_for_url("**/ar/guide/paper/*/")
    reader.locator("#job[hx-get]").wait_for()
    assert make_next() == 1  # the worker's round
    link = reader.locator('#job a[href$="guide.pdf"]')
    link.wait_for()
    pdf = reader.request.get(link.get_attribute("href")).body()
    paper = opened(pdf)
    assert paper.trailer["/Root"]["/Lang"] == "ar"
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/P", "/L"} <= {tag for tag, _language in tags_of(pdf)}
    in_order(text_of(pdf), "العنوان", "340 zł", "اذهب", "جواز", "+48 22 628 01 20", "ul. Nowowiejskiego 25, Konin", "887 063 112")


def in_order(text: str, *words: str) -> None:
    """The words follow each other, each whole."""
    for word in words:
        assert word in text, f"{word} is not there or too early"
        text = text.partition(word)[2]
