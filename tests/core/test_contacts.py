"""Names, phones and addresses as typed."""

import pytest

from mosty.core.contacts import clean_email, clean_line, clean_name, clean_phone, spoken_phone
from mosty.core.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Олена   Ковальчук ", "Олена Ковальчук"),
        ("ანა ბერიძე", "ანა ბერიძე"),
        ("محمد", "محمد"),
        ("Ola 🌻", "Ola 🌻"),
        ("👩‍👧 Nina", "👩‍👧 Nina"),
        ("A\x00nn\x07a\tMaria\nK", "Anna Maria K"),
        ("e\u0301va", "éva"),
        ("\ufeffJan\u200b", "Jan"),
    ],
)
def test_a_name_is_kept_as_provided_without_invisible_characters(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200b", "...", "\x00", "\u3164", "\u2800\uffa0"])
def test_a_name_without_a_letter_is_refused(typed):
    with pytest.raises(Refusal) as refused:
        clean_name(typed)
    assert (refused.value.code, refused.value.field) == ("no-name", "name")


@pytest.mark.parametrize("size", [201, 10_000, 1_000_000])
def test_a_name_that_is_too_long_is_refused_with_a_sentence(size):
    with pytest.raises(Refusal) as refused:
        clean_name("a" * size)
    assert refused.value.code == "too-long"
    assert "200" in str(refused.value.sentence)


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\u2066", "\u2069"])
def test_marks_that_turn_text_are_refused(mark):
    with pytest.raises(Refusal) as refused:
        clean_name(f"Anna{mark}gpj")
    assert refused.value.code == "direction-marks"


def test_lines_of_a_note_stay():
    assert clean_line("one\r\ntwo  three\x0b", 100, field="note", keep_breaks=True) == "one\ntwo three"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("600 100 200", "+48600100200"),
        ("+48 600-100-200", "+48600100200"),
        ("0048600100200", "+48600100200"),
        ("+380 50 123 45 67", "+380501234567"),
        ("(61) 850 20 00", "+48618502000"),
        ("+995 555 12 34 56", "+995555123456"),
        ("٦٠٠١٠٠٢٠٠", "+48600100200"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_phone_number_of_any_country_is_understood(typed, number):
    assert clean_phone(typed) == number


@pytest.mark.parametrize("typed", ["12", "abc", "+48 600 100", "999999999999999999", "600 100 200 ext. 5", "6" * 10_000, "<script>"])
def test_a_wrong_phone_number_is_refused_with_an_example(typed):
    with pytest.raises(Refusal) as refused:
        clean_phone(typed)
    assert (refused.value.code, refused.value.field) == ("bad-phone", "phone")
    assert "+380" in str(refused.value.sentence)


@pytest.mark.parametrize("typed", ["700 123 456", "801 123 456", "800 100 100", "+44 909 879 0000", "+882 16 1234567", "+800 1234 5678"])
def test_a_number_that_is_no_persons_is_refused(typed):
    with pytest.raises(Refusal) as refused:
        clean_phone(typed)
    assert refused.value.code == "bad-phone"


def test_an_address_keeps_its_name_and_lowers_its_domain():
    assert clean_email(" Anna.K@Example.ORG ") == "Anna.K@example.org"
    assert clean_email("\u200fanna@example.org\u200b\n") == "anna@example.org"
    assert clean_email("anna@пошта.укр") == "anna@пошта.укр"
    assert clean_email("") == ""


@pytest.mark.parametrize(
    "typed",
    [
        *("anna", "anna@", "a b@example.org", "anna@example", "x@y.z\nBcc: a@example.org", "a" * 300 + "@example.org"),
        *("root@localhost", "root@[127.0.0.1]", "root@[::1]", '"\x01"@example.org', "a@example.org," * 200),
    ],
)
def test_a_wrong_address_is_refused(typed):
    with pytest.raises(Refusal) as refused:
        clean_email(typed)
    assert (refused.value.code, refused.value.field) == ("bad-email", "email")


def test_a_number_is_shown_as_people_read_it():
    assert spoken_phone("+48600100200") == "600 100 200"
    assert spoken_phone("+380501234567") == "+380 50 123 4567"
    assert spoken_phone("") == ""
