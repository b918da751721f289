"""Readers are told who translated, which paragraphs no person has checked, and which are newer in Polish."""

import json

import pytest
from django.core.management import call_command
from django.utils.translation import override

from mosty.guide.actions import translations as work
from mosty.guide.queries import ledger
from tests.guide.translations.steps import MACHINE, article, by_machine, label, rewrite, segment
from tests.portal.conftest import words

PAGE = "/uk/guide/address/"


@pytest.fixture
def publish(guide):
    return lambda: work.publish(article(), language="uk", by=guide.hanna)


def test_text_by_people_says_so_without_a_warning(guide, client, soup):
    page = soup(client.get(PAGE))
    assert page.select_one('.trust [data-origin="human"]')
    assert not page.select("[data-note]")
    assert not soup(client.get("/pl/guide/address/")).select("[data-origin]")


def test_one_machine_paragraph_warns_at_the_head_and_is_marked(guide, client, soup, publish):
    by_machine("Paszport", "Машинний паспорт")
    publish()
    page = soup(client.get(PAGE))
    assert page.select_one(".pagehead .alert[data-kind=warn]")
    assert MACHINE in words(page.select_one('.trust [data-origin="partly"]'))
    marks = page.select("[data-note=machine]")
    assert len(marks) == 1
    assert "Машинний паспорт" in words(marks[0].parent)
    one = segment("Paszport")
    work.check(article(), language="uk", segment=one.id, seen=ledger.text_hash(one.text), by=guide.hanna)
    page = soup(client.get(PAGE))
    assert not page.select(".pagehead .alert[data-kind=warn]")
    assert page.select_one('.trust [data-origin="checked"]')
    assert not page.select("[data-note]")


def test_stale_paragraph_is_marked_where_it_stands_also_beside_polish(guide, client, soup):
    rewrite("<li>one</li>", "<li>one more</li>")
    rewrite("Paszport", "Dowód")
    page = soup(client.get(PAGE))
    assert len(page.select("[data-note=stale]")) == 2
    assert "Паспорт" in words(page.select_one(".papers li:has([data-note=stale])"))
    beside = soup(client.get(f"{PAGE}?beside=pl"))
    row = next(row for row in beside.select(".pair > div") if "Dowód" in words(row))
    assert row.select_one("[data-note=stale]")
    assert len(soup(client.get("/pl/guide/address/")).select("[data-note]")) == 0


def test_paragraph_without_translation_stands_in_polish_and_says_so(guide, client, soup, publish):
    rewrite("<li>two</li>", "<li>two</li><li>Zupełnie nowy punkt, bardzo długi.</li>")
    publish()
    page = soup(client.get(PAGE))
    note = page.select_one("[data-note=polish]")
    assert "Zupełnie nowy punkt" in words(note.parent)
    assert note["lang"] == "uk"


def test_paragraph_renewed_and_published_has_no_mark(guide, client, soup, publish):
    rewrite("Paszport", "Dowód")
    work.write(article(), language="uk", segment=segment("Dowód").id, text="Посвідчення", by=guide.hanna)
    publish()
    page = soup(client.get(PAGE))
    assert "Посвідчення" in words(page.select_one(".papers"))
    assert not page.select("[data-note]")


def test_words_put_past_the_ledger_into_a_machines_place_stay_a_machines(guide, client, soup, publish):
    by_machine("Paszport", "Машинний паспорт")
    publish()
    page = article(language="uk")
    page.body = str_replace(page, "Машинний паспорт", "Паспорт руками")
    page.save_revision().publish()
    assert soup(client.get(PAGE)).select_one('.trust [data-origin="partly"]')


def test_search_says_that_a_machine_translated_a_result(guide, client, soup, publish):
    call_command("index_search", verbosity=0)
    assert ledger.machine_labels(["address"]) == {}
    by_machine("Paszport", "Машинний паспорт")
    publish()
    found = {words(card) for card in soup(client.get("/uk/search/?q=реєстрація")).select("li.card")}
    with override("uk"):
        told = label().sentence()
    assert sum(told in text for text in found) == 1


def str_replace(page, old, new):
    return json.dumps(list(page.body.raw_data), ensure_ascii=False).replace(old, new)


def test_lists_say_the_language_and_the_machine(guide, client, soup, publish):
    by_machine("Paszport", "Машинний паспорт")
    publish()
    with override("uk"):
        partly = ledger.label(article().translation_key, "uk").sentence()
    shelves = soup(client.get("/uk/guide/"))
    line = words(shelves.select_one('main .card li:has(a[href="/uk/guide/address/"])'))
    assert partly in line
    assert "(" not in line.replace(partly, "")
    assert "(польська)" in words(shelves.select_one("main .card li:has([lang=pl])"))
    assert partly in words(soup(client.get("/uk/guide/documents/")).select_one("main article"))
    assert "(польська)" in words(soup(client.get("/uk/guide/safety/")).select_one("main article"))
    related = soup(client.get(PAGE)).select_one("#related").parent
    assert "(польська)" in words(related)
    assert MACHINE not in words(related)


def test_search_says_the_language_of_what_it_found(guide, client, soup):
    call_command("index_search")
    page = soup(client.get("/ka/search/?q=zameldowanie"))
    assert "პოლონური" in words(page.select_one("#found li.card p.soft"))
    assert "(პოლონური)" in words(soup(client.get("/ka/search/suggest/?q=zameldowanie")).li)
