"""Screens of editors for facts, acts, terms, checks and articles: who gets in, what they do, what a bad input answers."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.core import time
from mosty.guide import machine
from mosty.guide.actions.acts import mark_changed
from mosty.guide.models import ArticlePage, Check, Fact, GlossaryTerm, LegalAct
from mosty.guide.queries.acts import kept_words
from tests.cast import sign_in

ROOM = "/guide-admin/living"
DAY = "2026-11-26"


@pytest.fixture
def editor(guide, cast):
    """Keeps the guide."""
    return cast.natalia


@pytest.fixture
def browser_of_editor(editor):
    return sign_in(editor)


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def text(answer):
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


PAGES = [
    "facts/", "facts/new/", "facts/fee/", "facts/fee/value/", "facts/fee/edit/", "facts/fee/delete/", "acts/", "acts/new/",
    "acts/people-act/", "acts/people-act/edit/", "acts/people-act/changed/", "acts/people-act/delete/", "checks/", "terms/", "terms/new/",
    "kept-words/", "terms/pesel/", "terms/pesel/delete/", "articles/", "articles/address/",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_editor_opens_every_screen(browser_of_editor, address):
    answer = browser_of_editor.get(f"{ROOM}/{address}")
    assert answer.status_code == 200
    assert soup(answer).select_one("main .living-screen")


@pytest.mark.parametrize("person", ["hanna", "tadeusz", "daria", "robert"])
@pytest.mark.parametrize("address", [address for address in PAGES if address != "checks/"])
def test_who_does_not_keep_the_guide_is_led_home(cast, guide, address, person):
    browser = sign_in(cast.people[person])
    for answer in (browser.get(f"{ROOM}/{address}"), browser.post(f"{ROOM}/{address}")):
        assert answer.status_code in {302, 403, 405}
        assert ROOM not in answer.get("Location", "")


@pytest.mark.parametrize(
    "address",
    ["facts/nope/", "acts/nope/", "terms/nope/", "articles/nope/", "notes/nope/", "notes/konin/office/"],
)
def test_what_does_not_exist_is_not_found(browser_of_editor, address):
    assert browser_of_editor.get(f"{ROOM}/{address}").status_code in {302, 404}
    assert browser_of_editor.post(f"{ROOM}/{address}").status_code in {302, 404, 405}


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", {"days", "fee", "line", "rumour"}),
        ("kind=money", {"fee", "rumour"}),
        ("only=unverified", {"rumour"}),
        ("only=overdue", set()),
        ("only=mine", set()),
        ("only=unused", {"rumour"}),
        ("q=opł", {"fee"}),
        ("kind=moon&only=stars&q=%00", {"days", "fee", "line", "rumour"}),
    ],
)
def test_list_is_narrowed(browser_of_editor, query, keys):
    page = soup(browser_of_editor.get(f"{ROOM}/facts/?{query}"))
    assert {link["href"].split("/")[-2] for link in page.select("td.title a")} == keys


def test_overdue_facts_come_first_and_to_their_owner(browser_of_editor, editor):
    Fact.objects.get(key="line").values.update(checked_on="2020-01-01")
    browser_of_editor.post(f"{ROOM}/articles/address/owner/")
    for query in ("", "only=overdue", "only=mine&kind=phone"):
        page = soup(browser_of_editor.get(f"{ROOM}/facts/?{query}"))
        assert page.select("td.title a")[0]["href"].endswith("/facts/line/")


def test_new_value_is_shown_in_ten_languages_before_it_is_saved(browser_of_editor, client):
    sent = {
        "value": "500,5",
        "valid_from": "2027-03-01",
        "source": "Dz.U.",
        "source_address": "https://law.example/1",
        "source_on": "2026-11-01",
    }
    shown = browser_of_editor.post(f"{ROOM}/facts/fee/value/", sent | {"preview": "1"})
    assert len(soup(shown).select(".living-panel tr")) == 10
    assert "500,50 zł" in text(shown).replace("\N{NO-BREAK SPACE}", " ")
    assert not Fact.objects.get(key="fee").values.filter(valid_from="2027-03-01").exists()
    saved = browser_of_editor.post(f"{ROOM}/facts/fee/value/", sent | {"save": "1"})
    assert (saved.status_code, saved["Location"]) == (303, f"{ROOM}/facts/fee/")
    row = Fact.objects.get(key="fee").values.get(valid_from="2027-03-01")
    assert (row.value, row.source_address) == ("500.5", "https://law.example/1")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "much"}, "value"),
        ({"value": ""}, "value"),
        ({"valid_from": "2027-02-30"}, "valid_from"),
        ({"valid_from": "2027-02-02", "valid_to": "2027-01-01"}, "valid_to"),
        ({"source_address": "javascript:alert(1)"}, "source_address"),
        ({"source": ""}, "source"),
        ({"source_on": "2999-01-01"}, "source_on"),
    ],
)
def test_bad_value_is_said_and_nothing_is_lost(browser_of_editor, changes, field):
    sent = {"value": "500", "source": "Dz.U. <b>1</b>", "save": "1"} | changes
    before = Fact.objects.get(key="fee").values.count()
    answer = browser_of_editor.post(f"{ROOM}/facts/fee/value/", sent)
    assert answer.status_code == 422
    page = soup(answer)
    assert page.select_one(f"[name={field}][aria-invalid=true]") or field == "valid_from"
    assert page.select_one(".error-message")
    assert page.select_one("input[name=value]").get("value", "") == sent["value"]
    assert "<b>1</b>" not in answer.content.decode()
    assert Fact.objects.get(key="fee").values.count() == before


def test_correction_keeps_the_days_and_the_wrong_row(browser_of_editor):
    old = Fact.objects.get(key="fee").values.get(value="340.00")
    answer = browser_of_editor.post(f"{ROOM}/facts/fee/value/{old.pk}/", {"value": "344", "source": "Dz.U.", "save": "1"})
    assert answer.status_code == 303
    new = Fact.objects.get(key="fee").values.get(value="344")
    assert (new.valid_from, new.valid_to) == (old.valid_from, old.valid_to)
    assert Fact.objects.get(key="fee").values.filter(pk=old.pk).exclude(replaced_at=None).exists()
    assert browser_of_editor.post(f"{ROOM}/facts/fee/value/{old.pk}/", {"value": "1", "source": "x"}).status_code == 404


def test_one_click_is_a_check(browser_of_editor, editor):
    assert browser_of_editor.post(f"{ROOM}/facts/rumour/checked/").status_code == 303
    row = Fact.objects.get(key="rumour").values.get()
    assert (row.checked_on, row.checked_by, row.status) == (time.today(), editor, "confirmed")
    assert "Natalia Sobczak" in text(browser_of_editor.get(f"{ROOM}/facts/rumour/"))


def test_fact_in_use_is_not_deleted_and_its_pages_are_listed(browser_of_editor):
    page = soup(browser_of_editor.get(f"{ROOM}/facts/days/delete/"))
    assert {link.text for link in page.select(".living-list a")} >= {"Zameldowanie", "Реєстрація", "العنوان"}
    assert not page.select("main form")
    assert browser_of_editor.post(f"{ROOM}/facts/days/delete/", {"delete": "1"}).status_code == 422
    assert browser_of_editor.post(f"{ROOM}/facts/rumour/delete/", {"delete": "1"}).status_code == 303
    assert set(Fact.objects.values_list("key", flat=True)) == {"days", "fee", "line"}


def test_new_fact_is_made_and_a_twin_is_refused(browser_of_editor):
    sent = {
        "key": "new-fee",
        "kind": "money",
        "currency": "PLN",
        "review_months": "6",
        "owner": "address",
        "name_pl": "Nowa",
        "acts": ["people-act"],
    }
    answer = browser_of_editor.post(f"{ROOM}/facts/new/", sent)
    assert answer["Location"] == f"{ROOM}/facts/new-fee/value/"
    assert [act.key for act in Fact.objects.get(key="new-fee").acts.order_by("key")] == ["people-act"]
    assert browser_of_editor.post(f"{ROOM}/facts/new/", sent).status_code == 422
    assert browser_of_editor.post(f"{ROOM}/facts/fee/edit/", sent | {"kind": "days"}).status_code == 422
    assert Fact.objects.get(key="fee").kind == "money"


def test_act_marked_as_changed_opens_checks_and_answers_close_them(browser_of_editor, editor):
    answer = browser_of_editor.post(f"{ROOM}/acts/people-act/changed/", {"on": "2026-11-20", "note": "Nowa opłata"})
    assert answer["Location"] == f"{ROOM}/checks/?act=people-act"
    page = soup(browser_of_editor.get(f"{ROOM}/checks/?act=people-act"))
    boxes = [box["value"] for box in page.select("input[name=check]")]
    assert len(boxes) == Check.objects.count() > 4
    refused = browser_of_editor.post(f"{ROOM}/checks/", {"word": "still-true"})
    assert refused.status_code == 422
    assert browser_of_editor.post(f"{ROOM}/checks/", {"check": boxes[:1]}).status_code == 422
    done = browser_of_editor.post(f"{ROOM}/checks/", {"check": [*boxes, "nonsense"], "word": "still-true", "remark": "czytałam"})
    assert done.status_code == 303
    assert not Check.objects.filter(done_at=None).exists()
    assert set(Check.objects.values_list("done_by__name", "word", "remark")) == {("Natalia Sobczak", "still-true", "czytałam")}
    assert "czytałam" in text(browser_of_editor.get(f"{ROOM}/acts/people-act/"))


def test_change_without_a_day_or_words_is_refused(browser_of_editor):
    for sent in ({}, {"on": "soon", "note": "x"}, {"on": DAY}):
        assert browser_of_editor.post(f"{ROOM}/acts/people-act/changed/", sent).status_code == 422
    assert not Check.objects.exists()


def test_act_is_edited_and_its_articles_chosen(browser_of_editor):
    sent = {"key": "x", "title": "Ustawa o ludziach", "status": "in-force", "articles": ["safe"], "name_pl": "ustawa"}
    assert browser_of_editor.post(f"{ROOM}/acts/people-act/edit/", sent).status_code == 303
    act = LegalAct.objects.get()
    assert (act.key, act.status) == ("people-act", "in-force")
    assert set(act.uses.values_list("page__slug", flat=True)) == {"safe"}
    assert browser_of_editor.post(f"{ROOM}/acts/people-act/edit/", sent | {"title": ""}).status_code == 422


def test_term_has_one_translation_for_every_page(browser_of_editor, client):
    sent = {"polish": "numer PESEL", "name_uk": "ПЕСЕЛЬ", "text_pl": "Numer.", "text_uk": "Номер, який має кожен."}
    assert browser_of_editor.post(f"{ROOM}/terms/pesel/", sent).status_code == 303
    for article in ("/uk/guide/address/",):
        assert "Номер, який має кожен." in client.get(article).content.decode()
    assert browser_of_editor.post(f"{ROOM}/terms/new/", sent | {"key": "second"}).status_code == 422  # one key for one Polish term
    assert GlossaryTerm.objects.count() == 1
    assert browser_of_editor.post(f"{ROOM}/terms/pesel/delete/", {"delete": "1"}).status_code == 422
    assert GlossaryTerm.objects.count() == 1


def test_article_is_checked_in_all_languages_at_once(browser_of_editor):
    draft = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    draft.title = "Szkic"
    draft.save_revision()
    assert browser_of_editor.post(f"{ROOM}/articles/address/checked/").status_code == 303
    assert set(ArticlePage.objects.filter(slug="address").values_list("checked_on", flat=True)) == {time.today()}
    page = ArticlePage.objects.get(pk=draft.pk)
    page.get_latest_revision().publish()  # a draft that waited does not bring the old day back
    page.refresh_from_db()
    assert (page.title, page.checked_on) == ("Szkic", time.today())


def test_late_article_is_marked(browser_of_editor):
    ArticlePage.objects.filter(slug="safe").update(checked_on=time.today() - timedelta(days=900))
    page = soup(browser_of_editor.get(f"{ROOM}/articles/?only=overdue"))
    assert [link["href"] for link in page.select("td.title a")] == [f"{ROOM}/articles/safe/"]


def test_lists_ask_the_same_number_of_questions_however_long(browser_of_editor, editor):
    def count(path):
        browser_of_editor.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert browser_of_editor.get(path).status_code == 200
        return len(asked)

    mark_changed(LegalAct.objects.get(), by=editor)
    paths = [f"{ROOM}/{name}/" for name in ("facts", "acts", "terms", "checks", "articles")]
    before = [count(path) for path in paths]
    source = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    for number in range(5):
        Fact.objects.create(key=f"more-{number}", kind="text", names={"pl": "x"}, owner="address")
        GlossaryTerm.objects.create(key=f"more-{number}", polish=f"x{number}")
        LegalAct.objects.create(key=f"more-{number}", title="x")
        source.copy(update_attrs={"slug": f"copy-{number}", "title": f"Copy {number}"}, copy_revisions=False)
    mark_changed(LegalAct.objects.get(key="people-act"), by=editor)
    assert [count(path) for path in paths] == before


def test_national_editor_keeps_the_names_that_a_machine_leaves(browser_of_editor):
    typed = {"words": "Nasz Dom\r\n  Biuro   Startowe \r\n\r\nNasz Dom"}
    assert browser_of_editor.post(f"{ROOM}/kept-words/", typed).status_code == 303
    assert kept_words() == ["Biuro Startowe", "Nasz Dom"]
    refused = browser_of_editor.post(f"{ROOM}/kept-words/", {"words": "Nasz Dom\n!!!"})
    assert refused.status_code == 422
    assert "!!!" in refused.content.decode()
    assert kept_words() == ["Biuro Startowe", "Nasz Dom"]
    browser_of_editor.post(f"{ROOM}/kept-words/", {"words": "Nasz Dom"})
    assert machine._glossary("uk")[1][-2] == "Nasz Dom"  # with the glossary's one term behind it
    assert kept_words() == ["Nasz Dom"]
