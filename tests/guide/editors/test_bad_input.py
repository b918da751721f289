"""Bad input gets a clear sentence in the editor's language, and nothing that was entered is lost."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import streamfield

from mosty.guide.models import ArticlePage
from tests.cast import read_english
from tests.guide.editors.posting import body, form, said


@pytest.fixture
def editor(enter, guide):
    read_english(guide)
    return enter("natalia")


def address(page):
    return f"/guide-admin/pages/{page.pk}/edit/"


def draft(page):
    return page.get_latest_revision_as_object()


def test_article_is_saved(article, editor):
    answer = editor.post(address(article()), form(article(), title="Meldunek"))
    assert answer.status_code == 302, said(answer)
    assert draft(article()).title == "Meldunek"
    assert article().title == "Zameldowanie"


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("<p>Opłata {fact:fe}</p>", "There is no fact with this key: fe."),
        ("<p>Opłata {fact: fee}</p>", "This mark is not written as it must be: {fact: fee}"),
        ("<p>Opłata {fact:fee</p>", "This mark is not written as it must be: {fact:fee"),
        ("<p>Opłata {fact:<b>fee</b></p>", "This mark is not written as it must be: {fact:fee"),
        ("<p>[[term:pesel]]</p>", "This mark is not written as it must be: [[term:pesel]]"),
        ("<p>[[term:pesel|PESEL]</p>", "This mark is not written as it must be: [[term:pesel|PESEL]"),
        ("<p>[[term:lesep|PESEL]]</p>", "There is no term with this key: lesep."),
    ],
)
def test_broken_mark_is_named_and_the_text_stays(article, editor, typed, sentence):
    before = article().latest_revision_id
    answer = editor.post(address(article()), form(article(), title="Nowy tytuł", body=body(("text", {"heading": "Kto", "text": typed}))))
    assert answer.status_code == 200
    text = said(answer) + answer.content.decode().replace("&quot;", '"')
    assert sentence in text.replace("\\u005B", "[")
    assert 'value="Nowy tytuł"' in answer.content.decode()
    assert article().latest_revision_id == before


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
def test_broken_mark_in_a_summary(article, editor):
    answer = editor.post(address(article()), form(article(), summary="Opłata {fact:fee"))
    assert "This mark is not written as it must be: {fact:fee" in said(answer)


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
def test_fact_in_a_table_must_exist(article, editor):
    table = streamfield([("item", "fee"), ("item", "fe")])
    answer = editor.post(address(article()), form(article(), body=body(("facts", {"heading": "", "facts": table}))))
    assert "There is no fact with this key: fe." in answer.content.decode()
    page = article()
    page.body = [("facts", {"heading": "", "facts": ["nothing"]})]
    with pytest.raises(ValidationError):
        page.full_clean()


def test_text_from_word_leaves_its_dress_behind(article, editor):
    pasted = (
        "<p class='MsoNormal' style='mso-margin-top-alt:auto'><o:p></o:p><span lang=PL style='font-family:Calibri'>Z Worda</span>"
        "<!--[if gte mso 9]><xml></xml><![endif]--></p><table><tr><td>komórka</td></tr></table><p><font color=red>czerwony</font></p>"
    )
    assert editor.post(address(article()), form(article(), body=body(("text", {"heading": "", "text": pasted})))).status_code == 302
    source = draft(article()).body[0].value["text"].source
    assert "Z Worda" in source
    assert "komórka" in source
    assert not any(word in source for word in ("Mso", "style", "o:p", "span", "table", "font", "<!--"))


def test_scripts_in_every_field_reach_no_reader(article, editor, client, guide):
    bad = "<script>alert(1)</script>"
    sent = form(
        article(),
        title=f"Tytuł {bad}",
        summary=f"Opis {bad}",
        keywords=bad,
        author=bad,
        sources=f"S1 | https://office.example/ | {bad}",
        body=body(
            ("text", {"heading": bad, "text": f"<p>Tekst {bad}<img src='x' onerror='alert(1)'/><a href='javascript:alert(1)'>x</a></p>"}),
            ("warning", {"heading": bad, "text": f"<p onclick='alert(1)'>Uwaga {bad}</p>"}),
        ),
    )
    assert editor.post(address(article()), sent).status_code == 302
    article().get_latest_revision().publish()
    answer = client.get("/pl/guide/address/").content.decode()  # the suite's guard refuses inline scripts and handlers
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer
    assert "<script>alert(1)" not in answer
    assert "javascript:" not in answer
    assert "onerror" not in answer


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
@pytest.mark.parametrize(("slug", "proposal"), [("მისამართი", "misamarti"), ("Żółw i Jeż", "zolw-i-jez"), ("а б", "a-b")])
def test_address_in_other_letters_is_refused_with_a_proposal(article, editor, slug, proposal):
    answer = editor.post(address(article()), form(article(), slug=slug))
    assert answer.status_code == 200
    assert f"The address may hold small Latin letters, digits and hyphens only, at most 80 of them. For instance: {proposal}" in said(
        answer
    )
    assert said(answer).count("The address may hold") == 1


def test_title_in_georgian_gives_an_address(guide, article):
    page = (
        article("pl")
        .get_parent()
        .add_child(instance=ArticlePage(title="მისამართი", summary="x", checked_on="2026-10-05", locale=article("pl").locale))
    )
    assert page.slug == "misamarti"


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
@pytest.mark.parametrize("slug", ["safe", "documents"])
def test_address_that_is_taken(article, editor, slug):
    answer = editor.post(address(article()), form(article(), slug=slug))
    assert answer.status_code == 200
    assert article().slug == "address"


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
def test_article_is_not_related_to_itself(article, editor):
    answer = editor.post(address(article()), form(article(), related=["address", "safe"]))
    assert "An article cannot be related to itself." in said(answer)


def test_articles_related_in_a_circle_are_shown_once_each(article, editor, client, soup):
    safe = ArticlePage.objects.get(slug="safe", locale__language_code="pl")
    for page, other in ((article(), "safe"), (safe, "address")):
        assert editor.post(address(page), form(page, related=[other])).status_code == 302
        page.refresh_from_db()
        page.get_latest_revision().publish()
    links = [link["href"] for link in soup(client.get("/pl/guide/address/")).select("aside section a")]
    assert len(links) == 1


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("S1 | https://office.example", "Line 1 of the sources is not of the form"),
        ("S1 | https://office.example | a\nS2 | http://office.example | b", "Line 2 of the sources has no https address."),
        ("S1 | javascript:alert(1) | a", "Line 1 of the sources has no https address."),
    ],
)
def test_sources_are_lines_of_three_words(article, editor, typed, sentence):
    answer = editor.post(address(article()), form(article(), sources=typed))
    assert sentence in said(answer)
    assert typed.splitlines()[0] in answer.content.decode()


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
@pytest.mark.parametrize("sent", [{}, {"title": "x" * 9000}, {"checked_on": "32.13.2026"}, {"review_months": "-1"}, {"number": "99999999"}])
def test_nonsense_gets_the_form_again(article, editor, sent):
    data = form(article()) | sent if sent else {}
    answer = editor.post(address(article()), data)
    assert answer.status_code in {200, 302, 400}
    article().full_clean()


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"checked_on": "9999-12-31"}, "checked_on"),
        ({"checked_on": "2150-01-01"}, "checked_on"),
        ({"checked_on": "0001-01-01"}, "checked_on"),
        ({"review_months": "99999999999"}, "review_months"),
        ({"review_months": "0"}, "review_months"),
        ({"title": "Opłata {fact:fee}"}, "title"),
    ],
)
def test_days_rhythms_and_titles_that_no_page_can_show(article, editor, sent, field):
    answer = editor.post(address(article()), form(article(), **sent))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors


@pytest.mark.parametrize(
    "forged",
    [
        {"body-0-value-text": "{nope"},
        {"body-0-value-text": "[]"},
        {"body-0-value-text": '{"blocks":[{"key":"a","text":5,"type":"unstyled"}],"entityMap":{}}'},
        {"body-0-value-text": '{"blocks":[{"text":"a","entityRanges":[{"offset":0,"length":1,"key":9}]}],"entityMap":{}}'},
        {"body-0-value-text": '{"blocks":[{"text":"a","type":"unordered-list-item","depth":9000}],"entityMap":{}}'},
        {"body-0-value-text": "[" * 9000},
        {"body-count": "x"},
        {"body-0-order": "x"},
    ],
    ids=lambda forged: str(forged)[:60],
)
def test_forged_form_is_answered_without_a_traceback(article, editor, forged):
    before = article().latest_revision_id
    assert editor.post(address(article()), form(article()) | forged).status_code == 400
    assert article().latest_revision_id == before


def test_forged_choice_of_pages_is_answered_without_a_traceback(article, editor):
    for ids in ("id=x", f"id={article().pk}&id=1e3", "id=²"):
        assert editor.get(f"/guide-admin/bulk/wagtailcore/page/unpublish/?{ids}&next=/guide-admin/").status_code == 400
