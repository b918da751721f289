"""Keeping a time and booking it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from mosty.appointments.actions.bookings import book, book_by_staff, cancel_by_client, contact_key, find_by_code, hold, write_down
from mosty.appointments.actions.upkeep import expire_holds
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.models import Appointment, AppointmentEvent
from mosty.clients.models import Client
from mosty.core.errors import Refusal
from mosty.core.models import AuditEntry, Claim
from mosty.directory.enums import State
from mosty.directory.models import CentreState
from tests.appointments.sittings import THURSDAY, booked, by_staff, keep, phone, refused, sit, slot


def states(appointment):
    return list(appointment.events.values_list("state", flat=True))


def test_a_time_is_kept_for_ten_minutes_then_booked(cast, clock):
    sitting = sit(cast, room=cast.room)
    kept = keep(sitting, 1, language="ar", message_language="ar", visitor="203.0.113.7")
    assert (kept.state, kept.code, kept.hold_expires_at - clock()) == (S.HELD, None, timedelta(minutes=10))
    assert "203.0.113.7" not in kept.visitor_key
    mine = book(token=kept.token, name="  Олена  Ковальчук ", phone="600 100 200")
    assert mine.pk == kept.pk
    mine.refresh_from_db()
    assert (mine.state, mine.name, mine.phone, mine.hold_expires_at) == (S.BOOKED, "Олена Ковальчук", "+48600100200", None)
    assert (mine.language, mine.message_language, mine.needs_interpreter) == ("ar", "ar", True)
    assert len(mine.code) == 9
    assert mine.code.isdigit()
    assert states(mine) == [S.HELD, S.BOOKED]
    kinds = Claim.objects.filter(holder=mine.pk, is_active=True, expires_at=None).order_by("pk").values_list("bookable__kind", flat=True)
    assert sorted(kinds) == ["contact", "provider", "room"]
    entry = AuditEntry.objects.get(verb="appointment.booked")
    assert (entry.actor, entry.subject_id, entry.organisation) == (None, str(mine.pk), cast.rops.pk)
    assert "Олена" not in str(entry.details)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"mode": DutyMode.WALK_IN}, "time-not-offered"),
        ({"state": SessionState.CANCELLED}, "time-taken"),
        ({"starts_at": THURSDAY - timedelta(days=4), "ends_at": THURSDAY - timedelta(days=3, hours=22)}, "time-gone"),
    ],
)
def test_a_sitting_that_offers_nothing_cannot_be_kept(cast, clock, change, code):
    assert refused(keep, sit(cast, **change)) == code


def test_only_the_sittings_own_times_can_be_kept(cast, clock):
    sitting = sit(cast)
    assert refused(hold, session=sitting.pk, starts_at=slot(sitting, 4)) == "time-not-offered"
    assert refused(hold, session=sitting.pk, starts_at=slot(sitting) + timedelta(seconds=1)) == "time-not-offered"
    assert refused(hold, session=uuid4(), starts_at=slot(sitting)) == "time-not-offered"


def test_a_closed_centre_or_an_inactive_provider_cannot_be_booked_by_a_forged_form(cast, clock):
    sitting = sit(cast)
    CentreState.objects.create(centre=cast.poznan, state=State.SUSPENDED, since_on=date(2026, 11, 20))
    assert refused(keep, sitting) == "time-not-offered"
    assert refused(by_staff, cast, sitting) == "time-not-offered"
    CentreState.objects.filter(state=State.SUSPENDED).delete()
    cast.tomasz.is_active = False
    cast.tomasz.save()
    assert refused(keep, sitting) == "time-not-offered"


def test_the_second_visitor_is_refused(cast, clock):
    sitting = sit(cast)
    keep(sitting)
    assert refused(keep, sitting) == "time-taken"
    assert refused(by_staff, cast, sitting) == "time-taken"


def test_every_place_can_be_taken_once(cast, clock):
    sitting = sit(cast, places=3)
    assert len({booked(sitting).code for _ in range(3)}) == 3
    assert refused(keep, sitting) == "time-taken"


def test_a_kept_time_that_ran_out_is_booked_if_still_free(cast, clock):
    kept = keep(sit(cast))
    clock.go(minutes=11)
    assert book(token=kept.token, name="Olena", phone=phone()).state == S.BOOKED


def test_a_kept_time_that_ran_out_is_booked_also_after_housekeeping(cast, clock):
    kept = keep(sit(cast))
    clock.go(minutes=11)
    assert expire_holds() == 1
    mine = book(token=kept.token, name="Olena", phone=phone())
    assert states(mine) == [S.HELD, S.EXPIRED, S.BOOKED]
    assert Claim.objects.filter(holder=mine.pk, is_active=True, expires_at=None).count() == 2


def test_a_kept_time_that_ran_out_and_was_taken_is_refused_and_nothing_typed_is_lost(cast, clock):
    sitting = sit(cast)
    late = keep(sitting)
    write_down(token=late.token, name="Olena", phone="+48600100200")
    clock.go(minutes=11)
    quick = booked(sitting)
    assert refused(book, token=late.token, name="Olena", phone="+48600100200") == "time-taken"
    late.refresh_from_db()
    assert (late.state, late.name) == (S.HELD, "Olena")
    again = keep(sitting, 1, replaces=late.token)
    assert (again.name, again.phone) == ("Olena", "+48600100200")
    assert book(token=again.token, name=again.name, phone=again.phone).state == S.BOOKED
    quick.refresh_from_db()
    assert quick.state == S.BOOKED


def test_a_kept_time_whose_sitting_was_cancelled_meanwhile_is_refused(cast, clock):
    sitting = sit(cast)
    kept = keep(sitting)
    sitting.state = SessionState.CANCELLED
    sitting.save()
    assert refused(book, token=kept.token, name="Olena", phone=phone()) == "time-taken"


def test_booking_twice_gives_the_same_booking_and_one_message(cast, clock):
    kept = keep(sit(cast))
    first = book(token=kept.token, name="Olena", phone="+48600100200")
    second = book(token=kept.token, name="Olena", phone="+48600100200")
    assert (first.pk, first.code) == (second.pk, second.code)
    assert states(first) == [S.HELD, S.BOOKED]


def test_a_time_that_began_while_it_was_kept_is_gone(cast, clock):
    clock.set(THURSDAY - timedelta(minutes=5))
    kept = keep(sit(cast))
    clock.go(minutes=6)
    assert refused(book, token=kept.token, name="Olena", phone=phone()) == "time-gone"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"name": " \u200b", "phone": "+48600100200"}, "no-name"),
        ({"name": "Olena"}, "no-contact"),
        ({"name": "Olena", "phone": "12"}, "bad-phone"),
        ({"name": "Olena", "email": "olena"}, "bad-email"),
        ({"name": "o" * 10_000, "phone": "+48600100200"}, "too-long"),
        ({"name": "Olena\u202e", "phone": "+48600100200"}, "direction-marks"),
    ],
)
def test_what_is_typed_wrong_is_refused_and_the_time_stays_kept(cast, clock, typed, code):
    kept = keep(sit(cast))
    assert refused(book, token=kept.token, **typed) == code
    kept.refresh_from_db()
    assert kept.state == S.HELD
    assert book(token=kept.token, name="Olena \x00🌻", phone=phone()).name == "Olena 🌻"


@pytest.mark.parametrize("verb", [book, write_down])
def test_an_unknown_address_books_nothing(cast, clock, verb):
    assert refused(verb, token="nothing", name="Olena", phone="+48600100200") == "not-open"


def test_what_was_booked_cannot_be_written_over(cast, clock):
    mine = booked(sit(cast))
    assert refused(write_down, token=mine.token, name="Other", phone="+48600100200") == "not-open"


@pytest.mark.parametrize("state", [S.ARRIVED, S.FULFILLED, S.NO_SHOW, S.CANCELLED_BY_CLIENT, S.CANCELLED_BY_CENTRE, S.MOVED])
def test_a_booking_that_went_on_cannot_be_booked_again(cast, clock, state):
    mine = booked(sit(cast))
    Appointment.objects.filter(pk=mine.pk).update(state=state)
    assert refused(book, token=mine.token, name="Olena", phone=phone()) == "not-open"


def test_another_time_instead_gives_the_first_one_back(cast, clock):
    sitting = sit(cast)
    first = keep(sitting, 0)
    second = keep(sitting, 1, replaces=first.token)
    assert keep(sitting, 0).token != second.token
    first.refresh_from_db()
    assert first.state == S.EXPIRED
    assert refused(keep, sitting, 1) == "time-taken"


def test_if_the_other_time_is_lost_the_first_one_stays_kept(cast, clock):
    sitting = sit(cast)
    booked(sitting, 1)
    first = keep(sitting, 0)
    assert refused(keep, sitting, 1, replaces=first.token) == "time-taken"
    assert refused(keep, sitting, 0) == "time-taken"
    assert book(token=first.token, name="Olena", phone=phone()).state == S.BOOKED


def test_a_booked_time_is_not_given_back_by_keeping_another(cast, clock):
    sitting = sit(cast)
    mine = booked(sitting, 0)
    keep(sitting, 1, replaces=mine.token)
    mine.refresh_from_db()
    assert mine.state == S.BOOKED
    assert refused(keep, sitting, 0) == "time-taken"


def test_one_person_is_not_in_two_places_at_a_time(cast, clock):
    here, there = sit(cast), sit(cast, centre=cast.konin, provider=cast.office)
    booked(here, 0, phone="+48600100200")
    kept = keep(there, 0)
    assert refused(book, token=kept.token, name="Olena", phone="600-100-200") == "own-overlap"
    assert booked(there, 1, phone="+48600100200").state == S.BOOKED
    assert book(token=kept.token, name="Ola", phone="+48600100201").state == S.BOOKED


def test_a_refused_booking_leaves_the_time_kept_as_it_was(cast, clock):
    here, there = sit(cast), sit(cast, centre=cast.konin, provider=cast.office)
    booked(here, 0, email="Olena@example.org", phone="")
    kept = keep(there, 0)
    assert refused(book, token=kept.token, name="Olena", email="olena@EXAMPLE.org") == "own-overlap"
    assert list(Claim.objects.filter(holder=kept.pk, is_active=True).order_by("pk").values_list("expires_at", flat=True)) == [
        kept.hold_expires_at
    ]
    assert book(token=kept.token, name="Other", email="other@example.org").state == S.BOOKED


def test_a_person_with_a_file_is_not_in_two_places_at_a_time(cast, clock):
    person = Client.objects.create(organization=cast.rops, centre=cast.poznan, name="Olena", number=1)
    here, there = sit(cast), sit(cast, centre=cast.konin, provider=cast.office)
    by_staff(cast, here, client=person)
    assert refused(by_staff, cast, there, client=person) == "own-overlap"


def test_a_contact_has_a_limited_number_of_times_to_come(cast, clock, settings):
    settings.BOOKINGS_PER_CONTACT = 2
    sitting = sit(cast, times=6)
    first = booked(sitting, 0, phone="+48600100200")
    booked(sitting, 1, phone="+48600100200")
    assert refused(booked, sitting, 2, phone="+48600100200") == "too-many-yours"
    assert by_staff(cast, sitting, 3, phone="+48600100200").state == S.BOOKED, "staff may"
    cancel_by_client(first)
    assert refused(booked, sitting, 5, phone="+48600100200") == "too-many-yours"
    assert booked(sitting, 4, phone="+48600100201").state == S.BOOKED


def test_a_visitor_keeps_a_limited_number_of_times_at_once(cast, clock, settings):
    settings.HOLDS_PER_VISITOR = 2
    sitting = sit(cast, times=6)
    first = keep(sitting, 0, visitor="203.0.113.7")
    keep(sitting, 1, visitor="203.0.113.7")
    assert refused(keep, sitting, 2, visitor="203.0.113.7") == "too-many"
    assert keep(sitting, 2, visitor="203.0.113.8").state == S.HELD
    assert keep(sitting, 3, visitor="203.0.113.7", replaces=first.token).state == S.HELD, "changing one's mind is no new one"
    clock.go(minutes=11)
    assert keep(sitting, 5, visitor="203.0.113.7").state == S.HELD


def test_a_visitor_books_a_limited_number_of_times_an_hour(cast, clock, settings):
    settings.BOOKINGS_PER_VISITOR = 2
    sitting = sit(cast, times=6)
    for number in range(2):
        book(token=keep(sitting, number, visitor="203.0.113.7").token, name="Olena", phone=phone())
    assert refused(keep, sitting, 2, visitor="203.0.113.7") == "too-many"
    clock.go(minutes=61)
    assert keep(sitting, 2, visitor="203.0.113.7").state == S.HELD


def test_staff_book_in_one_step_without_a_contact(cast, clock):
    sitting = sit(cast, room=cast.room)
    mine = by_staff(cast, sitting, 1, language="ka", message_language="ka", needs_interpreter=True)
    mine.refresh_from_db()
    assert (mine.state, mine.booked_by, mine.contact_key, mine.language, mine.needs_interpreter) == (S.BOOKED, cast.zuzanna, "", "ka", True)
    assert states(mine) == [S.BOOKED]
    assert AuditEntry.objects.get(verb="appointment.booked").actor == cast.zuzanna
    assert refused(by_staff, cast, sitting, 1) == "time-taken"


def test_staff_book_up_to_the_minute_but_not_what_has_begun(cast, clock):
    sitting = sit(cast)
    clock.set(THURSDAY - timedelta(seconds=1))
    assert by_staff(cast, sitting, 0).state == S.BOOKED
    clock.set(THURSDAY + timedelta(minutes=30))
    assert refused(by_staff, cast, sitting, 1) == "time-gone"


def test_staff_still_give_a_name(cast, clock):
    sitting = sit(cast)
    with pytest.raises(Refusal) as refusal:
        book_by_staff(session=sitting.pk, starts_at=slot(sitting), name=" ", by=cast.zuzanna)
    assert (refusal.value.code, refusal.value.field) == ("no-name", "name")
    assert not AppointmentEvent.objects.exists()


def test_contacts_are_known_by_a_hash_only(cast, clock):
    mine = booked(sit(cast), phone="+48600100200")
    assert mine.contact_key == contact_key(phone="+48600100200", email="")
    assert "600100200" not in mine.contact_key
    assert not Claim.objects.filter(bookable__owner__contains="600100200").exists()


@pytest.mark.parametrize("shape", ["{}", " {} ", "arabic", "spaced", "dashed", "persian"])
def test_a_code_is_found_however_it_is_typed(cast, clock, shape):
    mine = booked(sit(cast))
    typed = {
        "arabic": mine.code.translate({ord(str(n)): chr(0x660 + n) for n in range(10)}),
        "persian": mine.code.translate({ord(str(n)): chr(0x6F0 + n) for n in range(10)}),
        "spaced": f"{mine.code[:3]} {mine.code[3:6]}\u00a0{mine.code[6:]}",
        "dashed": f"{mine.code[:3]}-{mine.code[3:]}",
    }.get(shape, shape.format(mine.code))
    assert find_by_code(typed, visitor="203.0.113.7") == mine


def test_ten_wrong_codes_close_the_door_for_ten_minutes_for_that_address_only(cast, clock):
    mine = booked(sit(cast))
    wrong = ["", "abc", "１２", "0" * 60, "9" * 10_000, "٠", "²", "000 000 000", "-1", "\x00"]
    assert [find_by_code(code, visitor="203.0.113.7") for code in wrong] == [None] * 10
    assert refused(find_by_code, mine.code, visitor="203.0.113.7") == "too-many-codes"
    assert find_by_code(mine.code, visitor="203.0.113.8") == mine
    clock.go(minutes=10, seconds=1)
    assert find_by_code(mine.code, visitor="203.0.113.7") == mine


def test_a_kept_time_has_no_code_to_find(cast, clock):
    keep(sit(cast))
    assert find_by_code("", visitor="203.0.113.7") is None
    assert find_by_code("None", visitor="203.0.113.7") is None
