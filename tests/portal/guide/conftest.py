import pytest

from tests.guide.library import write


@pytest.fixture
def guide(morning, stage, tmp_path):
    """The small guide on the portal's Thursday morning."""
    stage.load(write(tmp_path))
    return morning
