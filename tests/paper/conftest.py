import pytest

from tests.guide.library import write


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "content"
    place.mkdir()
    return write(place)


@pytest.fixture
def guide(cast, stage, folder):
    """The small guide, loaded; the towns are the cast's."""
    stage.load(folder)
    return cast


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """Where the made papers are."""
    settings.PAPER_DIR = tmp_path / "papers"
    return settings.PAPER_DIR
