"""Enrolment: who may be, the facts of the first day, the number, the end, what is put right."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from mosty.clients.actions import open_client
from mosty.clients.actions.merging import merge, undo_merge
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.programme.access.projects import get_participation
from mosty.programme.actions.participations import change_end, correct, end, enrol
from mosty.programme.actions.projects import save_checklist
from mosty.programme.enums.questions import Question, Questions, from_data
from mosty.programme.models import Checklist, Correction, Participation
from mosty.programme.queries.checklists import newest, questions_of
from mosty.programme.queries.counting import supported
from mosty.programme.queries.eligibility import age_on, judge, years
from mosty.programme.queries.participants import choices_for, takings
from tests.appointments.sittings import Clock
from tests.programme.taking_part import GIVEN, TODAY, facts, person, project_of, take_in

ENTRY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    hand = Clock(datetime(2026, 11, 25, 10, 20, tzinfo=UTC))
    monkeypatch.setattr(timezone, "now", hand)
    return hand


@pytest.fixture
def project(cast):
    return project_of(cast)


def codes(project, client, given=GIVEN, questions=None, **values):
    questions = questions or questions_of(newest(project))
    return [(fault.code, fault.field) for fault in judge(project, questions, client, facts(**values), given, today=TODAY)]


def refused(code, call, *args, field=None, **values):
    with pytest.raises(Refusal) as said:
        call(*args, **values)
    assert said.value.code == code
    if field:
        assert said.value.field == field
    return said.value


# --- the first day ---------------------------------------------------------------------------------------------------


def test_a_person_is_enrolled_with_a_number_and_an_age_that_stay(cast, project):
    client = person(cast, born=date(1990, 11, 24))
    row = take_in(cast, project, client)
    assert (row.number, row.age, row.age_group, row.birth_quality) == ("WLKP-2026-00001", 35, "18-60", "full")
    assert row.answers["identity"] == {"answer": "seen", "on": "2026-11-20", "by": str(cast.oksana.pk)}
    assert row.checklist.version == 1
    assert take_in(cast, project).number == "WLKP-2026-00002"


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 23), ENTRY, 18),  # on the birthday
        (date(2008, 11, 24), ENTRY, 17),
        (date(2004, 2, 29), date(2022, 2, 28), 18),  # Civil Code, Art. 112
        (date(2004, 2, 29), date(2022, 2, 27), 17),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(1965, 11, 23), ENTRY, 61),
        (date(2026, 11, 23), ENTRY, 0),
    ],
)
def test_whole_years_are_full_on_the_birthday(born, day, age):
    assert years(born, day) == age


@pytest.mark.parametrize(
    ("quality", "born", "expected"),
    [
        ("full", date(2008, 11, 24), (17, 17)),
        ("month", date(2008, 11, 1), (17, 18)),
        ("month", date(2008, 10, 1), (18, 18)),
        ("approximate", date(2008, 11, 1), (17, 19)),
        ("year", date(2008, 1, 1), (17, 18)),
        ("unknown", None, None),
    ],
)
def test_the_age_is_known_as_well_as_the_birth_date(cast, quality, born, expected):
    client = person(cast, born=born, quality=quality)
    age = age_on(client, ENTRY)
    assert expected == ((age.lowest, age.highest) if age else None)


@pytest.mark.parametrize("quality", ["month", "approximate", "year", "unknown", "refused", ""])
def test_the_age_group_is_asked_when_the_birth_date_is_not_whole(cast, project, quality):
    client = person(cast, quality=quality)
    assert codes(project, client) == [("no-age", "age_group")]
    row = take_in(cast, project, client, age_group="18-60")
    assert (row.age, row.age_group, row.birth_quality) == (None, "18-60", quality)


def test_an_age_group_that_does_not_fit_the_birth_date_is_refused(cast, project):
    client = person(cast, quality="year")
    assert codes(project, client, age_group="over-60") == [("bad-age", "age_group")]


def test_with_a_whole_birth_date_the_typed_age_group_does_not_count(cast, project):
    row = take_in(cast, project, person(cast, born=date(1950, 1, 1)), age_group="18-60", guardian="Somebody")
    assert (row.age_group, row.guardian) == ("over-60", ""), "nobody signs for an adult"


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"entry_on": date(2025, 12, 31), "declared_on": date(2025, 12, 31)}, "before-project", "entry_on"),
        ({"entry_on": date(2026, 11, 26)}, "in-future", "entry_on"),
        ({"entry_on": date(2029, 1, 1)}, "after-project", "entry_on"),
        ({"declared_on": date(2026, 11, 24)}, "declared-late", "declared_on"),
        ({"declared_on": date(2026, 11, 26)}, "declared-in-future", "declared_on"),
        ({"declared_on": date(1926, 11, 23)}, "declared-early", "declared_on"),
        ({"sex": ""}, "no-sex", "sex"),
        ({"sex": "x"}, "no-sex", "sex"),
        ({"citizenship": ""}, "no-citizenship", "citizenship"),
        ({"citizenship": "QQ"}, "no-citizenship", "citizenship"),
        ({"stay_basis": ""}, "no-stay", "stay_basis"),
        ({"stay_until": date(2026, 11, 22)}, "stay-over", "stay_until"),
        ({"is_unaccompanied": True}, "not-minor", "is_unaccompanied"),
        ({"citizenship": "DE"}, "eu-citizen", "citizenship"),
        ({"citizenship": "PL"}, "eu-citizen", "citizenship"),
        ({"citizenship": "NO"}, "eu-citizen", "citizenship"),
        ({"stay_basis": "eu-citizen"}, "eu-citizen", "stay_basis"),
        ({"citizenship": "XX"}, "citizenship-not-said", "citizenship"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_question(cast, project, values, code, field):
    client = person(cast)
    assert (code, field) in codes(project, client, **values)
    said = refused(code, take_in, cast, project, client, field=field, **values)
    assert str(said.sentence)
    assert not Participation.objects.exists()
    project.refresh_from_db()
    assert project.last_number == 0


@pytest.mark.parametrize("citizenship", ["UA", "GB", "CH", "ZZ"])
def test_people_of_third_countries_and_without_a_state_are_the_target_group(cast, project, citizenship):
    assert codes(project, person(cast), citizenship=citizenship) == []


@pytest.mark.parametrize("sex", ["woman", "man", "non-binary", "unknown", "refused"])
def test_each_answer_about_sex_is_kept(cast, project, sex):
    assert take_in(cast, project, sex=sex).sex == sex


def test_before_birth_is_refused(cast, project):
    assert ("before-birth", "entry_on") in codes(project, person(cast, born=date(2026, 11, 24)), guardian="Mother")


def test_a_minor_needs_a_guardian(cast, project):
    client = person(cast, born=date(2010, 1, 1))
    assert codes(project, client) == [("no-guardian", "guardian")]
    row = take_in(cast, project, client, guardian="  Oksana\u0000 Kovalenko ", is_unaccompanied=True)
    assert (row.guardian, row.age_group, row.is_unaccompanied) == ("Oksana Kovalenko", "under-18", True)


def test_a_warning_wants_a_second_look_and_is_kept(cast, project):
    client = person(cast)
    assert codes(project, client, stay_basis="not-regulated") == [("no-legal-stay", "stay_basis")]
    refused("warnings", take_in, cast, project, client, stay_basis="not-regulated")
    assert take_in(cast, project, client, despite=True, stay_basis="not-regulated").despite == ["no-legal-stay"]


@pytest.mark.parametrize(
    ("key", "answer", "code"),
    [
        ("identity", {}, "no-answer"),
        ("identity", {"answer": "no"}, "not-seen"),
        ("identity", {"answer": "yes"}, "bad-answer"),
        ("identity", {"answer": "seen", "on": ""}, "no-day-seen"),
        ("identity", {"answer": "seen", "on": "31.02.2026"}, "no-day-seen"),
        ("identity", {"answer": "seen", "on": "2026-11-26"}, "seen-in-future"),
        ("identity", {"answer": "seen", "on": "2026-11-24"}, "seen-late"),
        ("rules", {"answer": "no"}, "answer-no"),
        ("rules", {"answer": "seen"}, "bad-answer"),
        ("rules", {"answer": "\x00"}, "bad-answer"),
    ],
)
def test_answers_of_the_checklist_are_judged(cast, project, key, answer, code):
    assert codes(project, person(cast), GIVEN | {key: answer}) == [(code, f"question-{key}")]


def test_a_question_that_may_stay_open_only_warns(cast, project):
    gentle = from_data({"questions": [{"key": "a", "texts": {"pl": "A"}, "kind": "must", "is_required": False}], "checks": {}})
    assert codes(project, person(cast), {}, gentle, citizenship="PL") == []
    assert codes(project, person(cast), {"a": {"answer": "no"}}, gentle) == [("no-a", "question-a")]


def test_a_participation_keeps_the_checklist_it_was_judged_by(cast, project):
    first = take_in(cast, project)
    save_checklist(project, Questions((Question("new", {"pl": "Nowe"}),), {}), base=1, by=cast.joanna)
    second = enrol(person(cast), project, facts(), {"new": {"answer": "yes"}}, by=cast.oksana)
    first.refresh_from_db()
    assert (first.checklist.version, second.checklist.version) == (1, 2)


# --- once, and where -------------------------------------------------------------------------------------------------


def test_a_person_takes_part_once_at_a_time(cast, project):
    client = person(cast)
    row = take_in(cast, project, client)
    said = refused("already-in", take_in, cast, project, client)
    assert row.number in str(said.sentence)
    end(row, on=ENTRY, reason="resigned", result="unknown", by=cast.oksana)
    assert take_in(cast, project, client).number == "WLKP-2026-00002"
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.filter(pk=row.pk).update(exit_on=None, exit_reason="", exit_result="")


def test_only_where_the_project_runs_and_by_who_may(cast, project):
    refused("not-here", take_in, cast, project_of(cast, "KON", centres=[cast.konin]))
    for nobody in (cast.zuzanna, cast.joanna, cast.piotr):
        with pytest.raises(PermissionDenied):
            take_in(cast, project, person(cast), by=nobody)


def test_choices_are_projects_of_the_centre_that_run(cast, project, clock):
    client = person(cast)
    project_of(cast, "KON", centres=[cast.konin])
    project_of(cast, "LATER", first_on=date(2027, 1, 1))
    ended = project_of(cast, "ENDED", last_on=date(2026, 9, 1))
    project_of(cast, "OLD", last_on=date(2026, 7, 1))
    assert choices_for(client) == [project, ended]
    take_in(cast, project, client)
    assert choices_for(client) == [ended]


def test_a_foreign_participation_does_not_exist(cast, project):
    row = take_in(cast, project)
    assert get_participation(cast.marta, row.pk) == row
    for stranger in (cast.adam, cast.ewa):
        with pytest.raises(Missing):
            get_participation(stranger, row.pk)
    with pytest.raises(PermissionDenied):
        get_participation(cast.zuzanna, row.pk)


# --- the end, and what is put right ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"on": date(2026, 11, 22)}, "before-entry", "on"),
        ({"on": date(2026, 11, 26)}, "in-future", "on"),
        ({"reason": ""}, "bad-reason", "reason"),
        ({"reason": "other"}, "no-note", "note"),
        ({"result": ""}, "bad-result", "result"),
        ({"result": "x"}, "bad-result", "result"),
        ({"note": "x" * 400}, "too-long", "note"),
    ],
)
def test_an_end_that_cannot_be_is_refused(cast, project, values, code, field):
    row = take_in(cast, project)
    given = {"on": TODAY, "reason": "completed", "result": "reached", "note": ""} | values
    refused(code, end, row, by=cast.oksana, field=field, **given)


def test_an_end_is_noted_once_changed_with_a_reason_and_taken_back(cast, project):
    row = take_in(cast, project)
    end(row, on=TODAY, reason="other", note="went home", result="partly", by=cast.oksana)
    refused("ended", end, row, on=TODAY, reason="moved", result="partly", by=cast.oksana)
    given = {"on": date(2026, 11, 24), "reason": "moved", "result": "partly", "note": "", "by": cast.marta}
    refused("no-reason", change_end, row, why=" ", field="why", **given)
    row = change_end(row, why="wrong day", **given)
    assert (row.exit_on, row.exit_reason, row.exit_note) == (date(2026, 11, 24), "moved", "")
    row = change_end(row, **(given | {"on": None}), why="still comes")
    assert (row.exit_on, row.exit_reason, row.exit_result) == (None, "", "")
    kept = Correction.objects.order_by("created_at", "field").values_list("field", "was", "value", "reason")
    assert ("exit_on", "2026-11-25", "2026-11-24", "wrong day") in kept
    assert ("exit_on", "2026-11-24", "", "still comes") in kept
    refused("not-ended", change_end, row, why="x", **given)


def test_an_end_is_not_taken_back_when_the_person_came_again(cast, project):
    client = person(cast)
    row = end(take_in(cast, project, client), on=ENTRY, reason="resigned", result="unknown", by=cast.oksana)
    take_in(cast, project, client)
    refused("already-in", change_end, row, on=None, reason="", result="", note="", why="x", by=cast.oksana)


def test_a_correction_stands_beside_the_first_day(cast, project):
    row = take_in(cast, project, person(cast, born=date(2008, 11, 22)))
    right = facts(entry_on=date(2026, 11, 21), declared_on=date(2026, 11, 20), sex="non-binary", guardian="Mother")
    refused("no-reason", correct, row, right, why="", by=cast.oksana, field="why")
    correct(row, right, why="typed wrongly", by=cast.oksana)
    row.refresh_from_db()
    now = takings([row])[0]
    assert (row.entry_on, row.age, row.age_group, row.sex) == (ENTRY, 18, "18-60", "woman")
    assert (now.entry_on, now.age, now.age_group, now.sex) == (date(2026, 11, 21), 17, "under-18", "non-binary")
    assert supported(project, [cast.rops.pk]).cells == {("non-binary", "under-18"): 1}
    refused("nothing-changed", correct, row, right, why="again", by=cast.oksana)
    refused("before-project", correct, row, replace(right, entry_on=date(2020, 1, 1)), why="x", by=cast.oksana)


def test_the_birth_date_of_the_file_does_not_move_the_age_by_itself(cast, project):
    client = person(cast, born=date(1990, 1, 1))
    row = take_in(cast, project, client)
    client.birth_on, client.birth_year = date(1950, 1, 1), 1950
    client.save()
    assert takings([row])[0].age == 36
    correct(row, facts(), why="passport seen again", by=cast.oksana)
    assert (takings([row])[0].age, takings([row])[0].age_group) == (76, "over-60")


@pytest.mark.parametrize(
    "change",
    [
        *("number = 'X'", "entry_on = '2026-11-01'", "age = 5, age_group = 'under-18'", "sex = 'man'", "citizenship = 'GE'"),
        *("stay_basis = 'visa'", "stay_until = '2026-12-01'", "answers = '{}'", "despite = '[1]'", "birth_quality = 'year'"),
        *("declared_on = '2026-01-01'", "enrolled_by_id = NULL"),
    ],
)
def test_the_first_day_cannot_be_changed_by_raw_sql(cast, project, change):
    take_in(cast, project)
    with pytest.raises(IntegrityError, match="keeps"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE programme_participation SET {change}")


def test_corrections_and_checklists_cannot_be_changed_by_raw_sql(cast, project):
    row = take_in(cast, project)
    correct(row, facts(sex="man"), why="x", by=cast.oksana)
    for statement in ("UPDATE programme_correction SET value = 'woman'", "UPDATE programme_checklist SET content = '{}'"):
        with pytest.raises(IntegrityError, match=r"keeps|stays"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert (Correction.objects.get().value, Checklist.objects.get().version) == ("man", 1)


# --- counted once ----------------------------------------------------------------------------------------------------


def test_a_person_is_counted_once_by_the_first_registration(cast, project):
    client = person(cast)
    end(take_in(cast, project, client), on=ENTRY, reason="resigned", result="unknown", by=cast.oksana)
    take_in(cast, project, client, sex="man")
    take_in(cast, project, person(cast, born=date(2012, 1, 1)), guardian="Mother", sex="refused")
    wrong = take_in(cast, project)
    end(wrong, on=ENTRY, reason="mistake", by=cast.oksana)
    counted = supported(project, [cast.rops.pk])
    assert (counted.total, counted.open_count) == (2, 2)
    assert counted.cells == {("woman", "18-60"): 1, ("refused", "under-18"): 1}
    assert supported(project, [cast.rops.pk], until=date(2026, 11, 22)).total == 0
    assert supported(project, [cast.other.pk]).total == 0


def test_two_open_participations_stop_a_merge_and_one_moves(cast, project):
    kept, gone = person(cast), person(cast)
    row, double = take_in(cast, project, kept), take_in(cast, project, gone)
    said = refused("enrolled-twice", merge, kept, gone, take={}, by=cast.hanna)
    assert project.name in str(said.sentence)
    gone.refresh_from_db()
    assert gone.merged_into is None
    end(double, on=ENTRY, reason="double", by=cast.oksana)
    merged = merge(kept, gone, take={}, by=cast.hanna)
    assert list(Participation.objects.order_by("number").values_list("client", flat=True)) == [kept.pk, kept.pk]
    assert supported(project, [cast.rops.pk]).total == 1
    undo_merge(merged, by=cast.hanna)
    double.refresh_from_db()
    assert (double.client, row.number) == (gone, "WLKP-2026-00001")


def test_a_file_that_went_into_another_is_not_enrolled(cast, project):
    gone = person(cast)
    merge(open_client(centre=cast.poznan, name="Kept", by=cast.oksana), gone, take={}, by=cast.oksana)
    refused("merged", take_in, cast, project, gone)
