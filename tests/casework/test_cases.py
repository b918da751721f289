"""Cases and tasks: one open case a person, moves, hand-over with an overlap, one's own lists."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from mosty.casework.actions.cases import close_case, do_task, give_task, hand_over, open_already, open_case, pause_case, resume_case
from mosty.casework.enums.cases import CASE_MOVES, CaseState
from mosty.casework.models import Case, CaseEvent
from mosty.casework.queries.cases import case_of, my_counts, my_days, my_people, workers_now
from mosty.clients.actions import open_client
from mosty.clients.models import Deadline
from mosty.core import time
from mosty.core.errors import PermissionDenied, Refusal
from tests.cast import make_cast


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena", by=cast.zuzanna)


@pytest.fixture
def case(cast, olena):
    return open_case(olena, worker=cast.oksana, by=cast.oksana)


def test_a_person_has_one_open_case(cast, olena, case):
    with pytest.raises(Refusal, match="already-open"):
        open_case(olena, worker=cast.marta, by=cast.marta)
    close_case(case, outcome="done", by=cast.oksana)
    second = open_case(olena, worker=cast.marta, by=cast.marta)
    with pytest.raises(Refusal, match="already-open"):
        resume_case(case, by=cast.oksana)
    assert case_of(olena) == second


@pytest.mark.parametrize("was", CaseState.values)
@pytest.mark.parametrize("to", CaseState.values)
def test_only_the_moves_of_the_table_are_possible(cast, case, was, to):
    if was == "paused":
        pause_case(case, by=cast.oksana)
    if was == "closed":
        close_case(case, outcome="done", by=cast.oksana)
    verbs = {"open": resume_case, "paused": pause_case, "closed": lambda row, by: close_case(row, outcome="left", by=by)}
    if to in CASE_MOVES[was]:
        assert verbs[to](case, by=cast.oksana).state == to
    else:
        with pytest.raises(Refusal, match="bad-move"):
            verbs[to](case, by=cast.oksana)


def test_who_hands_over_still_works_on_it_for_some_days(cast, olena, case, clock):
    hand_over(case, to=cast.marta, overlap=14, words="School papers", by=cast.oksana)
    assert [row.user for row in workers_now(case)] == [cast.marta, cast.oksana]
    assert [row.client for row in my_people(cast.oksana)] == [olena]
    clock.go(days=15)
    assert [row.user for row in workers_now(case)] == [cast.marta]
    assert list(my_people(cast.oksana)) == []
    assert [(row.step, row.words) for row in CaseEvent.objects.filter(case=case)] == [("opened", ""), ("handed-over", "School papers")]


@pytest.mark.parametrize(("to", "overlap", "code"), [("ewa", 0, "not-team"), ("zuzanna", 0, "not-team"), ("oksana", 0, "same-worker")])
def test_a_case_goes_to_a_colleague_of_the_team(cast, case, to, overlap, code):
    with pytest.raises(Refusal, match=code):
        hand_over(case, to=cast.people[to], overlap=overlap, by=cast.oksana)


@pytest.mark.parametrize("who", ["zuzanna", "karolina", "ewa", "adam", "piotr"])
def test_who_records_no_encounters_here_moves_no_case(cast, case, who):
    with pytest.raises(PermissionDenied):
        pause_case(case, by=cast.people[who])
    assert Case.objects.get().state == "open"


def test_my_days_hold_my_tasks_and_the_deadlines_of_my_people(cast, olena, case, clock):
    today = time.today()
    task = give_task(words="Call the school", due_on=today, assignee=cast.oksana, client=olena, by=cast.marta)
    Deadline.objects.create(organization=cast.rops, client=olena, kind="appeal", on=today + timedelta(days=30))
    assert [one.days for one in my_days(cast.oksana)] == [0, 30]
    assert my_days(cast.marta) == []
    clock.go(days=2)
    assert [one.task for one in my_days(cast.oksana, overdue=True)] == [task]
    assert my_counts(cast.oksana) == {"people": 1, "overdue": 1, "unseen": 0}
    do_task(task, by=cast.oksana)
    assert my_days(cast.oksana, overdue=True) == []


def test_who_has_not_been_seen_for_long_is_asked_after(cast, olena, case, clock):
    assert list(my_people(cast.oksana, unseen=True)) == []
    clock.go(days=61)
    assert [row.client for row in my_people(cast.oksana, unseen=True)] == [olena]


def test_the_lists_cost_the_same_for_many_people(cast, olena, case, django_assert_num_queries):
    for number in range(5):
        one = open_client(centre=cast.poznan, name=f"Person {number}", by=cast.oksana)
        open_case(one, worker=cast.oksana, by=cast.oksana)
        give_task(words="Call", due_on=time.today(), assignee=cast.oksana, client=one, by=cast.oksana)
    assert cast.oksana.memberships
    my_people(cast.oksana).count()
    with django_assert_num_queries(1):
        assert len(list(my_people(cast.oksana))) == 6
    with django_assert_num_queries(2):
        assert len(my_days(cast.oksana)) == 5


def test_a_merge_leaves_a_second_open_case_with_its_own_file(cast, olena, case):
    other = open_client(centre=cast.poznan, name="Olena again", by=cast.oksana)
    theirs = open_case(other, worker=cast.marta, by=cast.marta)
    assert list(Case.objects.filter(open_already(olena, other), client=other)) == [theirs]
    assert not Case.objects.filter(open_already(other, olena), client=olena, state="closed").exists()


@pytest.mark.race
def test_two_workers_open_one_case():
    cast = make_cast()
    olena = open_client(centre=cast.poznan, name="Olena", by=cast.oksana)
    barrier, refused = Barrier(2), []

    def run(user):
        try:
            barrier.wait()
            open_case(olena, worker=user, by=user)
        except Refusal as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[user]) for user in (cast.oksana, cast.marta)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (refused, Case.objects.filter(client=olena).count()) == (["already-open"], 1)
