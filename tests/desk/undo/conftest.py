import pytest

from tests.cast import read_english


@pytest.fixture
def cast(cast):
    return read_english(cast)
