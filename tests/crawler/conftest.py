import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.appointments.sittings import Clock
from tests.cast import make_cast
from tests.crawler.world import NOW, make_world


@pytest.fixture(scope="module")
def clock():
    """Wednesday 25 November 2026, 11:20 in Warsaw."""
    hand = Clock(NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", hand)
        yield hand


@pytest.fixture(scope="module")
def world(stage, django_db_blocker, clock):
    """Made once a module, in a transaction around the tests' own; each test undoes what it did."""
    with django_db_blocker.unblock(), stage.closed(), transaction.atomic():
        made = make_world(make_cast(), clock)
        connection.check_constraints()  # once: what is still owed would be looked at again after every test
        yield made
        transaction.set_rollback(True)
