"""How often the expected thing is among the first that a search finds, per language, and how long a search takes."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mosty.search.queries import find


class Command(BaseCommand):
    help = "Asks the index what files of queries say (language, query, expected keys parted by |) and prints top-1 and top-3 per language."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--misses", action="store_true", help="show what was found instead")

    def handle(self, *, files: list[Path], misses: bool, **options: Any) -> None:
        for file in files:
            self._measure(file, misses=misses)

    def _measure(self, file: Path, *, misses: bool) -> None:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        seconds = []
        with file.open(newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        for row in rows:
            began = perf_counter()
            found = find(row["query"], row["language"], 10)
            seconds.append(perf_counter() - began)
            keys = [result.key for result in found.results]
            place = min((keys.index(key) for key in row["expected"].split("|") if key in keys), default=99)
            for name in (row["language"], "all"):
                counts[name][0] += 1
                counts[name][1] += place < 1
                counts[name][2] += place < 3
            if misses and place:
                sign = "MISS" if place > 2 else f"  {place + 1}."
                self.stdout.write(f"{sign} {row['language']} {row['query']!r} wanted {row['expected']}, got {', '.join(keys[:4])}")
        self.stdout.write(f"{file}\nlanguage  queries  top-1   top-3")
        for name, (asked, first, third) in counts.items():
            self.stdout.write(f"{name:8}  {asked:7}  {first / asked:6.1%}  {third / asked:6.1%}")
        seconds.sort()
        self.stdout.write(f"find: median {1000 * seconds[len(seconds) // 2]:.1f} ms, p95 {1000 * seconds[int(len(seconds) * 0.95)]:.1f} ms")
