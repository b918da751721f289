"""Parts of a file: rows are added, put right and taken away; each refusal stands by its box, and what was typed stays."""

import re
from datetime import date
from uuid import uuid4

import pytest

from mosty.clients.actions import open_client
from mosty.clients.actions.contact import save_relation
from mosty.clients.actions.details import save_details
from mosty.clients.actions.identity import save_identifier
from mosty.clients.actions.names import add_name
from mosty.clients.actions.stay import add_deadline, save_status
from mosty.clients.models import ClientName, Deadline, Identifier, Relationship, ResidenceStatus, SafeContact
from mosty.core.models import AccessEvent
from tests.cast import sign_in

PESEL = "91050600005"  # invented; 6 May 1991, a woman


def sound(answer):
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return answer


def complaint(answer, sentence):
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Please correct this:" in page
    assert sentence in page, page
    return page


# --- details -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sure", "kept"),
    [
        ("12.03.1985", "given", ("full", date(1985, 3, 12), 1985)),
        ("1985-03-12", "", ("full", date(1985, 3, 12), 1985)),
        ("12 marca 1985", "given", ("full", date(1985, 3, 12), 1985)),
        ("12.3.1985", "approximate", ("approximate", date(1985, 3, 12), 1985)),
        ("03.1985", "given", ("month", date(1985, 3, 1), 1985)),
        ("1985", "given", ("year", None, 1985)),
        ("", "unknown", ("unknown", None, None)),
        ("", "refused", ("refused", None, None)),
        ("", "", ("", None, None)),
    ],
)
def test_a_birth_date_is_kept_as_well_as_it_is_known(daryna, file, reception, typed, sure, kept):
    sound(reception.post(file("details/"), {"birth": typed, "sure": sure, "sex": "refused"}))
    daryna.refresh_from_db()
    assert (daryna.birth_quality, daryna.birth_on, daryna.birth_year) == kept
    assert daryna.sex == "refused"
    assert re.search(r'name="sex" value="refused"[^>]* checked', reception.get(file("details/")).content.decode())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"birth": "31.02.1990", "sure": "given"}, "We do not understand this date"),
        ({"birth": "12.03.2050", "sure": "given"}, "lies in the future"),
        ({"birth": "12.03.1890", "sure": "given"}, "must lie between"),
        ({"birth": "1850", "sure": "given"}, "must lie between"),
        ({"birth": "", "sure": "given"}, "Please give the date"),
        ({"birth": "12.03.1985", "sure": "unknown"}, "A birth date is written above"),
        ({"birth": "", "sure": "", "sex": "other"}, "sex"),
        ({"birth": "x" * 5000, "sure": "given"}, "birth"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_and_stays_in_its_box(daryna, file, reception, given, sentence):
    page = complaint(reception.post(file("details/"), {"work": "seeking", **given}), sentence)
    if len(given["birth"]) < 60:
        assert f'value="{given["birth"]}"' in page or not given["birth"]
    daryna.refresh_from_db()
    assert (daryna.work, daryna.birth_quality) == ("", "")


# --- names ---------------------------------------------------------------------------------------------------------


def test_names_come_change_and_go(cast, daryna, file, reception):
    sound(reception.post(file("names/"), {"text": "Daryna Melnyk", "kind": "passport", "is_main": "on"}))
    row = ClientName.objects.get(kind="passport")
    daryna.refresh_from_db()
    assert (daryna.name, row.is_main) == ("Daryna Melnyk", True)
    sound(reception.post(file(f"names/{row.pk}/"), {"text": "Daryna Melnik", "kind": "polish"}))
    daryna.refresh_from_db()
    assert daryna.name == "Daryna Melnik"
    answer = reception.post(file(f"names/{row.pk}/"), {"remove": "1"}, follow=True)
    assert "Please choose another main name first" in answer.content.decode()
    other = ClientName.objects.exclude(pk=row.pk).get()
    sound(reception.post(file(f"names/{other.pk}/"), {"remove": "1"}))
    assert list(ClientName.objects.values_list("text", flat=True)) == ["Daryna Melnik"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": "x" * 500, "kind": "own"}, "at most 200 characters"),
        ({"text": "", "kind": "own"}, "Please give a name"),
        ({"text": "Anna\u202egpj", "kind": "own"}, "invisible marks"),
        ({"text": "Anna", "kind": ""}, "Please choose from the list"),
        ({"text": "Anna", "kind": "stage"}, "stage"),
    ],
)
def test_a_name_that_cannot_be_kept(daryna, file, reception, given, sentence):
    page = complaint(reception.post(file("names/"), given), sentence)
    assert f'value="{given["text"]}"' in page or not given["text"]
    assert ClientName.objects.count() == 1


# --- documents -----------------------------------------------------------------------------------------------------


def test_a_document_is_kept_sealed_and_shown_once_on_request(cast, daryna, file, reception):
    given = {"kind": "passport", "number": "FE 123456", "valid_to": "12.01.2027", "is_seen": "on"}
    sound(reception.post(file("documents/"), given))
    row = Identifier.objects.get()
    assert "123456" not in row.sealed
    assert (row.ending, row.valid_to, row.seen_by) == ("456", date(2027, 1, 12), cast.zuzanna)
    page = reception.get(file("documents/")).content.decode()
    assert "passport …456" in page
    assert "FE123456" not in page
    assert "seen on 25 November 2026 by Zuzanna Kubiak" in page
    assert "FE123456" in reception.post(file(f"documents/{row.pk}/number/")).content.decode()
    event = AccessEvent.objects.get(subject_type="clients.identifier")
    assert (event.actor, event.subject_ids, event.place) == (cast.zuzanna, [str(row.pk)], "desk:clients:number")
    assert "FE123456" not in reception.get(file("documents/")).content.decode()
    assert reception.get(file(f"documents/{row.pk}/number/")).status_code == 405


def test_an_empty_number_keeps_the_known_one_and_the_end_becomes_a_deadline(cast, daryna, file, reception):
    row = save_identifier(daryna, kind="passport", number="FE123456", by=cast.oksana)
    sound(reception.post(file(f"documents/{row.pk}/"), {"kind": "passport", "number": "", "valid_to": "2027-02-01"}))
    row.refresh_from_db()
    assert row.ending == "456"
    assert Deadline.objects.get().on == date(2027, 2, 1)
    sound(reception.post(file(f"documents/{row.pk}/"), {"remove": "1"}))
    assert (Identifier.objects.count(), Deadline.objects.count()) == (0, 0)


def test_a_pesel_that_does_not_fit_warns_and_is_kept(cast, daryna, file, reception):
    save_details(daryna, birth_quality="full", birth_on=date(1990, 1, 1), sex="man", by=cast.oksana)
    sound(reception.post(file("documents/"), {"kind": "pesel", "number": PESEL[:-1] + "6"}))
    page = reception.get(file("documents/")).content.decode()
    for sentence in ("The last digit does not fit", "stands for another birth date", "stands for the other sex"):
        assert sentence in page
    save_details(daryna, birth_quality="full", birth_on=date(1991, 5, 6), sex="woman", by=cast.oksana)
    page = reception.get(file("documents/")).content.decode()
    assert "stands for" not in page


def test_a_number_that_another_file_has_leads_there_if_one_may(cast, daryna, file, reception):
    other = open_client(centre=cast.poznan, name="Iryna", by=cast.oksana)
    away = open_client(centre=cast.konin, name="Tajemnica", by=cast.ewa)
    save_identifier(other, kind="passport", number="FE123456", by=cast.oksana)
    save_identifier(away, kind="passport", number="FE999999", by=cast.ewa)
    page = complaint(reception.post(file("documents/"), {"kind": "passport", "number": "fe-123456"}), "has this number already")
    assert f"/desk/clients/{other.pk}/" in page
    assert 'value="fe-123456"' in page
    page = complaint(reception.post(file("documents/"), {"kind": "passport", "number": "FE999999"}), "has this number already")
    assert "Tajemnica" not in page
    assert str(away.pk) not in page
    assert Identifier.objects.filter(client=daryna).count() == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "passport"}, "Please give the number, or say why there is none"),
        ({"kind": "passport", "number": "AB123", "missing": "lost"}, "Leave it empty if you choose a reason"),
        ({"kind": "passport", "number": "9" * 300}, "A number has 3 to 30"),
        ({"kind": "passport", "number": "AB123", "valid_from": "2.1.2027", "valid_to": "1.1.2027"}, "end must be later"),
        ({"kind": "passport", "number": "AB123", "valid_to": "31.02.2027"}, "We do not understand this date"),
        ({"kind": "passport", "number": "AB123", "valid_to": "soon"}, "We do not understand this date"),
        ({"number": "AB123"}, "Please choose from the list"),
    ],
)
def test_a_document_that_cannot_be_kept(daryna, file, reception, given, sentence):
    page = complaint(reception.post(file("documents/"), given), sentence)
    for value in given.values():
        assert value in page
    assert Identifier.objects.count() == 0


# --- legal stay, deadlines -----------------------------------------------------------------------------------------


def test_a_new_status_ends_the_one_before(cast, daryna, file, reception):
    document = save_identifier(daryna, kind="visa", number="V1234567", by=cast.oksana)
    sound(reception.post(file("stay/"), {"basis": "visa", "valid_from": "01.02.2026", "document": str(document.pk), "is_seen": "on"}))
    sound(reception.post(file("stay/"), {"basis": "temporary", "valid_from": "01.12.2026", "valid_to": "30.11.2027"}))
    rows = list(ResidenceStatus.objects.order_by("valid_from").values_list("basis", "valid_from", "valid_to", "document"))
    assert rows == [
        ("visa", date(2026, 2, 1), date(2026, 11, 30), document.pk),
        ("temporary", date(2026, 12, 1), date(2027, 11, 30), None),
    ]
    page = complaint(reception.post(file("stay/"), {"basis": "cukr", "valid_from": "01.06.2027"}), "another status at that time")
    assert 'value="01.06.2027"' in page
    row = ResidenceStatus.objects.get(basis="temporary")
    assert Deadline.objects.get().status == row
    sound(reception.post(file(f"stay/{row.pk}/"), {"remove": "1"}))
    assert Deadline.objects.count() == 0


def test_deadlines_are_done_and_open_again(cast, daryna, file, reception):
    sound(reception.post(file("deadlines/"), {"kind": "appeal", "on": "3.12.2026", "words": "school"}))
    row = Deadline.objects.get()
    sound(reception.post(file(f"deadlines/{row.pk}/"), {"kind": "appeal", "on": "4.12.2026", "words": "school"}))
    sound(reception.post(file(f"deadlines/{row.pk}/"), {"finish": "1"}))
    row.refresh_from_db()
    assert (row.on, row.done_on, row.done_by) == (date(2026, 12, 4), date(2026, 11, 25), cast.zuzanna)
    assert "school" not in reception.get(file()).content.decode()
    sound(reception.post(file(f"deadlines/{row.pk}/"), {"finish": "1"}))
    sound(reception.post(file(f"deadlines/{row.pk}/"), {"remove": "1"}))
    assert Deadline.objects.count() == 0


def test_a_deadline_of_a_document_is_put_right_there(cast, daryna, file, reception):
    save_identifier(daryna, kind="passport", number="FE123456", valid_to=date(2027, 1, 12), by=cast.oksana)
    url = file(f"deadlines/{Deadline.objects.get().pk}/")
    assert "Please put it right there" in reception.get(url).content.decode()
    for given in ({"remove": "1"}, {"kind": "other", "on": "1.1.2028"}):
        page = reception.post(url, given, follow=True).content.decode()
        assert "comes from a document" in page
    assert Deadline.objects.get().on == date(2027, 1, 12)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "appeal", "on": "1.1.2020"}, "already passed"),
        ({"kind": "appeal", "on": "1.1.2099", "words": "y" * 300}, "at most 200 characters"),
        ({"kind": "appeal", "on": ""}, "Please give the day"),
        ({"kind": "", "on": "1.1.2027"}, "Please choose from the list"),
    ],
)
def test_a_deadline_that_cannot_be(daryna, file, reception, given, sentence):
    complaint(reception.post(file("deadlines/"), given), sentence)
    assert Deadline.objects.count() == 0


# --- contact, languages, family ------------------------------------------------------------------------------------


def test_safe_contact_and_languages_are_two_forms(cast, daryna, file, reception):
    sound(reception.post(file("contact/"), {"safe": "1", "may_call": "no", "may_text": "yes", "who_answers": "husband"}))
    row = SafeContact.objects.get()
    assert (row.may_call, row.may_text, row.may_leave_message, row.who_answers) == ("no", "yes", "", "husband")
    given = {"languages": "1", "language-1": "ka", "level-1": "native", "reads-1": "yes", "language-2": "", "language-3": "ru"}
    sound(reception.post(file("contact/"), given))
    assert list(daryna.languages.values_list("language", "level", "reads")) == [("ka", "native", "yes"), ("ru", "", "")]
    daryna.refresh_from_db()
    assert daryna.language == "ka"
    page = complaint(reception.post(file("contact/"), given | {"language-3": "ka"}), "written down twice")
    assert page.count('value="ka" selected') == 2
    complaint(reception.post(file("contact/"), {"safe": "1", "may_call": "maybe"}), "maybe")
    complaint(reception.post(file("contact/"), {"safe": "1", "when": "z" * 500}), "at most 100 characters")
    row.refresh_from_db()
    assert row.who_answers == "husband"


def test_a_relative_is_a_file_or_a_name(cast, daryna, file, reception):
    mother = open_client(centre=cast.poznan, name="Ольга Мельник", by=cast.oksana)
    page = reception.post(file("family/"), {"kind": "parent", "look": "1", "find": "ольга", "lives_together": "yes"}).content.decode()
    assert str(mother.pk) in page
    assert "Please correct this" not in page
    assert '<option value="parent" selected' in page
    sound(reception.post(file("family/"), {"kind": "parent", "client": str(mother.pk), "may_be_told": "on"}))
    row = Relationship.objects.get()
    assert (row.other, row.may_be_told) == (mother, True)
    sound(reception.post(file(f"family/{row.pk}/"), {"kind": "guardian"}))
    row.refresh_from_db()
    assert (row.kind, row.other) == ("guardian", mother)
    page = reception.get(f"/desk/clients/{mother.pk}/family/").content.decode()
    assert "has this person noted as: guardian by law" in page
    sound(reception.post(file("family/"), {"kind": "child", "name": "Артем", "birth_year": "2018"}))
    complaint(reception.post(file("family/"), {"kind": "sibling", "client": str(daryna.pk)}), "not their own relative")
    complaint(reception.post(file("family/"), {"kind": "child", "name": ""}), "Please give a name")
    complaint(reception.post(file("family/"), {"kind": "child", "name": "A", "birth_year": "2090"}), "must lie between")
    away = open_client(centre=cast.konin, name="Obca", by=cast.ewa)
    assert reception.post(file("family/"), {"kind": "child", "client": str(away.pk)}).status_code == 404
    assert Relationship.objects.count() == 2


# --- whose rows ----------------------------------------------------------------------------------------------------


def test_rows_of_another_person_do_not_exist(cast, daryna, file, reception):
    other = open_client(centre=cast.poznan, name="Iryna Tajna", by=cast.oksana)
    document = save_identifier(other, kind="passport", number="XX123456", valid_to=date(2027, 1, 1), by=cast.oksana)
    rows = {
        "names": add_name(other, text="Tajna", kind="birth", by=cast.oksana),
        "documents": document,
        "stay": save_status(other, basis="visa", by=cast.oksana),
        "family": save_relation(other, kind="child", name="Tajne", by=cast.oksana),
        "deadlines": add_deadline(other, kind="other", on=date(2027, 1, 1), by=cast.oksana),
    }
    for part, row in rows.items():
        for url in (file(f"{part}/{row.pk}/"), file(f"{part}/{uuid4()}/")):
            assert reception.get(url).status_code == 404
            assert reception.post(url, {"remove": "1"}).status_code == 404
            assert reception.post(url, {"finish": "1"}).status_code == 404
        for stranger in (cast.ewa, cast.adam):
            assert sign_in(stranger).post(f"/desk/clients/{other.pk}/{part}/{row.pk}/", {"remove": "1"}).status_code == 404
        row.refresh_from_db()
    assert reception.post(file(f"documents/{document.pk}/number/")).status_code == 404
    page = complaint(reception.post(file("stay/"), {"basis": "visa", "document": str(document.pk)}), str(document.pk))
    assert "…456" not in page
