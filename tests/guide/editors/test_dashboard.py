"""The first page of the editor: what waits for me."""

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
    own = ArticlePage.objects.get(slug="safe", locale__language_code="pl")
    assert links == [f"/guide-admin/pages/{own.pk}/edit/", f"/guide-admin/pages/{article().pk}/edit/"]
    assert "1 lipca 2024" in words(page)


def test_nothing_overdue_says_so(enter, soup):
    page = soup(enter("natalia").get(DOOR))
    assert not page.select(".mosty-work a")
    assert page.select_one(".w-panel--dashboard .mosty-soft")


def test_translator_sees_what_the_language_lacks(article, enter, soup):
    page = soup(enter("daria").get(DOOR))
    source = ArticlePage.objects.get(slug="safe", locale__language_code="pl")
    assert [link["href"] for link in page.select(".mosty-work a")] == [f"/guide-admin/localize/submit/page/{source.pk}/"]


@pytest.mark.parametrize("person", ["tadeusz", "robert"])
def test_others_have_neither_list(enter, soup, person):
    page = soup(enter(person).get(DOOR))
    assert not page.select(".mosty-work")
    assert words(page.select_one("h1")) == "Mosty"


def test_editor_speaks_the_persons_language(enter, soup):
    assert soup(enter("daria").get(DOOR)).html["lang"] == "uk"
    assert soup(enter("natalia").get(DOOR)).html["lang"] == "pl"
    assert soup(enter("nino").get(DOOR)).html["lang"] == "en"
