"""axe on every kind of page in three languages; light and dark, phone and desk, where a page looks different."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from mosty.casework.actions.visits import open_visit
from mosty.clients.actions import open_client
from mosty.core import time
from tests.appointments.sittings import booked, sit
from tests.cast import Cast
from tests.e2e.conftest import Window, clean_everywhere

pytestmark = pytest.mark.e2e

PUBLIC = (
    "",
    "centres/",
    "centres/poznan/",
    "services/",
    "services/lawyer/",
    "book/",
    "visit/",
    "numbers/",
    "emergency/",
    "privacy/",
    "nothing/",
)
DESK = (
    "/desk/",
    "/desk/visits/new/",
    "/desk/contacts/new/",
    "/desk/encounters/new/",
    "/desk/clients/",
    "/desk/clients/new/",
    "/desk/calendar/",
    "/desk/calendar/exceptions/new/",
    "/desk/calendar/care/",
    "/desk/messages/",
    "/desk/looks/",
    "/network/",
)


@pytest.mark.parametrize("language", ["pl", "uk", "ar"])
def test_public_pages(cast: Cast, window: Window, language: str) -> None:
    sit(cast, timezone.now() + timedelta(days=2))
    page = window()
    for path in PUBLIC:
        clean_everywhere(page, f"/{language}/{path}", dark=language != "uk", colours=language != "uk")


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_pages_of_the_desk(cast: Cast, window: Window, language: str) -> None:
    cast.hanna.language = language
    cast.hanna.save()
    soon = timezone.now() + timedelta(minutes=40)
    mine = booked(sit(cast, soon, on=time.local(soon).date()), 0)
    person = open_client(centre=cast.poznan, name="Ніна Шевченко", language="uk", by=cast.hanna)
    open_visit(centre=cast.poznan, channel="walk-in", client=person, by=cast.hanna)
    page = window(who=cast.hanna)
    for path in (*DESK, f"/desk/clients/{person.pk}/", f"/desk/appointments/{mine.pk}/", f"/desk/calendar/sessions/{mine.session_id}/"):
        clean_everywhere(page, path, dark=language == "pl", colours=language == "pl")
