import pytest


@pytest.fixture
def cast(cast):
    """Everybody reads the desk in English: what the pages say is compared with the words of the code."""
    for user in cast.people.values():
        user.language = "en"
        user.save(update_fields=["language"])
    return cast
