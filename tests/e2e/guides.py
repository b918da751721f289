"""What journeys through the guide have in common: a small guide that can be searched, and the steps of a reader. Not a test."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from mosty.accounts.models import User
from mosty.guide.enums import quiet_name
from tests.cast import PASSWORD

SAFE = quiet_name("safe")  # the sensitive article, as its address calls it
LANGUAGES = ("pl", "uk", "ar", "ka")  # "address" is in pl, en, uk, ar: a Georgian reader meets the notice that it is missing
PAGES = (
    "guide/",
    "guide/documents/",
    "guide/changes/",
    "guide/address/",
    "guide/address/?town=Konin",
    "guide/address/?read=pl",
    "guide/address/?beside=pl",
    f"guide/{SAFE}/",
    "search/",
    "search/?q=zameldovanye",
    "search/?q=xqxqxq",
    "accessibility/",
)  # every type of page of the guide, behind /<language>/


def find(page: Any, words: str) -> None:
    """Type into the box of the search page and wait for what it found."""
    page.locator("#q").fill(words)
    page.locator('form[role="search"] button').click()
    page.locator("#found").wait_for()


def enter(page: Any, person: User) -> None:
    """Sign in at the door of the editors: password, then the second factor."""
    page.goto("/guide-admin/")
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    secret = Authenticator.objects.get(user=person).data["secret"]
    counter = next(iter(yield_hotp_counters_from_time()))
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, counter)))
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide-admin/")
