"""Print a paper here and now, without the queue, and say how long it took."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mosty.core.errors import Refusal
from mosty.paper import press
from mosty.paper.queries import media, sheets
from mosty.paper.queries.wishes import read_wish


class Command(BaseCommand):
    help = "Print the guide, or articles of it, as PDF; says how many pages and seconds. --pictures to look at."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("articles", nargs="*", help="slugs; none: the whole guide")
        parser.add_argument("--language", default="pl")
        parser.add_argument("--beside", default="", help="the second language")
        parser.add_argument("--town", default="", help="slug of a town with a centre")
        parser.add_argument("--large", action="store_true", help="large print")
        parser.add_argument("--out", type=Path, help="file for the PDF")
        parser.add_argument("--pictures", type=Path, help="folder for a picture of every page")
        parser.add_argument("--json", action="store_true", help="say it for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wish = read_wish(
                options["articles"],
                language=options["language"],
                beside=options["beside"],
                town=options["town"],
                is_large=options["large"],
                whole=not options["articles"],
            )
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from None
        began = time.perf_counter()
        sheet = sheets.sheet(wish)
        together = time.perf_counter()
        pdf = press.print_pdf(sheet, media.read_pictures(sheet))
        printed = time.perf_counter()
        if options["out"]:
            options["out"].write_bytes(pdf)
        if options["pictures"]:
            self._pictures(sheet, options["pictures"])
        found = {
            "articles": len(sheet["articles"]),
            "pages": press.pages_of(pdf),
            "kilobytes": round(len(pdf) / 1000),
            "seconds": round(printed - began, 2),
            "seconds_together": round(together - began, 2),
            "seconds_press": round(printed - together, 2),
        }
        if options["json"]:
            self.stdout.write(json.dumps(found))
        else:
            self.stdout.write(
                f"{found['articles']} articles, {found['pages']} pages, {found['kilobytes']} kB in {found['seconds']} s "
                f"({found['seconds_together']} put together, {found['seconds_press']} printed)"
            )

    def _pictures(self, sheet: dict[str, Any], folder: Path) -> None:
        from mosty.paper.press import plate  # noqa: PLC0415 - loads Typst into this process

        folder.mkdir(parents=True, exist_ok=True)
        for number, picture in enumerate(plate.pages(sheet, media.read_pictures(sheet)), start=1):
            (folder / f"page-{number:03}.png").write_bytes(picture)
