import pytest

from mosty.clients.actions import open_client
from tests.cast import read_english


@pytest.fixture
def cast(cast):
    return read_english(cast)


@pytest.fixture
def daryna(cast, clock):
    return open_client(centre=cast.poznan, name="Дарина Мельник", phone="+48600100200", language="uk", citizenship="UA", by=cast.oksana)


@pytest.fixture
def file(daryna):
    """Address of a page of Daryna's file."""
    return lambda rest="": f"/desk/clients/{daryna.pk}/{rest}"
