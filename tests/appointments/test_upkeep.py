"""Housekeeping: kept times that ran out, personal data whose time is over."""

from datetime import timedelta

from mosty.appointments.actions.bookings import find_by_code, write_down
from mosty.appointments.actions.upkeep import blank_contacts, expire_holds
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.models import Appointment, CodeTrial
from mosty.core.models import Bookable, Claim
from tests.appointments.sittings import THURSDAY, booked, keep, sit


def test_kept_times_that_ran_out_are_given_back_once(cast, clock):
    sitting = sit(cast)
    old = keep(sitting, 0)
    clock.go(minutes=6)
    young, mine = keep(sitting, 1), booked(sitting, 2)
    clock.go(minutes=5)
    assert (expire_holds(), expire_holds()) == (1, 0)
    assert [Appointment.objects.get(pk=row.pk).state for row in (old, young, mine)] == [S.EXPIRED, S.HELD, S.BOOKED]
    assert not Claim.objects.filter(holder=old.pk, is_active=True).exists()
    assert list(old.events.values_list("state", flat=True)) == [S.HELD, S.EXPIRED]


def test_contacts_are_blanked_thirty_days_after_the_day_and_totals_stay(cast, clock):
    sitting = sit(cast)
    mine = booked(sitting, 0, name="Olena", phone="+48600100200", email="olena@example.org")
    clock.set(sitting.starts_at + timedelta(days=30, minutes=29))
    assert blank_contacts() == 0
    clock.go(minutes=2)
    assert (blank_contacts(), blank_contacts()) == (1, 0)
    mine.refresh_from_db()
    assert (mine.name, mine.phone, mine.email, mine.contact_key, mine.visitor_key) == ("–", "", "", "", "")
    assert (mine.state, mine.code is not None) == (S.BOOKED, True)


def test_the_claims_on_a_contact_go_with_it(cast, clock):
    sitting = sit(cast, room=cast.room)
    booked(sitting, 0, phone="+48600100200")
    later = sit(cast, THURSDAY + timedelta(days=40))
    booked(later, 0, phone="+48600100201")
    clock.set(THURSDAY + timedelta(days=31))
    blank_contacts()
    assert Bookable.objects.filter(kind="contact").count() == 1
    assert sorted(Claim.objects.order_by("pk").values_list("bookable__kind", flat=True)) == ["contact", "provider", "provider", "room"]
    clock.set(THURSDAY + timedelta(days=71))
    blank_contacts()
    assert not Bookable.objects.filter(kind="contact").exists()


def test_what_an_unfinished_booking_left_goes_after_an_hour(cast, clock):
    kept = keep(sit(cast), visitor="203.0.113.7")
    write_down(token=kept.token, name="Olena", phone="+48600100200")
    clock.go(minutes=11)
    expire_holds()
    clock.go(minutes=59)
    assert blank_contacts() == 0
    clock.go(minutes=2)
    assert blank_contacts() == 1
    kept.refresh_from_db()
    assert (kept.name, kept.phone, kept.visitor_key) == ("", "", "")


def test_wrong_codes_are_forgotten_after_a_day(cast, clock):
    find_by_code("123", visitor="203.0.113.7")
    clock.go(hours=23)
    blank_contacts()
    assert CodeTrial.objects.count() == 1
    clock.go(hours=2)
    blank_contacts()
    assert CodeTrial.objects.count() == 0
