"""Choose, wait, fetch."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from mosty.guide.models import ArticlePage
from mosty.paper.actions.making import make_next
from mosty.paper.enums import Fault, JobState
from mosty.paper.models import PaperJob
from mosty.paper.queries import files
from tests.portal.conftest import words

CHOOSE = "/uk/guide/paper/"


def fields_of(form):
    return {one["name"]: one.get("value", "") for one in form.select("input[name]")}


def test_article_gives_itself_on_paper(guide, client, soup):
    page = soup(client.get("/uk/guide/address/?beside=pl&town=konin"))
    form = page.select_one("form#paper")
    assert page.select_one("button[form=paper]")
    answer = client.post(form["action"], fields_of(form))
    assert answer.status_code == 303
    job = PaperJob.objects.get()
    assert job.wish == {"articles": ["address"], "language": "uk", "beside": "pl", "town": "konin", "is_large": False}
    assert answer["Location"] == f"/uk/guide/paper/{job.key}/"


def test_from_the_wish_to_the_file(guide, client, soup):
    where = client.post(CHOOSE, {"article": "address", "language": "uk"})["Location"]
    waiting = soup(client.get(where))
    assert waiting.select_one("#job[hx-get]")
    assert waiting.select_one("#job a.button")["href"] == where  # without a script
    assert client.get(f"{where}guide.pdf").status_code == 302
    make_next()
    ready = soup(client.get(where))
    assert not ready.select_one("#job[hx-get]")
    answer = client.get(ready.select_one('#job a[href$=".pdf"]')["href"])
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="mosty-uk.pdf"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    assert PdfReader(BytesIO(b"".join(answer.streaming_content))).metadata.title == "Реєстрація"


def test_htmx_gets_the_piece_alone(guide, client):
    where = client.post(CHOOSE, {"article": "address"})["Location"]
    piece = client.get(where, headers={"HX-Request": "true"}).content.decode()
    assert piece.lstrip().startswith('<div id="job"')


def test_progress_in_numbers(guide, client, soup):
    where = client.post(CHOOSE, {"what": "whole"})["Location"]
    PaperJob.objects.update(state=JobState.RUNNING, done=1, total=3)
    bar = soup(client.get(where)).select_one("#job progress")
    assert (bar["value"], bar["max"]) == ("1", "3")


def test_sensitive_article_leaves_no_name(guide, client, soup):
    where = client.post("/pl/guide/paper/", {"article": "safe"})["Location"]
    make_next()
    page = soup(client.get(where))
    assert page.select_one("[data-exit]")
    assert "safe" not in where
    answer = client.get(f"{where}guide.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert "safe" not in answer["Content-Disposition"]
    assert "Zameldowanie" not in page.title.text


def test_form_is_filled_from_the_address_and_offers_all_articles(guide, client, soup):
    page = soup(client.get(f"{CHOOSE}?article=address&town=konin&beside=pl&large=on"))
    assert [box["value"] for box in page.select("[name=article]")] == ["address", "safe"]
    assert [box["value"] for box in page.select("[name=article][checked]")] == ["address"]
    assert page.select_one("[name=town] [selected]")["value"] == "konin"
    assert page.select_one("[name=beside] [selected]")["value"] == "pl"
    assert page.select_one("[name=language] [selected]")["value"] == "uk"
    assert page.select_one("[name=large][checked]")


def test_what_cannot_be_meant_is_told_and_nothing_typed_is_lost(guide, client, soup):
    for data, sentence in (
        ({}, "choose at least one article"),
        ({"article": "gone"}, "no longer in the guide"),
        ({"article": "address", "town": "atlantis"}, "town from the list"),
        ({"article": "safe", "language": "uk"}, "no text in these languages"),
    ):
        answer = client.post("/en/guide/paper/", {"large": "on", **data})
        page = soup(answer)
        assert answer.status_code == 422
        assert sentence in words(page.select_one("[role=alert]"))
        assert page.select_one("[name=large][checked]")
    assert not PaperJob.objects.exists()


def test_long_queue_is_an_honest_sentence(guide, client, soup, settings):
    settings.PAPER_QUEUE = 0
    answer = client.post("/en/guide/paper/", {"article": "address"})
    assert answer.status_code == 422
    assert "Very many papers" in words(soup(answer).select_one("[role=alert]"))


def test_failed_and_lost_papers_are_told(guide, client, soup):
    where = client.post("/en/guide/paper/", {"article": "address"})["Location"]
    PaperJob.objects.update(state=JobState.FAILED, reason=Fault.PRESS)
    assert "could not be made" in words(soup(client.get(where)).select_one("#job"))
    PaperJob.objects.update(state=JobState.ASKED, reason="")
    make_next()
    files.path_of(PaperJob.objects.get().digest).unlink()
    assert "put away" in words(soup(client.get(where)).select_one("#job"))
    assert client.get(f"{where}guide.pdf").status_code == 302


def test_variant_is_one_click_away(guide, client, soup):
    page = soup(client.get(client.post(CHOOSE, {"article": "address"})["Location"]))
    large, beside = page.select("main form")
    assert client.post(large["action"], fields_of(large)).status_code == 303
    assert client.post(beside["action"], fields_of(beside)).status_code == 303
    assert sorted((job.wish["is_large"], job.wish["beside"]) for job in PaperJob.objects.all()) == [(False, ""), (False, "pl"), (True, "")]


def test_unknown_paper_does_not_exist(guide, client):
    assert client.get("/pl/guide/paper/nothing/").status_code == 404
    assert client.get("/pl/guide/paper/nothing/guide.pdf").status_code == 404


def test_no_article_may_take_its_address(guide):
    page = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    page.slug = "paper"
    with pytest.raises(ValidationError, match="slug"):
        page.full_clean()
