import pytest

from mosty.core.connections import count_rows
from mosty.search import actions
from mosty.search.enums import Kind
from mosty.search.queries.synonyms import with_synonyms
from tests.search.library import entries_of_files


@pytest.fixture
def whole_guide(db):
    """Every text of the guide's own folder in the real index; the pages themselves, which cost four times as much, are not needed."""
    actions.put(with_synonyms(Kind.ARTICLE, "", entries_of_files()))
    actions.renew(Kind.TERM)
    count_rows()
