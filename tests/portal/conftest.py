"""A Thursday morning at the centres: 26 November 2026, 9:30 in Warsaw."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from mosty.appointments.enums import DutyMode
from tests.appointments.sittings import THURSDAY, Clock, sit

MORNING = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    found = Clock(MORNING)
    monkeypatch.setattr("django.utils.timezone.now", found)
    return found


@pytest.fixture
def morning(cast, clock):
    """The lawyer until 11:00, Oksana without booking, the office tomorrow; Konin has the lawyer on Monday."""
    sit(cast, THURSDAY, times=4)
    later = THURSDAY + timedelta(minutes=15)
    sit(cast, later, times=6, provider=cast.oksana_duty, service=cast.advice, mode=DutyMode.WALK_IN, languages=["uk", "ru", "pl"])
    sit(cast, THURSDAY + timedelta(days=1), provider=cast.office, service=cast.residence, languages=["pl"])
    sit(cast, THURSDAY + timedelta(days=4), provider=cast.oksana_duty, centre=cast.konin, languages=["uk", "pl"])
    return cast


@pytest.fixture
def soup():
    """The page as a tree."""
    return lambda response: BeautifulSoup(response.content, "html.parser")


def words(node):
    """Text with single spaces."""
    return " ".join(node.get_text(" ").split())
