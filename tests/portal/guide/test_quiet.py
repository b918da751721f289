"""Pages that could harm their reader: addresses, headers, lists, search, the way out. In a browser: tests/e2e/test_guide_safety.py."""

from datetime import timedelta

import pytest

from mosty.core import time
from mosty.guide.enums import quiet_name
from mosty.guide.models import ArticlePage, TranslationWish
from mosty.portal.cache import MEMORY
from mosty.search.actions import put
from mosty.search.enums import Field, Kind, NewEntry, Passage
from tests.portal.conftest import words

SAFE = quiet_name("safe")


def test_quiet_name_says_nothing_and_stays():
    assert "violence" not in quiet_name("domestic-violence")
    assert quiet_name("domestic-violence") != quiet_name("trafficking")


@pytest.mark.parametrize("language", ["en", "ka"])
def test_old_address_leads_to_the_neutral_one_and_is_not_kept(guide, client, language):
    answer = client.get(f"/{language}/guide/safe/?town=Konin")
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/guide/{SAFE}/?town=Konin")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_no_address_on_the_page_names_the_subject(guide, client):
    for path in (f"/en/guide/{SAFE}/", f"/ka/guide/{SAFE}/", "/en/guide/", "/en/guide/safety/", "/en/guide/changes/", "/sitemap.xml"):
        body = client.get(path).content.decode()
        assert "/guide/safe/" not in body, path
        assert "wish" not in body or f"/guide/{SAFE}/wish/" in body


@pytest.mark.parametrize("language", ["en", "ka"])
def test_page_is_nobodys(guide, client, soup, language):
    for _ in range(2):
        answer = client.get(f"/{language}/guide/{SAFE}/")
    page = soup(answer)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Set-Cookie" not in answer.headers
    assert not MEMORY.pages
    assert page.title.text.strip() == "Information – Mosty" or language == "ka"
    title = page.h1.get_text(strip=True)
    assert title not in page.title.text
    assert page.select_one("[data-traceless] a[data-exit][rel=noreferrer]")


def test_wish_for_it_is_nobodys_either(guide, client):
    answer = client.post(f"/ka/guide/{SAFE}/wish/")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (303, f"/ka/guide/{SAFE}/?wished=1", "no-store")
    assert TranslationWish.objects.get().article == "safe"


def test_links_to_it_take_the_place_of_the_list(guide, client, soup):
    for path in ("/en/guide/", "/en/guide/safety/", "/en/guide/address/"):
        links = soup(client.get(path)).select("main a[data-quiet]")
        assert {link["href"] for link in links} == {f"/en/guide/{SAFE}/"}, path


def test_editors_link_is_the_neutral_one_too(guide):
    assert ArticlePage.objects.get(slug="safe", locale__language_code="en").get_url_parts()[2] == f"/en/guide/{SAFE}/"


@pytest.fixture
def found(guide):
    for slug, word, is_sensitive in (("safe", "shelter", True), ("address", "cottage", False)):
        address = f"guide/{quiet_name(slug) if is_sensitive else slug}/"
        put([NewEntry(Kind.ARTICLE, slug, "en", word, "", address, [Passage(Field.KEYWORD, word)], is_sensitive)])


def test_search_that_finds_it_has_the_way_out(found, client, soup):
    page = soup(client.get("/en/search/?q=shelter"))
    assert page.select_one(f'a[data-quiet][href="/en/guide/{SAFE}/"]')
    assert page.select_one("[data-wordless] a[data-exit]")
    assert "no-store" in client.get("/en/search/?q=shelter").headers["Cache-Control"]
    other = soup(client.get("/en/search/?q=cottage"))
    assert other.select_one('a[href="/en/guide/address/"]')
    assert not other.select("[data-exit], [data-wordless], [data-quiet]")
    assert soup(client.get("/en/search/suggest/?q=shel")).select_one("a")["href"] == f"/en/guide/{SAFE}/"


def test_changes_list_what_the_language_has_the_newest_first(guide, client, soup):
    for slug, ago in (("address", 1), ("safe", 2)):
        ArticlePage.objects.filter(slug=slug).update(last_published_at=time.now() - timedelta(minutes=ago))
    page = soup(client.get("/en/guide/changes/"))
    assert [link["href"] for link in page.select("main ul a")] == ["/en/guide/address/", f"/en/guide/{SAFE}/"]
    assert words(page.select_one("main ul span.soft")) == "26 November 2026"
    assert soup(client.get("/uk/guide/changes/")).select_one('main ul a[href="/uk/guide/address/"]')
    assert client.get("/ka/guide/changes/").status_code == 200
    assert len(soup(client.get("/en/guide/")).select("[aria-labelledby=changed] li")) == 2
