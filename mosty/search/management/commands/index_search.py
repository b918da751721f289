"""Put everything that can be found into the search index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser

from mosty.search import actions
from mosty.search.enums import Kind
from mosty.search.management.sources.guide import guide_entries
from mosty.search.management.sources.places import directory_entries
from mosty.search.queries import count_entries


class Command(BaseCommand):
    help = "Puts articles and terms of the guide's folder, services and centres into the search index. A second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--guide", type=Path, default=content_folder(), help="folder of the guide's content")

    def handle(self, *, guide: Path, **options: Any) -> None:
        entries = [*guide_entries(guide), *directory_entries()]
        changed = actions.put(entries)
        gone = sum(
            actions.keep_only(kind, [(entry.key, entry.language) for entry in entries if entry.kind == kind])
            for kind in (Kind.ARTICLE, Kind.TERM, Kind.SERVICE, Kind.CENTRE)
        )
        self.stdout.write(f"search index: {count_entries()} entries, {changed} put, {gone} dropped")


def content_folder() -> Path:
    """Where the guide keeps its texts; the app is named by its label, because search stands below it."""
    return Path(apps.get_app_config("guide").path) / "content"
