"""One's own plan by code: in one's own language, without a name, nothing kept by the browser. And the same on paper."""

import re

import pytest
from django.conf import settings

from mosty.casework.actions.copies import give_code, withdraw_code
from mosty.casework.actions.plans import save_plan
from mosty.casework.queries.contents import Aim, Content, Step
from mosty.clients.actions import open_client
from mosty.core import time
from mosty.core.models import AccessEvent
from mosty.paper.queries.plans import plan_pdf, plan_sheet
from tests.cast import sign_in
from tests.paper.reading import opened, tags_of, text_of

WORDS = "Znaleźć mieszkanie"


@pytest.fixture
def plan(cast):
    nino = open_client(centre=cast.poznan, name="Nino Zkaria", phone="+48600100200", language="ka", by=cast.oksana)
    steps = (Step("Zadzwonić do właściciela", "client", until=time.today()), Step("Sprawdzić umowę", "outside", "Prawnik"))
    content = Content(
        language="pl", agreed_on=time.today(), aims=(Aim(WORDS, "housing", steps=steps), Aim("Stary cel", "work", state="dropped"))
    )
    return save_plan(nino, content, base=0, by=cast.oksana)


def test_a_code_opens_the_plan_in_the_readers_language(cast, client, plan):
    copy, code = give_code(plan, days=30, by=cast.oksana)
    answer = client.post("/uk/plan/", {"code": f"{code[:6]} {code[6:]}"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="pl">{WORDS}</span>' in text
    assert "Prawnik" in text
    assert "Stary cel" not in text
    assert not re.search("Nino|Zkaria|600 ?100 ?200", text)
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not answer.cookies
    withdraw_code(copy, by=cast.oksana)
    assert client.post("/uk/plan/", {"code": code}).status_code == 422


@pytest.mark.parametrize("code", ["", "1", "9" * 12, "x" * 500, "12345678901\u0000"])
def test_a_wrong_code_is_said_so(client, plan, code):
    for address in ("/pl/plan/", "/pl/plan/paper/"):
        answer = client.post(address, {"code": code})
        assert answer.status_code == 422
        assert WORDS not in answer.content.decode()


def test_an_address_alone_shows_nothing(client, plan):
    assert client.get("/pl/plan/").status_code == 200
    assert client.get("/pl/plan/paper/").headers["Location"] == "/pl/plan/"


@pytest.mark.on_sqlite_only
def test_paper_by_code_is_a_tagged_pdf_without_a_name(cast, client, plan):
    _copy, code = give_code(plan, days=30, by=cast.oksana)
    answer = client.post("/ka/plan/paper/", {"code": code})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    root = opened(answer.content).trailer["/Root"]
    assert root["/Lang"] == "ka"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    tags = tags_of(answer.content)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= {tag for tag, _lang in tags}
    assert "pl" in {lang for _tag, lang in tags}
    text = text_of(answer.content)
    assert WORDS in text
    assert "Nino" not in text


@pytest.mark.on_sqlite_only
def test_paper_reads_from_the_right_in_arabic(plan):
    text = text_of(plan_pdf(plan, "ar"))
    assert WORDS in text
    assert "887 063 112" in text


def test_fixed_words_are_the_readers_and_the_text_says_its_language(plan):
    own = plan_sheet(plan, "pl")
    assert own["notice"] == ""
    for language, _name in settings.LANGUAGES:
        sheet = plan_sheet(plan, language)
        assert [goal["words"] for goal in sheet["goals"]] == [WORDS]
        assert bool(sheet["notice"]) == (language != "pl")


@pytest.mark.on_sqlite_only
def test_an_adviser_prints_and_it_is_noted(cast, plan):
    adviser = sign_in(cast.oksana)
    answer = adviser.get(f"/desk/plans/plans/{plan.pk}/paper/?language=ka")
    assert answer.content.startswith(b"%PDF-")
    assert opened(answer.content).trailer["/Root"]["/Lang"] == "ka"
    assert AccessEvent.objects.filter(how="print", subject_type="casework.plan", actor=cast.oksana).count() == 1
    assert adviser.get(f"/desk/plans/plans/{plan.pk}/paper/?language=xx").status_code == 404
    text = adviser.post(f"/desk/plans/plans/{plan.pk}/code/", {"days": "90"}).content.decode()
    code = re.search(r"<bdi dir=\"ltr\">([\d ]{15})</bdi>", text)[1]
    assert adviser.post("/pl/plan/", {"code": code}).status_code == 200
