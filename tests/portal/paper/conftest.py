import pytest

from tests.guide.library import write


@pytest.fixture
def guide(morning, stage, tmp_path):
    """The small guide on the portal's Thursday morning."""
    place = tmp_path / "content"
    place.mkdir()
    stage.load(write(place))
    return morning


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.PAPER_DIR = tmp_path / "papers"
    return settings.PAPER_DIR
