import pytest
from bs4 import BeautifulSoup

from mosty.guide.models import ArticlePage
from tests.cast import sign_in
from tests.guide.library import write


@pytest.fixture
def guide(cast, stage, tmp_path):
    """The small guide; the editors of the cast work on it."""
    stage.load(write(tmp_path))
    return cast


@pytest.fixture
def article(guide):
    """`article(language)`: the page about the address, in that language."""
    return lambda language="pl": ArticlePage.objects.select_related("locale").get(slug="address", locale__language_code=language)


@pytest.fixture
def enter(guide):
    """`enter(name)`: the browser of somebody of the cast."""
    return lambda name: sign_in(guide.people[name])


@pytest.fixture
def soup():
    return lambda answer: BeautifulSoup(answer.content.decode(), "html.parser")
