"""Five hundred centres: pages cost as many queries as with five, and stay pages that a person can use."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.directory.models import Centre
from mosty.portal.cache import MEMORY
from tools.bench_pages import pages
from tools.large_network import grow

LARGEST = 300_000  # bytes of a page, unpacked


@pytest.fixture
def few(morning):
    """Five centres that take bookings, and the town of one of them."""
    grow(3, days=7)
    return morning


def costs(client):
    """Queries of each page the benchmark measures, and of those with wishes."""
    found = {}
    service = pages()["free times"].partition("=")[2]
    more = {
        "free times near a place": f"/uk/book/times/?service={service}&near=Gniezno",
        "centres near a place": "/uk/centres/?town=Gniezno&open=1",
        "service": f"/uk/services/{service}/",
        "home near a place": "/uk/?town=Gniezno",
    }
    mine = {name: path for name, path in pages().items() if "/guide/" not in path and "/search/" not in path}  # these grow by articles
    for name, path in {**mine, **more}.items():
        client.get(path)
        client.cookies.clear()
        MEMORY.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        client.cookies.clear()
        assert answer.status_code == 200, path
        assert len(answer.content) < LARGEST, (path, len(answer.content))
        found[name] = len(queries)
    return found


def test_five_hundred_centres_cost_as_many_queries_as_five(few, client):
    with_few = costs(client)
    grow(494, days=4)
    assert Centre.objects.count() == 500
    assert costs(client) == with_few


def test_long_lists_come_in_pages_and_one_day_of_times_is_short(few, client):
    grow(40, days=4)
    MEMORY.clear()

    def page(path):
        return BeautifulSoup(client.get(path).content, "html.parser")

    listed = page("/en/centres/?page=2")
    assert [card.select_one(".number-dot").text for card in listed.select("#found ol > li")][:2] == ["1", "2"]
    assert len(listed.select("#found ol > li")) == 20
    assert len(page("/en/services/lawyer/").select("article")) <= 20
    times = page(pages()["free times"].replace("/uk/", "/en/"))
    assert len(times.select("button[name=time]")) == 60
    assert "more times on this day" in times.text
    options = times.select("select[name=centre] option")
    assert len(options) > 40
    chosen = page(f"{pages()['free times'].replace('/uk/', '/en/')}&centre={options[5]['value']}")
    assert chosen.select_one("select[name=centre] option[selected]")["value"] == options[5]["value"]
    assert 0 < len(chosen.select("button[name=time]")) < 60
