"""The sets of queries against the real texts: what `manage.py search_quality` prints, as a floor that must hold on both databases."""

from __future__ import annotations

import csv
from pathlib import Path

from mosty.guide.queries import index
from mosty.search import queries
from tests.guide.library import load, write
from tests.search.library import entries_of_files

HERE = Path(__file__).parent
SERVICES = {"lawyer", "psychologist", "polish-classes"}  # of the demo; not in the test's database
SETS = sorted(HERE.glob("queries*.tsv"))


def test_at_least_95_of_100_queries_find_their_article_among_the_first_three(whole_guide: None) -> None:
    assert len(SETS) >= 5
    answers: dict[tuple[str, str], list[str]] = {}  # some stand in two sets
    for file in SETS:
        with file.open(newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        asked = [row for row in rows if set(row["expected"].split("|")) - SERVICES]
        assert len(asked) >= 80
        missed = []
        for row in asked:
            name = (row["language"], row["query"])
            if name not in answers:
                answers[name] = [result.key for result in queries.find(row["query"], row["language"], 3).results]
            if not set(answers[name]) & set(row["expected"].split("|")):
                missed.append((*name, answers[name]))
        assert len(missed) <= 0.05 * len(asked), (file.name, missed)


def test_the_index_of_these_tests_is_the_one_that_a_loaded_guide_has(cast: object, tmp_path: Path) -> None:
    folder = write(tmp_path)
    load(folder)
    assert entries_of_files(folder) == list(index.article_entries())
