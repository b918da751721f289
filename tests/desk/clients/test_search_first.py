"""A new file is opened only after a search, and not beside one that the person has already."""

from datetime import date

import pytest

from mosty.clients.actions import open_client
from mosty.clients.actions.details import save_details
from mosty.clients.actions.identity import save_identifier
from mosty.clients.models import Client, PairVerdict
from mosty.core.models import AccessEvent
from mosty.desk.clients.forms import typed as carried
from tests.cast import sign_in
from tests.desk.moment import bookings

SEARCH, NEW = "/desk/clients/search/", "/desk/clients/new/"


@pytest.fixture
def olexandr(cast, clock):
    client = open_client(centre=cast.poznan, name="Олександр Шевченко", phone="+48601222333", by=cast.oksana)
    return save_details(client, birth_quality="full", birth_on=date(1985, 3, 12), by=cast.oksana)


def person(**values):
    return {"name": "Aleksander Szewczenko", "phone": "", "email": "", "language": "", "citizenship": "", "birth": ""} | values


def test_the_form_comes_only_after_a_search(cast, reception):
    answer = reception.get(NEW, follow=True)
    assert answer.redirect_chain == [("/desk/clients/", 302)]
    assert "Please search first" in answer.content.decode()
    assert NEW not in reception.get("/desk/clients/").content.decode()
    assert f'action="{NEW}"' in reception.post(SEARCH, {"q": "nobody"}).content.decode()


def test_what_was_typed_is_carried_over_in_the_body(cast, reception):
    page = reception.post(NEW, {"begin": "1", "q": "Aleksander Szewczenko 12.03.1985 601 222 333"}).content.decode()
    for value in ("Aleksander Szewczenko", "12.03.1985", "+48601222333"):
        assert f'value="{value}"' in page
    assert "Please correct this" not in page
    assert Client.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "name", "birth"),
    [
        ("Нино", "Нино", ""),
        ("Anna Kowalska 1990", "Anna Kowalska", "1990"),
        ("Anna, 12 marca 1985", "Anna", "12.03.1985"),
        ("x" * 500, "x" * 200, ""),
        ("", "", ""),
        ("1001", "", ""),
    ],
)
def test_what_is_carried_over(text, name, birth):
    given = carried(text)
    assert (given["name"], given["birth"]) == (name, birth)


def test_a_search_tells_why(cast, olexandr, reception):
    page = reception.post(SEARCH, {"q": "Aleksander Szewczenko 12.03.1985"}).content.decode()
    assert "same name in another script or spelling" in page
    assert "same birth date" in page
    assert "very likely" in page
    assert "This is the person" in page
    assert "None of these: open a new file" in page


def test_a_likely_file_is_shown_before_a_second_one_is_opened(cast, olexandr, reception):
    answer = reception.post(NEW, person(birth="12.03.1985", email="a@example.org"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "May be the same person" in page
    assert f"/desk/clients/{olexandr.pk}/" in page
    assert 'value="a@example.org"' in page
    assert Client.objects.count() == 1
    assert AccessEvent.objects.filter(how="search", subject_ids=[str(olexandr.pk)]).exists()
    answer = reception.post(NEW, person(birth="12.03.1985", apart=str(olexandr.pk)))
    assert answer.status_code == 303
    fresh = Client.objects.exclude(pk=olexandr.pk).get()
    assert (fresh.birth_on, fresh.birth_quality, fresh.birth_year) == (date(1985, 3, 12), "full", 1985)
    pair = PairVerdict.objects.get()
    assert ({pair.first_id, pair.second_id}, pair.verdict, pair.by) == ({fresh.pk, olexandr.pk}, "different", cast.zuzanna)


def test_the_same_phone_is_asked_about_too(cast, olexandr, reception):
    page = reception.post(NEW, person(name="Sasza Szewczenko", phone="601 222 333")).content.decode()
    assert "same phone" in page
    assert Client.objects.count() == 1


def test_naming_another_file_does_not_help(cast, olexandr, reception):
    other = open_client(centre=cast.poznan, name="Nino", by=cast.oksana)
    answer = reception.post(NEW, person(birth="12.03.1985", apart=str(other.pk)))
    assert "May be the same person" in answer.content.decode()
    assert Client.objects.count() == 2


def test_a_file_of_another_centre_is_not_shown(cast, olexandr, clock):
    page = sign_in(cast.ewa).post(NEW, person(birth="12.03.1985"))
    assert page.status_code == 303
    assert PairVerdict.objects.count() == 0


def test_a_booking_code_leads_to_its_person(cast, daryna, reception, clock):
    (one,) = bookings(cast, clock)
    page = reception.post(SEARCH, {"q": f"{one.code[:3]} {one.code[3:6]} {one.code[6:]}"}).content.decode()
    assert f"/desk/appointments/{one.pk}/" in page
    one.client = daryna
    one.save()
    page = reception.post(SEARCH, {"q": one.code}).content.decode()
    assert f"/desk/clients/{daryna.pk}/" in page
    event = AccessEvent.objects.filter(subject_type="appointments.appointment", how="search").latest("pk")
    assert event.subject_ids == [str(one.pk)]
    for stranger in (cast.ewa, cast.adam):
        page = sign_in(stranger).post(SEARCH, {"q": one.code}).content.decode()
        assert str(one.pk) not in page
        assert one.name not in page


def test_a_document_number_finds_its_file_and_no_other(cast, daryna, olexandr, reception):
    save_identifier(olexandr, kind="passport", number="FE 123 456", by=cast.oksana)
    page = reception.post(SEARCH, {"q": "fe123456"}).content.decode()
    assert str(olexandr.pk) in page
    assert str(daryna.pk) not in page
    assert str(olexandr.pk) not in sign_in(cast.adam).post(SEARCH, {"q": "FE123456"}).content.decode()
