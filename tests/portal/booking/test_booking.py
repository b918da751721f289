"""Booking without an account, as a browser without scripts and cookies sees it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser
from icalendar import Calendar

from mosty.appointments.actions import bookings
from mosty.appointments.models import Appointment
from mosty.comms.models import Message
from mosty.core.models import Claim
from tests.appointments.sittings import Clock, keep, sit, slot
from tests.cast import Cast

TIMES = "/uk/book/times/?service=lawyer"
TYPED = {"name": "Дарина", "phone": "600 100 200", "email": ""}


def page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def offered(browser: Browser, address: str = TIMES) -> list[str]:
    return [button["value"] for button in page(browser.get(address)).select("button[name=time]")]


def press(browser: Browser, value: str, query: str = "?service=lawyer", **extra: Any) -> Any:
    return browser.post(f"/uk/book/hold/{query}", {"time": value}, **extra)


def booked(browser: Browser, typed: dict[str, str] = TYPED) -> str:
    """Book the first free time; the address of the booking."""
    contact = press(browser, offered(browser)[0]).url
    check = browser.post(contact, typed).url
    return browser.post(check).url


def test_from_service_to_code_without_a_cookie(cast: Cast, clock: Clock) -> None:
    sit(cast)
    browser = Browser(enforce_csrf_checks=True)
    assert page(browser.get("/uk/book/")).select_one('a[href*="service=lawyer"]')
    visit = booked(browser)
    shown = page(browser.get(visit))
    code = re.sub(r"\D", "", shown.select_one(".ticket-code").text)
    booking = Appointment.objects.get()
    assert (booking.state, booking.code, booking.name, booking.phone) == ("booked", code, "Дарина", "+48600100200")
    assert booking.message_language == "uk"
    assert shown.select_one("svg.ticket-qr")
    assert Message.objects.filter(about=booking.pk, kind="booked", language="uk").exists()
    assert not browser.cookies


def test_the_times_shown_are_free_and_the_taken_one_goes(cast: Cast, clock: Clock) -> None:
    sitting = sit(cast, times=3)
    assert len(offered(Browser())) == 3
    keep(sitting, 1)
    clock.go(seconds=4)  # the page may be three seconds old
    assert len(offered(Browser())) == 2


def test_somebody_faster_says_so_and_offers_three_nearest(cast: Cast, clock: Clock) -> None:
    sitting = sit(cast, times=5)
    browser = Browser()
    value = offered(browser)[2]
    keep(sitting, 2)
    answer = press(browser, value)
    assert answer.status_code == 409
    alert = page(answer).select_one("[role=alert]")
    assert len(alert.select("button[name=time]")) == 3
    assert not Appointment.objects.filter(session=sitting, starts_at=slot(sitting, 2)).exclude(contact_key="").exists()


def test_a_time_lost_at_the_last_step_keeps_what_was_typed(cast: Cast, clock: Clock) -> None:
    sitting = sit(cast, times=4)
    browser = Browser()
    contact = press(browser, offered(browser)[0]).url
    check = browser.post(contact, TYPED).url
    clock.go(minutes=11)
    keep(sitting, 0)
    answer = browser.post(check)
    assert answer.status_code == 409
    shown = page(answer)
    assert "Дарина" in shown.text
    form = shown.select_one("[role=alert] form")
    again = browser.post(form["action"], {"time": form.select("button")[0]["value"]})
    assert again.url.endswith("/check/"), "the contact is not asked again"
    assert browser.post(again.url).url.startswith("/uk/visit/")
    assert Appointment.objects.get(state="booked").name == "Дарина"


def test_a_hold_that_ran_out_is_booked_when_nobody_took_it(cast: Cast, clock: Clock) -> None:
    sit(cast)
    browser = Browser()
    contact = press(browser, offered(browser)[0]).url
    clock.go(minutes=15)
    assert browser.get(contact).status_code == 200
    check = browser.post(contact, TYPED).url
    assert browser.post(check).url.startswith("/uk/visit/")


def test_double_submit_and_the_back_button_lead_to_the_one_booking(cast: Cast, clock: Clock) -> None:
    sit(cast)
    browser = Browser()
    contact = press(browser, offered(browser)[0]).url
    check = browser.post(contact, TYPED).url
    first, second = browser.post(check).url, browser.post(check).url
    assert first == second == browser.get(contact).url == browser.get(check).url
    assert browser.post(contact, {"name": "Хтось інший", "phone": "", "email": "x@example.org"}).url == first
    booking = Appointment.objects.get()
    assert booking.name == "Дарина"
    assert Message.objects.filter(about=booking.pk, kind="booked").count() == 1


def test_a_lost_connection_between_steps_loses_nothing(cast: Cast, clock: Clock) -> None:
    sit(cast)
    contact = press(Browser(), offered(Browser())[0]).url
    Browser().post(contact, TYPED)
    shown = page(Browser().get(contact))
    assert shown.select_one("#id_name")["value"] == "Дарина"
    assert shown.select_one("#id_phone")["value"] == "+48600100200"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "", "phone": "600100200", "email": ""}, "name"),
        ({"name": "ٰ", "phone": "600100200", "email": ""}, "name"),
        ({"name": "Ż" * 10_000, "phone": "600100200", "email": ""}, "name"),
        ({"name": "\u202eolA", "phone": "600100200", "email": ""}, "name"),
        ({"name": "Ola\x00", "phone": "600100200", "email": ""}, "name"),
        ({"name": "Ola", "phone": "", "email": ""}, "phone"),
        ({"name": "Ola", "phone": "12", "email": ""}, "phone"),
        ({"name": "Ola", "phone": "<script>", "email": ""}, "phone"),
        ({"name": "Ola", "phone": "", "email": "ola@"}, "email"),
    ],
)
def test_a_bad_contact_is_one_sentence_and_everything_stays(cast: Cast, clock: Clock, typed: dict[str, str], field: str) -> None:
    sit(cast)
    browser = Browser()
    contact = press(browser, offered(browser)[0]).url
    answer = browser.post(contact, typed)
    shown = page(answer)
    assert answer.status_code == 422
    assert len(shown.select(f"#id_{field}-error")) == 1
    for name, value in typed.items():
        if len(value) < 200:
            assert (shown.select_one(f"#id_{name}").get("value") or "") == value
    assert Appointment.objects.get().state == "held"


@pytest.mark.parametrize("name", ["Ola 🙂", "Ніна\tО.\x07", "  Ала  ", "محمد", "Nguyễn Thị Minh"])
def test_names_of_all_kinds_are_taken(cast: Cast, clock: Clock, name: str) -> None:
    sit(cast)
    assert booked(Browser(), {"name": name, "phone": "600100200", "email": ""}).startswith("/uk/visit/")
    kept = Appointment.objects.get().name
    assert kept == kept.strip()
    assert all(ord(sign) >= 32 for sign in kept)


@pytest.mark.parametrize("value", ["", "x", "x.y", "00000000-0000-0000-0000-000000000000.1", "....", "9" * 5000, "\u0000", "1e99.1e99"])
def test_a_tampered_time_is_refused_with_a_sentence(cast: Cast, clock: Clock, value: str) -> None:
    sit(cast)
    answer = press(Browser(), value)
    assert answer.status_code == 409
    assert page(answer).select_one("[role=alert]").text.strip()
    assert not Appointment.objects.exists()


def test_a_time_between_the_slots_is_refused(cast: Cast, clock: Clock) -> None:
    sitting = sit(cast)
    stamp = int(slot(sitting, 0).timestamp()) + 60
    assert press(Browser(), f"{sitting.pk}.{stamp}").status_code == 409


def test_a_time_that_has_passed_is_refused(cast: Cast, clock: Clock) -> None:
    sitting = sit(cast)
    value = offered(Browser())[0]
    clock.go(days=30)
    answer = press(Browser(), value)
    assert answer.status_code == 409
    assert not Appointment.objects.filter(session=sitting).exists()


@pytest.mark.parametrize(
    "query",
    [
        "&day=2026-13-40",
        "&day=x",
        "&language=klingon",
        "&centre=nowhere",
        "&replaces=%00",
        "&day=9999-12-31",
        "&language=%F0%9F%98%80",
        "&centre=" + "x" * 3000,
    ],
)
def test_nonsense_in_the_address_is_left_out(cast: Cast, clock: Clock, query: str) -> None:
    sit(cast)
    assert len(offered(Browser(), TIMES + query)) == 4


def test_an_unknown_service_is_a_404_and_an_empty_choice_says_so(cast: Cast, clock: Clock) -> None:
    assert Browser().get("/uk/book/times/?service=nothing").status_code == 404
    assert Browser().get("/uk/book/times/?service=%00").status_code == 404
    assert page(Browser().get(TIMES)).select_one(".empty")


@pytest.mark.parametrize("token", ["x", "0" * 22, "%00", "a" * 500])
def test_an_address_nobody_has_is_a_404(cast: Cast, token: str) -> None:
    for path in (f"/uk/book/{token}/", f"/uk/book/{token}/check/", f"/uk/visit/{token}/", f"/uk/visit/{token}/move/"):
        assert Browser().get(path).status_code == 404


@pytest.mark.parametrize("step", ["", "check/"])
def test_nothing_is_booked_at_an_address_that_no_database_can_look_for(cast: Cast, step: str) -> None:
    answer = Browser().post(f"/en/book/a%00b/{step}", {"name": "Anna", "email": "anna@example.org"})
    assert answer.status_code == 404


def test_the_code_finds_the_booking_in_any_digits(cast: Cast, clock: Clock) -> None:
    sit(cast)
    visit = booked(Browser())
    code = Appointment.objects.get().code
    arabic = code.translate({ord(str(digit)): chr(0x0660 + digit) for digit in range(10)})
    for typed in (code, f"{code[:3]} {code[3:6]}-{code[6:]}", arabic):
        assert Browser().post("/uk/visit/", {"code": typed}).url == visit


def test_wrong_codes_get_a_sentence_and_then_a_pause(cast: Cast, clock: Clock) -> None:
    browser = Browser()
    for _ in range(10):
        assert browser.post("/uk/visit/", {"code": "123456789"}).status_code == 422
    sit(cast)
    booked(browser)
    answer = browser.post("/uk/visit/", {"code": Appointment.objects.get().code})
    assert answer.status_code == 422, "even the right code waits"
    clock.go(minutes=11)
    assert browser.post("/uk/visit/", {"code": Appointment.objects.get().code}).status_code == 302


def test_move_keeps_the_old_time_until_the_new_one_is_won(cast: Cast, clock: Clock) -> None:
    sitting = sit(cast, times=4)
    browser = Browser()
    visit = booked(browser)
    times = [button["value"] for button in page(browser.get(f"{visit}move/")).select("button[name=time]")]
    keep(sitting, 2)
    lost = browser.post(f"{visit}move/", {"time": times[1]})
    assert lost.status_code == 409
    assert Appointment.objects.filter(state="booked").count() == 1
    won = browser.post(f"{visit}move/", {"time": times[2]})
    assert Appointment.objects.get(state="booked").starts_at == slot(sitting, 3)
    assert page(browser.get(visit)).select_one(".ticket-code").text == page(browser.get(won.url)).select_one(".ticket-code").text
    assert Claim.objects.filter(is_active=True, holder=Appointment.objects.get(state="moved").pk).count() == 0


def test_cancel_asks_once_gives_the_time_back_and_can_be_repeated(cast: Cast, clock: Clock) -> None:
    sit(cast, times=1)
    browser = Browser()
    visit = booked(browser)
    clock.go(seconds=4)
    assert offered(browser) == []
    assert page(browser.get(f"{visit}cancel/")).select_one("form[method=post]")
    assert Appointment.objects.get().state == "booked"
    browser.post(f"{visit}cancel/")
    browser.post(f"{visit}cancel/")
    assert Appointment.objects.get().state == "cancelled-by-client"
    clock.go(seconds=4)
    assert len(offered(browser)) == 1
    assert not page(browser.get(visit)).select_one(".ticket-code")


def test_after_the_meeting_began_nothing_can_be_changed(cast: Cast, clock: Clock) -> None:
    sit(cast)
    browser = Browser()
    visit = booked(browser)
    clock.go(days=30)
    assert browser.get(f"{visit}move/").url == visit
    browser.post(f"{visit}cancel/")
    assert Appointment.objects.get().state == "booked"


def test_the_calendar_file_says_when_and_where_but_not_why(cast: Cast, clock: Clock) -> None:
    sit(cast)
    browser = Browser()
    answer = browser.get(f"{booked(browser)}calendar.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in text
    assert "Nowowiejskiego 25" in text.replace("\\", "")
    assert "prawnik" not in text
    assert "Дарина" not in text


def test_the_calendar_has_one_entry_however_often_a_booking_is_moved(cast: Cast, clock: Clock) -> None:
    sitting = sit(cast, times=4)
    browser = Browser()
    visit = booked(browser)
    entries = [entry_of(browser, visit)]
    for number in (2, 3):
        visit = browser.post(f"{visit}move/", {"time": f"{sitting.pk}.{int(slot(sitting, number).timestamp())}"}).url
        entries.append(entry_of(browser, visit))
    browser.post(f"{visit}cancel/")
    entries.append(entry_of(browser, visit))
    assert len({str(entry["uid"]) for entry in entries}) == 1
    assert [entry["sequence"] for entry in entries] == [0, 1, 2, 3]
    assert [str(entry["status"]) for entry in entries] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert len({entry.decoded("dtstart") for entry in entries}) == 3


def entry_of(browser: Browser, visit: str) -> Any:
    [entry] = Calendar.from_ical(browser.get(f"{visit}calendar.ics").content).walk("VEVENT")
    return entry


def test_pages_of_a_booking_are_not_kept_anywhere(cast: Cast, clock: Clock) -> None:
    sit(cast)
    browser = Browser()
    visit = browser.get(booked(browser))
    assert "no-store" in visit["Cache-Control"]
    assert page(visit).select_one("meta[name=robots][content=noindex]")
    assert "Дарина" not in page(visit).title.text


def test_a_service_given_with_an_interpreter_only_needs_two_days(cast: Cast, clock: Clock) -> None:
    sit(cast)
    shown = page(Browser().get(f"{TIMES}&language=ar"))
    assert shown.select_one('.choices a[aria-current][href*="language=ar"]')
    value = shown.select("button[name=time]")[0]["value"]
    press(Browser(), value, "?service=lawyer&language=ar")
    assert (Appointment.objects.get().language, Appointment.objects.get().needs_interpreter) == ("ar", True)


def test_many_bookings_from_one_address_meet_a_limit(cast: Cast, clock: Clock, settings: Any) -> None:
    settings.HOLDS_PER_VISITOR = 2
    sit(cast, times=4)
    browser = Browser()
    values = offered(browser)
    assert [press(browser, value).status_code for value in values] == [302, 302, 409, 409]
    assert press(browser, values[2], REMOTE_ADDR="10.9.8.7").status_code == 302


def test_htmx_gets_the_fragment_only(cast: Cast, clock: Clock) -> None:
    sit(cast)
    part = Browser().get(TIMES, headers={"HX-Request": "true"})
    assert page(part).select_one("#times")
    assert not page(part).select_one("header.masthead")
    whole = page(Browser().get(TIMES)).select_one("#times")
    assert page(part).select_one("#times").text == whole.text


def test_times_cost_the_same_for_one_sitting_and_for_three(cast: Cast, clock: Clock, django_assert_num_queries: Any) -> None:
    sit(cast)
    with django_assert_num_queries(6):
        Browser().get(TIMES)
    sit(cast, provider=cast.oksana_duty, room=None)
    sit(cast, provider=cast.office, room=None, centre=cast.konin)
    clock.go(seconds=4)
    with django_assert_num_queries(6):
        Browser().get(TIMES)


def test_unfinished_contacts_are_blanked(cast: Cast, clock: Clock) -> None:
    sit(cast)
    browser = Browser()
    first = press(browser, offered(browser)[0]).url
    browser.post(first, TYPED)
    token = first.split("/")[-2]
    again = press(browser, offered(browser)[0], f"?service=lawyer&replaces={token}")
    assert again.url.endswith("/check/")
    assert Appointment.objects.get(token=token).name == ""
    assert Appointment.objects.exclude(token=token).get().name == "Дарина"
    assert bookings.HOLD.total_seconds() == 600
