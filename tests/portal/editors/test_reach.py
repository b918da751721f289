"""Reports for editors: readability and links; the measure on the page of an article."""

import pytest
from bs4 import BeautifulSoup

from mosty.guide.models import ArticlePage, Link, LinkUse
from tests.cast import sign_in
from tests.guide.library import write

LONG = "Idź " + "i weź dom " * 12 + "udokumentowania."


@pytest.fixture
def guide(cast, stage, tmp_path):
    stage.load(write(tmp_path))
    page = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    page.summary = LONG
    page.save()
    return cast


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").main


def test_report_has_every_polish_article_the_hardest_first(guide):
    page = main(sign_in(guide.natalia).get("/guide-admin/reach/readability/"))
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert len(rows) == 2
    assert rows[0].startswith("Zameldowanie")


def test_one_article_shows_the_sentences_that_hurt(guide):
    browser = sign_in(guide.natalia)
    pk = ArticlePage.objects.get(slug="address", locale__language_code="pl").pk
    page = main(browser.get(f"/guide-admin/reach/readability/{pk}/"))
    assert page.q.text == LONG
    assert page.mark.text == "udokumentowania"
    other = ArticlePage.objects.get(slug="address", locale__language_code="uk").pk
    assert browser.get(f"/guide-admin/reach/readability/{other}/").status_code == 404


@pytest.mark.writes_on_get("Wagtail subscribes who opens a page, and keeps who edits it")
def test_editor_of_an_article_sees_its_measure(guide):
    browser = sign_in(guide.natalia)
    pages = {page.locale.language_code: page.pk for page in ArticlePage.objects.filter(slug="address").select_related("locale")}
    assert LONG in browser.get(f"/guide-admin/pages/{pages['pl']}/edit/").content.decode()
    assert main(browser.get(f"/guide-admin/pages/{pages['pl']}/edit/")).q.text == LONG


def test_links_in_trouble_are_listed_with_their_places(guide):
    link = Link.objects.create(address="https://gone.example/", host="gone.example", state="broken", code=404, failures=2)
    LinkUse.objects.create(link=link, kind="article", key="address", language="pl")
    Link.objects.create(address="https://once.example/", host="once.example", state="broken", failures=1)
    page = main(sign_in(guide.natalia).get("/guide-admin/reach/links/"))
    assert [row.a["href"] for row in page.select("tbody tr")] == ["https://gone.example/"]
    assert "address (pl)" in page.tbody.text


@pytest.mark.parametrize("path", ["readability/", "links/", "readability/1/"])
def test_others_do_not_come_in(guide, client, path):
    assert client.get(f"/guide-admin/reach/{path}").status_code == 302
    assert sign_in(guide.hanna).get(f"/guide-admin/reach/{path}").status_code in {302, 403}
