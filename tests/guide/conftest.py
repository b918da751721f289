import pytest

from tests.guide.library import write


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path)


@pytest.fixture
def guide(cast, stage, folder):
    """The small guide, loaded; the towns are the cast's."""
    stage.load(folder)
    return folder
