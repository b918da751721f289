"""Two advisers write in one plan: one text out of two, and nothing lost."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from mosty.casework.queries.contents import Aim, Content, Step
from mosty.casework.queries.differences import joined

SCHOOL, WORK, NEW = UUID(int=1), UUID(int=2), UUID(int=3)
CALL = Step("Call the school", "worker", id=UUID(int=11))
BASE = Content(
    language="en",
    review_on=date(2027, 1, 1),
    aims=(Aim("A place at school", "family", steps=(CALL,), id=SCHOOL), Aim("A job", "work", id=WORK)),
)


def with_aim(content, at, **values):
    aims = list(content.aims)
    aims[at] = replace(aims[at], **values)
    return replace(content, aims=tuple(aims))


def told(differences):
    return [(one.kind, one.what, one.field, one.is_clash) for one in differences]


def test_what_only_one_of_them_changed_is_taken():
    theirs = with_aim(BASE, 0, words="A place at school 12")
    mine = with_aim(BASE, 1, until=date(2027, 3, 1))
    both, differences = joined(BASE, theirs, mine)
    assert [aim.words for aim in both.aims] == ["A place at school 12", "A job"]
    assert both.aims[1].until == date(2027, 3, 1)
    assert told(differences) == [("changed", "goal", "words", False)]


def test_of_what_both_changed_ours_stays_and_theirs_is_told():
    theirs = replace(with_aim(BASE, 1, words="Any job"), review_on=date(2027, 2, 1))
    mine = replace(with_aim(BASE, 1, words="A job as a baker"), review_on=date(2027, 2, 1))
    both, differences = joined(BASE, theirs, mine)
    assert both == mine
    assert [(one.theirs, one.mine, one.is_clash) for one in differences] == [("Any job", "A job as a baker", True)]


def test_what_each_added_is_there():
    theirs = replace(BASE, aims=(*BASE.aims, Aim("Polish", "language", id=NEW)))
    mine = with_aim(BASE, 0, steps=(CALL, Step("Bring the papers", "client", id=UUID(int=12))))
    both, differences = joined(BASE, theirs, mine)
    assert [aim.words for aim in both.aims] == ["A place at school", "A job", "Polish"]
    assert [step.words for step in both.aims[0].steps] == ["Call the school", "Bring the papers"]
    assert told(differences) == [("added", "goal", "", False)]


@pytest.mark.parametrize("who", ["they", "we"])
def test_what_one_took_away_and_the_other_changed_stays(who):
    without = replace(BASE, aims=BASE.aims[:1])
    changed = with_aim(BASE, 1, words="A better job")
    both, differences = joined(BASE, *((without, changed) if who == "they" else (changed, without)))
    assert both.aims[1].words == "A better job"
    assert [one.is_clash for one in differences] == [True]


def test_what_they_took_away_and_we_left_alone_goes():
    both, differences = joined(BASE, replace(BASE, aims=BASE.aims[:1]), with_aim(BASE, 0, words="School"))
    assert [aim.words for aim in both.aims] == ["School"]
    assert told(differences) == [("removed", "goal", "", False)]


def test_a_plan_opened_by_both_at_once_holds_both():
    mine = Content(language="en", aims=(Aim("Health", "health", id=NEW),))
    both, differences = joined(Content(), BASE, mine)
    assert {aim.words for aim in both.aims} == {"Health", "A place at school", "A job"}
    assert both.language == "en"
    assert all(not one.is_clash for one in differences)


def test_what_is_kept_of_a_version_comes_back_the_same():
    assert Content.of(BASE.stored()) == BASE
