"""Two managers at once, and a booking against a change: nobody sits twice, nobody who has booked is forgotten."""

from datetime import time, timedelta

import pytest

from mosty.appointments.actions.bookings import book_by_staff
from mosty.appointments.actions.schedules import add_schedules, change_schedule
from mosty.appointments.models import Appointment, DutySchedule, DutySession
from mosty.appointments.queries.schedules import drafts
from mosty.core import time as clock
from tests.appointments.sittings import slot
from tests.appointments.test_races import WON, race

pytestmark = pytest.mark.race


def hours(cast, **values):
    given = {"centre": cast.poznan, "provider": cast.tomasz, "service": cast.lawyer, "room": None, "slot_minutes": 30, "places": 1}
    given |= {"mode": "slots", "meeting": "on-site", "every_weeks": 1, "valid_to": None, "weekdays": [1, 2, 3, 4]}
    given |= {"ranges": [(time(9), time(12))], "valid_from": clock.today() + timedelta(days=1)}
    return drafts(**(given | values))


def test_two_managers_give_one_person_the_same_hours(cast):
    def add(_number):
        add_schedules(hours(cast, weekdays=[1]), by=cast.hanna)

    assert sorted(race([add, add])[0]) == ["overlap-schedule", WON]
    assert DutySchedule.objects.count() == 1


def test_booking_against_a_change_of_the_hours(cast):
    """Either the booking is seen and its sitting kept, or it is refused; a booking in a sitting that is gone does not exist."""
    (schedule, *_), _made = add_schedules(hours(cast), by=cast.hanna)
    sitting = DutySession.objects.filter(schedule=schedule).order_by("on")[1]

    def change(_number):
        change_schedule(schedule, hours(cast, weekdays=[schedule.weekday], ranges=[(time(13), time(15))]), by=cast.hanna)

    def book(_number):
        book_by_staff(session=sitting.pk, starts_at=slot(sitting), name="Olena", by=cast.zuzanna)

    changed, booked = race([change, book])[0]
    assert changed == WON
    assert booked in {WON, "time-taken", "time-not-offered"}
    for one in Appointment.objects.select_related("session").order_by("pk"):
        assert one.session.state == "kept"
    assert Appointment.objects.count() == (booked == WON)
