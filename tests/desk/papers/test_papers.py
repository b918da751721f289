"""Forms printed from a person's file, and blank ones."""

import pytest

from mosty.clients.actions import open_client
from mosty.clients.actions.hiding import hide_file
from mosty.clients.actions.merging import merge
from mosty.core.models import AccessEvent
from mosty.paper.queries.printouts import making
from tests.cast import read_english, sign_in
from tests.paper.reading import text_of


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


def test_blank_forms_are_those_of_ones_centre(cast, page):
    ewa = sign_in(cast.ewa)
    assert "Blank forms" in ewa.get("/desk/papers/").content.decode()
    answer = ewa.get("/desk/papers/blank/?form=attendance&language=ar&since=2026-11-30")
    text = text_of(answer.content)
    assert "Konin" in text
    assert "30 listopada 2026" in text
    assert answer["Content-Disposition"] == 'inline; filename="form-attendance.pdf"'
