"""Messages about bookings are rows of the same transaction."""

from datetime import timedelta

import pytest
from django.db import transaction

from mosty.appointments.actions.bookings import book, cancel_by_centre, cancel_by_client, move
from mosty.appointments.models import Appointment
from mosty.comms.enums import MessageKind as K
from mosty.comms.enums import MessageState
from mosty.comms.models import Message
from mosty.core.models import Claim
from tests.appointments.sittings import MONDAY, THURSDAY, booked, by_staff, keep, refused, sit, slot


def waiting(appointment):
    rows = Message.objects.filter(about=appointment.pk, state=MessageState.QUEUED).order_by("created_at", "pk")
    return {row.kind: row for row in rows}


def test_a_booking_is_confirmed_and_a_day_before_reminded_in_the_persons_language(cast, clock):
    kept = keep(sit(cast), message_language="ka")
    mine = book(token=kept.token, name="Nino", email="nino@example.org", phone="+48600100200")
    found = waiting(mine)
    assert set(found) == {K.BOOKED, K.REMINDER}
    assert found[K.BOOKED].not_before == clock()
    assert found[K.REMINDER].not_before == mine.starts_at - timedelta(hours=24)
    for row in found.values():
        assert (row.language, row.channel, row.address, row.expires_at) == ("ka", "email", "nino@example.org", mine.starts_at)
        assert (row.facts["code"], row.facts["path"], row.facts["town"]) == (mine.code, f"/ka/visit/{mine.token}/", "Poznań")
        assert "Nino" not in str(row.facts)
        assert "lawyer" not in str(row.facts)


@pytest.mark.parametrize(("hours_ahead", "before"), [(27, 24), (25, 2), (5, 2), (3, None)])
def test_the_reminder_comes_later_or_not_at_all_when_the_day_is_near(cast, clock, hours_ahead, before):
    mine = booked(sit(cast, MONDAY + timedelta(hours=hours_ahead)))
    reminder = waiting(mine).get(K.REMINDER)
    assert (reminder and reminder.not_before) == (before and mine.starts_at - timedelta(hours=before))


def test_a_phone_gets_sms(cast, clock):
    assert {row.channel for row in waiting(booked(sit(cast), phone="+48600100200")).values()} == {"sms"}


def test_a_person_without_contact_gets_nothing_and_that_is_no_error(cast, clock):
    mine = by_staff(cast, sit(cast))
    cancel_by_centre(mine, by=cast.zuzanna)
    assert not Message.objects.exists()


@pytest.mark.parametrize("kind", [K.CANCELLED_BY_CLIENT, K.CANCELLED_BY_CENTRE])
def test_what_is_not_sent_yet_is_taken_back_when_cancelled(cast, clock, kind):
    mine = booked(sit(cast))
    cancel_by_client(mine) if kind == K.CANCELLED_BY_CLIENT else cancel_by_centre(mine, by=cast.zuzanna)
    assert set(waiting(mine)) == {kind}


def test_a_move_tells_the_new_time_only(cast, clock):
    sitting = sit(cast)
    old = booked(sitting)
    new = move(old, session=sitting.pk, starts_at=slot(sitting, 1))
    assert waiting(old) == {}
    assert set(waiting(new)) == {K.MOVED, K.REMINDER}
    assert waiting(new)[K.MOVED].facts["starts_at"] == new.starts_at.isoformat()
    newest = move(new, session=sitting.pk, starts_at=slot(sitting, 2))
    for message in waiting(newest).values():  # in the calendar it is the entry of the first one
        assert (message.facts["entry"], message.facts["change"]) == (str(old.pk), 2)
        assert message.facts["ends_at"] == newest.ends_at.isoformat()


def test_a_refused_booking_writes_no_message(cast, clock):
    here, there = sit(cast), sit(cast, centre=cast.konin, provider=cast.office)
    booked(here, phone="+48600100200")
    count = Message.objects.count()
    kept = keep(there)
    assert refused(book, token=kept.token, name="Olena", phone="+48600100200") == "own-overlap"
    assert Message.objects.count() == count


def test_a_rolled_back_booking_takes_its_messages_along(cast, clock):
    kept = keep(sit(cast))

    class Lost(Exception):
        pass

    with pytest.raises(Lost), transaction.atomic():
        book(token=kept.token, name="Olena", phone="+48600100200")
        assert Message.objects.count() == 2
        raise Lost
    assert not Message.objects.exists()
    assert Appointment.objects.get(pk=kept.pk).state == "held"
    assert Claim.objects.get(is_active=True).expires_at == kept.hold_expires_at


def test_a_meeting_about_to_begin_is_told_only_until_then(cast, clock):
    clock.set(THURSDAY - timedelta(minutes=40))
    assert waiting(booked(sit(cast)))[K.BOOKED].expires_at == THURSDAY
