"""A page of the guide asks the database as often in a large guide as in a small one (tools/bench.py goes on to two thousand articles)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.guide.models import ArticlePage
from mosty.portal.cache import MEMORY
from tools.large_guide import grow_guide

PATHS = (
    "/uk/guide/",
    "/uk/guide/documents/",
    "/uk/guide/changes/",
    "/uk/guide/address/?beside=pl",
    "/ka/guide/address/",
    "/uk/accessibility/",
)


def queries(client, path):
    client.get(path)
    MEMORY.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.fixture
def counts(guide, client):
    return {path: queries(client, path) for path in PATHS}


def test_queries_stay_the_same_when_the_guide_grows(counts, client):
    grow_guide(40, ("pl", "en", "uk", "ar"))
    assert ArticlePage.objects.count() == 6 + 160
    assert "matter-" in client.get("/uk/guide/").content.decode()
    assert client.get(f"/uk/guide/{ArticlePage.objects.order_by('-pk').first().slug}/").status_code == 200
    assert {path: queries(client, path) for path in PATHS} == counts


def test_grown_tree_is_in_order(guide):
    grow_guide(9, ("pl", "uk"))
    assert [len(found) for found in ArticlePage.find_problems()] == [0, 0, 0, 0, 0]
