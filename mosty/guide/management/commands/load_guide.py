"""Turn the files of mosty/guide/content into pages, facts, acts, terms and local notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mosty.core import stamp
from mosty.guide.actions.found import everything_changed
from mosty.guide.management.loading import files, pages, rows


class Command(BaseCommand):
    """All or nothing, in one transaction; a second run changes nothing and says so. What a person changed is never overwritten."""

    help = "Load the guide from its content files: what is new or changed. Says what is wrong in a file and then loads nothing."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--folder", type=Path, default=files.FOLDER, help="where the files are")
        parser.add_argument("--check", action="store_true", help="only say what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        content = files.read(options["folder"])
        if content.problems:
            raise CommandError("\n".join(["The content has faults, nothing was loaded:", *content.problems]))
        if options["check"]:
            self.stdout.write(f"{len(content.articles)} articles, all well.")
            return
        with transaction.atomic():
            changes = rows.load_rows(content)
            changes["pages"] = pages.load_pages(content, self.stdout.write)
            if any(changes.values()):
                everything_changed()
                stamp.renew_on_commit()
        if not any(changes.values()):
            self.stdout.write("The guide is loaded already; nothing was changed.")
            return
        self.stdout.write(", ".join(f"{count} {name}" for name, count in changes.items()))
