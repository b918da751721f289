"""What a person allows, speaks, and whose relative they are."""

import pytest

from mosty.clients.actions import open_client
from mosty.clients.actions.contact import MOST_LANGUAGES, remove_relation, save_contact, save_languages, save_relation
from mosty.clients.models import LanguageSkill, Relationship, SafeContact
from mosty.clients.queries.file import related_to, relatives_of
from mosty.core import time
from mosty.core.errors import Refusal


@pytest.fixture
def nino(cast):
    return open_client(centre=cast.poznan, name="Nino", language="ka", by=cast.oksana)


@pytest.fixture
def ana(cast):
    return open_client(centre=cast.poznan, name="Ana", by=cast.oksana)


def test_what_is_allowed_is_kept_once_and_replaced(cast, nino):
    save_contact(nino, may_call="no", may_text="refused", who_answers=" the  landlord ", by=cast.oksana)
    save_contact(nino, may_call="unknown", by=cast.marta)
    row = SafeContact.objects.get()
    assert (row.may_call, row.may_text, row.who_answers) == ("unknown", "", "")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"may_call": "perhaps"}, "bad-answer", "may_call"),
        ({"who_answers": "x" * 300}, "too-long", "who_answers"),
        ({"when": "x" * 101}, "too-long", "when"),
        ({"when": "a\u202eb"}, "direction-marks", "when"),
    ],
)
def test_an_answer_that_is_none_is_refused(cast, nino, given, code, field):
    with pytest.raises(Refusal) as refused:
        save_contact(nino, **given, by=cast.oksana)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert SafeContact.objects.count() == 0


def test_the_first_language_is_the_one_we_write_in(cast, nino):
    save_languages(nino, [("uk", "native", "yes"), ("ka", "a1", "no")], by=cast.oksana)
    nino.refresh_from_db()
    assert nino.language == "uk"
    save_languages(nino, [], by=cast.oksana)
    nino.refresh_from_db()
    assert (nino.language, LanguageSkill.objects.count()) == ("uk", 0)


@pytest.mark.parametrize(
    ("skills", "code"),
    [
        ([("uk", "", ""), ("uk", "a1", "")], "language-twice"),
        ([("qq", "", "")], "bad-language"),
        ([("uk", "z9", "")], "bad-answer"),
        ([("uk", "", "maybe")], "bad-answer"),
        ([("uk", "", "")] * (MOST_LANGUAGES + 1), "too-many-languages"),
    ],
)
def test_languages_that_cannot_be(cast, nino, skills, code):
    save_languages(nino, [("ka", "", "")], by=cast.oksana)
    with pytest.raises(Refusal) as refused:
        save_languages(nino, skills, by=cast.oksana)
    assert refused.value.code == code
    assert LanguageSkill.objects.get().language == "ka"


def test_a_relative_stands_in_both_files(cast, nino, ana):
    row = save_relation(nino, kind="child", other=ana, name="never kept", by=cast.oksana)
    assert (row.name, row.other) == ("", ana)
    assert [one.is_open for one in relatives_of(cast.oksana, nino)] == [True]
    assert related_to(cast.oksana, ana) == [row]
    assert [one.is_open for one in relatives_of(cast.ewa, nino)] == [False]
    assert related_to(cast.ewa, ana) == []
    remove_relation(row, by=cast.oksana)
    assert Relationship.objects.count() == 0


def test_relatives_that_cannot_be(cast, nino, ana):
    save_relation(nino, kind="child", other=ana, by=cast.oksana)
    stranger = open_client(centre=cast.foreign, name="Obca", by=cast.adam)
    wrong = [
        ({"kind": "aunt", "name": "A"}, "bad-kind"),
        ({"kind": "child", "other": nino}, "own-relative"),
        ({"kind": "child", "other": stranger}, "other-organisation"),
        ({"kind": "child", "other": ana}, "relation-twice"),
        ({"kind": "child"}, "no-name"),
        ({"kind": "child", "name": "x" * 500}, "too-long"),
        ({"kind": "child", "name": "A", "birth_year": 1800}, "bad-birth-year"),
        ({"kind": "child", "name": "A", "birth_year": time.today().year + 1}, "bad-birth-year"),
        ({"kind": "child", "name": "A", "lives_together": "at weekends"}, "bad-answer"),
    ]
    for given, code in wrong:
        with pytest.raises(Refusal) as refused:
            save_relation(nino, **given, by=cast.oksana)
        assert refused.value.code == code
    assert Relationship.objects.count() == 1
