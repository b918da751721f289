"""Somebody is away: whom that leaves waiting, and how that ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mosty.appointments.actions.duty import add_exception
from mosty.appointments.models import DutyException
from mosty.core import time
from mosty.core.models import AccessEvent
from tests.appointments.sittings import booked, by_staff, rule, sit
from tests.cast import sign_in

NEW, CARE = "/desk/calendar/exceptions/new/", "/desk/calendar/care/"


@pytest.fixture
def sitting(cast):
    rule(cast)
    return sit(cast, timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3))


def typed(cast, sitting, **values):
    return {"provider": str(cast.tomasz.pk), "first_on": sitting.on, "last_on": sitting.on, "reason": "chory"} | values


def text(answer):
    return " ".join(answer.content.decode().split())


def absence(cast, sitting):
    made, _ = add_exception(
        centre=cast.poznan, provider=cast.tomasz, first_on=sitting.on, last_on=sitting.on, reason="chory", by=cast.hanna
    )
    return made


def test_an_absence_leads_to_the_people_it_concerns(cast, sitting):
    mine = booked(sitting, 0, name="Олена", phone="+48600100200")
    by_staff(cast, sitting, 1, name="Nino")
    browser = sign_in(cast.hanna)
    answer = browser.post(NEW, typed(cast, sitting))
    assert (answer.status_code, answer.url) == (303, CARE)
    page = text(browser.get(CARE))
    assert "Saved. 2 people have booked" in page
    assert "Олена" in page
    assert "+48600100200" in page
    assert "no phone, no e-mail" in page
    assert f"/desk/appointments/{mine.pk}/move/" in page
    assert f"/desk/appointments/{mine.pk}/cancel/" in page
    assert AccessEvent.objects.filter(how="list", count=2).exists()


def test_an_absence_that_concerns_nobody_leads_back_to_its_week(cast, sitting):
    answer = sign_in(cast.hanna).post(NEW, typed(cast, sitting, provider="all"))
    iso = sitting.on.isocalendar()
    assert answer.url == f"/desk/calendar/?week={iso.year}-W{iso.week:02d}"
    assert DutyException.objects.get().provider is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"last_on": "2020-01-01", "first_on": "2020-01-01"}, "The day has already passed."),
        ({"last_on": time.today() + timedelta(days=1), "first_on": time.today() + timedelta(days=2)}, "The end must be later"),
        ({"first_on": "tomorrow"}, "Enter a valid date."),
        ({"reason": ""}, "This field is required."),
        ({"reason": "x" * 300}, "at most 200"),
        ({"provider": ""}, "This field is required."),
        ({"provider": "00000000-0000-0000-0000-000000000000"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, sitting, change, said):
    given = typed(cast, sitting) | change
    page = text(sign_in(cast.hanna).post(NEW, given, headers={"Accept-Language": "en"}))
    assert said in page
    assert str(given["last_on"]) in page
    assert not DutyException.objects.exists()


def test_coming_after_all_is_asked_once(cast, sitting):
    mine = booked(sitting)
    made = absence(cast, sitting)
    browser = sign_in(cast.hanna)
    url = f"/desk/calendar/exceptions/{made.pk}/withdraw/"
    assert "Comes after all?" in text(browser.get(url))
    assert DutyException.objects.exists()
    assert browser.post(url).status_code == 303
    mine.refresh_from_db()
    assert mine.needs_care is False
    assert browser.post(url).status_code == 404


def test_a_year_typed_wrong_is_refused(cast, sitting):
    page = text(sign_in(cast.hanna).post(NEW, typed(cast, sitting, last_on="2199-12-31")))
    assert "This day is too far ahead. Please check the year." in page
    assert not DutyException.objects.exists()


def test_a_guest_office_has_its_name_in_the_readers_language(cast, sitting):
    cast.tomasz.names = {"pl": "Urząd Skarbowy", "en": "Tax Office"}
    cast.tomasz.save()
    mine = booked(sitting, 0)
    made = absence(cast, sitting)
    browser = sign_in(cast.hanna)
    week = f"/desk/calendar/?week={sitting.on.isocalendar().year}-W{sitting.on.isocalendar().week:02d}"
    for address in (NEW, CARE, week, f"/desk/calendar/exceptions/{made.pk}/withdraw/", f"/desk/appointments/{mine.pk}/"):
        page = text(browser.get(address))
        assert "Tax Office" in page, address
        assert cast.tomasz.name not in page, address


@pytest.mark.parametrize(("who", "status"), [("hanna", 200), ("zuzanna", 403), ("oksana", 403), ("karolina", 403), ("joanna", 403)])
def test_only_managers_change_the_roster(cast, sitting, who, status):
    made = absence(cast, sitting)
    browser = sign_in(cast.people[who])
    assert browser.get(NEW).status_code == status
    assert browser.get(f"/desk/calendar/exceptions/{made.pk}/withdraw/").status_code == status


def test_an_absence_elsewhere_does_not_exist(cast, sitting):
    made = absence(cast, sitting)
    for who in (cast.adam, cast.ewa):
        assert sign_in(who).post(f"/desk/calendar/exceptions/{made.pk}/withdraw/").status_code == 404
    assert DutyException.objects.exists()


def test_the_list_is_the_centres_own(cast, sitting):
    booked(sitting, name="Олена")
    absence(cast, sitting)
    assert "Олена" in text(sign_in(cast.zuzanna).get(CARE))
    for who in (cast.ewa, cast.adam):
        page = text(sign_in(who).get(CARE))
        assert "Олена" not in page
        assert "Nobody waits" in page
    assert sign_in(cast.karolina).get(CARE).status_code == 403


@pytest.mark.parametrize("people", [1, 4])
def test_queries_do_not_grow(cast, sitting, people, django_assert_num_queries):
    for number in range(people):
        booked(sitting, number)
    absence(cast, sitting)
    browser = sign_in(cast.zuzanna)
    with django_assert_num_queries(6):
        browser.get(CARE)
