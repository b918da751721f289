"""Real connections against each other. Whatever happens: exactly as many win as there are places, the others get a sentence."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone

from mosty.appointments.actions.bookings import book, book_by_staff, cancel_by_centre, hold, move
from mosty.appointments.actions.duty import add_exception
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.models import Appointment, DutySession
from mosty.core.errors import Refusal
from mosty.core.models import Claim
from tests.appointments.sittings import sit, slot

pytestmark = pytest.mark.race
ROUNDS = 100
WON = "won"


def race(runners: list[Callable[[int], object]], rounds: int = 1) -> list[list[str]]:
    """Run all at the same instant, each in a thread with its own connection, round after round.

    Gives for each round what became of each: WON or the code of the refusal. Any other exception fails the test.
    """
    start = Barrier(len(runners))

    def run(runner: Callable[[int], object]) -> list[str]:
        results = []
        try:
            for number in range(rounds):
                start.wait(60)
                try:
                    runner(number)
                    results.append(WON)
                except Refusal as refusal:
                    results.append(refusal.code)
        except BaseException:
            start.abort()  # nobody waits for one who fell
            raise
        finally:
            connections.close_all()
        return results

    with ThreadPoolExecutor(len(runners)) as pool:
        outcomes = list(pool.map(run, runners))
    return [list(one) for one in zip(*outcomes, strict=True)]


def tomorrow():
    """A whole hour of tomorrow: the clock of other threads is the real one."""
    return timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)


def nothing_double() -> bool:
    """No two active claims on one thing overlap, and each booking that stands has its claims."""
    claims = list(
        Claim.objects.filter(is_active=True).order_by("bookable", "starts_at").values("bookable", "starts_at", "ends_at", "holder")
    )
    clash = [(one, two) for one, two in pairwise(claims) if one["bookable"] == two["bookable"] and one["ends_at"] > two["starts_at"]]
    standing = set(Appointment.objects.filter(state__in=[S.BOOKED, S.HELD]).order_by("pk").values_list("pk", flat=True))
    return not clash and {claim["holder"] for claim in claims} == standing


def visitor(sitting: DutySession, contact: str) -> Callable[[int], object]:
    """Keeps the round's time, then books it, as the portal does."""

    def run(number: int) -> object:
        kept = hold(session=sitting.pk, starts_at=slot(sitting, number))
        return book(token=kept.token, name="Olena", email=f"{contact}{number}@example.org")

    return run


def test_two_visitors_race_for_one_time(cast):
    sitting = sit(cast, tomorrow(), times=ROUNDS, minutes=5, room=cast.room)
    outcomes = race([visitor(sitting, "anna"), visitor(sitting, "olena")], ROUNDS)
    assert [sorted(outcome) for outcome in outcomes] == [["time-taken", WON]] * ROUNDS
    assert Appointment.objects.filter(state=S.BOOKED).count() == ROUNDS
    assert nothing_double()


def test_a_visitor_and_staff_race_for_one_time(cast):
    sitting = sit(cast, tomorrow(), times=ROUNDS, minutes=5)

    def staff(number):
        return book_by_staff(session=sitting.pk, starts_at=slot(sitting, number), name="Anna", by=cast.zuzanna)

    outcomes = race([visitor(sitting, "olena"), staff], ROUNDS)
    assert [sorted(outcome) for outcome in outcomes] == [["time-taken", WON]] * ROUNDS
    assert nothing_double()


def test_two_providers_race_for_one_room(cast):
    first = sit(cast, tomorrow(), times=ROUNDS, minutes=5, room=cast.room)
    second = sit(cast, tomorrow(), times=ROUNDS, minutes=5, room=cast.room, provider=cast.office)
    outcomes = race([visitor(first, "anna"), visitor(second, "olena")], ROUNDS)
    assert [sorted(outcome) for outcome in outcomes] == [["time-taken", WON]] * ROUNDS
    assert nothing_double()


def test_one_person_races_to_two_providers(cast):
    first = sit(cast, tomorrow(), times=ROUNDS, minutes=5)
    second = sit(cast, tomorrow(), times=ROUNDS, minutes=5, provider=cast.office)
    outcomes = race([visitor(first, "anna"), visitor(second, "anna")], ROUNDS)
    assert [sorted(outcome) for outcome in outcomes] == [["own-overlap", WON]] * ROUNDS
    assert Appointment.objects.filter(state=S.BOOKED).count() == ROUNDS


def test_one_booking_confirmed_twice_at_the_same_instant_is_one(cast):
    sitting = sit(cast, tomorrow(), times=20, minutes=5)
    tokens = [hold(session=sitting.pk, starts_at=slot(sitting, number)).token for number in range(20)]

    def confirm(number):
        return book(token=tokens[number], name="Olena", email="olena@example.org")

    assert race([confirm, confirm], 5) == [[WON, WON]] * 5
    assert Appointment.objects.filter(state=S.BOOKED).count() == 5
    assert Counter(Appointment.objects.filter(state=S.BOOKED).order_by("pk").values_list("events__state", flat=True)) == {
        "held": 5,
        "booked": 5,
    }


def test_a_contact_at_the_limit_wins_only_one_of_two_at_once(cast, settings):
    settings.BOOKINGS_PER_CONTACT = 1
    sitting, other = sit(cast, tomorrow(), times=20), sit(cast, tomorrow() + timedelta(days=1), times=20, provider=cast.office)
    outcomes = race([visitor(sitting, "anna"), visitor(other, "anna")], 20)
    assert [sorted(outcome) for outcome in outcomes] == [["too-many-yours", WON]] * 20


@pytest.mark.parametrize(("times", "places"), [(10, 1), (1, 10), (5, 2)])
def test_fifty_people_at_once_for_ten_places(cast, times, places):
    """Each tries all times in an order of one's own until one is won, as people do who see the same page."""
    sitting = sit(cast, tomorrow(), times=times, places=places)
    chance = random.Random(7)

    def person(which):
        order = chance.sample(range(times), times)

        def run(_):
            for number in order[:-1]:
                try:
                    return visitor(sitting, f"person{which}")(number)
                except Refusal as refusal:
                    if refusal.code != "time-taken":
                        raise
            return visitor(sitting, f"person{which}")(order[-1])

        return run

    [outcome] = race([person(which) for which in range(50)])
    # on SQLite fifty writers queue for one lock: whoever waits too long is told to try again, which is a clear refusal too
    refused = Counter(outcome) - Counter({WON: 10})
    assert outcome.count(WON) == 10
    assert refused.total() == 40
    assert set(refused) <= ({"time-taken"} if connection.vendor == "postgresql" else {"time-taken", "busy"})
    assert Appointment.objects.filter(state=S.BOOKED).count() == 10
    assert nothing_double()


def test_moving_races_with_keeping(cast):
    sitting = sit(cast, tomorrow(), times=ROUNDS, minutes=5)
    other = sit(cast, tomorrow(), times=ROUNDS, minutes=5, provider=cast.office)
    mine = [book_by_staff(session=other.pk, starts_at=slot(other, n), name="Olena", by=cast.zuzanna) for n in range(50)]

    def mover(number):
        return move(mine[number], session=sitting.pk, starts_at=slot(sitting, number))

    def keeper(number):
        return hold(session=sitting.pk, starts_at=slot(sitting, number))

    outcomes = race([mover, keeper], 50)
    assert [sorted(outcome) for outcome in outcomes] == [["time-taken", WON]] * 50
    assert nothing_double()


def test_two_people_who_swap_times_both_get_an_answer(cast):
    """Each wants what the other has: the classic circle. Nobody may hang or fall."""
    first, second = sit(cast, tomorrow(), times=20), sit(cast, tomorrow(), times=20, provider=cast.office)
    one = [book_by_staff(session=first.pk, starts_at=slot(first, n), name="A", by=cast.zuzanna) for n in range(20)]
    two = [book_by_staff(session=second.pk, starts_at=slot(second, n), name="B", by=cast.zuzanna) for n in range(20)]
    outcomes = race(
        [
            lambda n: move(one[n], session=second.pk, starts_at=slot(second, n)),
            lambda n: move(two[n], session=first.pk, starts_at=slot(first, n)),
        ],
        20,
    )
    assert {code for outcome in outcomes for code in outcome} <= {"time-taken", WON}
    assert nothing_double()


def test_cancelling_races_with_moving(cast):
    sitting = sit(cast, tomorrow(), times=40, minutes=5)
    mine = [book_by_staff(session=sitting.pk, starts_at=slot(sitting, n), name="A", by=cast.zuzanna) for n in range(20)]
    outcomes = race(
        [
            lambda n: cancel_by_centre(mine[n], by=cast.zuzanna),
            lambda n: move(mine[n], session=sitting.pk, starts_at=slot(sitting, 20 + n)),
        ],
        20,
    )
    assert [sorted(outcome) for outcome in outcomes] == [["not-open", WON]] * 20
    assert nothing_double()


def test_cancelling_a_sitting_races_with_booking_in_it(cast):
    """Never a booked time in a cancelled sitting that nobody is told to care for."""
    providers = [cast.tomasz, cast.office]
    sittings = [sit(cast, tomorrow() + timedelta(days=n // 2), times=3, provider=providers[n % 2], centre=cast.poznan) for n in range(60)]

    def absence(number):
        sitting = sittings[number]
        return add_exception(
            centre=cast.poznan, provider=sitting.provider, first_on=sitting.on, last_on=sitting.on, reason="x", by=cast.hanna
        )

    def visit(which):
        return lambda number: visitor(sittings[number], f"p{which}-{number}-")(0)

    def staff(number):
        return book_by_staff(session=sittings[number].pk, starts_at=slot(sittings[number], 1), name="B", by=cast.zuzanna)

    outcomes = race([absence, visit(1), staff], 60)
    assert {code for outcome in outcomes for code in outcome} <= {WON, "time-taken"}
    assert all(outcome[0] == WON for outcome in outcomes)
    assert not DutySession.objects.filter(pk__in=[s.pk for s in sittings], state="planned").exists()
    assert not Appointment.objects.filter(state=S.BOOKED, session__state="cancelled", needs_care=False).exists()


def test_cancelling_a_sitting_races_with_moving_into_and_out_of_it(cast):
    """The mover locks sitting, then booking; so does the absence. Nobody waits in a circle."""
    ill = [sit(cast, tomorrow() + timedelta(days=n), times=3) for n in range(20)]
    well = [sit(cast, tomorrow() + timedelta(days=n), times=3, provider=cast.office) for n in range(20)]
    out = [book_by_staff(session=one.pk, starts_at=slot(one, 0), name="A", by=cast.zuzanna) for one in ill]
    into = [book_by_staff(session=one.pk, starts_at=slot(one, 1), name="B", by=cast.zuzanna) for one in well]

    def absence(number):
        on = ill[number].on
        return add_exception(centre=cast.poznan, provider=cast.tomasz, first_on=on, last_on=on, reason="x", by=cast.hanna)

    outcomes = race(
        [
            absence,
            lambda n: move(out[n], session=well[n].pk, starts_at=slot(well[n], 2), by=cast.zuzanna),
            lambda n: move(into[n], session=ill[n].pk, starts_at=slot(ill[n], 2), by=cast.zuzanna),
        ],
        20,
    )
    assert {code for outcome in outcomes for code in outcome} <= {WON, "time-taken"}
    assert not Appointment.objects.filter(state=S.BOOKED, session__state="cancelled", needs_care=False).exists()
