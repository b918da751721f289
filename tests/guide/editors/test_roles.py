"""Rights only for one's part: who gets into the guide's editor, and how far."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import GroupPagePermission

from mosty.accounts.enums import Right, Role
from mosty.accounts.models import User
from mosty.directory.models import Membership
from mosty.guide import access
from mosty.guide.actions import editors
from tests.cast import employ, sign_in

DOOR = "/guide-admin/"
EDITORS = ("natalia", "tadeusz", "daria", "robert", "nino")


def edit(page):
    return f"/guide-admin/pages/{page.pk}/edit/"


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
@pytest.mark.parametrize(
    ("person", "language", "status"),
    [
        ("natalia", "pl", 200),
        ("natalia", "uk", 302),
        ("daria", "uk", 200),
        ("daria", "pl", 302),
        ("daria", "en", 302),
        ("tadeusz", "pl", 302),
        ("tadeusz", "uk", 302),
        ("robert", "pl", 302),  # a reviewer opens what waits for a review, nothing else
        ("nino", "uk", 302),
    ],
)
def test_pages_open_for_those_whose_part_they_are(article, enter, person, language, status):
    assert enter(person).get(edit(article(language))).status_code == status


@pytest.mark.parametrize("person", EDITORS)
def test_every_role_gets_in(enter, person):
    assert enter(person).get(DOOR).status_code == 200


@pytest.mark.parametrize("person", ["hanna", "joanna", "zuzanna", "adam", "nikt"])
def test_nobody_else_gets_in(enter, person):
    answer = enter(person).get(DOOR)
    assert answer.status_code == 302
    assert DOOR not in answer.url


@pytest.mark.parametrize("path", ["users/", "groups/", "sites/", "workflows/list/", "locales/", "collections/", "redirects/"])
@pytest.mark.parametrize("person", ["natalia", "daria"])
def test_the_machinery_is_for_the_administrator(enter, person, path):
    assert enter(person).get(DOOR + path).status_code in {302, 404}


def test_rights_follow_the_membership_day_by_day(guide):
    browser = sign_in(guide.daria)
    assert browser.get(DOOR).status_code == 200
    Membership.objects.filter(user=guide.daria).update(valid_to=date(2026, 9, 1))
    answer = browser.get(DOOR)
    assert answer.status_code == 302
    assert editors.keep_all_groups() >= 1
    assert not guide.daria.groups.exists()
    assert editors.keep_all_groups() == 0


def test_new_right_asks_for_a_new_sign_in(guide):
    browser = sign_in(guide.daria)
    employ(guide.daria, Role.TRANSLATOR, guide.rops, language="ru")
    answer = browser.get(DOOR)
    assert (answer.status_code, answer.url) == (302, "/account/login/?ended=rights&next=%2Fguide-admin%2F")
    again = User.objects.get(pk=guide.daria.pk)
    assert sign_in(again).get(DOOR).status_code == 200
    assert set(again.groups.order_by("pk").values_list("name", flat=True)) == {"guide-translator-uk", "guide-translator-ru"}


def test_group_that_a_person_was_put_into_by_hand_opens_nothing(guide):
    browser = sign_in(guide.daria)
    guide.daria.groups.add(editors._group(Role.GUIDE_EDITOR, ""))
    assert browser.get(DOOR).url.startswith("/account/login/")


@pytest.mark.parametrize(
    ("person", "what", "limits", "answer"),
    [
        ("natalia", Right.GUIDE_WRITE, {}, True),
        ("natalia", Right.GUIDE_WRITE, {"language": "pl"}, True),
        ("natalia", Right.GUIDE_WRITE, {"language": "uk"}, False),
        ("natalia", Right.NOTE_WRITE, {}, False),
        ("tadeusz", Right.NOTE_WRITE, {"town": "konin"}, True),
        ("tadeusz", Right.NOTE_WRITE, {"town": "poznan"}, False),
        ("tadeusz", Right.GUIDE_WRITE, {}, False),
        ("daria", Right.TRANSLATION_WRITE, {"language": "uk"}, True),
        ("daria", Right.TRANSLATION_WRITE, {"language": "ka"}, False),
        ("robert", Right.GUIDE_REVIEW, {"language": "pl"}, True),
        ("robert", Right.GUIDE_REVIEW, {"language": "ar"}, True),
        ("nino", Right.GUIDE_REVIEW, {"language": "ka"}, True),
        ("nino", Right.GUIDE_REVIEW, {"language": "pl"}, False),
        ("hanna", Right.NOTE_WRITE, {}, False),
    ],
)
def test_who_may_what(cast, person, what, limits, answer):
    town = {"konin": cast.konin.town, "poznan": cast.poznan.town}.get(limits.get("town", ""))
    assert access.may(cast.people[person], what, town=town, language=limits.get("language", "")) is answer


def test_places_and_languages(cast):
    assert access.towns_of(cast.tadeusz) == {cast.konin.town_id}
    assert access.languages_for(cast.daria, Right.TRANSLATION_WRITE) == {"uk"}
    assert len(access.languages_for(cast.robert, Right.GUIDE_REVIEW)) == 10


def test_preparing_a_language_twice_makes_nothing_twice(guide):
    before = GroupPagePermission.objects.count()
    assert editors.ensure_language("ka") is True
    made = GroupPagePermission.objects.count()
    assert made > before
    assert editors.ensure_language("ka") is False
    assert GroupPagePermission.objects.count() == made


def test_first_editor_of_an_empty_house_finds_a_tree(cast):
    assert sign_in(cast.natalia).get(DOOR + "pages/").status_code in {200, 302}
    assert cast.natalia.groups.get().page_permissions.count() == 4


@pytest.mark.parametrize(
    "values",
    [
        {"role": Role.TRANSLATOR},
        {"role": Role.TRANSLATOR, "language": "pl"},
        {"role": Role.RECEPTION, "language": "uk"},
        {"role": Role.TOWN_EDITOR},
    ],
)
def test_membership_without_what_its_role_needs_is_refused_by_the_database(cast, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=cast.nikt, organization=cast.rops, valid_from=date(2026, 1, 1), **values)
