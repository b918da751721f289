"""Put everything that can be found into the search index."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mosty.search import actions
from mosty.search.queries import count_entries


class Command(BaseCommand):
    help = "Makes the whole search index anew from what is published now. A second run changes nothing."

    def handle(self, **options: Any) -> None:
        changed = actions.renew_all()
        self.stdout.write(f"search index: {count_entries()} entries, {changed} put or dropped")
