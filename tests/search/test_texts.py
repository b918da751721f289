"""How words are understood, without a database."""

import pytest

from mosty.search.texts.folding import MOST_LETTERS, clean, fold, is_small, pairs_of
from mosty.search.texts.layouts import other_layouts
from mosty.search.texts.sounds import grams, sounds
from mosty.search.texts.stems import arabic, forms_to_find, forms_to_keep


def keys(word: str) -> set[str]:
    ((raw, folded),) = pairs_of(word)
    return set(forms_to_find(raw, folded))


@pytest.mark.parametrize(
    ("typed", "kept", "language"),
    [
        ("zameldovanye", "zameldowanie", "pl"),
        ("замелдование", "zameldowanie", "pl"),
        ("замельдоване", "zameldowanie", "pl"),
        ("zameldowania", "zameldowanie", "pl"),
        ("propiska", "прописка", "ru"),
        ("прописку", "прописка", "ru"),
        ("shkola", "школа", "uk"),
        ("szkolach", "szkoła", "pl"),
        ("karty", "kartę", "pl"),
        ("calisma", "çalışma", "tr"),
        ("okula", "okul", "tr"),
        ("məktəbə", "məktəb", "az"),
        ("mekteb", "məktəb", "az"),
        ("المدرسة", "مدرسه", "ar"),
        ("عنواني", "عنوان", "ar"),
        ("meldunku", "meldunek", "pl"),
        ("податку", "податок", "uk"),
        ("беженство", "беженец", "ru"),
        ("სკოლაში", "სკოლა", "ka"),
        ("permits", "permit", "en"),
        ("permisos", "permiso", "es"),
    ],
)
def test_a_word_as_people_type_it_meets_the_one_that_stands_there(typed: str, kept: str, language: str) -> None:
    ((raw, folded),) = pairs_of(kept)
    assert keys(typed) & forms_to_keep(raw, folded, language)


def test_different_words_do_not_meet() -> None:
    ((raw, folded),) = pairs_of("szkoła")
    assert not keys("lekarz") & forms_to_keep(raw, folded, "pl")


def test_accents_capitals_and_apostrophes_go() -> None:
    assert fold("Łódź ŻÓŁĆ İzmir") == "lodz zolc izmir"
    assert [folded for _, folded in pairs_of("сім'ї сім’ї")] == ["сімї", "сімї"]
    assert [folded for _, folded in pairs_of("800+")] == ["800", "plus"]


def test_whatever_is_typed_is_cut_and_cleaned() -> None:
    assert clean("a\x00b \u202e c") == "a b c"
    assert len(clean("x" * 10_000)) == MOST_LETTERS
    assert pairs_of("😀 … !!") == []


def test_sounds_have_no_signs_but_letters() -> None:
    assert sounds("żółć")[0].isascii()
    assert sounds("مدرسة") == ()
    assert grams("ab") == ["__a", "_ab", "ab_"]


def test_arabic_loses_article_and_ending() -> None:
    assert arabic("المدارس") == "مدارس"
    assert arabic("والمدرسه") == "مدرس"


def test_small_words_are_known_in_every_language() -> None:
    assert all(is_small(word) for word in ("jak", "де", "how", "bir", "في", "და"))
    assert not is_small("pesel")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("irjkf", "школа"),
        ("rfhnf gj,bne", "карта побиту"),
        ("зуыуд", "pesel"),
        ("حثسثم", "pesel"),
        ("l]vsm", "مدرسة"),
        ("b", "لا"),
        ("ჯჯ", "jj"),
    ],
)
def test_the_same_keys_in_another_layout(typed: str, meant: str) -> None:
    assert meant in other_layouts(typed)
    assert typed not in other_layouts(typed)
