"""The pages that bench measures, with the queries each makes. Runs inside Django on the demo database; prints JSON.

With the argument `large` the network first grows to five hundred centres, and each page is timed with nothing kept from before; with
`guide` the guide grows to two thousand articles in ten languages.
"""

import json
import sys
import time

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

LARGE = 500  # centres
ARTICLES = 2_000  # in ten languages each

# Name and address. Addresses that depend on rows are added in pages().
PAGES: dict[str, str] = {
    "healthz": "/healthz",
    "home": "/uk/",
    "centres list": "/uk/centres/",
    "centre page": "/uk/centres/poznan/",
    "services": "/uk/services/",
    "book: services": "/uk/book/",
    "numbers": "/uk/numbers/",
    "guide: index": "/uk/guide/",
    "guide: topic": "/uk/guide/documents/",
    "guide: article": "/uk/guide/pesel/",
    "guide: two languages": "/uk/guide/pesel/?beside=pl&town=Konin",
    "guide: search": "/uk/search/?q=zameldovanye",
    "accessibility": "/uk/accessibility/",
}


def pages() -> dict[str, str]:
    """Every page to measure: name → path."""
    from mosty.appointments.queries.offers import bookable_services

    service = bookable_services()[0]
    return {**PAGES, "free times": f"/uk/book/times/?service={service.slug}"}


def queries(path: str) -> tuple[int, int]:
    """Status and number of queries of one GET by a stranger; the page is made anew, all else in the process is warm."""
    from mosty.portal.cache import MEMORY

    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)
    MEMORY.clear()
    with CaptureQueriesContext(connection) as caught:
        response = client.get(path)
    return response.status_code, len(caught)


def large() -> dict[str, dict[str, float]]:
    """Seconds (the best of three) and queries of each page in a network of five hundred centres, when no page is in memory."""
    from mosty.directory.models import Centre
    from tools.large_network import grow

    grow(LARGE - Centre.objects.count())
    near = {"free times near a place": f"{pages()['free times']}&near=Gniezno", "centres near a place": "/uk/centres/?town=Gniezno"}
    return cold({**pages(), **near})


def large_guide() -> dict[str, dict[str, float]]:
    """The same for the guide: as it is, and with two thousand articles in ten languages. Names of the second kind end in a star."""
    from mosty.guide.models import ArticlePage
    from tools.large_guide import grow_guide

    paths = {name: path for name, path in PAGES.items() if name.startswith("guide: ") and "search" not in name}
    found = cold(paths)
    grow_guide(ARTICLES - ArticlePage.objects.filter(locale__language_code="pl").count())
    return {**found, **{f"{name} *": row for name, row in cold(paths).items()}}


def cold(paths: dict[str, str]) -> dict[str, dict[str, float]]:
    """Seconds (the best of three) and queries of each page when no page is in memory."""
    from mosty.portal.cache import MEMORY

    found = {}
    for name, path in paths.items():
        count = queries(path)[1]
        spent = []
        for _ in range(3):
            MEMORY.clear()
            began = time.perf_counter()
            Client(headers={"host": "127.0.0.1"}).get(path)
            spent.append(time.perf_counter() - began)
        found[name] = {"seconds": round(min(spent), 3), "queries": count}
    return found


def main() -> None:
    django.setup()
    for word, work in (("large", large), ("guide", large_guide)):
        if sys.argv[1:] == [word]:
            json.dump(work(), sys.stdout)
            return
    rows = {name: {"path": path, **dict(zip(("status", "queries"), queries(path), strict=True))} for name, path in pages().items()}
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
