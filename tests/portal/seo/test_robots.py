import xml.etree.ElementTree as tree

import pytest
from django.conf import settings

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
CODES = [code for code, _ in settings.LANGUAGES]


def test_sitemap_lists_every_page_in_every_language_and_each_answers(morning, client):
    urls = tree.fromstring(client.get("/sitemap.xml").content).findall(f"{SITEMAP}url")
    places = [url.find(f"{SITEMAP}loc").text for url in urls]
    assert len(places) == len(set(places)) == (10 + 3 + 3) * len(CODES)
    for place in places:
        if "/uk/" in place:
            assert client.get(place.removeprefix(settings.SITE_URL)).status_code == 200
    others = urls[0].findall(f"{XHTML}link")
    assert [link.get("hreflang") for link in others] == CODES


def test_robots_may_read_the_portal_and_where_booking_begins_but_no_booking(client):
    text = client.get("/robots.txt").content.decode()
    assert text.index("Allow: /*/book/$\n") < text.index("Disallow: /*/book/\n")
    assert "Disallow: /*/visit/" in text
    assert "Disallow: /desk/" in text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text


def test_favicon_is_the_mark(client):
    assert client.get("/favicon.ico")["Location"].endswith("mark.svg")


@pytest.mark.parametrize("rest", ["/", "/centres/", "/centres/poznan/", "/services/lawyer/", "/emergency/"])
def test_page_names_itself_and_its_translations(morning, client, soup, rest):
    page = soup(client.get(f"/ka{rest}?utm_source=x"))
    assert page.select_one('link[rel="canonical"]')["href"] == f"http://testserver/ka{rest}"
    others = {link["hreflang"]: link["href"] for link in page.select('link[rel="alternate"]')}
    assert set(others) == {*CODES, "x-default"}
    assert others["ar"] == f"http://testserver/ar{rest}"
    assert others["x-default"] == ("http://testserver/" if rest == "/" else f"http://testserver/pl{rest}")
    for name in ("og:title", "og:description", "og:image", "og:url"):
        assert page.select_one(f'meta[property="{name}"]')["content"]
    assert page.select_one('meta[name="description"]')["content"]


def test_language_links_keep_the_page_and_what_was_asked(morning, client, soup):
    page = soup(client.get("/pl/centres/?town=konin&open=1"))
    assert page.select_one('.menu-list a[lang="uk"]')["href"] == "/uk/centres/?town=konin&open=1"
    assert page.select_one('.menu-list a[aria-current="true"]')["lang"] == "pl"


def test_nothing_is_asked_from_anybody_else(morning, client, soup):
    for path in ("/pl/", "/pl/centres/", "/pl/centres/poznan/", "/pl/services/"):
        page = soup(client.get(path))
        for node in page.select("[src], link[rel=stylesheet], link[rel=icon]"):
            assert (node.get("src") or node["href"]).startswith("/static/")
