import pytest

from tests.guide.library import load, write


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path)


@pytest.fixture
def guide(cast, folder):
    """The small guide, loaded; the towns are the cast's."""
    load(folder)
    return folder
