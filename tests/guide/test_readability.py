"""The measure of Polish texts."""

import pytest

from mosty.guide.queries.readability import is_hard, measure, syllables

EASY = "Idź do urzędu. Weź paszport i umowę. Urząd nada ci numer od ręki."
FOGGY = (
    "Postępowanie administracyjne dotyczące udokumentowania tymczasowego przemieszczenia podejmowane jest niezwłocznie "
    "po przedłożeniu przez zainteresowanego dokumentacji potwierdzającej zamieszkiwanie na terytorium Rzeczypospolitej Polskiej."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("nie", 1),
        ("ciasto", 2),
        ("paszport", 2),
        ("zameldowanie", 5),
        ("auto", 2),
        ("Europa", 3),
        ("w", 1),
        ("możliwości", 4),
        ("PESEL", 2),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "hard"),
    [
        ("umowa", False),
        ("udokumentowanie", True),
        ("Konstantynopol", False),
        ("urzędnikami", False),
        ("cudzoziemiec", True),
        ("możliwość", False),
    ],
)
def test_hard_words(word, hard):
    assert is_hard(word) is hard


def test_easy_and_foggy_texts_are_far_apart():
    easy, foggy = measure([EASY]), measure([FOGGY])
    assert (easy.level, foggy.level) == ("good", "hard")
    assert easy.index < 6 < 15 < foggy.index
    assert not easy.hurting
    assert [one.text for one in foggy.hurting] == [FOGGY]
    assert "udokumentowania" in foggy.hurting[0].hard


def test_index_is_the_formula():
    found = measure(["Kot ma dom i udokumentowanie."])
    assert (found.words, found.sentences[0].hard) == (5, ("udokumentowanie",))
    assert found.index == round(0.4 * (5 + 100 / 5), 1)


def test_blocks_are_sentences_and_abbreviations_are_not():
    found = measure(["<p>Idź na ul. Długą 1</p><ul><li>paszport</li><li>zdjęcie, np. z automatu</li></ul>"])
    assert [one.text for one in found.sentences] == ["Idź na ul. Długą 1", "paszport", "zdjęcie, np. z automatu"]


def test_what_the_glossary_explains_and_facts_do_not_make_a_text_hard():
    plain = measure(["Złóż wniosek o zameldowanie. Opłata: {fact:fee}."])
    explained = measure(["Złóż wniosek o [[term:address|zameldowanie]]. Opłata: {fact:fee}."])
    assert plain.index > explained.index
    assert not any("fact" in one.text or "term" in one.text for one in explained.sentences)


@pytest.mark.parametrize("text", ["", "   ", "<p></p>", "123 456", "…", "Zażółć", "გამარჯობა", "\x00", "<<<>>>", "{fact:x}" * 50])
def test_anything_is_measured(text):
    found = measure([text])
    assert found.index >= 0
    assert found.words >= 0


def test_worst_sentence_comes_first():
    long = "Idź " + "i weź dom " * 12 + "tam."
    found = measure([f"{EASY} {long} {FOGGY}"])
    assert [one.text for one in found.hurting] == [FOGGY, long]
    assert found.hurting[1].is_long
    assert not found.hurting[1].is_heavy
