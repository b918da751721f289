"""People: search, file, change."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.casework.actions.encounters import record_encounter
from mosty.casework.actions.visits import count_contact, open_visit
from mosty.clients.models import Client
from mosty.core.models import AccessEvent
from tests.cast import sign_in
from tests.desk.moment import bookings


def typed(**values):
    given = {"name": "Nino", "phone": "", "email": "", "language": "ka", "citizenship": "GE", "birth": "1990", "notice_language": ""}
    return given | values


def spoken_with(cast, client, note="Explained the letter."):
    visit = open_visit(centre=cast.poznan, channel="walk-in", client=client, by=cast.zuzanna)
    return record_encounter(
        visit=visit, worker=cast.oksana, services=[(cast.advice, 20)], outcome="answered", note=note, language="uk", by=cast.oksana
    )


def test_the_list_is_search_first(cast, daryna, reception, adviser):
    page = reception.get("/desk/clients/").content.decode()
    assert "Дарина" not in page
    assert "You have not opened a file yet" in page
    assert "Дарина Мельник" in adviser.get("/desk/clients/").content.decode()


def test_a_search_shows_people_and_is_noted(cast, daryna, reception):
    answer = reception.post("/desk/clients/search/", {"q": "ДАРИНА"})
    page = answer.content.decode()
    assert f"/desk/clients/{daryna.pk}/" in page
    assert "<title>People: search – Mosty</title>" in page
    event = AccessEvent.objects.get(how="search")
    assert (event.actor, event.subject_ids, event.place) == (cast.zuzanna, [str(daryna.pk)], "desk:clients:search")
    assert reception.get("/desk/clients/search/?q=Daryna").headers["Location"] == "/desk/clients/"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("x", "That is too little"), ("", "That is too little"), ("nobody", "Nobody found"), ("\x00" * 300, "too little")],
)
def test_what_finds_nobody_says_what_to_do(cast, daryna, reception, text, sentence):
    assert sentence in reception.post("/desk/clients/search/", {"q": text}).content.decode()


def test_the_file_has_no_name_in_its_title(cast, daryna, reception):
    page = reception.get(f"/desk/clients/{daryna.pk}/").content.decode()
    assert f"<title>Person {daryna.number} – Mosty</title>" in page
    assert "600 100 200" in page
    assert AccessEvent.objects.filter(how="open", subject_ids=[str(daryna.pk)]).count() == 1


def test_the_timeline_tells_each_what_one_may_read(cast, daryna, reception, adviser, clock):
    spoken_with(cast, daryna)
    (one,) = bookings(cast, clock)
    one.client = daryna
    one.save()
    page = adviser.get(f"/desk/clients/{daryna.pk}/").content.decode()
    assert "Encounter: question answered" in page
    assert "Explained the letter." in page
    assert "Booked time: booked" in page
    assert "Visit: in person" not in page  # the encounter tells it
    page = reception.get(f"/desk/clients/{daryna.pk}/").content.decode()
    assert "Explained the letter." not in page
    assert "Visit: in person" in page


def test_the_file_takes_the_same_queries_with_one_and_three_entries(cast, daryna, adviser):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert adviser.get(f"/desk/clients/{daryna.pk}/").status_code == 200
        return len(caught)

    spoken_with(cast, daryna)
    queries()
    with_one = queries()
    spoken_with(cast, daryna)
    spoken_with(cast, daryna)
    assert queries() == with_one


def test_a_file_is_opened_and_changed(cast, clock, reception):
    answer = reception.post("/desk/clients/new/", typed(notice_shown="on", notice_language="ka"))
    client = Client.objects.get()
    assert answer.headers["Location"] == f"/desk/clients/{client.pk}/"
    assert (client.centre, client.opened_by, client.notice_language) == (cast.poznan, cast.zuzanna, "ka")
    shown_on = client.notice_shown_on
    clock.go(days=3)
    browser = sign_in(cast.zuzanna)
    url = f"/desk/clients/{client.pk}/change/"
    assert 'value="Nino"' in browser.get(url).content.decode()
    assert browser.post(url, typed(name="Nino B.")).status_code == 303
    client.refresh_from_db()
    assert (client.name, client.search, client.notice_shown_on) == ("Nino B.", "nino b.", shown_on)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 10_000},
        {"name": "x" * 500},
        {"name": "Nino\u202ex"},
        {"phone": "12"},
        {"email": "nino"},
        {"birth": "1800"},
        {"birth": "2050"},
        {"birth": "12.03.2050"},
        {"birth": "31.02.1990"},
        {"birth": "old"},
        {"language": "qq"},
        {"citizenship": "EU"},
        {"notice_shown": "on"},
    ],
)
def test_bad_input_keeps_what_was_typed(cast, daryna, reception, wrong):
    for url in ("/desk/clients/new/", f"/desk/clients/{daryna.pk}/change/"):
        if {"birth", "notice_shown"} & set(wrong) and "new" not in url:
            continue  # the birth date and the notice have pages of their own
        answer = reception.post(url, typed(**wrong))
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "Please correct this:" in page
        assert "citizenship" in wrong or '<option value="GE" selected' in page
    assert Client.objects.count() == 1
    daryna.refresh_from_db()
    assert daryna.name == "Дарина Мельник"


def test_strangers_find_nothing_and_a_missing_right_is_said(cast, daryna):
    for url in (f"/desk/clients/{daryna.pk}/", f"/desk/clients/{daryna.pk}/change/"):
        for stranger in (cast.ewa, cast.adam):
            assert sign_in(stranger).get(url).status_code == 404
        for other in (cast.karolina, cast.joanna, cast.piotr):
            assert sign_in(other).get(url).status_code == 403
    for url in ("/desk/clients/", "/desk/clients/merges/"):
        assert sign_in(cast.karolina).get(url).status_code == 403
    assert sign_in(cast.karolina).post("/desk/clients/new/", typed()).status_code == 403
    assert sign_in(cast.karolina).post("/desk/clients/search/", {"q": "дарина"}).status_code == 403
    assert sign_in(cast.oksana).get(f"/desk/clients/{uuid4()}/").status_code == 404


def test_a_short_question_given_to_a_person_stands_on_the_timeline(cast, daryna, adviser):
    values = {"channel": "phone", "topics": ["work"], "language": "uk", "submission": uuid4(), "by": cast.oksana}
    contact = count_contact(centre=cast.poznan, **values)
    adviser.post(f"/desk/contacts/{contact.pk}/attach/", {"client": daryna.pk})
    assert "Short question: phone" in adviser.get(f"/desk/clients/{daryna.pk}/").content.decode()
