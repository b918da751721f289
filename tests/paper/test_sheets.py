"""What stands on a paper."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.core.errors import Refusal
from mosty.guide.actions.acts import mark_changed
from mosty.guide.actions.checks import answer
from mosty.guide.actions.facts import set_value
from mosty.guide.enums import Origin
from mosty.guide.models import ArticlePage, Check, Fact, FactValue, LegalAct, LocalNote, NoteAct, TextState
from mosty.paper.queries import sheets
from mosty.paper.queries.wishes import Wish, read_wish


def pieces_text(found):
    """The words of pieces, one after another."""
    if isinstance(found, str):
        return ""
    if isinstance(found, list):
        return "".join(pieces_text(one) for one in found)
    if isinstance(found, dict):
        return found.get("v", "") + pieces_text(found.get("c", []))
    return ""


def rows(sheet, kind, tag, side="mine", article=0):
    parts = [part for part in sheet["articles"][article]["parts"] if part["kind"] == kind]
    return [row[side] for part in parts for row in part["rows"] if row["tag"] == tag]


def test_article_stands_whole_on_the_sheet(guide):
    sheet = sheets.sheet(Wish(("address",), "uk", town="konin"))
    article = sheet["articles"][0]
    assert article["title"] == "Реєстрація"
    assert pieces_text(article["lead"]["mine"]) == "Збір 340\u00a0zł."
    assert pieces_text(rows(sheet, "text", "body")[0]).startswith("Строк: 4\u00a0дні. PESEL Реєстрація")
    assert [pieces_text(one["c"]) for one in rows(sheet, "steps", "step")] == ["Ідіть"]
    assert pieces_text(rows(sheet, "steps", "line")[0]["c"]) == "4\u00a0дні"
    assert pieces_text(rows(sheet, "papers", "paper")[0]) == "Паспорт"
    assert "+48 22 628 01 20" in pieces_text(rows(sheet, "warning", "body")[0])
    assert pieces_text(rows(sheet, "facts", "fact")[0]["value"]) == "340\u00a0zł"
    assert "400,50" in rows(sheet, "facts", "fact")[0]["later"]
    assert "Ustawa o ludziach" in pieces_text(rows(sheet, "acts", "small")[0])
    assert article["sources"] == ["https://office.example/rule"]
    assert article["address"].endswith("/uk/guide/address/?town=konin")
    assert [term["polish"] for term in sheet["glossary"]] == ["numer PESEL"]
    assert "5" in " ".join(article["trust"])
    assert "2026" in " ".join(article["trust"])


def test_the_towns_note_is_there_with_the_centres_own_data_and_its_tags_are_words(guide):
    sheet = sheets.sheet(Wish(("address",), "pl", town="konin"))
    text = pieces_text(rows(sheet, "slot", "body"))
    assert guide.konin.street in text
    assert "Pokój <b>3</b>" in text
    assert "{address}" not in text
    assert pieces_text(rows(sheet, "slot", "h2")).endswith(": Konin")


def test_without_a_town_it_says_so_once(guide):
    sheet = sheets.sheet(Wish(("address",), "en"))
    assert len(rows(sheet, "slot", "body")) == 1
    assert "Choose your town" in pieces_text(rows(sheet, "slot", "body"))


def test_two_languages_stand_row_by_row(guide):
    sheet = sheets.sheet(Wish(("address",), "uk", "pl"))
    article = sheet["articles"][0]
    assert (article["title"], article["title_beside"]) == ("Реєстрація", "Zameldowanie")
    assert all((row["mine"] is None) == (row["other"] is None) for part in article["parts"] for row in part["rows"])
    assert pieces_text(rows(sheet, "papers", "paper", "other")[0]) == "Paszport"


def test_whole_guide_lists_what_the_language_lacks(guide):
    sheet = sheets.sheet(Wish((), "uk"))
    assert [one["slug"] for one in sheet["articles"]] == ["address"]
    assert [one["lang"] for one in sheet["missing"]] == ["pl"]
    beside = sheets.sheet(Wish((), "uk", "pl"))
    assert [one["slug"] for one in beside["articles"]] == ["address", "safe"]
    lonely = beside["articles"][1]
    assert (lonely["lang"], lonely["beside"]) == ("pl", "")
    assert lonely["notice"]


def test_sensitive_article_gives_the_file_a_neutral_title(guide):
    assert sheets.sheet(Wish(("safe",), "en"))["title"] == "Information"
    assert sheets.sheet(Wish(("address",), "en"))["title"] == "Address"


def test_old_facts_are_marked_and_named_below(guide):
    FactValue.objects.filter(fact__key="days").update(checked_on="2020-01-01")
    sheet = sheets.sheet(Wish(("address",), "en"))
    body = json.dumps(rows(sheet, "text", "body")[0])
    assert '"old": true' in body
    assert "please confirm with the office" in pieces_text(rows(sheet, "old", "small")[0])


def test_changed_law_is_told_on_paper_until_it_is_checked(guide):
    NoteAct.objects.create(note=LocalNote.objects.get(), act=LegalAct.objects.get())
    mark_changed(LegalAct.objects.get(), by=guide.hanna, on=date(2026, 11, 1))
    wish = Wish(("address", "safe"), "en", town="konin")
    sheet = sheets.sheet(wish)
    assert [one["warnings"][0] for one in sheet["articles"]] == [
        "The law behind this text changed on 1 November 2026. We are checking the text. Until then please ask the office."
    ] * 2
    assert "we are checking this page" in pieces_text(rows(sheet, "acts", "small")[0])
    assert "The law behind this has changed" in rows(sheet, "facts", "fact")[0]["checked"]
    assert '"old": true' in json.dumps(rows(sheet, "text", "body")[0])
    assert "The law behind this has changed" in pieces_text(rows(sheet, "old", "small"))
    assert "The law behind this has changed" in pieces_text(rows(sheet, "slot", "body"))
    answer(Check.objects.filter(done_at=None), by=guide.hanna, word="still-true")
    said = json.dumps(sheets.sheet(wish))
    assert "The law behind" not in said
    assert "we are checking this page" not in said


def test_one_old_fact_is_told_at_the_head(guide):
    assert sheets.sheet(Wish(("address",), "en"))["articles"][0]["warnings"] == []
    FactValue.objects.filter(fact__key="fee").update(checked_on="2020-01-01")
    assert "checked long ago" in sheets.sheet(Wish(("address",), "en"))["articles"][0]["warnings"][0]


def test_digest_knows_everything_but_the_day(guide):
    wish = Wish(("address",), "uk", town="konin")
    first = sheets.sheet(wish)
    assert sheets.digest_of(first, "1") == sheets.digest_of({**first, sheets.DATED: "another day"}, "1")
    assert sheets.digest_of(first, "1") != sheets.digest_of(first, "2")
    set_value(Fact.objects.get(key="fee"), value="17", valid_from=None, by=None)
    second = sheets.sheet(wish)
    assert sheets.digest_of(second, "1") != sheets.digest_of(first, "1")
    page = ArticlePage.objects.get(slug="address", locale__language_code="uk")
    page.summary = "Інше"
    page.save_revision().publish()
    assert sheets.digest_of(sheets.sheet(wish), "1") != sheets.digest_of(second, "1")


def test_progress_goes_up_to_all(guide):
    seen = []
    sheets.sheet(Wish((), "pl"), lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_queries_do_not_grow_with_articles(guide):
    with CaptureQueriesContext(connection) as one:
        sheets.sheet(Wish(("address",), "pl", "en", town="konin"))
    with CaptureQueriesContext(connection) as two:
        sheets.sheet(Wish(("address", "safe"), "pl", "en", town="konin"))
    assert len(one) == len(two)


@pytest.mark.parametrize(
    ("chosen", "more", "code"),
    [
        ([], {}, "paper-nothing"),
        (["address", "gone"], {}, "paper-gone"),
        (["address"], {"language": "xx"}, "paper-language"),
        (["address"], {"beside": "xx"}, "paper-language"),
        (["address"], {"town": "atlantis"}, "paper-town"),
        (["safe"], {"language": "uk"}, "paper-no-text"),
    ],
)
def test_wish_that_cannot_be_meant_is_refused(guide, chosen, more, code):
    with pytest.raises(Refusal) as refused:
        read_wish(chosen, **{"language": "pl"} | more)
    assert refused.value.code == code


def test_same_wish_has_one_key(guide):
    one = read_wish(["safe", "address"], language="pl", beside="pl")
    two = read_wish(["address", "safe", "address"], language="pl")
    assert one == two
    assert one.key == two.key
    assert one.key != read_wish(["address", "safe"], language="pl", is_large=True).key
    assert read_wish([], language="pl", whole=True).articles == ()


def test_machine_translation_is_told_on_paper_too(guide):
    page = ArticlePage.objects.get(slug="address", locale__language_code="uk")
    block = page.body.raw_data[0]["id"]
    marks = [
        {"path": f"body.{block}.text", "kind": "machine", "text": "one"},
        {"path": "summary", "kind": "polish", "text": "Збір {fact:fee}."},
    ]
    TextState.objects.update_or_create(
        article=page.translation_key, language="uk", defaults={"origin": Origin.PARTLY, "tools": ["Motor"], "marks": marks}
    )
    article = sheets.sheet(Wish(("address",), "uk"))["articles"][0]
    assert "Motor" in article["trust"][-1]
    assert len(article["warnings"]) == 2
    assert article["lead"]["mine"][0]["lang"] == "pl"
    notes = [
        row["mine"][-1] for part in article["parts"] for row in part["rows"] if row["tag"] == "body" and row["mine"][-1]["k"] == "note"
    ]
    assert len(notes) == 1
    assert sheets.sheet(Wish(("address",), "pl"))["articles"][0]["warnings"] == []
