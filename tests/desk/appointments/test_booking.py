"""One booking: what became of it, another time, cancelling."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mosty.appointments.actions.duty import add_exception
from mosty.appointments.actions.reception import arrive
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.models import Appointment
from mosty.appointments.queries.times import FreeTime
from mosty.comms.models import Message
from mosty.core.models import AccessEvent
from tests.appointments.sittings import booked, by_staff, keep, sit, slot
from tests.cast import sign_in

NOBODY = "00000000-0000-4000-8000-000000000000"  # an id that no row has


@pytest.fixture
def sitting(cast):
    return sit(cast, timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3))


@pytest.fixture
def mine(cast, sitting):
    return booked(sitting, 0, name="Олена", phone="+48600100200")


def url(row, page=""):
    return f"/desk/appointments/{row.pk}/{page}"


def key(sitting, number):
    return FreeTime(sitting, slot(sitting, number), slot(sitting, number + 1), 1).key


def text(answer):
    return " ".join(answer.content.decode().split())


def test_it_says_everything_and_notes_the_look(cast, mine):
    Message.objects.filter(about=mine.pk, kind="booked").update(state="failed", error="refused")
    page = text(sign_in(cast.zuzanna).get(url(mine), headers={"Accept-Language": "en"}))
    for word in ("Олена", "+48600100200", f"{mine.code[:3]} {mine.code[3:6]} {mine.code[6:]}", "failed", "Other time", "Cancel"):
        assert word in page
    event = AccessEvent.objects.get()
    assert (event.how, event.subject_ids, event.actor) == ("open", [str(mine.pk)], cast.zuzanna)


def test_another_time_wins_and_frees_the_old_one(cast, sitting, mine):
    browser = sign_in(cast.zuzanna)
    assert key(sitting, 2) in text(browser.get(url(mine, "move/")))
    answer = browser.post(url(mine, "move/"), {"time": key(sitting, 2)})
    mine.refresh_from_db()
    assert (mine.state, mine.moved_to.starts_at) == (S.MOVED, slot(sitting, 2))
    assert (answer.status_code, answer.url) == (303, url(mine.moved_to))
    assert "Open the new booking" in text(browser.get(url(mine)))
    again = browser.post(url(mine, "move/"), {"time": key(sitting, 2)})
    assert again.url == url(mine.moved_to), "sent twice: the same answer"
    assert Appointment.objects.count() == 2


@pytest.mark.parametrize("time", ["", "x", "x.1", f"{NOBODY}.1", f"{NOBODY}.99999999999999999"])
def test_a_time_that_is_none_is_refused(cast, mine, time):
    page = text(sign_in(cast.zuzanna).post(url(mine, "move/"), {"time": time}))
    assert "Please correct this" in page
    mine.refresh_from_db()
    assert mine.state == S.BOOKED


def test_a_time_taken_meanwhile_is_said(cast, sitting, mine):
    booked(sitting, 2)
    page = text(sign_in(cast.zuzanna).post(url(mine, "move/"), {"time": key(sitting, 2)}))
    assert "just been taken by someone else" in page


def test_people_are_moved_only_to_places_where_one_may_book(cast, sitting, mine):
    konin = sit(cast, sitting.starts_at, centre=cast.konin, provider=cast.oksana_duty)
    browser = sign_in(cast.zuzanna)
    assert str(konin.pk) not in text(browser.get(url(mine, "move/")))
    assert browser.post(url(mine, "move/"), {"time": key(konin, 1)}).status_code == 200
    mine.refresh_from_db()
    assert mine.state == S.BOOKED


def test_nothing_free_is_said(cast, mine):
    for number in range(1, 4):
        booked(mine.session, number)
    assert "no time of this service is free" in text(sign_in(cast.zuzanna).get(url(mine, "move/")))


@pytest.mark.parametrize(("contact", "said"), [({"phone": "+48600100200"}, "In this language: Polish"), ({}, "Tell the person yourself")])
def test_cancelling_is_asked_once_and_says_how_the_person_hears(cast, sitting, contact, said):
    row = by_staff(cast, sitting, 1, **contact)
    browser = sign_in(cast.zuzanna)
    assert said in text(browser.get(url(row, "cancel/"), headers={"Accept-Language": "en"}))
    answer = browser.post(url(row, "cancel/"))
    row.refresh_from_db()
    assert (row.state, answer.url) == (S.CANCELLED_BY_CENTRE, url(row))
    assert Message.objects.filter(about=row.pk, kind="cancelled-by-centre").count() == bool(contact)
    assert browser.post(url(row, "cancel/")).status_code == 303, "twice is no harm"


def test_who_comes_from_the_list_of_care_goes_back_to_it(cast, sitting):
    first, second = booked(sitting, 0), booked(sitting, 1)
    other = sit(cast, sitting.starts_at + timedelta(days=1), provider=cast.office)
    add_exception(centre=cast.poznan, provider=cast.tomasz, first_on=sitting.on, last_on=sitting.on, reason="x", by=cast.hanna)
    browser = sign_in(cast.zuzanna)
    assert browser.post(url(first, "move/"), {"time": key(other, 0)}).url == "/desk/calendar/care/"
    assert browser.post(url(second, "cancel/")).url == "/desk/calendar/care/"
    assert "Nobody waits" in text(browser.get("/desk/calendar/care/"))


def test_what_went_on_can_neither_be_moved_nor_cancelled(cast, sitting, mine):
    arrive(mine, by=cast.zuzanna)
    browser = sign_in(cast.zuzanna)
    assert "Other time" not in text(browser.get(url(mine)))
    assert browser.post(url(mine, "move/"), {"time": key(sitting, 1)}).url == url(mine)
    Appointment.objects.filter(pk=mine.pk).update(state=S.FULFILLED)
    assert browser.post(url(mine, "cancel/")).url == url(mine)
    mine.refresh_from_db()
    assert mine.state == S.FULFILLED


def test_foreign_bookings_and_kept_times_do_not_exist(cast, sitting, mine):
    kept = keep(sitting, 1)
    for page in ("", "move/", "cancel/"):
        for who in (cast.ewa, cast.adam, cast.karolina):
            assert sign_in(who).get(url(mine, page)).status_code == 404
        assert sign_in(cast.zuzanna).get(url(kept, page)).status_code == 404
        for who in (cast.joanna, cast.piotr):  # work for the organisation and read no bookings
            assert sign_in(who).get(url(mine, page)).status_code == 403
            assert sign_in(who).get(url(kept, page)).status_code == 404, "a kept time is nobody's yet"


def test_a_guest_reads_the_own_bookings_and_changes_none(cast, sitting):
    own = booked(sit(cast, sitting.starts_at, provider=cast.office))
    browser = sign_in(cast.karolina)
    page = text(browser.get(url(own)))
    assert "Other time" not in page
    assert own.phone not in page, "who comes when, not how to reach them"
    assert own.name in page
    for action in ("move/", "cancel/"):
        assert browser.get(url(own, action)).status_code == 403
        assert browser.post(url(own, action)).status_code == 403


@pytest.mark.parametrize("moves", [0, 2])
def test_queries_do_not_grow(cast, mine, moves, django_assert_num_queries):
    for _ in range(moves):
        Message.objects.create(
            organization=cast.rops, centre=cast.poznan, about=mine.pk, kind="reminder", channel="sms", language="pl", address="",
            facts={}, not_before=timezone.now(),
        )  # fmt: skip
    browser = sign_in(cast.zuzanna)
    with django_assert_num_queries(8):
        browser.get(url(mine))
