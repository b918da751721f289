"""Screens of one person and projects: enrolment, the end, what is put right, who pays for a service."""

from datetime import date

import pytest
from django.urls import reverse

from mosty.casework.actions.encounters import record_encounter
from mosty.casework.actions.visits import open_visit
from mosty.casework.models import ServiceDelivery
from mosty.clients.actions.contact import save_relation
from mosty.clients.actions.stay import save_status
from mosty.programme.models import Attribution, Correction, Participation
from tests.cast import sign_in
from tests.programme.taking_part import person, project_of, take_in

DAY = "2026-11-25"
FACTS = {"entry_on": DAY, "declared_on": DAY, "sex": "woman", "citizenship": "UA", "stay_basis": "visa"}
SAID = {"question-identity": "seen", "question-identity-on": DAY, "question-stay": "seen", "question-stay-on": DAY}
SAID |= {"question-citizenship": "yes", "question-rules": "yes"}


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def project(cast, clock):
    return project_of(cast, centres=[cast.poznan])


@pytest.fixture
def olena(cast, clock):
    return person(cast, name="Olena Kowal")


@pytest.fixture
def enrol_page(olena, project):
    return reverse("desk:projects:enrol", args=[olena.pk, project.pk])


def of(client, name="person"):
    return reverse(f"desk:projects:{name}", args=[client.pk])


def test_enrolment_begins_on_the_file_and_shows_the_number_large(cast, olena, project, enrol_page):
    browser = sign_in(cast.oksana)
    file = reverse("desk:clients:show", args=[olena.pk])
    assert "for projects this person stays anonymous" in text(browser.get(file))
    assert enrol_page in text(browser.get(of(olena)))
    save_status(olena, basis="cukr", valid_from=date(2026, 1, 1), by=cast.oksana)
    form = text(browser.get(enrol_page))
    assert all(words in form for words in ("36 years", 'value="cukr" selected', 'value="UA" selected', "Identity document shown"))
    assert "age_group" not in form
    assert browser.post(enrol_page, FACTS | SAID).status_code == 303
    row = Participation.objects.get()
    assert (row.client, row.number, row.enrolled_by) == (olena, "WLKP-2026-00001", cast.oksana)
    assert row.number in text(browser.get(file))
    assert row.number in text(browser.get(of(olena)))
    assert browser.get(enrol_page).status_code == 302, "there already"


def test_a_double_click_enrols_once_and_says_the_number(cast, olena, enrol_page):
    browser = sign_in(cast.oksana)
    browser.post(enrol_page, FACTS | SAID)
    answer = browser.post(enrol_page, FACTS | SAID)
    assert "with the number WLKP-2026-00001" in text(answer)
    assert Participation.objects.count() == 1


def test_every_error_stands_beside_its_question_and_nothing_is_lost(cast, olena, enrol_page):
    given = FACTS | SAID | {"citizenship": "DE", "question-rules": "no", "question-identity-on": "2026-11-30", "stay_until": "2026-11-01"}
    answer = text(sign_in(cast.oksana).post(enrol_page, given))
    for field in ("citizenship", "question-rules", "question-identity", "stay_until"):
        assert f'id="id_{field}-error"' in answer, field
    assert 'value="DE" selected' in answer
    assert 'value="2026-11-30"' in answer
    assert not Participation.objects.exists()


def test_nothing_sent_and_nonsense_are_answered_with_sentences(cast, olena, enrol_page):
    browser = sign_in(cast.oksana)
    for given in (
        {},
        {"x": "1"},
        FACTS | SAID | {"entry_on": "0000-00-00"},
        FACTS | SAID | {"sex": "\x00"},
        FACTS | SAID | {"question-rules": "seen"},
        FACTS | SAID | {"declared_on": "9999-12-31"},
    ):
        answer = browser.post(enrol_page, given)
        assert (answer.status_code, 'aria-invalid="true"' in text(answer) or "Please" in text(answer)) == (200, True)
    assert not Participation.objects.exists()


def test_a_warning_is_confirmed_on_the_same_page(cast, olena, enrol_page):
    browser, given = sign_in(cast.oksana), FACTS | SAID | {"stay_basis": "not-regulated"}
    answer = text(browser.post(enrol_page, given))
    assert "Legal stay on the day of entry is not confirmed" in answer
    assert 'name="despite"' in answer
    assert browser.post(enrol_page, given | {"despite": "on"}).status_code == 303
    assert Participation.objects.get().despite == ["no-legal-stay"]


def test_an_unsure_birth_date_says_so_and_asks(cast, project):
    client = person(cast, born=date(2009, 1, 1), quality="year")
    save_relation(client, kind="parent", name="Oksana Kowal", by=cast.oksana)
    page, browser = reverse("desk:projects:enrol", args=[client.pk, project.pk]), sign_in(cast.oksana)
    form = text(browser.get(page))
    assert "not exact" in form
    assert "Oksana Kowal" in form
    assert 'id="id_age_group-error"' in text(browser.post(page, FACTS | SAID))
    assert 'id="id_guardian-error"' in text(browser.post(page, FACTS | SAID | {"age_group": "under-18"}))
    assert browser.post(page, FACTS | SAID | {"age_group": "under-18", "guardian_known": "Oksana Kowal"}).status_code == 303
    assert Participation.objects.get().guardian == "Oksana Kowal"


def test_a_participation_ends_is_put_right_and_taken_back(cast, olena, project):
    row, browser = take_in(cast, project, olena), sign_in(cast.oksana)
    page = of(row, "end")
    assert "Please choose why" in text(browser.post(page, {"on": DAY, "result": "partly"}))
    assert "the last day cannot be earlier" in text(browser.post(page, {"on": "2026-11-01", "reason": "moved", "result": "partly"}))
    assert browser.post(page, {"on": DAY, "reason": "moved", "result": "partly", "note": "to Berlin"}).status_code == 303
    assert "to Berlin" in text(browser.get(of(olena)))
    assert "Please say why" in text(browser.post(page, {"on": "2026-11-24", "reason": "moved", "result": "partly"}))
    assert browser.post(page, {"on": "2026-11-24", "reason": "moved", "result": "partly", "why": "wrong day"}).status_code == 303
    assert browser.post(page, {"take_back": "1", "why": "still here"}).status_code == 303
    row.refresh_from_db()
    assert (row.exit_on, Correction.objects.filter(field="exit_on").count()) == (None, 2)


def test_a_fact_is_put_right_and_both_are_shown(cast, olena, project):
    row, browser = take_in(cast, project, olena), sign_in(cast.oksana)
    page, given = of(row, "correct"), FACTS | {"entry_on": "2026-11-23", "declared_on": "2026-11-23", "stay_basis": "temporary-protection"}
    assert "Nothing was changed" in text(browser.post(page, given | {"why": "x"}))
    assert "Please say why" in text(browser.post(page, given | {"sex": "man"}))
    assert browser.post(page, given | {"sex": "man", "why": "asked again"}).status_code == 303
    shown = text(browser.get(of(olena)))
    assert all(words in shown for words in ("man", "first written: woman", "asked again"))


def test_who_pays_for_a_service_is_chosen(cast, olena, project):
    take_in(cast, project, olena)
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=olena, by=cast.oksana)
    record_encounter(visit=visit, worker=cast.oksana, services=[(cast.lawyer, 20)], outcome="answered", by=cast.oksana)
    browser, service = sign_in(cast.oksana), ServiceDelivery.objects.get()
    assert f'<option value="{project.pk}" selected>' in text(browser.get(of(olena)))
    assert browser.post(of(olena, "attribute"), {"service": service.pk, "project": ""}).status_code == 303
    assert (Attribution.objects.get().project, "chosen by hand" in text(browser.get(of(olena)))) == (None, True)
    for wrong in ({"service": "x"}, {}, {"service": olena.pk}, {"service": service.pk, "project": olena.pk}):
        assert browser.post(of(olena, "attribute"), wrong).status_code == 404


def test_the_page_without_a_project_teaches(cast, olena):
    shown = text(sign_in(cast.oksana).get(of(olena)))
    assert "For projects this person stays anonymous" in shown
    assert "A project has to run at the centre" in shown
