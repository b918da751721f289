"""Places are found however somebody writes them."""

import pytest

from mosty.core import gazetteer

GUESSES = [
    ("Poznań", "poznan-1"),
    ("poznan", "poznan-1"),
    ("  POZNAŃ, ", "poznan-1"),
    ("Posen", "poznan-1"),
    ("Piła", "pila-1"),
    ("Pila", "pila-1"),
    ("Пила", "pila-1"),
    ("Піла", "pila-1"),
    ("Познань", "poznan-1"),
    ("პოზნანი", "poznan-1"),
    ("بوزنان", "poznan-1"),
    ("Гнезно", "gniezno-1"),
    ("Гнєзно", "gniezno-1"),
    ("غنيزنو", "gniezno-1"),
    ("კონინი", "konin-1"),
    ("كونين", "konin-1"),
    ("Остшешув", "ostrzeszow-1"),
    ("Вжесня", "wrzesnia-1"),
    ("Вонгровец", "wagrowiec-1"),
    ("Чарнкаў", "czarnkow-1"),
    ("Кемпно", "kepno-1"),
    ("Leszno", "leszno-1"),
    ("Лешно", "leszno-1"),
    ("Środa Wlkp.", "sroda-wielkopolska-1"),
    ("Ostrow Wlkp", "ostrow-wielkopolski-1"),
    ("Warszawa", "warszawa-1"),
    ("Varşova", "warszawa-1"),
    ("Varsovia", "warszawa-1"),
    ("Варшава", "warszawa-1"),
    ("Qniezno", "gniezno-1"),
    ("leszno-2", "leszno-2"),
]


@pytest.mark.parametrize(("text", "key"), GUESSES)
def test_a_place_is_found_in_every_script_and_spelling(text, key):
    assert gazetteer.find(text)[0][0].key == key


@pytest.mark.parametrize("text", ["", " ", "asdfgh", "🤷", "\x00", "12", "-", "x" * 10_000, "'; DROP TABLE", "٣٤"])
def test_what_is_no_place_finds_none(text):
    assert gazetteer.find(text) == []


def test_the_same_name_twice_gives_both_the_larger_first():
    found = [place for place, _ in gazetteer.find("Leszno")]
    assert [place.name for place in found[:2]] == ["Leszno", "Leszno"]
    assert found[0].people > found[1].people


def test_every_key_finds_its_place():
    places = gazetteer.largest(10_000)
    assert len(places) > 3_000
    assert len({place.key for place in places}) == len(places)
    assert all(gazetteer.find(place.key)[0][0] == place for place in places[::97])
    assert all(48 < place.latitude < 55 and 14 < place.longitude < 25 for place in places)
