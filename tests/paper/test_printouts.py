"""Forms to be signed: what stands on them, as plain data; and once on paper, in the hardest language."""

import json
import re
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.utils.translation import override
from PIL import Image, ImageChops

from mosty.casework.actions.encounters import record_encounter
from mosty.casework.actions.visits import open_visit
from mosty.clients.actions import open_client
from mosty.clients.actions.contact import save_contact, save_languages, save_relation
from mosty.clients.actions.details import save_details
from mosty.clients.actions.glass import break_glass
from mosty.clients.actions.identity import save_identifier
from mosty.clients.actions.names import add_name
from mosty.clients.actions.stay import save_status
from mosty.clients.models import Client
from mosty.core.audit import looks
from mosty.paper.enums import Printout
from mosty.paper.press import plate
from mosty.paper.queries.printouts import making, papers, person
from mosty.paper.queries.printouts.tongues import clean, own
from tests.desk.moment import WEDNESDAY
from tests.paper.reading import opened, places_of, tags_of, text_of


def held(cast, clock, client, day):
    """A meeting on that day of November, and back to the Wednesday of the tests."""
    clock.set(datetime(2026, 11, day, 10, tzinfo=UTC))
    visit = open_visit(centre=cast.poznan, channel="walk-in", by=cast.zuzanna)
    services = [(cast.advice, 20), (cast.lawyer, 10)]
    record_encounter(visit=visit, worker=cast.oksana, services=services, outcome="answered", note="SECRET", client=client, by=cast.oksana)
    clock.set(WEDNESDAY)


@pytest.fixture
def daryna(cast, clock):
    """A file with an answer of every kind."""
    clock.set(WEDNESDAY)
    client = open_client(centre=cast.poznan, name="Даруся", phone="+48600100200", language="uk", citizenship="UA", by=cast.oksana)
    add_name(client, text="MELNYK DARYNA", kind="passport", by=cast.oksana)
    add_name(client, text="Мельник Дарина", kind="own", by=cast.oksana)
    save_details(client, birth_quality="full", birth_on=date(1991, 3, 4), by=cast.oksana, sex="refused", work="unknown", education="higher")
    save_identifier(client, kind="passport", number="FX 123456", country="UA", valid_to=date(2030, 5, 1), is_seen=True, by=cast.oksana)
    save_identifier(client, kind="pesel", missing="lost", by=cast.oksana)
    save_status(client, basis="temporary-protection", valid_from=date(2025, 1, 1), valid_to=date(2027, 3, 4), by=cast.oksana)
    save_contact(client, may_call="no", may_text="yes", by=cast.oksana)
    save_languages(client, [("uk", "native", "yes"), ("pl", "a1", "")], by=cast.oksana)
    return read(client)


def read(client):
    """The file as a page reads it."""
    return Client.objects.select_related("centre__town", "organization").get(pk=client.pk)


def answers(sheet, language="pl"):
    """Label → what is printed beside it in that language; None: boxes to tick; empty: a line to write on."""
    found = {}
    for block in sheet["blocks"]:
        if block["kind"] == "field":
            lines = [
                line.get("own") or line.get(language) or f"{line['label'][language]}: {line['value'][language]}" for line in block["lines"]
            ]
            found[block["label"][language]] = None if block["options"] else lines
    return found


def cells(sheet):
    """The words of every cell of the tables."""
    return [
        [" ".join(line.get("own") or line["pl"] for line in cell) for cell in row]
        for block in sheet["blocks"]
        if block["kind"] == "table"
        for row in block["rows"]
    ]


def form_of(user, client, printout=Printout.REGISTRATION, **wish):
    return making.filled(user, client, making.Wish(printout, "uk", **wish))


def test_registration_form_says_what_the_file_says_in_both_languages(cast, daryna):
    sheet = form_of(cast.oksana, daryna)
    polish, ukrainian = answers(sheet), answers(sheet, "uk")
    assert ["MELNYK DARYNA"] in polish.values()
    assert ["Мельник Дарина"] in polish.values()
    assert ["Даруся"] in polish.values()
    assert ["4 marca 1991"] in polish.values()
    assert ["4 березня 1991"] in ukrainian.values()
    assert ["Ukraina"] in polish.values()
    assert ["Україна"] in ukrainian.values()
    assert ["не хоче вказувати"] in ukrainian.values()  # sex
    assert ["не знає"] in ukrainian.values()  # work
    assert cells(sheet)[0][1:] == ["FX123456", "Ukraina", "1 maja 2030"]
    assert sheet["number"]["pl"].endswith(str(daryna.number))
    assert (sheet["lang"], sheet["beside"]) == ("pl", "uk")


def test_what_was_not_asked_is_left_to_be_written(cast, clock):
    client = open_client(centre=cast.poznan, name="Somebody", by=cast.oksana)
    filled = answers(form_of(cast.oksana, client))
    blank = answers(making.blank(cast.poznan, making.Wish(Printout.REGISTRATION)))
    assert not any(blank.values())
    assert [lines for lines in filled.values() if lines] == [["Somebody"]]
    assert None in blank.values()


@pytest.mark.parametrize(
    ("quality", "on", "year", "said"),
    [
        ("full", date(1991, 3, 4), 1991, "4 March 1991"),
        ("approximate", date(1991, 3, 4), 1991, "about 4 March 1991"),
        ("month", date(1991, 3, 1), 1991, "March 1991, day not known"),
        ("year", None, 1991, "1991, day and month not known"),
        ("unknown", None, None, "does not know"),
        ("refused", None, None, "prefers not to say"),
    ],
)
def test_birth_date_says_how_well_it_is_known(quality, on, year, said):
    with override("en"):
        assert person.born(Client(birth_quality=quality, birth_on=on, birth_year=year)) == said


def test_guardian_signs_only_for_those_who_may_be_minors(cast, daryna):
    label = "Under 18: parent or guardian"

    def labels():
        sheet = making.filled(cast.oksana, daryna, making.Wish(Printout.DECLARATION, "en"))
        return answers(sheet, "en")

    assert label not in labels()
    save_details(daryna, birth_quality="full", birth_on=date(2010, 1, 1), by=cast.oksana)
    save_relation(daryna, kind="parent", name="Olha Melnyk", by=cast.oksana)
    daryna = read(daryna)
    assert labels()[label] == ["Olha Melnyk"]
    save_details(daryna, birth_quality="unknown", by=cast.oksana)
    daryna = read(daryna)
    assert label in labels()


def test_numbers_only_for_those_who_see_them_on_the_screen_and_each_is_a_look(cast, daryna):
    looks.begin()
    form_of(cast.oksana, daryna)
    assert [look.subject_type for look in looks.end()] == ["clients.identifier"] * 2
    assert "FX123456" not in json.dumps(form_of(cast.oksana, daryna, Printout.DECLARATION))
    break_glass(daryna, reason="danger", words="She is at our door", by=cast.ewa)
    sheet = form_of(cast.ewa, daryna)
    assert ["MELNYK DARYNA"] in answers(sheet).values()
    assert cells(sheet)[0][1] == ""
    assert "123456" not in json.dumps(sheet)


def test_eligibility_names_what_was_seen_and_the_projects_own_questions(cast, daryna):
    checks = (
        papers.Check({"pl": "Mieszka w regionie?", "uk": "Живе в регіоні?"}, "yes"),
        papers.Check({"pl": "Karta"}, "", date(2026, 11, 2), "O. T."),
    )
    enrolment = papers.Enrolment("Mosty 2026", "FAMI.02.01/24", "WLKP-2026-00042", date(2026, 11, 2), checks=checks)
    sheet = form_of(cast.oksana, daryna, Printout.ELIGIBILITY, enrolment=enrolment)
    assert ["WLKP-2026-00042"] in answers(sheet).values()
    assert answers(sheet)["Mieszka w regionie?"] == ["tak"]
    assert "Живе в регіоні?" in answers(sheet, "uk")
    assert answers(sheet)["Karta"] == ["2 listopada 2026", "O. T."]
    assert cells(sheet)[0][1] == "FX123456"
    assert cells(sheet)[0][4] == "25 listopada 2026 Oksana Tkaczenko"


def test_service_card_has_services_of_the_days_and_no_note(cast, daryna, clock):
    held(cast, clock, daryna, 3)
    held(cast, clock, daryna, 24)
    sheet = form_of(cast.oksana, daryna, Printout.SERVICE_CARD)
    assert [(row[0], row[2]) for row in cells(sheet)] == [
        ("3 listopada 2026", "20"),
        ("3 listopada 2026", "10"),
        ("24 listopada 2026", "20"),
        ("24 listopada 2026", "10"),
    ]
    assert "SECRET" not in json.dumps(sheet)
    sheet = form_of(cast.oksana, daryna, Printout.ATTENDANCE, since=date(2026, 11, 10), until=date(2026, 11, 30))
    assert [row[0] for row in cells(sheet)] == ["24 listopada 2026"]
    assert form_of(cast.zuzanna, daryna, Printout.ATTENDANCE)["blocks"][-2]["rows"] == []  # reception reads no encounters


def test_words_as_provided_keep_their_direction_and_never_become_question_marks():
    assert own("ليلى") == {"own": "ليلى", "rtl": True}
    assert own("(1) Nino")["rtl"] is False
    assert own("王小明") == {}  # no font: a line to write on
    assert clean("a\u202eb\u2066c\x00d") == "abcd"


def test_the_paper_itself_in_arabic_with_endless_names(cast, clock):
    client = open_client(centre=cast.poznan, name="x" * 200, language="ar", citizenship="SY", by=cast.oksana)
    add_name(client, text="ليلى الحسن", kind="own", by=cast.oksana)
    add_name(client, text='#read("/etc/passwd") *Layla* $x$ <l>', kind="passport", by=cast.oksana)
    save_identifier(client, kind="passport", number="N0112358", country="SY", by=cast.oksana)
    sheet = making.filled(cast.oksana, read(client), making.Wish(Printout.REGISTRATION, "ar"))
    pdf = making.pdf_of(sheet)
    text = text_of(pdf)
    assert "N0112358" in text
    assert '#read("/etc/passwd") *Layla* $x$ <l>' in text
    assert {"ليلى", "الحسن"} <= set(re.findall("ليلى|الحسن", text))
    root = opened(pdf).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("pl", True)
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert "ar" in {lang for _tag, lang in tags_of(pdf)}
    places = places_of(pdf)
    assert places["Telefon"] < 100 < 450 < places["الهاتف"]
    for picture in plate.pages(sheet, template="form", ppi=72):
        page = Image.open(BytesIO(picture)).convert("L")
        ink = ImageChops.invert(page).getbbox()
        assert 30 <= ink[0] < ink[2] <= page.size[0] - 30
