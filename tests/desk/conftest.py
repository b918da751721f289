import pytest
from django.utils import timezone

from tests.appointments.sittings import Clock
from tests.cast import sign_in
from tests.desk.moment import WEDNESDAY


@pytest.fixture
def clock(monkeypatch):
    """Wednesday 25 November 2026, 11:20 in Warsaw."""
    hand = Clock(WEDNESDAY)
    monkeypatch.setattr(timezone, "now", hand)
    return hand


@pytest.fixture
def reception(cast):
    return sign_in(cast.zuzanna)


@pytest.fixture
def adviser(cast):
    return sign_in(cast.oksana)
