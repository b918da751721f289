"""One sitting: who is in it, and a time for somebody at the counter."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from mosty.appointments.actions.bookings import cancel_by_client
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.models import Appointment
from mosty.appointments.queries.times import FreeTime
from mosty.comms.models import Message
from mosty.core.models import AccessEvent
from tests.appointments.sittings import booked, by_staff, keep, sit, slot
from tests.cast import sign_in


@pytest.fixture
def sitting(cast):
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    return sit(cast, soon, room=cast.room)


def url(sitting):
    return f"/desk/calendar/sessions/{sitting.pk}/"


def key(sitting, number=0):
    return FreeTime(sitting, slot(sitting, number), slot(sitting, number + 1), 1).key


def typed(sitting, number=0, **values):
    return {"time": key(sitting, number), "name": "Олена", "language": "uk", "message_language": "uk"} | values


def text(answer):
    return " ".join(answer.content.decode().split())


def test_it_shows_the_people_and_notes_the_look(cast, sitting):
    mine = booked(sitting, 1, name="Олена Ковальчук")
    gone = cancel_by_client(booked(sitting, 2, name="Nino"))
    keep(sitting, 3)
    page = text(sign_in(cast.zuzanna).get(url(sitting)))
    assert "Олена Ковальчук" in page
    assert "Nino" in page
    assert page.count("free: book") == 2
    assert page.count("not free") == 1
    event = AccessEvent.objects.get()
    assert (event.how, event.subject_type, sorted(event.subject_ids)) == (
        "list", "appointments.appointment", sorted([str(mine.pk), str(gone.pk)]),
    )  # fmt: skip


def test_somebody_at_the_counter_gets_a_time(cast, sitting):
    answer = sign_in(cast.zuzanna).post(url(sitting), typed(sitting, 1, phone="600 100 200", needs_interpreter="on"))
    made = Appointment.objects.get()
    assert (answer.status_code, answer.url) == (303, f"/desk/appointments/{made.pk}/")
    assert (made.state, made.name, made.phone, made.language, made.message_language) == (S.BOOKED, "Олена", "+48600100200", "uk", "uk")
    assert (made.booked_by, made.starts_at, made.needs_interpreter) == (cast.zuzanna, slot(sitting, 1), True)
    assert Message.objects.filter(about=made.pk).count() == 2


def test_no_contact_is_needed(cast, sitting):
    assert sign_in(cast.oksana).post(url(sitting), typed(sitting)).status_code == 303
    assert Appointment.objects.get().contact_key == ""


def test_a_time_can_be_chosen_by_its_link(cast, sitting):
    page = text(sign_in(cast.zuzanna).get(url(sitting), {"time": key(sitting, 2)}))
    assert page.count(" checked") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"time": ""}, "Please choose a time."),
        ({"time": "x.y"}, "just been taken"),
        ({"name": ""}, "This field is required."),
        ({"name": "\u200b"}, "Please give a name or a nickname."),
        ({"name": "o" * 10_000}, "at most 100"),
        ({"phone": "12"}, "We do not recognise this phone number."),
        ({"email": "olena"}, "does not look like an e-mail"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"message_language": "de"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, sitting, change, said):
    given = typed(sitting, email="olena@example.org") | change
    page = text(sign_in(cast.zuzanna).post(url(sitting), given, headers={"Accept-Language": "en"}))
    assert said in page
    assert given["email"] in page
    assert not Appointment.objects.exists()


def test_a_time_taken_meanwhile_is_said_and_what_was_typed_stays(cast, sitting):
    browser, given = sign_in(cast.zuzanna), typed(sitting, 0)
    booked(sitting, 0)
    page = text(browser.post(url(sitting), given))
    assert "just been taken by someone else" in page
    assert "Олена" in page
    assert key(sitting, 0) not in page
    assert key(sitting, 1) in page


def test_the_same_person_twice_at_one_hour_is_said(cast, sitting):
    other = sit(cast, sitting.starts_at, provider=cast.office)
    by_staff(cast, other, 0, phone="+48600100200")
    page = text(sign_in(cast.zuzanna).post(url(sitting), typed(sitting, 0, phone="600100200")))
    assert "already have a booked time at this hour" in page


def test_sending_twice_books_once(cast, sitting):
    browser, given = sign_in(cast.zuzanna), typed(sitting)
    assert browser.post(url(sitting), given).status_code == 303
    assert browser.post(url(sitting), given).status_code == 200
    assert Appointment.objects.count() == 1


def test_a_cancelled_sitting_cannot_be_booked(cast, sitting):
    sitting.state = SessionState.CANCELLED
    sitting.save()
    browser = sign_in(cast.zuzanna)
    assert "This sitting is cancelled" in text(browser.get(url(sitting)))
    assert browser.post(url(sitting), typed(sitting)).status_code == 200
    assert not Appointment.objects.exists()


def test_hours_without_booking_say_so(cast, sitting):
    sitting.mode = DutyMode.WALK_IN
    sitting.save()
    assert "People come without booking" in text(sign_in(cast.zuzanna).get(url(sitting)))


def test_a_guest_sees_only_the_own_people_and_books_nobody(cast, sitting):
    booked(sitting, 0, name="Olena")
    own = sit(cast, sitting.starts_at, provider=cast.office)
    booked(own, 0, name="Nino")
    browser = sign_in(cast.karolina)
    assert "Olena" not in text(browser.get(url(sitting)))
    page = text(browser.get(url(own)))
    assert "Nino" in page
    assert '<form method="post" class="stack"' not in page
    assert browser.post(url(own), typed(own, 1)).status_code == 403


def test_foreign_places_do_not_exist(cast, sitting):
    for who in (cast.ewa, cast.adam):
        assert sign_in(who).get(url(sitting)).status_code == 404
        assert sign_in(who).post(url(sitting), typed(sitting)).status_code == 404
    assert sign_in(cast.zuzanna).get(f"/desk/calendar/sessions/{uuid4()}/").status_code == 404
    assert sign_in(cast.joanna).get(url(sitting)).status_code == 403


@pytest.mark.parametrize("people", [1, 3])
def test_queries_do_not_grow(cast, sitting, people, django_assert_num_queries):
    for number in range(people):
        booked(sitting, number)
    browser = sign_in(cast.zuzanna)
    with django_assert_num_queries(10):
        browser.get(url(sitting))
