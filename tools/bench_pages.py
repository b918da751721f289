"""The pages that bench measures, with the queries each makes. Runs inside Django on the demo database; prints JSON."""

import json
import sys

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Name and address. Addresses that depend on rows are added in pages().
PAGES: dict[str, str] = {
    "healthz": "/healthz",
    "home": "/uk/",
    "centres list": "/uk/centres/",
    "centre page": "/uk/centres/poznan/",
    "services": "/uk/services/",
    "book: services": "/uk/book/",
    "numbers": "/uk/numbers/",
}


def pages() -> dict[str, str]:
    """Every page to measure: name → path."""
    from mosty.appointments.queries.offers import bookable_services

    service = bookable_services()[0]
    return {**PAGES, "free times": f"/uk/book/times/?service={service.slug}"}


def queries(path: str) -> tuple[int, int]:
    """Status and number of queries of one GET by a stranger, the second time (caches of the process are warm)."""
    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        response = client.get(path)
    return response.status_code, len(caught)


def main() -> None:
    django.setup()
    rows = {name: {"path": path, **dict(zip(("status", "queries"), queries(path), strict=True))} for name, path in pages().items()}
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
