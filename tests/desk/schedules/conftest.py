from datetime import time, timedelta

import pytest

from mosty.appointments.actions.schedules import add_schedules
from mosty.appointments.queries.schedules import drafts
from tests.cast import read_english
from tests.desk.schedules.hours import TODAY


@pytest.fixture
def cast(cast):
    return read_english(cast)


@pytest.fixture
def schedule(cast, clock):
    """The lawyer on Thursdays 9–12 in room 4, with sittings from tomorrow on."""
    (row,), _made = add_schedules(
        drafts(
            centre=cast.poznan, provider=cast.tomasz, service=cast.lawyer, room=cast.room, weekdays=[3], ranges=[(time(9), time(12))],
            slot_minutes=30, places=1, mode="slots", meeting="on-site", every_weeks=1, valid_from=TODAY + timedelta(days=1), valid_to=None,
        ),
        by=cast.hanna,
    )  # fmt: skip
    return row
