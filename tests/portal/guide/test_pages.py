"""The guide for readers."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.guide.actions.acts import mark_changed
from mosty.guide.actions.checks import answer
from mosty.guide.actions.facts import set_value
from mosty.guide.enums import quiet_name
from mosty.guide.models import ArticlePage, Check, Fact, LegalAct, TranslationWish
from mosty.portal.cache import MEMORY
from tests.portal.conftest import words

ADDRESS = "guide/address/"
SAFE = quiet_name("safe")  # the sensitive article, as its address calls it


def test_index_has_shelves_with_articles_in_the_readers_language_or_marked(guide, client, soup):
    page = soup(client.get("/uk/guide/"))
    links = {link["href"]: link for link in page.select("main .card a")}
    assert words(links["/uk/guide/address/"]) == "Реєстрація"
    assert links[f"/uk/guide/{SAFE}/"].find(lang="pl")
    assert {"/uk/guide/documents/", "/uk/guide/safety/"} <= set(links)


def test_empty_guide_leads_to_the_centres(client, soup):
    assert soup(client.get("/en/guide/")).select_one(".empty .button")["href"] == "/en/centres/"


def test_shelf_lists_its_articles(guide, client, soup):
    page = soup(client.get("/pl/guide/documents/"))
    assert [link["href"] for link in page.select("main article a")] == ["/pl/guide/address/"]
    assert client.get("/pl/guide/safety/").status_code == 200


def test_unknown_article_does_not_exist(guide, client):
    assert client.get("/pl/guide/nowhere/").status_code == 404


def test_article_has_its_facts_terms_and_trust(guide, client, soup):
    page = soup(client.get(f"/uk/{ADDRESS}"))
    main = page.select_one("main")
    assert words(main.h1) == "Реєстрація"
    assert "Збір 340 zł" in words(main)
    assert "4 дні" in words(main.select_one(".fact-tap[popovertarget=fact-days]"))
    assert main.select_one("#fact-days[popover] a")["href"] == "https://office.example/rule"
    assert "Номер особи." in words(main.select_one("#term-pesel[popover]"))
    assert main.select_one("#term-pesel dt")["lang"] == "pl"
    label = main.select_one("label.term")
    assert main.find(id=label["for"])["popovertarget"] == "term-pesel"  # a tap on the words is a tap on the button
    assert main.select_one('a[href="tel:+48226280120"] bdi[dir=ltr]').text == "+48 22 628 01 20"
    assert main.select(".papers input[type=checkbox]")
    assert "Ustawa o ludziach" in words(main)
    assert "5 жовтня 2026" in words(main.select_one(".trust"))
    assert not main.find("script")


def test_arabic_keeps_numbers_in_order(guide, client, soup):
    page = soup(client.get(f"/ar/{ADDRESS}"))
    assert page.html["dir"] == "rtl"
    assert page.select_one('.fact-tap[popovertarget=fact-fee] bdi[dir="ltr"]')


def test_new_value_shows_at_once_in_every_language(guide, client, soup):
    for language in ("pl", "uk"):
        assert "340" in words(soup(client.get(f"/{language}/{ADDRESS}")).select_one("main"))
    set_value(Fact.objects.get(key="fee"), by=guide.hanna, value="360")
    for language, text in (("pl", "Opłata 360 zł"), ("uk", "Збір 360 zł")):
        assert text in words(soup(client.get(f"/{language}/{ADDRESS}")).select_one("main"))


def test_page_is_kept_for_the_next_reader(guide, client):
    client.get(f"/pl/{ADDRESS}")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/pl/{ADDRESS}")
    assert len(asked) == 0
    assert answer.headers["Cache-Control"].startswith("public")


def test_missing_language_says_so_and_offers_the_others(guide, client, soup):
    page = soup(client.get("/ka/guide/address/"))
    assert words(page.select_one("main h1 [lang=pl]")) == "Zameldowanie"
    assert [link["href"] for link in page.select("main a.button[lang]")] == ["?read=pl", "?read=en", "?read=uk", "?read=ar"]
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    read = soup(client.get("/ka/guide/address/?read=ar"))
    assert read.html["lang"] == "ka"
    assert (read.h1["lang"], read.h1["dir"]) == ("ar", "rtl")


def test_wish_is_counted_without_anything_about_the_reader(guide, client, soup):
    for _ in range(2):
        answer = client.post("/ka/guide/address/wish/")
        assert (answer.status_code, answer["Location"]) == (303, "/ka/guide/address/?wished=1")
    assert client.post("/ka/guide/nowhere/wish/").status_code == 404
    assert client.get("/ka/guide/address/wish/").status_code == 302
    assert TranslationWish.objects.get().count == 2
    page = soup(client.get("/ka/guide/address/?wished=1"))
    assert page.select_one("main .alert[data-kind=done]")
    assert not page.select("main form")


def test_two_languages_stand_side_by_side(guide, client, soup):
    page = soup(client.get(f"/uk/{ADDRESS}?beside=pl"))
    rows = [[words(cell) for cell in row.find_all("div", recursive=False)] for row in page.select(".pair > div")]
    assert ["Збір 340 zł .", "Opłata 340 zł ."] in rows
    assert ["Паспорт", "Paszport"] in rows
    assert page.select_one(".pair [data-other]")["lang"] == "pl"
    assert "4 dni" in words(page.select_one(".pair"))
    assert "4 дні" in words(page.select_one(".pair"))


@pytest.mark.parametrize("query", ["?beside=xx", "?beside=uk", "?read=xx", "?town=", "?beside=pl&beside=en"])
def test_senseless_wishes_are_harmless(guide, client, query):
    assert client.get(f"/uk/{ADDRESS}{query}").status_code == 200


def test_without_a_town_one_is_asked_for(guide, client, soup):
    page = soup(client.get(f"/pl/{ADDRESS}"))
    assert page.select_one(".local form input[name=town]")
    assert {option["value"] for option in page.select("datalist option")} >= {"Konin"}


def test_town_shows_its_note_with_the_directorys_data(guide, client, soup):
    local = soup(client.get(f"/pl/{ADDRESS}?town=Konin")).select_one(".local")
    assert "Konin" in words(local.h2)
    assert local.select_one('p a[href="/pl/centres/konin/"]')
    assert "Pokój <b>3</b>" in words(local)
    assert local.find("b") is None
    assert "Set-Cookie" not in client.get(f"/pl/{ADDRESS}?town=Konin").headers


def test_town_without_a_note_is_honest(guide, client, soup):
    local = soup(client.get(f"/en/{ADDRESS}?town=Poznań")).select_one(".local")
    assert "nothing special from this town" in words(local)
    assert local.select_one('a[href="/en/centres/poznan/"]')


def test_unknown_town_is_said_and_not_kept(guide, client, soup):
    page = soup(client.get(f"/en/{ADDRESS}?town=Qwxzzy"))
    assert "We do not know this place" in words(page.select_one(".local [role=alert]"))
    assert not any("Qwxzzy" in str(key) for key in MEMORY.pages)


def test_sensitive_article_leaves_no_trace(guide, client, soup, settings):
    settings.QUICK_EXIT_URL = "https://weather.example"
    answer = client.get(f"/en/guide/{SAFE}/")
    page = soup(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert page.title.text.strip() == "Information – Mosty"
    assert "Address" not in page.select_one("meta[property='og:title']")["content"]
    assert page.select_one("a[data-exit]")["href"] == "https://weather.example"
    assert not MEMORY.pages


def test_robots_hear_only_of_languages_that_exist(guide, client, soup):
    page = soup(client.get(f"/pl/guide/{SAFE}/"))
    assert {link["hreflang"] for link in page.select("link[rel=alternate]")} == {"pl", "en", "x-default"}
    body = client.get("/sitemap.xml").content.decode()
    assert "/uk/guide/address/" in body
    assert f"/en/guide/{SAFE}/" in body
    assert f"/uk/guide/{SAFE}/" not in body
    assert "/guide/safe/" not in body


def test_centre_named_by_a_text_is_shown_and_one_that_is_gone_is_said(guide, client, soup):
    page = ArticlePage.objects.get(slug="address", locale__language_code="en")
    blocks = [{"type": "service", "value": {"heading": "", "centre": slug}} for slug in ("konin", "atlantis")]
    page.body = page.body.stream_block.to_python(blocks)
    page.save_revision().publish()
    cards = soup(client.get(f"/en/{ADDRESS}")).select("main section.card[id^=part]")
    assert cards[0].h2.a["href"] == "/en/centres/konin/"
    assert guide.konin.street in words(cards[0])
    assert cards[0].select_one(".badge")
    assert "no longer works" in words(cards[1])
    assert cards[1].p.a["href"] == "/en/centres/"


def test_changed_act_is_said_until_it_is_checked(guide, client, soup):
    mark_changed(LegalAct.objects.get(), by=guide.hanna, on=date(2026, 11, 1))
    said = words(soup(client.get(f"/en/{ADDRESS}")).select_one("main"))
    assert "The law behind this text changed on 1 November 2026" in said
    assert "we are checking this page" in said
    answer(Check.objects.filter(article="address"), by=guide.hanna, word="still-true")
    said = words(soup(client.get(f"/en/{ADDRESS}")).select_one("main"))
    assert "The law behind this text" not in said
    assert "we are checking this page" not in said
    assert "The law behind this has changed" in said  # its facts are still to be checked
    answer(Check.objects.filter(done_at=None), by=guide.hanna, word="still-true")
    assert "The law behind" not in words(soup(client.get(f"/en/{ADDRESS}")).select_one("main"))


def test_value_of_a_coming_day_shows_from_that_day(guide, client, soup, clock):
    set_value(Fact.objects.get(key="days"), by=guide.hanna, value="9", valid_from=date(2026, 11, 27))
    for language, today, tomorrow in (("pl", "4 dni", "9 dni"), ("uk", "4 дні", "9 днів"), ("ar", "4 أيام", "9 أيام")):
        clock.set(datetime(2026, 11, 26, 22, 59, tzinfo=UTC))  # one minute before midnight in Warsaw
        shown = [tap.text.strip() for tap in soup(client.get(f"/{language}/{ADDRESS}")).select("main .fact-tap[popovertarget=fact-days]")]
        assert set(shown) == {today.replace(" ", "\N{NO-BREAK SPACE}")}
        clock.set(datetime(2026, 11, 26, 23, 0, tzinfo=UTC))
        shown = [tap.text.strip() for tap in soup(client.get(f"/{language}/{ADDRESS}")).select("main .fact-tap[popovertarget=fact-days]")]
        assert set(shown) == {tomorrow.replace(" ", "\N{NO-BREAK SPACE}")}


def test_queries_do_not_grow_with_the_guide(guide, client):
    def count(path):
        MEMORY.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    paths = ("/pl/guide/", "/pl/guide/documents/", f"/pl/{ADDRESS}?town=Konin&beside=uk")
    before = [count(path) for path in paths]
    source = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    for number in range(3):
        source.copy(update_attrs={"slug": f"copy-{number}", "title": f"Copy {number}"}, copy_revisions=False)
    assert [count(path) for path in paths] == before
    assert max(before) <= 45


def test_first_door_leads_to_the_guide(guide, client, soup):
    assert soup(client.get("/pl/")).select_one("article.door a")["href"] == "/pl/guide/"
