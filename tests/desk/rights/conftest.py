import pytest

from tests.cast import read_english, sign_in


@pytest.fixture
def cast(cast):
    return read_english(cast)


@pytest.fixture
def officer(cast, clock):
    return sign_in(cast.piotr)


@pytest.fixture
def reception(cast, clock):
    return sign_in(cast.zuzanna)


@pytest.fixture
def adviser(cast, clock):
    return sign_in(cast.oksana)
