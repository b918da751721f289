import pytest

from tests.guide.library import load, write


@pytest.fixture
def guide(morning, tmp_path):
    """The small guide on the portal's Thursday morning."""
    load(write(tmp_path))
    return morning
