"""The roster of a week."""

from datetime import timedelta

import pytest

from mosty.appointments.actions.duty import add_exception
from mosty.appointments.enums import DutyMode
from mosty.core import time
from mosty.core.models import AccessEvent
from mosty.directory.enums import ProviderKind
from mosty.directory.models import Provider
from tests.appointments.sittings import booked, by_staff, sit
from tests.cast import sign_in

URL = "/desk/calendar/"


@pytest.fixture
def monday(cast):
    """9:00 in Warsaw on Monday in two weeks."""
    today = time.today()
    day = today - timedelta(days=today.weekday()) + timedelta(weeks=2)
    return time.at(day, time.datetime(2000, 1, 1, 9).time())


def week_of(instant):
    iso = instant.date().isocalendar()
    return f"{URL}?week={iso.year}-W{iso.week:02d}"


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_week_says_who_sits_when_where_and_how_full_it_is(cast, monday):
    sitting = sit(cast, monday, times=4, room=cast.room)
    guest = sit(cast, monday + timedelta(days=5), times=2, provider=cast.office, service=cast.residence, languages=["pl"])
    for number in range(2):
        by_staff(cast, guest, number)
    booked(sitting, 1)
    page = text(sign_in(cast.zuzanna).get(week_of(monday), headers={"Accept-Language": "en"}))
    assert "Tomasz Grzelak" in page
    assert "9:00–11:00" in page
    assert "4, 1 of 4 taken" in page
    assert "2 of 2 taken" in page
    assert 'data-kind="guest"' in page
    assert f"/desk/calendar/sessions/{sitting.pk}/" in page
    assert "Українська" in page
    assert "Taken: 3 of 6 times." in page
    assert page.count('<th scope="col"') == 7, "Monday to Saturday"
    assert not AccessEvent.objects.exists(), "no personal data"


def test_an_empty_week_says_so_and_offers_the_neighbours(cast):
    page = text(sign_in(cast.zuzanna).get(f"{URL}?week=2030-W01"))
    assert "Nobody is on duty this week" in page
    assert "week=2029-W52" in page
    assert "week=2030-W02" in page


@pytest.mark.parametrize("week", ["", "2026-W99", "x", "9999-W01", "2026W01", "0-W1", "-1-W1", "2026-W-1", "1" * 5000, "2026-W00", "%00"])
def test_a_week_that_does_not_exist_is_this_week(cast, week):
    answer = sign_in(cast.zuzanna).get(URL, {"week": week})
    assert answer.status_code == 200
    assert answer.context["week"].is_this


def test_today_is_marked_only_in_this_week(cast, monday):
    sit(cast, time.now() + timedelta(minutes=5), on=time.today())
    browser = sign_in(cast.zuzanna)
    assert "data-today" in text(browser.get(URL))
    sit(cast, monday)
    assert "data-today" not in text(browser.get(week_of(monday)))


def test_a_cancelled_sitting_says_how_many_wait(cast, monday):
    sitting = sit(cast, monday)
    booked(sitting, 0)
    booked(sitting, 1)
    day = sitting.on
    add_exception(centre=cast.poznan, provider=cast.tomasz, first_on=day, last_on=day, reason="chory", by=cast.hanna)
    page = text(sign_in(cast.zuzanna).get(week_of(monday)))
    assert 'data-kind="off"' in page
    assert "cancelled, 2 people wait" in page
    assert "/desk/calendar/care/" in page
    assert "chory" in page
    assert "Comes after all" not in page, "only a manager"
    assert "Comes after all" in text(sign_in(cast.hanna).get(week_of(monday)))


def test_hours_without_booking_are_in_the_roster_too(cast, monday):
    sit(cast, monday, mode=DutyMode.WALK_IN)
    assert "without booking" in text(sign_in(cast.zuzanna).get(week_of(monday)))


def test_only_the_own_centre_is_shown(cast, monday):
    sit(cast, monday, centre=cast.konin)
    assert "Tomasz Grzelak" not in text(sign_in(cast.zuzanna).get(week_of(monday)))
    assert "Tomasz Grzelak" in text(sign_in(cast.ewa).get(week_of(monday)))


@pytest.mark.parametrize(
    ("who", "status"),
    [("zuzanna", 200), ("oksana", 200), ("hanna", 200), ("karolina", 200), ("adam", 200), ("joanna", 403), ("piotr", 403), ("nikt", 403)],
)
def test_who_may_see_the_roster(cast, who, status):
    assert sign_in(cast.people[who]).get(URL).status_code == status


def test_nobody_gets_in_without_signing_in(client, cast):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("people", [1, 4])
def test_queries_do_not_grow(cast, monday, people, django_assert_num_queries):
    for number in range(people):
        provider = Provider.objects.create(organization=cast.rops, kind=ProviderKind.EXPERT, name=f"P{number}", sign="P", languages=["pl"])
        for day in range(people):
            booked(sit(cast, monday + timedelta(days=day), provider=provider))
    browser = sign_in(cast.zuzanna)
    with django_assert_num_queries(8):
        browser.get(week_of(monday))
