"""Forms printed from a person's file, and blank ones."""

import subprocess
from datetime import date
from threading import Thread

import pytest
from django.db import connection
from django.utils.translation import override, pgettext

from mosty.casework.actions.encounters import record_encounter
from mosty.casework.actions.visits import open_visit
from mosty.clients.actions import open_client
from mosty.clients.actions.consents import answer, withdraw
from mosty.clients.actions.details import save_details
from mosty.clients.actions.forms import new_version, publish, save_facts, save_text, set_basis
from mosty.clients.actions.hiding import hide_file
from mosty.clients.actions.merging import merge
from mosty.clients.enums.consents import How
from mosty.core.models import AccessEvent
from mosty.paper.queries.printouts import making
from tests.cast import make_cast, read_english, sign_in
from tests.clients.forms import published, put_down
from tests.paper.reading import text_of
from tests.programme.taking_part import project_of, take_in


@pytest.fixture
def page(daryna, cast):
    read_english(cast)
    return lambda rest="": f"/desk/papers/{daryna.pk}/{rest}"


def test_a_form_is_printed_in_the_persons_language_and_noted_by_its_name(page, daryna, reception):
    answer = reception.get(page("print/?form=declaration"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="form-declaration.pdf"'
    assert answer["Cache-Control"] == "no-store"
    text = text_of(answer.content)
    assert "Дарина Мельник" in text
    assert "Україна" in text
    event = AccessEvent.objects.get(how="print")
    assert (event.subject_type, event.subject_ids) == ("paper.declaration", [str(daryna.pk)])


def test_a_blank_form_says_nothing_of_the_person_and_is_no_print_of_the_file(page, reception):
    answer = reception.get(page("print/?form=registration&blank=on&language=ka"))
    assert "Дарина" not in text_of(answer.content)
    assert not AccessEvent.objects.filter(how="print").exists()


def test_the_file_offers_the_forms_and_reception_none_of_meetings(page, daryna, reception, adviser):
    for browser, offered in ((reception, False), (adviser, True)):
        text = browser.get(f"/desk/clients/{daryna.pk}/").content.decode()
        assert f"/desk/papers/{daryna.pk}/print/?form=registration" in text
        assert ("form=service-card" in text) is offered
        assert ("service-card" in browser.get(page()).content.decode()) is offered
    assert reception.get(page("print/?form=service-card")).status_code == 403
    assert adviser.get(page("print/?form=service-card")).status_code == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("form=registration&language=xx", "Select a valid choice"),
        ("form=nonsense", "Select a valid choice"),
        ("form=attendance&since=2026-02-31", "Enter a valid date"),
        ("form=attendance&since=0001-01-01", "between 1900 and 2199"),
        ("form=attendance&since=2026-11-02&until=2026-11-01", "The end must be later than the beginning."),
        ("form=%00", "Select a valid choice"),
    ],
)
def test_a_wrong_wish_is_told_beside_its_box_and_the_choice_is_kept(page, adviser, query, said):
    answer = adviser.get(page(f"print/?{query}"))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AccessEvent.objects.filter(how="print").exists()


def test_a_press_that_hangs_gives_a_sentence_and_no_print_is_noted(page, reception, monkeypatch):
    monkeypatch.setattr(making, "SECONDS", 0.001)
    answer = reception.get(page("print/?form=registration&language=ka"))
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "The form could not be printed." in text
    assert '<option value="ka" selected>' in text
    assert not AccessEvent.objects.filter(how="print").exists()


def test_a_file_hidden_or_put_together_is_not_printed(cast, page, daryna, adviser, reception):
    kept = open_client(centre=cast.poznan, name="Daryna Melnyk", by=cast.oksana)
    hide_file(daryna, is_hidden=True, by=cast.oksana)
    assert reception.get(page("print/")).status_code == 404
    hide_file(daryna, is_hidden=False, by=cast.oksana)
    merge(kept, daryna, take={}, by=cast.oksana)
    for rest in ("", "print/"):
        assert adviser.get(page(rest))["Location"] == f"/desk/clients/{daryna.pk}/"


def test_a_restricted_file_is_kept_and_not_printed(page, daryna, reception):
    type(daryna).objects.filter(pk=daryna.pk).update(restricted_on=date(2026, 11, 20))
    assert reception.get(page("print/?form=registration")).status_code == 409
    assert reception.get(page("print/?form=registration&blank=on")).status_code == 200


def test_blank_forms_are_those_of_ones_centre(cast, page):
    ewa = sign_in(cast.ewa)
    assert "Blank forms" in ewa.get("/desk/papers/").content.decode()
    answer = ewa.get("/desk/papers/blank/?form=attendance&language=ar&since=2026-11-30")
    text = text_of(answer.content)
    assert "Konin" in text
    assert "30 listopada 2026" in text
    assert answer["Content-Disposition"] == 'inline; filename="form-attendance.pdf"'


def test_notice_and_consent_forms_in_use_are_printed_and_a_missing_language_is_said(cast, page, reception):
    published(cast.rops, cast.piotr, kind="notice", purpose="advice")
    put_down(cast.rops)  # in Polish and Ukrainian only
    text = reception.get(page()).content.decode()
    assert 'value="notice-advice"' in text
    assert 'value="consent-transfer"' in text
    paper = reception.get(page("print/?form=notice-advice"))
    assert paper["Content-Disposition"] == 'inline; filename="form-notice.pdf"'
    text = text_of(paper.content)
    assert "Дарина Мельник" in text
    assert "Я це прочитала, прочитав" in text
    assert AccessEvent.objects.get(how="print").subject_type == "paper.notice"
    text = text_of(reception.get(page("print/?form=consent-transfer&language=tr")).content)
    with override("tr"):
        said = pgettext(
            "printed form", "There is no text in this language yet: %(language)s. Please let somebody interpret the Polish one."
        )
    assert said.split(":")[0] in text
    assert reception.get(page("print/?form=consent-image")).status_code == 422


def meet(cast, client, services):
    visit = open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna)
    record_encounter(visit=visit, worker=cast.oksana, services=services, outcome="answered", client=client, by=cast.oksana)


def agreed(cast, client):
    """Advice stands on consent here, and the person gave it."""
    set_basis(cast.rops, purpose="advice", article="6-1-a", by=cast.piotr)
    form = new_version(cast.rops, kind="consent", purpose="advice", by=cast.piotr)
    save_text(form, language="pl", title="Zgoda", body="Zgadzam się.", is_checked=True, by=cast.piotr)
    save_facts(form, categories=["identity"], recipients=[], valid_months=None, asks_again=False, by=cast.piotr)
    return answer(client, publish(form, by=cast.piotr), said="given", how=How(), centre=cast.poznan, by=cast.oksana)


def test_about_a_person_who_took_the_consent_back_nothing_is_printed(cast, page, daryna, reception):
    consent = agreed(cast, daryna)
    assert reception.get(page("print/?form=registration")).status_code == 200
    withdraw(consent, by=cast.oksana)
    refused = reception.get(page("print/?form=registration"))
    assert refused.status_code == 409
    assert "The person has withdrawn the consent for this" in refused.content.decode()
    assert reception.get(page("print/?form=declaration")).status_code == 200  # a project stands on the law


def test_papers_of_a_project_say_what_the_enrolment_says(cast, page, daryna, adviser, reception):
    project = project_of(cast, agreement="FAMI.02.01/24")
    save_details(daryna, birth_quality="full", birth_on=date(1990, 5, 6), by=cast.oksana)
    daryna.refresh_from_db()
    row = take_in(cast, project, daryna, by=cast.oksana)
    meet(cast, daryna, [(cast.advice, 20), (cast.lawyer, 45)])
    text = text_of(adviser.get(page("print/?form=declaration")).content)
    for said in (row.number, "FAMI.02.01/24", "Mosty 2", "23 listopada 2026", "23 листопада 2026"):
        assert said in text
    text = text_of(adviser.get(page("print/?form=eligibility&language=en")).content)
    assert project.checklists.get().content["questions"][0]["texts"]["en"].split()[0] in text
    assert "document seen" in text
    text = text_of(adviser.get(page("print/?form=service-card")).content)
    assert row.number in text
    assert "prawnik" in text
    assert "pierwsza rozmowa" not in text  # the project does not pay for it
    text = text_of(adviser.get(page("print/?form=service-card&project=")).content)
    assert row.number not in text
    assert adviser.get(page(f"print/?form=declaration&project={daryna.pk}")).status_code == 422
    assert row.number in adviser.get(page()).content.decode()


@pytest.mark.race
def test_a_consent_withdrawn_while_the_press_runs_stops_the_paper(monkeypatch):
    """The press has begun, in a process of its own, when a colleague commits the withdrawal on another connection."""
    cast = read_english(make_cast())
    client = open_client(centre=cast.poznan, name="Nino", language="ka", by=cast.oksana)
    consent = agreed(cast, client)
    run = subprocess.run

    def colleague():
        withdraw(consent, by=cast.oksana)
        connection.close()

    def meanwhile(*args, **values):
        thread = Thread(target=colleague)
        thread.start()
        thread.join()
        return run(*args, **values)

    monkeypatch.setattr(subprocess, "run", meanwhile)
    stopped = sign_in(cast.oksana).get(f"/desk/papers/{client.pk}/print/?form=registration")
    assert stopped.status_code == 409
    assert "Nothing was printed" in stopped.content.decode()
    assert not AccessEvent.objects.filter(how="print").exists()
