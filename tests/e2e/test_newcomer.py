"""Newcomers: from the first page to the code, in their own language, on a phone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mosty.appointments.models import Appointment
from tests.appointments.sittings import booked, keep, sit
from tests.cast import Cast
from tests.e2e.conftest import Window, clean

pytestmark = pytest.mark.e2e


def next_week() -> Any:
    """A morning in six days."""
    return timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=6)


@pytest.mark.parametrize(("language", "direction"), [("uk", "ltr"), ("ar", "rtl")])
def test_a_newcomer_books_a_time_on_a_phone(cast: Cast, window: Window, language: str, direction: str) -> None:
    sit(cast, next_week(), languages=["pl", "uk", "ar"])
    page = window(390)
    page.goto("/")
    clean(page)
    page.locator(f'main a[hreflang="{language}"]').click()
    page.wait_for_url(f"**/{language}/")
    assert page.locator("html").get_attribute("dir") == direction
    clean(page)
    page.goto(page.locator(f'a[href^="/{language}/book/"]').first.get_attribute("href"))
    clean(page)
    page.locator('a[href*="service=lawyer"]').first.click()
    page.locator("#times").wait_for()
    clean(page)
    page.locator(f'#times a[href*="language={language}"]').click()
    page.locator(f'[aria-labelledby=q-language] a[aria-current][href*="language={language}"]').wait_for()
    page.locator("button[name=time]").first.click()
    page.locator("#id_name").fill("Дарина 🙂")
    page.locator("#id_phone").fill("600 100 200")
    clean(page)
    page.locator("main form button[data-kind=main]").click()
    page.wait_for_url("**/check/")
    clean(page)
    page.locator("main form button[data-kind=main]").click()
    page.wait_for_url("**/visit/*/")
    clean(page)
    booking = Appointment.objects.get(state="booked")
    assert re.sub(r"\D", "", page.locator(".ticket-code").inner_text()) == booking.code
    assert (booking.language, booking.message_language) == (language, language)
    with page.expect_download() as file:
        page.locator('a[href$="calendar.ics"]').click()
    assert file.value.suggested_filename == "mosty.ics"


def test_the_code_finds_moves_and_cancels(cast: Cast, window: Window) -> None:
    sitting = sit(cast, next_week())
    mine = booked(sitting, 0)
    page = window(390)
    page.goto("/pl/visit/")
    clean(page)
    page.locator("#id_code").fill(" ".join(mine.code or ""))
    page.locator("main form button").click()
    page.locator('a[href$="/move/"]').click()
    clean(page)
    page.locator("button[name=time]").last.click()
    page.wait_for_url("**/visit/*/")
    assert Appointment.objects.get(state="booked").starts_at > mine.starts_at
    page.locator('a[href$="/cancel/"]').click()
    clean(page)
    page.locator("main form button[data-kind=danger]").click()
    page.wait_for_url("**/visit/*/")
    clean(page)
    assert not Appointment.objects.filter(state="booked").exists()


def test_somebody_was_faster_and_nothing_is_lost(cast: Cast, window: Window) -> None:
    sitting = sit(cast, next_week())
    page = window(390)
    page.goto("/uk/book/times/?service=lawyer")
    keep(sitting, 0)
    page.locator("button[name=time]").first.click()
    page.locator("[role=alert]").wait_for()
    clean(page)
    page.locator("[role=alert] button[name=time]").first.click()
    page.wait_for_url("**/book/*/")
    assert Appointment.objects.filter(state="held").count() == 2


def test_everything_works_without_scripts(cast: Cast, window: Window) -> None:
    sit(cast, next_week())
    page = window(390, scripts=False)
    page.goto("/uk/book/times/?service=lawyer&language=uk")
    page.locator("button[name=time]").nth(1).click()
    page.locator("#id_name").fill("Nino")
    page.locator("#id_email").fill("nino@example.org")
    page.locator("main form button[data-kind=main]").click()
    page.locator("main form button[data-kind=main]").click()
    page.wait_for_url("**/visit/*/")
    assert page.locator(".ticket-code").inner_text().strip()
