import re
from uuid import UUID

import pytest
from django.conf import settings
from icalendar import Calendar

from mosty.comms import texts
from mosty.comms.enums import NOTICES, TO_STAFF, MessageKind
from tests.comms.fakes import FACTS

BOOKED_KINDS = [kind for kind in MessageKind.values if kind not in TO_STAFF | NOTICES]
LANGUAGES = [code for code, _ in settings.LANGUAGES]
ABOUT = UUID("3f0c2a8e-0000-4000-8000-000000000001")
LONG = FACTS | {"town": "Ostrów Wielkopolski", "street": "aleja Powstańców Wielkopolskich 128a lok. 14", "phone": "887 063 112"}


def letter(kind, language, facts=LONG):
    return texts.letter(kind, language=language, facts=facts, about=ABOUT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOOKED_KINDS)
def test_letter_says_when_where_and_code(kind, language):
    done = letter(kind, language)
    for body in (done.text, done.html):
        assert "10:30" in body
        assert "Ostrów Wielkopolski" in body
        assert "482 913 756" in body
        assert "http://testserver/uk/visit/t0ken/" in body
        assert "887 063 112" in body
        assert "%(" not in body
        assert "{{" not in body
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in done.html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MessageKind.values)
def test_subject_is_for_strangers_eyes(kind, language):
    subject = letter(kind, language).subject
    assert subject
    assert "\n" not in subject
    assert not re.search(r"\d", subject)
    assert "Ostrów" not in subject


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOOKED_KINDS)
@pytest.mark.parametrize("facts", [FACTS, LONG], ids=["short address", "long address"])
def test_sms_is_one_sms_with_time_town_and_code(kind, language, facts):
    text = texts.sms(kind, language=language, facts=facts)
    assert texts.fits(text), f"{len(text)}: {text}"
    assert "10:30" in text
    assert facts["town"][:14] in text
    assert "482913756" in text
    assert "http" not in text
    assert "t0ken" not in text


@pytest.mark.parametrize("kind", sorted(TO_STAFF))
def test_a_letter_to_staff_names_nobody_and_leads_behind_the_sign_in(kind):
    done = letter(kind, "en", {"path": "/desk/glass/"})
    assert ("http://testserver/desk/glass/" in done.text, done.ics) == (True, b"")
    assert not re.search(r"\d{3}", done.text)


def test_sms_keeps_the_street_when_it_fits():
    facts = FACTS | {"town": "Konin", "street": "Dworcowa 2"}
    assert "Konin, Dworcowa 2" in texts.sms("booked", language="en", facts=facts)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("a" * 160, True), ("a" * 161, False), ("я" * 70, True), ("я" * 71, False), ("ł" + "a" * 69, True), ("ł" + "a" * 70, False)],
)
def test_sms_length_depends_on_the_alphabet(text, is_one):
    assert texts.fits(text) is is_one


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("pl", "środa, 25 listopada 2026"),
        ("en", "Wednesday 25 November 2026"),
        ("uk", "середа, 25 листопада 2026"),
        ("ar", "الأربعاء، 25 نوفمبر 2026"),
    ],
)
def test_day_is_written_as_people_write_it(language, day):
    assert day in letter("booked", language).text.replace("Wednesday,", "Wednesday")


def test_hour_is_that_of_the_centre_also_in_summer():
    summer = FACTS | {"starts_at": "2026-07-01T09:30:00+00:00"}
    assert "11:30" in letter("booked", "pl", summer).text


@pytest.mark.parametrize("kind", BOOKED_KINDS)
def test_calendar_file_is_neutral_and_only_for_times_that_hold(kind):
    ics = letter(kind, "pl").ics
    if kind.startswith("cancelled"):
        assert ics == b""
        return
    [entry] = Calendar.from_ical(ics).walk("VEVENT")
    assert entry.decoded("dtstart").isoformat() == "2026-11-25T09:30:00+00:00"
    assert entry["uid"] == f"{ABOUT}@mosty"
    assert "t0ken" not in ics.decode()
    moved = letter(kind, "pl", FACTS | {"entry": "first", "change": 2})
    [entry] = Calendar.from_ical(moved.ics).walk("VEVENT")
    assert (entry["uid"], entry["sequence"]) == ("first@mosty", 2)


def test_letter_without_page_and_phone_has_no_empty_lines_for_them():
    text = letter("booked", "pl", {key: FACTS[key] for key in ("starts_at", "town", "code")}).text
    assert "http" not in text
    assert "\n\n\n" not in text


def test_markup_in_facts_stays_text():
    html = letter("booked", "pl", FACTS | {"town": "<b>Poznań</b>"}).html
    assert "&lt;b&gt;Poznań" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_says_neither_when_nor_why(language):
    facts = {"town": "Poznań", "street": "ul. Nowowiejskiego 25", "phone": "887 063 112"}
    done = letter("near-date", language, facts)
    text = texts.sms("near-date", language=language, facts=facts)
    assert done.ics == b""
    assert "887 063 112" in done.text
    assert texts.fits(text)
    for words in (done.text, done.subject, text):
        assert "2026" not in words
        assert "%(" not in words
