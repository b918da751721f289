"""What is wrong is said in a sentence, what was typed stays, nothing is written."""

import pytest

from mosty.appointments.models import DutySchedule
from mosty.directory.models import Provider, Room
from tests.appointments.sittings import rule
from tests.cast import sign_in
from tests.desk.schedules.hours import NEW, text, typed, url

NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weekdays": []}, "Please choose at least one weekday."),
        ({"weekdays": ["7"]}, "Select a valid choice"),
        ({"provider": ""}, "This field is required."),
        ({"provider": NOBODY}, "Select a valid choice"),
        ({"service": "x" * 10_000}, "Select a valid choice"),
        ({"room": NOBODY}, "Select a valid choice"),
        ({"languages": ["xx"]}, "Select a valid choice"),
        ({"languages": ["ru"]}, "does not speak one of these languages"),
        ({"every_weeks": "0"}, "Select a valid choice"),
        ({"mode": "never"}, "Select a valid choice"),
        ({"starts_at": "x" * 10_000}, "Enter a valid time."),
        ({"starts_at": "25:00"}, "Enter a valid time."),
        ({"ends_at": ""}, "This field is required."),
        ({"ends_at": "09:00"}, "The end must be later than the beginning."),
        ({"ends_at": "10:00"}, "The end must be later than the beginning."),
        ({"starts_again_at": "11:30", "ends_again_at": "13:00"}, "The two spans of hours overlap."),
        ({"starts_again_at": "13:00"}, "Please give both hours, or neither."),
        ({"ends_again_at": "13:00"}, "Please give both hours, or neither."),
        ({"starts_again_at": "15:00", "ends_again_at": "14:00"}, "The end must be later than the beginning."),
        ({"slot_minutes": "180"}, "One meeting is longer than these hours."),
        ({"slot_minutes": "4"}, "greater than or equal to 5"),
        ({"slot_minutes": "9" * 40}, "less than or equal to 480"),
        ({"slot_minutes": "half"}, "Enter a whole number."),
        ({"places": "0"}, "greater than or equal to 1"),
        ({"places": "2"}, "has a place for only 1 person at a time"),
        ({"valid_from": "2026-11-24"}, "The day has already passed."),
        ({"valid_from": "1900-01-01"}, "The day has already passed."),
        ({"valid_from": "2199-12-31"}, "too far ahead"),
        ({"valid_from": "2026-02-30"}, "Enter a valid date."),
        ({"valid_to": "2026-11-30"}, "The end must be later than the beginning."),
        ({"valid_to": "2199-12-31"}, "too far ahead"),
        ({"valid_from": "2026-12-02", "valid_to": "2026-12-03"}, "No such weekday lies between"),
    ],
)
@pytest.mark.parametrize("step", ["save", "look"])
def test_adding(cast, clock, change, said, step):
    page = text(sign_in(cast.hanna).post(NEW, typed(cast, step=step) | change))
    assert said in page
    assert 'aria-invalid="true"' in page or 'data-state="error"' in page
    assert f'<option value="{cast.lawyer.pk}" selected' in page or "service" in change, "what was typed stays"
    assert not DutySchedule.objects.exists()


def test_a_room_of_another_centre_and_a_provider_of_another_organisation_cannot_be_chosen(cast, clock):
    room = Room.objects.create(centre=cast.konin, name="Konin 1")
    foreign = Provider.objects.create(organization=cast.other, kind="expert", name="Foreign", sign="F", languages=["pl"])
    browser = sign_in(cast.hanna)
    shown = text(browser.get(NEW))
    assert "Konin 1" not in shown
    assert "Foreign" not in shown
    assert cast.office.name in shown, "a guest office can be"
    for change in ({"room": str(room.pk)}, {"provider": str(foreign.pk)}):
        assert "Select a valid choice" in text(browser.post(NEW, typed(cast, **change)))
    assert not DutySchedule.objects.exists()


def test_every_clash_is_named(cast, clock):
    rule(cast, weekday=1, centre=cast.konin, starts_at="11:30", ends_at="14:00")
    rule(cast, weekday=4, provider=cast.office, service=cast.residence, room=cast.room)
    page = text(sign_in(cast.hanna).post(NEW, typed(cast)))
    assert "Tomasz Grzelak already has duty hours at that time: Tuesday 11:30–14:00, Konin." in page
    assert "The room 4 is taken at that time. Wielkopolski Urząd Wojewódzki sits there: Friday 9:00–12:00." in page
    assert DutySchedule.objects.count() == 2


def test_sending_twice_adds_once(cast, clock):
    browser = sign_in(cast.hanna)
    assert browser.post(NEW, typed(cast)).status_code == 303
    assert "already has duty hours" in text(browser.post(NEW, typed(cast)))
    assert DutySchedule.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"valid_from": "2026-11-25"}, "A change can begin tomorrow at the earliest."),
        ({"valid_from": "2026-11-01"}, "A change can begin tomorrow at the earliest."),
        ({"weekdays": []}, "Please choose at least one weekday."),
        ({"valid_to": "2026-11-01"}, "The end must be later than the beginning."),
    ],
)
def test_changing(cast, schedule, change, said):
    assert said in text(sign_in(cast.hanna).post(url(schedule, "change/"), typed(cast, **change)))
    schedule.refresh_from_db()
    assert schedule.valid_to is None


def test_the_person_of_a_change_cannot_be_tampered_with(cast, schedule):
    given = typed(cast, provider=str(cast.office.pk), weekdays=["3"])
    assert sign_in(cast.hanna).post(url(schedule, "change/"), given).status_code == 303
    assert set(DutySchedule.objects.order_by("pk").values_list("provider", flat=True)) == {cast.tomasz.pk}


@pytest.mark.parametrize(
    ("last_on", "said"),
    [
        ("2026-11-24", "The day has already passed."),
        ("", "This field is required."),
        ("x" * 10_000, "Enter a valid date."),
        ("2026-13-45", "Enter a valid date."),
        ("1900-01-01", "The day has already passed."),
    ],
)
def test_ending(cast, schedule, last_on, said):
    assert said in text(sign_in(cast.hanna).post(url(schedule, "end/"), {"last_on": last_on}))
    schedule.refresh_from_db()
    assert schedule.valid_to is None


def test_two_managers_one_after_the_other(cast, schedule):
    """The second one still has the old page open."""
    browser = sign_in(cast.hanna)
    assert browser.post(url(schedule, "end/"), {"last_on": "2026-11-26"}).status_code == 303
    assert "These hours end on that day or before it anyway." in text(browser.post(url(schedule, "end/"), {"last_on": "2026-12-31"}))
    given = typed(cast, valid_from="2026-12-10", weekdays=["3"])
    assert "changed or ended meanwhile" in text(browser.post(url(schedule, "change/"), given))
