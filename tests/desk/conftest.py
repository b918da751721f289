import pytest
from django.utils import timezone

from mosty.clients.actions import open_client
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


@pytest.fixture
def daryna(cast, clock):
    return open_client(centre=cast.poznan, name="Дарина Мельник", phone="+48600100200", language="uk", citizenship="UA", by=cast.oksana)


@pytest.fixture
def file(daryna):
    """Address of a page of Daryna's file."""
    return lambda rest="": f"/desk/clients/{daryna.pk}/{rest}"
