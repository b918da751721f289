"""The list, a schedule, adding, changing, ending."""

from datetime import date, timedelta

import pytest

from mosty.appointments.actions.schedules import end_schedule
from mosty.appointments.models import DutySchedule, DutySession
from mosty.core.models import AccessEvent, AuditEntry
from tests.appointments.sittings import booked, rule
from tests.cast import sign_in
from tests.desk.schedules.hours import LIST, NEW, TODAY, text, typed, url

NEXT = date(2026, 12, 3)


def sitting(day):
    return DutySession.objects.get(on=day, state="planned")


def test_the_list_says_who_sits_when_in_words(cast, schedule):
    rule(cast, provider=cast.office, service=cast.residence, weekday=1, every_weeks=2, places=2, meeting="phone")
    rule(cast, weekday=0, mode="walk-in", valid_to=date(2026, 12, 31))
    rule(cast, centre=cast.konin, provider=cast.oksana_duty, weekday=0)
    page = text(sign_in(cast.zuzanna).get(LIST))
    for words in ("Tomasz Grzelak", "Thursday 9:00–12:00", "every week", "30 minutes each", "from 26 November 2026"):
        assert words in page
    for words in ("Tuesday 9:00–12:00", "every second week", "30 minutes each, 2 people at a time", "by phone", "Guests on duty"):
        assert words in page
    assert "without booking" in page
    assert "until 31 December 2026" in page
    assert page.count("Tomasz Grzelak</th>") == 1
    assert "Oksana Tkaczenko</th>" not in page, "of another centre"
    assert "Add duty hours" not in page, "reception reads"


def test_hours_that_are_over_have_their_own_list(cast, clock):
    rule(cast, valid_to=TODAY - timedelta(days=1))
    browser = sign_in(cast.hanna)
    assert "No duty hours" in text(browser.get(LIST))
    assert "Tomasz Grzelak" in text(browser.get(f"{LIST}?over=1"))


def test_adding_makes_the_sittings_and_says_how_many(cast, clock):
    browser = sign_in(cast.hanna)
    answer = browser.post(NEW, typed(cast, starts_again_at="13:00", ends_again_at="14:00", languages=["uk"]))
    assert (answer.status_code, answer.url) == (303, LIST)
    assert DutySchedule.objects.count() == 4
    assert DutySession.objects.filter(schedule__in=DutySchedule.objects.all(), languages=["uk"]).count() == 26
    assert "Saved. 26 sittings can be booked now." in text(browser.get(LIST))
    assert AuditEntry.objects.filter(verb="duty.schedule-added", actor=cast.hanna).count() == 4


def test_hours_far_ahead_say_when_they_begin(cast, clock):
    browser = sign_in(cast.hanna)
    browser.post(NEW, typed(cast, valid_from="2027-06-01"))
    assert "the first day is 1 June 2027" in text(browser.get(LIST))
    assert not DutySession.objects.exists()


def test_looking_first_saves_nothing(cast, clock):
    page = text(sign_in(cast.hanna).post(NEW, typed(cast, step="look")))
    assert "13 sittings." in page
    assert "52 times to book." in page
    assert "public holiday" in page
    assert 'value="2026-12-01"' in page, "what was typed stays"
    assert not DutySchedule.objects.exists()


def test_looking_first_tells_of_clashes_too(cast, schedule):
    page = text(sign_in(cast.hanna).post(NEW, typed(cast, weekdays=["3"], step="look")))
    assert "Tomasz Grzelak already has duty hours at that time: Thursday 9:00–12:00, Poznań." in page


def test_a_schedule_shows_its_sittings_and_what_is_left_out(cast, schedule):
    booked(sitting(date(2026, 11, 26)), 5)
    page = text(sign_in(cast.karolina).get(url(schedule)))
    assert "1 of 6 taken" in page
    assert f"/desk/calendar/sessions/{sitting(NEXT).pk}/" in page
    assert "public holiday: Wigilia" in page
    assert "Change from a day on" not in page
    assert not AccessEvent.objects.exists(), "no person is named"


def test_a_change_keeps_people_and_lists_them(cast, schedule):
    mine = booked(sitting(NEXT), 0, name="Олена")
    browser = sign_in(cast.hanna)
    assert "1 person has booked, until Thursday, 3 December." in text(browser.get(url(schedule, "change/")))
    answer = browser.post(url(schedule, "change/"), typed(cast, weekdays=["3"], valid_from="2026-12-03"))
    new = DutySchedule.objects.exclude(pk=schedule.pk).get()
    assert (answer.status_code, answer.url) == (303, url(new))
    page = text(browser.get(url(new)))
    assert "Changed from Thursday, 3 December on. 1 person keeps the old time." in page
    assert "These people keep the old time" in page
    assert "Олена" in page
    assert f"/desk/appointments/{mine.pk}/move/" in page
    assert AccessEvent.objects.filter(how="list", subject_type="appointments.appointment", actor=cast.hanna).count() == 1
    assert "Олена" not in text(sign_in(cast.karolina).get(url(new))), "not of the guest's own list"
    old = text(browser.get(f"/desk/calendar/sessions/{mine.session_id}/"))
    assert "only for the people who had booked it before" in old
    assert '<form method="post" class="stack"' not in old
    assert "old hours, only for 1 person" in text(browser.get("/desk/calendar/?week=2026-W49"))


def test_the_form_of_a_change_shows_what_holds(cast, schedule):
    page = text(sign_in(cast.hanna).get(url(schedule, "change/")))
    assert 'value="2026-11-26"' in page, "its next day"
    assert 'value="09:00"' in page
    assert f'<option value="{cast.room.pk}" selected' in page


def test_ending_leads_to_the_people(cast, schedule):
    booked(sitting(NEXT), 0, name="Олена")
    browser = sign_in(cast.hanna)
    assert "1 person has booked" in text(browser.get(url(schedule, "end/")))
    answer = browser.post(url(schedule, "end/"), {"last_on": "2026-11-30"})
    assert (answer.status_code, answer.url) == (303, "/desk/calendar/care/")
    page = text(browser.get(answer.url))
    assert "Ended. 1 person has booked" in page
    assert "Олена" in page
    schedule.refresh_from_db()
    assert schedule.valid_to == date(2026, 11, 30)


def test_ending_hours_that_nobody_booked_leads_to_the_list(cast, schedule):
    answer = sign_in(cast.hanna).post(url(schedule, "end/"), {"last_on": "2026-11-30"})
    assert answer.url == LIST


def test_hours_that_are_over_offer_no_buttons(cast, schedule):
    end_schedule(schedule, last_on=TODAY + timedelta(days=1), by=cast.hanna)
    DutySchedule.objects.filter(pk=schedule.pk).update(valid_from=date(2026, 1, 1), valid_to=TODAY)
    assert "Change from a day on" not in text(sign_in(cast.hanna).get(url(schedule)))


@pytest.mark.parametrize("who", ["zuzanna", "oksana", "karolina", "joanna", "piotr"])
def test_only_the_manager_writes(cast, schedule, who):
    browser = sign_in(cast.people[who])
    for page in (NEW, url(schedule, "change/"), url(schedule, "end/")):
        assert browser.get(page).status_code == 403
        assert browser.post(page, typed(cast, last_on="2026-12-01")).status_code == 403
    assert DutySchedule.objects.get().valid_to is None


def test_hours_of_another_centre_do_not_exist(cast, schedule):
    for who in (cast.ewa, cast.adam):
        browser = sign_in(who)
        for page in ("", "change/", "end/"):
            assert browser.get(url(schedule, page)).status_code == 404
        assert browser.post(url(schedule, "end/"), {"last_on": "2026-12-01"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 4])
def test_queries_do_not_grow(cast, clock, rows, django_assert_num_queries):
    for number in range(rows):
        rule(cast, weekday=number)
    browser = sign_in(cast.zuzanna)
    with django_assert_num_queries(5):
        browser.get(LIST)


@pytest.mark.parametrize("people", [1, 4])
def test_queries_of_one_do_not_grow(cast, schedule, people, django_assert_num_queries):
    for number in range(people):
        booked(sitting(NEXT), number)
    browser = sign_in(cast.zuzanna)
    with django_assert_num_queries(9):
        browser.get(url(schedule))
