"""Needs, assessments and plans: what may be written, what the database keeps, who opens what."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from mosty.accounts.enums import Right
from mosty.casework.access.plans import get_action, get_assessment, get_copy, get_need, get_plan
from mosty.casework.actions.assessments import assess
from mosty.casework.actions.copies import find_plan, forget_trials, give_code, withdraw_code
from mosty.casework.actions.needs import change_need, note_need
from mosty.casework.actions.plans import close_plan, save_plan, tick_action
from mosty.casework.enums.plans import CODE_TRIALS, NEED_MOVES, NeedState
from mosty.casework.models import Action, Assessment, AssessmentAnswer, CopyTrial, Goal, Need, PlanCopy, PlanVersion
from mosty.casework.queries.contents import Aim, Content, Step, content_of
from mosty.casework.queries.plans import (
    assessments_of,
    copies_of,
    goals_of,
    late_actions,
    lines_of,
    low_without_goal,
    needs_of,
    plan_of,
)
from mosty.casework.queries.questionnaires import from_template, plan_templates
from mosty.clients.actions import open_client
from mosty.clients.actions.merging import merge
from mosty.core import time
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.core.models import AuditEntry
from mosty.paper.queries.plans import plan_sheet


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena", language="ka", by=cast.oksana)


def plan_for(cast, client, *aims, base=0, **values):
    aims = aims or (Aim("A job as a baker", "work", steps=(Step("Write a CV", "client"),)),)
    return save_plan(client, Content(language="pl", aims=aims, **values), base=base, by=cast.oksana)


# --- Needs ----------------------------------------------------------------------------------------------------------


def test_a_need_goes_the_ways_that_are_open_and_no_other(cast, olena):
    for was in NeedState.values:
        for to in NeedState.values:
            need = note_need(olena, domain="work", words="A job", by=cast.oksana)
            Need.objects.filter(pk=need.pk).update(state=was, reason="other" if was == NeedState.UNMET else "")
            told = {"words": "A job", "urgency": "soon", "state": to, "reason": "no-places", "by": cast.oksana}
            if to == was or to in NEED_MOVES[was]:
                moved = change_need(need, **told)
                assert (moved.state, moved.reason) == (to, "no-places" if to == NeedState.UNMET else "")
            else:
                with pytest.raises(Refusal) as refusal:
                    change_need(need, **told)
                assert refusal.value.code == "bad-move"


def test_a_need_that_was_not_met_says_why(cast, olena):
    need = note_need(olena, domain="work", words="A job", by=cast.oksana)
    with pytest.raises(Refusal) as refusal:
        change_need(need, words="A job", urgency="soon", state="unmet", by=cast.oksana)
    assert (refusal.value.code, refusal.value.field) == ("no-reason", "reason")
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(state="unmet")
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(reason="other")


def test_the_most_urgent_open_need_stands_first(cast, olena):
    for urgency in ("later", "now", "soon"):
        note_need(olena, domain="work", words=urgency, urgency=urgency, by=cast.oksana)
    met = note_need(olena, domain="health", words="met", by=cast.oksana)
    change_need(met, words="met", urgency="soon", state="met", by=cast.oksana)
    still, ended = needs_of(olena)
    assert [need.words for need in still] == ["now", "soon", "later"]
    assert ended == [met]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"domain": "magic"}, "bad-choice"),
        ({"urgency": "x"}, "bad-choice"),
        ({"words": " \n"}, "no-words"),
        ({"words": "x" * 301}, "too-long"),
    ],
)
def test_a_need_that_makes_no_sense_is_refused(cast, olena, given, code):
    with pytest.raises(Refusal) as refusal:
        note_need(olena, **({"domain": "work", "words": "A job", "by": cast.oksana} | given))
    assert refusal.value.code == code
    assert not Need.objects.exists()


# --- Assessments ----------------------------------------------------------------------------------------------------


def test_the_last_answer_stands_beside_the_new_one(cast, olena):
    first = assess(olena, moment="entry", answers={"work": "1", "health": "refused"}, by=cast.oksana)
    second = assess(olena, moment="review", answers={"work": "3", "health": "4", "money": "unknown"}, by=cast.marta)
    assert assessments_of(olena) == [second, first]
    lines = {line.domain: (line.answer, line.before, line.step) for line in lines_of(second, first)}
    assert lines["work"] == ("3", "1", 2)
    assert lines["health"] == ("4", "refused", 0)
    assert lines["money"] == ("unknown", "", 0)
    assert lines["legal"] == ("", "", 0)
    assert len(lines) == 11


def test_sent_twice_it_is_kept_once(cast, olena):
    form = uuid4()
    rows = [assess(olena, moment="entry", answers={"work": "1"}, submission=form, by=cast.oksana) for _ in range(2)]
    assert rows[0] == rows[1] == Assessment.objects.get()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"moment": "magic"}, "bad-choice"),
        ({"answers": {"work": "6"}}, "bad-choice"),
        ({"answers": {"magic": "1"}}, "bad-choice"),
        ({"answers": {"work": ""}}, "nothing-answered"),
        ({"on": time.today() + timedelta(days=2)}, "in-future"),
        ({"version": 99}, "bad-choice"),
    ],
)
def test_an_assessment_that_makes_no_sense_is_refused(cast, olena, given, code):
    with pytest.raises(Refusal) as refusal:
        assess(olena, **({"moment": "entry", "answers": {"work": "1"}, "by": cast.oksana} | given))
    assert refusal.value.code == code
    assert not Assessment.objects.exists()


def test_answers_are_history(cast, olena):
    row = assess(olena, moment="entry", answers={"work": "1"}, by=cast.oksana)
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentAnswer.objects.filter(assessment=row, domain="work").update(answer="5")
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentAnswer.objects.create(
            assessment=assess(olena, moment="exit", answers={"work": "2"}, by=cast.oksana), domain="x", answer="9"
        )


def test_a_low_score_without_a_goal_is_told_until_there_is_one(cast, olena):
    row = assess(olena, moment="entry", answers={"work": "1", "health": "2", "money": "3", "legal": "refused"}, by=cast.oksana)
    assert low_without_goal(row, []) == ["work", "health"]
    plan = plan_for(cast, olena, Aim("A job", "work"), Aim("A doctor", "health", state="dropped"))
    assert low_without_goal(row, goals_of(plan)) == ["health"]
    assert low_without_goal(None, []) == []


# --- Plans ----------------------------------------------------------------------------------------------------------


def test_a_plan_is_kept_whole_and_a_version_of_it(cast, olena):
    content = Content(
        language="pl",
        agreed_on=time.today(),
        review_on=time.today() + timedelta(days=30),
        aims=(
            Aim("A job", "work", steps=(Step("CV", "client", until=time.today()), Step("Call", "outside", "PUP"))),
            Aim("School", "family"),
        ),
    )
    plan = save_plan(olena, content, base=0, by=cast.oksana)
    assert content_of(plan) == content
    assert Content.of(PlanVersion.objects.get().content) == content
    changed = replace(content, aims=(replace(content.aims[0], steps=content.aims[0].steps[1:]),))
    again = save_plan(olena, changed, base=1, by=cast.marta)
    assert (again.pk, again.version, again.saved_by) == (plan.pk, 2, cast.marta)
    assert content_of(again) == changed
    assert Goal.objects.count() == Action.objects.count() == 1
    assert AuditEntry.objects.get(verb="plan.saved").details == {"version": 2, "goals": 1}


def test_saving_what_stands_there_changes_nothing(cast, olena):
    plan = plan_for(cast, olena)
    save_plan(olena, content_of(plan), base=1, by=cast.marta)
    plan.refresh_from_db()
    assert (plan.version, plan.saved_by, PlanVersion.objects.count()) == (1, cast.oksana, 1)


def test_who_began_with_an_older_version_is_refused_and_nothing_is_written(cast, olena):
    plan = plan_for(cast, olena)
    mine = theirs = content_of(plan)
    save_plan(olena, replace(theirs, aims=(replace(theirs.aims[0], words="Theirs"),)), base=1, by=cast.marta)
    with pytest.raises(Refusal) as refusal:
        save_plan(olena, replace(mine, aims=(replace(mine.aims[0], words="Mine"),)), base=1, by=cast.oksana)
    assert (refusal.value.code, refusal.value.details) == ("plan-changed", {"version": 2})
    assert Goal.objects.get().words == "Theirs"
    with pytest.raises(Refusal):
        plan_for(cast, olena, base=0)


def test_a_done_action_stays_done_when_the_plan_is_saved(cast, olena):
    plan = plan_for(cast, olena, Aim("A job", "work", steps=(Step("CV", "client", until=time.today() - timedelta(days=1)),)))
    assert len(late_actions(goals_of(plan), time.today())) == 1
    action = tick_action(Action.objects.get(), by=cast.marta)
    assert (action.done_on, action.done_by) == (time.today(), cast.marta)
    assert late_actions(goals_of(plan), time.today()) == []
    content = content_of(plan)
    save_plan(olena, replace(content, aims=(replace(content.aims[0], words="A better job"),)), base=1, by=cast.oksana)
    assert Action.objects.get().done_on == time.today()
    assert tick_action(action, by=cast.marta).done_on is None


def test_open_needs_of_a_goals_part_of_life_are_in_the_plan(cast, olena):
    work = note_need(olena, domain="work", words="A job", by=cast.oksana)
    health = note_need(olena, domain="health", words="A doctor", by=cast.oksana)
    plan_for(cast, olena)
    work.refresh_from_db()
    health.refresh_from_db()
    assert (work.state, health.state) == ("planned", "identified")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (Content(language="pl"), "no-goal"),
        (Content(language="qq", aims=(Aim("A", "work"),)), "bad-language"),
        (Content(language="pl", aims=(Aim(" ", "work"),)), "no-words"),
        (Content(language="pl", aims=(Aim("A", "magic"),)), "bad-choice"),
        (Content(language="pl", aims=(Aim("A", "work", state="x"),)), "bad-choice"),
        (Content(language="pl", aims=(Aim("x" * 301, "work"),)), "too-long"),
        (Content(language="pl", aims=(Aim("A\u202eB", "work"),)), "direction-marks"),
        (Content(language="pl", aims=(Aim("A", "work", time.today().replace(year=2999, day=1)),)), "far-date"),
        (Content(language="pl", aims=(Aim("A", "work", steps=(Step("B", "nobody"),)),)), "bad-choice"),
        (Content(language="pl", aims=tuple(Aim("A", "work") for _ in range(21))), "too-many"),
        (Content(language="pl", review_on=time.today() - timedelta(days=1), aims=(Aim("A", "work"),)), "in-past"),
        (Content(language="pl", agreed_on=time.today() + timedelta(days=2), aims=(Aim("A", "work"),)), "in-future"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_whole(cast, olena, content, code):
    with pytest.raises(Refusal) as refusal:
        save_plan(olena, content, base=0, by=cast.oksana)
    assert refusal.value.code == code
    assert plan_of(olena) is None


def test_rows_of_another_persons_plan_cannot_be_taken_over(cast, olena):
    other = plan_for(cast, open_client(centre=cast.poznan, name="Nino", by=cast.oksana))
    theirs = content_of(other).aims[0]
    for aim in (theirs, Aim("A", "work", steps=(replace(theirs.steps[0], words="Mine now"),))):
        with pytest.raises(Refusal) as refusal, transaction.atomic():
            plan_for(cast, olena, aim)
        assert refusal.value.code == "foreign"
    assert content_of(other).aims == (theirs,)


def test_what_was_kept_of_a_version_is_never_changed(cast, olena):
    plan_for(cast, olena)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.update(content={})


def test_a_closed_plan_is_read_only_and_a_new_one_can_be_opened(cast, olena):
    plan = plan_for(cast, olena)
    _copy, code = give_code(plan, days=30, by=cast.oksana)
    close_plan(plan, by=cast.oksana)
    assert find_plan(code, visitor="1.2.3.4") is None
    with pytest.raises(Refusal):
        tick_action(Action.objects.get(), by=cast.oksana)
    with pytest.raises(Refusal):
        give_code(plan, days=30, by=cast.oksana)
    assert plan_for(cast, olena, Aim("Another", "work")).pk != plan.pk


def test_needs_assessments_and_plans_come_along_when_files_are_merged(cast, olena):
    twin = open_client(centre=cast.poznan, name="Olena K", by=cast.oksana)
    plans = {plan_for(cast, client) for client in (olena, twin)}
    note_need(twin, domain="work", words="A job", by=cast.oksana)
    assess(twin, moment="entry", answers={"work": "1"}, by=cast.oksana)
    merge(olena, twin, take={}, by=cast.oksana)
    assert set(olena.plans.order_by("pk")) == plans
    assert olena.needs.count() == olena.assessments.count() == 1


# --- Codes ----------------------------------------------------------------------------------------------------------


def test_a_code_opens_the_plan_until_it_ends_or_is_withdrawn(cast, olena, monkeypatch):
    plan = plan_for(cast, olena)
    copy, code = give_code(plan, days=30, by=cast.oksana)
    assert len(code) == 12
    assert code not in str(list(PlanCopy.objects.order_by("pk").values()))
    spoken = f"{code[:4]} {code[4:8]}-" + "".join(chr(0x660 + int(digit)) for digit in code[8:])
    assert find_plan(spoken, visitor="1.2.3.4") == plan
    with monkeypatch.context() as patch:
        later = time.now() + timedelta(days=31)
        patch.setattr("django.utils.timezone.now", lambda: later)
        assert find_plan(code, visitor="1.2.3.4") is None
    withdraw_code(copy, by=cast.marta)
    assert find_plan(code, visitor="1.2.3.4") is None
    assert copies_of(plan) == []


def test_a_new_code_ends_the_one_before(cast, olena):
    plan = plan_for(cast, olena)
    _first, old = give_code(plan, days=30, by=cast.oksana)
    copy, new = give_code(plan, days=90, by=cast.oksana)
    assert find_plan(old, visitor="1.2.3.4") is None
    assert find_plan(new, visitor="1.2.3.4") == plan
    assert copies_of(plan) == [copy]


def test_codes_cannot_be_tried_one_after_another(cast, olena):
    _copy, code = give_code(plan_for(cast, olena), days=30, by=cast.oksana)
    for _ in range(CODE_TRIALS):
        assert find_plan("123456789012", visitor="1.2.3.4") is None
    with pytest.raises(Refusal) as refusal:
        find_plan(code, visitor="1.2.3.4")
    assert refusal.value.code == "too-many-codes"
    assert find_plan(code, visitor="5.6.7.8") is not None
    CopyTrial.objects.update(at=time.now() - timedelta(days=2))
    assert forget_trials() == CODE_TRIALS


# --- Who ------------------------------------------------------------------------------------------------------------


def test_who_opens_what(cast, olena):
    plan = plan_for(cast, olena)
    copy, _code = give_code(plan, days=30, by=cast.oksana)
    doors = [
        (get_need, note_need(olena, domain="work", words="A job", by=cast.oksana)),
        (get_assessment, assess(olena, moment="entry", answers={"work": "1"}, by=cast.oksana)),
        (get_plan, plan),
        (get_action, Action.objects.get()),
        (get_copy, copy),
    ]
    for door, row in doors:
        assert door(cast.marta, row.pk) == row
        with pytest.raises(PermissionDenied):
            door(cast.zuzanna, row.pk)
        with pytest.raises(Missing):
            door(cast.adam, row.pk)
        with pytest.raises(Missing):
            door(cast.oksana, uuid4())
    assert get_plan(cast.hanna, plan.pk, right=Right.ENCOUNTER_RECORD) == plan


def test_a_template_stands_in_the_persons_language_beside_the_text(cast, clock):
    nino = open_client(centre=cast.poznan, name="ნინო", language="ka", by=cast.oksana)
    content = from_template("school", "pl", time.today(cast.poznan.time_zone), theirs="ka")
    plan = save_plan(nino, content, base=0, by=cast.oksana)
    hers, polish = plan_sheet(plan, "ka"), plan_sheet(plan, "pl")
    for at, goal in enumerate(content.aims):
        assert (hers["goals"][at]["words"], hers["goals"][at]["beside"]) == (goal.theirs, goal.words)
        assert (polish["goals"][at]["words"], polish["goals"][at]["beside"]) == (goal.words, "")
    assert hers["notice"] == "", "nothing is left in another language"
    assert Content.of(plan.versions.get().content) == content


def test_words_beside_the_text_need_a_language_of_their_own(cast, clock):
    nino = open_client(centre=cast.poznan, name="ნინო", language="ka", by=cast.oksana)
    content = Content(language="pl", aims=(Aim("Mieszkanie", "housing", theirs="ბინა"),))
    for theirs in ("", "pl"):
        with pytest.raises(Refusal) as refused:
            save_plan(nino, replace(content, their_language=theirs), base=0, by=cast.oksana)
        assert (refused.value.code, refused.value.field) == ("no-language", "their_language")


def test_templates_stand_in_all_languages_of_the_portal():
    for template in plan_templates():
        assert set(template.languages) == dict(settings.LANGUAGES).keys()
        for language in template.languages:
            content = from_template(template.name, "pl", date(2026, 11, 22), theirs=language)
            assert all(part.theirs for aim in content.aims for part in (aim, *aim.steps)) == (language != "pl")
