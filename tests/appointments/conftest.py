import pytest
from django.utils import timezone

from tests.appointments.sittings import MONDAY, Clock


@pytest.fixture
def clock(monkeypatch):
    """The system's clock, standing at Monday 23 November 2026, 9:00 in Warsaw; `clock.go(minutes=11)` moves it."""
    hand = Clock(MONDAY)
    monkeypatch.setattr(timezone, "now", hand)
    return hand
