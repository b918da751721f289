"""One box: what somebody typed is taken apart. PESEL. Spellings of passports. No database."""

from __future__ import annotations

from datetime import date

import pytest

from mosty.clients.matching import (
    Person,
    PeselWarning,
    Verdict,
    compare,
    keys,
    lookup,
    normal_number,
    pesel_warnings,
    query_keys,
    read_date,
    read_pesel,
)
from mosty.clients.matching.passports import RULES, romanised

pytestmark = pytest.mark.on_sqlite_only

DAY = date(1985, 3, 12)
SHEVCHENKO = Person.of("Олександр Шевченко", born=DAY, phones=frozenset({"+380501234567"}))


# --- The box --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Олександр Шевченко",
        "szewczenko aleksander",
        "Shevchenko Oleksandr 12.03.1985",
        "шевченко 1985",
        "Sasha 12.03.1985",
        "Шевченко 1985-03-12",
        "12 marca 1985 Szewczenko",
        "Шевченко, 12 березня 1985",
        "03/12/1985 Shevchenko",
        "Szewczenko 12.3.85",
        "+380 50 123 45 67",
        "050 123 45 67",
        "tel. 050-123-45-67",
        "Shevchenk Oleksandr",
    ],
)
def test_the_person_is_found_however_they_are_asked_for(text):
    query = query_keys(text)
    found = query.lookup.finds(SHEVCHENKO) or (query.is_lone_word and query.lookup.broad & keys(SHEVCHENKO))
    assert found, query


@pytest.mark.parametrize("text", ["Szewczenko", "Олександр", "саша", "SHAUCHENKA"])
def test_one_word_alone_has_a_broad_key(text):
    query = query_keys(text)
    assert query.is_lone_word
    assert query.lookup.broad & keys(SHEVCHENKO)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("12.03.1985", DAY),
        ("12-3-1985", DAY),
        ("12/03/85", DAY),
        ("1985-03-12", DAY),
        ("1985.03.12", DAY),
        ("12 03 1985", DAY),
        ("12031985", DAY),
        ("19850312", DAY),
        ("12 marca 1985", DAY),
        ("12 марта 1985 г.", DAY),
        ("12 de marzo de 1985", DAY),
        ("12 mart 1985", DAY),
        ("12 March 1985", DAY),
        ("12 მარტი 1985", DAY),
        ("12 مارس 1985", DAY),
        ("١٢/٠٣/١٩٨٥", DAY),
        ("12.03.05", date(2005, 3, 12)),
        ("31.12.1999", date(1999, 12, 31)),
        ("12/31/1999", date(1999, 12, 31)),
        ("31.02.1999", None),
        ("99.99.9999", None),
        ("Anna", None),
        ("", None),
    ],
)
def test_birth_dates_as_people_write_them(text, born):
    assert read_date(text) == born


def test_numbers_are_told_apart():
    assert query_keys("FB 123456").documents == ("FB123456",)
    assert query_keys("шв №АВ123456 Бойко").documents == ("AB123456",)
    assert query_keys("AA123456 Olena").words == ("olena",)
    assert "44051401359" in query_keys("44051401359").documents
    assert query_keys("44051401359").person.born == date(1944, 5, 14)
    assert query_keys("123 456 789").codes == ("123456789",)
    assert query_keys("1042").numbers == (1042,)
    assert query_keys("Boiko 1990").person.born_year == 1990
    assert "+48600100200" in query_keys("600 100 200").person.phones
    assert query_keys("05.12.1990 0671234567 Ivan").person.phones == {"+380671234567"}


@pytest.mark.parametrize("text", ["", "   ", "\u202e", "(((", "+", "0", "%%%", "'; DROP TABLE", "9" * 400, "a" * 9999, "1.1.1.1.1", "٠"])
def test_nothing_typed_breaks_the_box(text):
    query = query_keys(text)
    assert all(len(key) <= 60 for key in query.lookup.exact | query.lookup.wide | query.lookup.slips)


def test_document_numbers_are_equal_however_they_are_typed():
    assert normal_number("fb 12-34 56") == normal_number("FB123456") == "FB123456"
    assert normal_number("АВ 123456") == "AB123456"  # Cyrillic letters


# --- PESEL ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("44051401359", date(1944, 5, 14), "m"),
        ("02070803628", date(1902, 7, 8), "f"),
        ("02270803624", date(2002, 7, 8), "f"),
        ("02870803622", date(1802, 7, 8), "f"),
        ("02470803621", date(2102, 7, 8), "f"),
        ("02670803628", date(2202, 7, 8), "f"),
    ],
)
def test_a_pesel_says_when_one_was_born(number, born, sex):
    pesel = read_pesel(number)
    assert (pesel.born, pesel.sex) == (born, sex)
    assert pesel.is_check_right == (check_digit(number[:10]) == number[10])


def check_digit(ten: str) -> str:
    """By the ordinance: ten minus the last digit of the weighted sum, and 0 for 10."""
    return str((10 - sum(int(digit) * weight for digit, weight in zip(ten, [1, 3, 7, 9] * 3, strict=False)) % 10) % 10)


def test_every_single_wrong_digit_is_noticed():
    good = "44051401359"
    assert pesel_warnings(good, born=date(1944, 5, 14), sex="m") == ()
    for place in range(11):
        for digit in "0123456789":
            if digit != good[place]:
                assert PeselWarning.CHECK in pesel_warnings(good[:place] + digit + good[place + 1 :])


def test_pesel_warnings_say_what_is_wrong():
    assert pesel_warnings("") == ()
    assert pesel_warnings("440514 01359") == ()
    assert pesel_warnings("123") == (PeselWarning.LENGTH,)
    assert pesel_warnings("4405140135x") == (PeselWarning.LENGTH,)
    assert pesel_warnings("44051401359", born=date(1944, 5, 15), sex="f") == (PeselWarning.OTHER_DATE, PeselWarning.OTHER_SEX)
    assert PeselWarning.DATE in pesel_warnings("44133201359")
    assert all(str(warning.text) for warning in PeselWarning)


# --- Spellings that states have given -------------------------------------------------------------------------------

SURNAMES = {
    "uk": """Шевченко Щербак Згурський Гнатюк Цимбалюк Їжакевич Яценюк Хмельницький Жученко Григоренко Ющенко Мар'яненко Соловйов Дзюба
        Лук'яненко Чорновіл Гайдамака Пилипчук Білоцерківець Лящук Єфремов Ґудзик Олійник Третяк Швець Стецьків Журавська Дячук""",
    "ru": """Кузнецов Щукин Жуков Хрущёв Цветаева Чернышёв Юдин Яшин Ельцин Подъячев Воробьёв Соловьёва Достоевский Ильин Шолохов Тютчев
        Гагарин Объедков Зайцев Афанасьев Рыжиков Лихачёв""",
    "be": """Шаўчэнка Кавалёў Ціхановіч Лукашэвіч Дзядзюшка Рагоўскі Грынкевіч Пятроўскі Ялугін Якубоўская Гарбачоў Аўраменка Чыгрынаў""",
    "ka": """ბერიძე ჯავახიშვილი წერეთელი ჭანტურია ღლონტი ყიფიანი ხვიჩია ჟვანია ცქიტიშვილი ძიძიგური ფირცხალავა შენგელია ჰაზარაძე""",
}
GIVEN = {"uk": "Іван", "ru": "Иван", "be": "Іван", "ka": "ნინო"}


@pytest.mark.parametrize("rule", RULES)
def test_every_spelling_of_a_passport_meets_the_name_itself(rule):
    language = rule[:2]
    for surname in SURNAMES[language].split():
        own = Person.of(f"{GIVEN[language]} {surname}", born=DAY)
        passport = Person.of(f"{romanised(surname, rule)} {romanised(GIVEN[language], rule)}", born=DAY)
        assert compare(own, passport).verdict is Verdict.SAME, (surname, romanised(surname, rule))
        assert lookup(Person(own.names)).finds(Person(passport.names)), (surname, romanised(surname, rule))


def test_rules_write_as_the_law_does():
    assert romanised("Згурський Ющенко", "uk-2010") == "Zghurskyi Yushchenko"
    assert romanised("Щукин Ельцин", "ru-icao") == "Shchukin Eltsin"
    assert romanised("Шаўчэнка", "be-passport") == "Shauchenka"
    assert romanised("ღლონტი ყიფიანი", "ka-2002") == "Ghlonti Qipiani"
    assert romanised("Шевченко Хмельницький", "uk-pl") == "Szewczenko Chmelnycki"
