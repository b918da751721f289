"""How many pairs of one person the matching finds, and how many of two people it takes for one."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mosty.clients.matching import Person, compare, lookup

Pair = tuple[str, Person, Person]


def read_pairs(file: Path, *, with_dates: bool = True) -> list[Pair]:
    """The pairs of a file: languages, and the two people. Several names of one person are parted by " / "."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        (row["languages"], _person(row["one"], row["born"], with_dates), _person(row["other"], row["born_other"], with_dates))
        for row in rows
    ]


class Command(BaseCommand):
    help = "Compares the pairs of files (languages, one, born, other, born_other) and prints how many are found, with and without dates."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="pairs_same*.tsv, pairs_different*.tsv")
        parser.add_argument("--misses", action="store_true", help="show the pairs that were judged wrongly, and why")

    def handle(self, *, files: list[Path], misses: bool, **options: Any) -> None:
        for file in files:
            for with_dates in (True, False):
                self._measure(file, with_dates=with_dates, misses=misses)

    def _measure(self, file: Path, *, with_dates: bool, misses: bool) -> None:
        is_same = "different" not in file.name
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        pairs = read_pairs(file, with_dates=with_dates)
        began = perf_counter()
        found = [compare(one, other) for _languages, one, other in pairs]
        seconds = perf_counter() - began
        for (languages, one, other), comparison in zip(pairs, found, strict=True):
            for name in (languages, "all"):
                counts[name][0] += 1
                counts[name][1] += comparison.is_candidate
                counts[name][2] += comparison.verdict.value == "same"
                counts[name][3] += not lookup(one).finds(other)
            if misses and comparison.is_candidate is not is_same:
                self.stdout.write(f"{languages}  {_words(one)} | {_words(other)}  {_explained(comparison)}")
        title = "found" if is_same else "false alarms"
        self.stdout.write(
            f"\n{file.name}, {'with' if with_dates else 'without'} birth dates, {1e6 * seconds / len(pairs):.0f} µs a pair, first time"
        )
        self.stdout.write(f"languages  pairs  {title:>12}  of them 'same'  not in the index")
        for name, (count, hits, sure, apart) in sorted(counts.items(), key=lambda row: (row[0] == "all", row[0])):
            self.stdout.write(f"{name:9}  {count:5}  {hits / count:12.1%}  {sure / count:14.1%}  {apart:13}")


def _person(names: str, born: str, with_dates: bool) -> Person:
    return Person.of(*names.split(" / "), born=date.fromisoformat(born) if with_dates and born else None)


def _words(person: Person) -> str:
    return f"{' / '.join(name.full for name in person.names)} {person.born or ''}"


def _explained(comparison: Any) -> str:
    return f"{comparison.score} {', '.join(reason.value for reason in comparison.reasons)}"
