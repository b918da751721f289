"""The first page of the editor: what waits for me."""

import json

import pytest

from mosty.guide.models import ArticlePage
from tests.portal.conftest import words

DOOR = "/guide-admin/"


def panel(soup, browser, key):
    return soup(browser.get(DOOR)).select_one(f"#{key}-section, #{key}")


def test_editor_sees_overdue_articles_ones_own_first(article, enter, guide, soup):
    ArticlePage.objects.filter(locale__language_code="pl").update(checked_on="2024-01-01")
    ArticlePage.objects.filter(slug="safe", locale__language_code="pl").update(owner=guide.natalia)
    page = soup(enter("natalia").get(DOOR))
    links = [link["href"] for link in page.select(".mosty-work a")]
    assert links == ["/guide-admin/living/articles/safe/", "/guide-admin/living/articles/address/"]
    assert "1 lipca 2024" in words(page)


def test_nothing_overdue_says_so(enter, soup):
    page = soup(enter("natalia").get(DOOR))
    assert not page.select(".mosty-work a")
    assert page.select_one(".w-panel--dashboard .mosty-soft")


def test_translator_sees_what_the_language_lacks(article, enter, soup):
    page = soup(enter("daria").get(DOOR))
    source = ArticlePage.objects.get(slug="safe", locale__language_code="pl")
    assert [link["href"] for link in page.select(".mosty-work a")] == [f"/guide-admin/translations/start/{source.pk}/?language=uk"]


@pytest.mark.parametrize("person", ["tadeusz", "robert"])
def test_others_have_neither_list(enter, soup, person):
    page = soup(enter(person).get(DOOR))
    assert not page.select(".mosty-work")
    assert words(page.select_one("h1")) == "Mosty"


@pytest.mark.parametrize(
    ("person", "present", "absent"),
    [
        ("natalia", {"living-facts", "living-checks", "explorer"}, {"living-notes", "translations", "help", "settings", "aging-pages"}),
        ("tadeusz", {"living-notes", "living-checks"}, {"living-facts", "explorer", "synonyms", "images"}),
        ("daria", {"translations", "explorer"}, {"living-facts", "living-checks", "living-notes"}),
        ("robert", {"translations", "gaps"}, {"living-facts", "living-checks", "images"}),
    ],
)
def test_menu_holds_ones_own_part_and_every_place_opens(enter, soup, person, present, absent):
    browser = enter(person)
    page = soup(browser.get(DOOR))
    places = dict(entries(json.loads(page.select_one("#wagtail-sidebar-props").string)))
    assert present <= set(places)
    assert not absent & set(places)
    ours = [url for name, url in places.items() if url and name not in {"readers", "logout"}]
    assert {url: browser.get(url, follow=True).status_code for url in ours} == dict.fromkeys(ours, 200)
    assert guide_name(page) == "Mosty"


def entries(found):
    """Name and address of every entry of the side bar, at any depth."""
    for one in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        if isinstance(one, dict) and "name" in one and "label" in one:
            yield one["name"], one.get("url")
        yield from entries(one)


def guide_name(page):
    return page.title.string.rpartition("-")[2].strip()


def test_people_are_named_and_not_shown_by_e_mail(enter, guide):
    text = enter("natalia").get(DOOR).content.decode()
    assert guide.natalia.name in text
    assert guide.natalia.email not in text


def test_own_settings_hold_only_what_can_be_kept(enter, soup, guide):
    browser = enter("natalia")
    page = soup(browser.get(DOOR + "account/"))
    assert page.select("[name=theme-theme]")
    assert not page.select("[name=name_email-first_name], [name=avatar-avatar], [name^=locale]")


def test_editor_speaks_the_persons_language(enter, soup):
    assert soup(enter("daria").get(DOOR)).html["lang"] == "uk"
    assert soup(enter("natalia").get(DOOR)).html["lang"] == "pl"
    assert soup(enter("nino").get(DOOR)).html["lang"] == "en"
