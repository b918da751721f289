"""A day at the centre: reception receives, an adviser records, the coordinator sees the number."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone

from mosty.appointments.models import Appointment
from mosty.casework.models import Encounter, Visit
from mosty.core import time
from mosty.core.models import AccessEvent
from tests.appointments.sittings import booked, rule, sit
from tests.cast import PASSWORD, Cast
from tests.e2e.conftest import Window, clean

pytestmark = pytest.mark.e2e


def expected_now(cast: Cast) -> Appointment:
    """Somebody booked for the next minutes of today."""
    soon = timezone.now() + timedelta(minutes=2)
    return booked(sit(cast, soon, on=time.local(soon).date()), 0, name="Олена")


def contacts(page: Any) -> int:
    """The counter of contacts on the network overview; the first one counts people with a file."""
    page.goto("/network/?full=1")
    text = page.locator(".stat dd bdi").nth(1).inner_text()
    return int("".join(sign for sign in text if sign.isdigit()) or 0)


def test_from_the_door_to_the_number(cast: Cast, window: Window) -> None:
    booking = expected_now(cast)
    coordinator = window(who=cast.joanna)
    before = contacts(coordinator)
    clean(coordinator)

    reception = window(who=cast.zuzanna)
    reception.goto("/desk/")
    clean(reception)
    reception.locator(f"#arrive-{booking.pk}").click()
    reception.locator(f"#start-{booking.pk}").wait_for()
    clean(reception)

    adviser = window(who=cast.oksana)
    adviser.goto("/desk/")
    adviser.locator(f"#start-{booking.pk}").click()
    adviser.locator(f'a[href="/desk/encounters/new/?appointment={booking.pk}"]').click()
    clean(adviser)
    assert adviser.locator("main input[type=checkbox]:checked").count() == 1, "what was booked is proposed"
    adviser.locator("main input[name=outcome]").first.check(force=True)
    adviser.locator("#id_note").fill("Wyjaśniona umowa najmu.")
    adviser.locator("main form button[data-kind=main]").last.click()
    adviser.wait_for_url("**/desk/")
    clean(adviser)

    encounter = Encounter.objects.get()
    assert encounter.worker == cast.oksana
    assert [row.service for row in encounter.deliveries.all()] == [cast.lawyer]
    assert Appointment.objects.get().state == "fulfilled"
    assert contacts(coordinator) == before + 1
    assert AccessEvent.objects.filter(actor=cast.zuzanna, subject_type="appointments.appointment").exists()


def test_a_short_question_is_counted_with_the_keyboard_alone(cast: Cast, window: Window) -> None:
    page = window(who=cast.zuzanna)
    page.goto("/desk/")
    for key in ("k", "1", "u", "Control+Enter"):
        page.keyboard.press(key)
    page.locator("#contact-card [role=status]").wait_for()
    contact = Visit.objects.get()
    assert (contact.is_quick, contact.client, contact.topics, contact.language) == (True, None, ["stay"], "uk")
    clean(page)


def test_signing_in_takes_a_password_and_a_second_factor(cast: Cast, window: Window) -> None:
    page = window()
    page.goto("/desk/")
    clean(page)
    page.locator("input[name=login]").fill(cast.zuzanna.email)
    page.locator("input[name=password]").fill("wrong")
    page.keyboard.press("Enter")
    page.locator("[role=alert], .error").first.wait_for()
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("input[name=code]").wait_for()
    clean(page)
    page.goto("/desk/")
    assert "/account/" in page.url, "a password alone opens nothing"
    page.goto("/account/2fa/authenticate/")
    secret = Authenticator.objects.get(user=cast.zuzanna).data["secret"]
    counter = next(iter(yield_hotp_counters_from_time()))
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, counter)))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")


def test_an_expert_is_ill_and_people_are_rebooked(cast: Cast, window: Window) -> None:
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    sitting = sit(cast, start, on=time.local(start).date())
    sit(cast, start + timedelta(days=1), on=time.local(start).date() + timedelta(days=1))
    rule(cast, weekday=sitting.on.weekday())
    mine = booked(sitting, 0, name="Nino")
    page = window(who=cast.hanna)
    page.goto("/desk/calendar/")
    clean(page)
    page.goto("/desk/calendar/exceptions/new/")
    clean(page)
    page.locator("select[name=provider]").select_option(str(cast.tomasz.pk))
    page.locator("input[name=first_on]").fill(sitting.on.isoformat())
    page.locator("input[name=last_on]").fill(sitting.on.isoformat())
    page.locator("[name=reason]").fill("choroba")
    page.locator("main form button[data-kind=main]").click()
    page.wait_for_url("**/care/")
    clean(page)
    page.locator(f'a[href*="{mine.pk}/move/"]').click()
    clean(page)
    page.locator("input[name=time]").first.check(force=True)
    page.locator("main form button[data-kind=main]").click()
    page.locator("[role=status]").first.wait_for()
    assert Appointment.objects.get(state="booked").session_id != sitting.pk
