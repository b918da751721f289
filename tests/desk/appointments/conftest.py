import pytest


@pytest.fixture
def cast(cast):
    """Everybody reads English, so that tests can read the pages."""
    for user in cast.people.values():
        user.language = "en"
        user.save()
    return cast
