"""How the search does with 2,000 articles in ten languages: `python -m tools.search_scale [articles]`.

Makes invented articles in a database of its own (DATABASE_URL if given, which must be empty; else a file that is thrown away), asks the
sets of queries of tests/search and prints the seconds of filling, median and p95 of finding, the number of statements, and the plan of
every statement.
"""

import csv
import os
import random
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("pl", "en", "uk", "ru", "be", "ka", "az", "tr", "es", "ar")
ASKED = 150


def articles(count: int) -> list:
    """The real articles again and again under other keys, each with some words of others, so that words are as common as they are."""
    from mosty.guide.management.loading import files
    from mosty.search.enums import Field, Kind, NewEntry, Passage

    chance = random.Random(7)  # noqa: S311 - the same articles each time
    real = files.read().articles
    found = []
    for number in range(count):
        base, other = real[number % len(real)], chance.choice(real)
        for language in LANGUAGES:
            text, more = (one.texts.get(language) or one.texts["pl"] for one in (base, other))
            parts = [block.get("text", "") for block in (*text["blocks"], *more["blocks"]) if block.get("text")]
            passages = [Passage(Field.KEYWORD, word) for word in chance.sample(text["keywords"], min(5, len(text["keywords"])))]
            passages += [Passage(Field.TEXT, part) for part in chance.sample(parts, min(6, len(parts)))]
            key = base.slug if number < len(real) else f"{base.slug}-{number}"
            title = text["title"] if number < len(real) else f"{text['title']} {more['title']} {number}"
            found.append(NewEntry(Kind.ARTICLE, key, language, title, text["summary"], f"guide/{key}/", passages))
    return found


def measure(count: int) -> None:
    """Fill, ask, print."""
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from mosty.search import actions, queries

    call_command("migrate", verbosity=0)
    began, cpu = perf_counter(), process_time()
    put = actions.put(articles(count))
    print(f"{connection.vendor}: {put} entries put in {perf_counter() - began:.1f} s ({process_time() - cpu:.1f} s of CPU)")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked = []
    for file in sorted((ROOT / "tests/search").glob("queries*.tsv")):
        with file.open(newline="") as lines:
            asked += [(row["query"], row["language"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    seconds = []
    for text, language in asked[:: max(1, len(asked) // ASKED)]:
        began = perf_counter()
        queries.find(text, language)
        seconds.append(perf_counter() - began)
    seconds.sort()
    print(f"find: median {1000 * seconds[len(seconds) // 2]:.1f} ms, p95 {1000 * seconds[int(len(seconds) * 0.95)]:.1f} ms")
    with CaptureQueriesContext(connection) as taken:
        queries.find("zameldovanye w szkole", "uk")
        queries.suggest("zam", "pl")
    print(f"{len(taken)} statements for one search and one suggestion")
    with connection.cursor() as cursor:
        for one in taken.captured_queries:
            print("--", one["time"], one["sql"][:110])
            cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{one['sql']}")
            print("\n".join("     " + " ".join(map(str, row))[:150] for row in cursor.fetchall()))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
        os.environ["MOSTY_DATA_DIR"] = folder
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        measure(count)


if __name__ == "__main__":
    main()
