"""`make bench`: how fast the product is, as ratios to a bare Django view measured in the same run under the same server.

Arguments: --seconds N for each URL (5), --database sqlite|postgresql (postgresql where a server is installed), --json FILE, --only people.
BENCH_PEOPLE says among how many people is searched (100000; the goals are those of 1000000). Their databases stay in the data folder.
"""

import argparse
import http.client
import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from tests import postgres
from tools import bench_bookings, bench_people, run
from tools.house import PYTHON, ROOT, stop
from tools.load import measure

BARE_PORT, PORT, PEOPLE_PORT = 8471, 8472, 8473


@dataclass
class Bench:
    """What the measuring functions know, and what they found."""

    env: dict[str, str]
    seconds: int
    database: str
    home: Path  # where databases of many people stay
    address: str = f"http://127.0.0.1:{PORT}"
    bare: float = 0.0
    pid: int = 0
    found: dict[str, Any] = field(default_factory=dict)


@contextmanager
def served(env: dict[str, str], port: int, target: str) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A running server and the seconds until it was ready."""
    run.refuse_taken_port("127.0.0.1", port)
    began = time.monotonic()
    process = run.start(run.granian(env, "127.0.0.1", port, target), env)
    try:
        run.wait_until_ready(f"http://127.0.0.1:{port}", {"server": process})
        yield process, time.monotonic() - began
    finally:
        run.end({"server": process})


def get(address: str) -> tuple[int, bytes, http.client.HTTPMessage]:
    """One GET as a browser asks (Brotli): status, the bytes that travelled, headers."""
    parts = urlsplit(address)
    plug = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    plug.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers={"Accept-Encoding": "br, gzip"})
    answer = plug.getresponse()
    return answer.status, answer.read(), answer.headers


def plain(body: bytes, headers: http.client.HTTPMessage) -> str:
    import brotli

    coding = headers.get("Content-Encoding")
    if coding == "br":
        body = brotli.decompress(body)
    elif coding == "gzip":
        import gzip

        body = gzip.decompress(body)
    return body.decode()


def transfer(address: str) -> dict[str, int]:
    """Bytes that travel for a first visit: the page, its sheets (with what they import), scripts, fonts and icons it names."""
    seen: dict[str, int] = {}
    waiting = [address]
    while waiting:
        url = waiting.pop()
        if url in seen or not url.startswith(address[: address.index("/", 8)]):
            continue
        status, body, headers = get(url)
        seen[url] = len(body)
        kind = headers.get("Content-Type", "")
        if status != 200:
            continue
        if kind.startswith("text/html"):
            text = plain(body, headers)
            waiting += [urljoin(url, ref) for tag in re.findall(r"<link[^>]+>", text) if re.search(r'rel="(stylesheet|preload|modulepreload|icon)"', tag) for ref in re.findall(r'href="([^"]+)"', tag)]  # fmt: skip  # noqa: E501 - one thought
            waiting += [urljoin(url, ref) for ref in re.findall(r'<(?:script|img)[^>]+src="([^"]+)"', text)]
        elif kind.startswith("text/css"):
            waiting += [urljoin(url, ref) for ref in re.findall(r'@import\s+(?:url\()?["\']([^"\']+)', plain(body, headers))]
        elif "javascript" in kind:
            waiting += [urljoin(url, ref) for ref in re.findall(r'(?:import|from)\s*["\'](\.[^"\']+)["\']', plain(body, headers))]
    return seen


def worker_memory(pid: int) -> list[float]:
    """Resident MB of each worker below the server's main process."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if f"\nPPid:\t{pid}\n" in text and (size := re.search(r"VmRSS:\s+(\d+)", text)):
            sizes.append(int(size[1]) / 1024)
    return sorted(size for size in sizes if size > 20)  # the tracker of multiprocessing is no worker


def pages(bench: Bench) -> None:
    """Requests per second of each page, its ratio to the bare view, its queries."""
    done = subprocess.run([PYTHON, "-m", "tools.bench_pages"], cwd=ROOT, env=bench.env, capture_output=True, text=True, check=False)
    if done.returncode:
        stop(f"The pages could not be asked:\n{done.stderr[-3000:]}")
    rows = json.loads(done.stdout)
    print(f"\n{'page':<28}{'req/s':>9}{'ratio':>8}{'queries':>9}{'bad':>6}")
    for name, row in rows.items():
        address = bench.address + row["path"]
        for _ in range(8):  # both workers make the page once
            get(address)
        measure(address, seconds=1)
        rate = measure(address, seconds=bench.seconds)
        row.update(per_second=round(rate.per_second, 1), ratio=round(rate.per_second / bench.bare, 3), bad=rate.bad)
        print(f"{name:<28}{row['per_second']:>9}{row['ratio']:>8}{row['queries']:>9}{row['bad']:>6}", flush=True)
    bench.found["pages"] = rows


def first_page(bench: Bench) -> None:
    """Bytes of the first visit."""
    parts = transfer(f"{bench.address}/pl/")
    bench.found["first_page_bytes"] = sum(parts.values())
    print(f"\nfirst page: {sum(parts.values()) / 1000:.1f} kB in {len(parts)} answers (goal ≤ 100 kB)")


def article(bench: Bench) -> None:
    """Bytes of a first visit to an article, and whether it is half as fast as the bare view."""
    parts = transfer(f"{bench.address}/uk/guide/pesel/")
    bench.found["article_bytes"] = sum(parts.values())
    ratio = bench.found["pages"]["guide: article"]["ratio"]
    print(f"an article: {sum(parts.values()) / 1000:.1f} kB in {len(parts)} answers (goal ≤ 60 kB), {ratio} of the bare view (goal ≥ 0.5)")


def memory(bench: Bench) -> None:
    """Memory of each worker after all that load."""
    sizes = worker_memory(bench.pid)
    bench.found["worker_mb"] = [round(size) for size in sizes]
    print(f"memory per worker: {', '.join(f'{size:.0f} MB' for size in sizes)} (goal ≤ 250 MB)")


def bookings(bench: Bench) -> None:
    """Whole bookings a second over HTTP, spread over many experts, then all clients after the same times."""

    def inside(word: str) -> Any:
        done = subprocess.run(
            [PYTHON, "-m", "tools.bench_bookings", word], cwd=ROOT, env=bench.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            stop(f"Bookings could not be measured:\n{done.stderr[-3000:]}")
        return json.loads(done.stdout)

    plan = inside("prepare")
    straight = {}
    for kind in ("desk", "visitor"):
        words = [PYTHON, "-m", "tools.bench_bookings", "verbs", kind]
        runs = [subprocess.Popen([*words, str(at), str(bench.seconds)], cwd=ROOT, env=bench.env, stdout=subprocess.PIPE) for at in (0, 1)]
        straight[kind] = round(sum(float(run.communicate()[0] or 0) for run in runs), 1)
    print("\nwhole bookings through the verbs, two processes (goal ≥ 100 on PostgreSQL):")
    print(f"  {straight['desk']} a second at the desk (one step), {straight['visitor']} by visitors (keep, contact, confirm)")
    spread = bench_bookings.load("127.0.0.1", PORT, plan, bench.seconds * 2)
    race = bench_bookings.load("127.0.0.1", PORT, plan, bench.seconds, race=True)
    seen = inside("verify")
    bench.found["bookings"] = {"verbs": straight, "spread": spread, "race": race, **seen}
    print(f"\nwhole bookings over HTTP: {spread['per_second']} a second spread over experts ({spread['refused']} refused),")
    print(f"  {race['per_second']} a second with {bench_bookings.CLIENTS} clients after the same times ({race['refused']} refused)")
    print(f"  broken: {spread['broken'] + race['broken']}; booked in the database: {seen['booked']}; double: {seen['double']}")


def large(bench: Bench) -> None:
    """Seconds of each page in a network of five hundred centres, when nobody asked for it before."""
    rows = _inside(bench, "large")
    print(f"\n{'page, 500 centres, cold':<28}{'seconds':>9}{'queries':>9}")
    _show(rows)


def guide(bench: Bench) -> None:
    """The same for the guide, as it is and (with a star) with two thousand articles in ten languages; the queries must not grow."""
    rows = _inside(bench, "guide")
    print(f"\n{'page, * 2,000 articles, cold':<28}{'seconds':>9}{'queries':>9}")
    _show(rows)
    grown = [name for name, row in rows.items() if f"{name} *" in rows and rows[f"{name} *"]["queries"] != row["queries"]]
    print(f"queries grow with the guide: {', '.join(grown) or 'nowhere'}")


def _inside(bench: Bench, word: str) -> dict[str, dict[str, float]]:
    """What `tools.bench_pages` measures under this word."""
    done = subprocess.run([PYTHON, "-m", "tools.bench_pages", word], cwd=ROOT, env=bench.env, capture_output=True, text=True, check=False)
    if done.returncode:
        stop(f"The pages of {word} could not be measured:\n{done.stderr[-3000:]}")
    bench.found[word] = json.loads(done.stdout)
    rows: dict[str, dict[str, float]] = bench.found[word]
    return rows


def _show(rows: dict[str, dict[str, float]]) -> None:
    for name, row in rows.items():
        print(f"{name:<28}{row['seconds']:>9}{row['queries']:>9}")


def papers(bench: Bench) -> None:
    """Seconds of the whole guide of a town as PDF, in one language and in two."""
    found = bench.found["papers"] = {}
    print(f"\n{'whole guide as PDF (goal < 5 s)':<34}{'seconds':>9}{'press':>8}{'pages':>7}{'kB':>7}")
    for name, words in (("uk", []), ("uk beside pl", ["--beside", "pl"]), ("ar beside pl", ["--language", "ar", "--beside", "pl"])):
        command = [PYTHON, "manage.py", "print_paper", "--language", "uk", "--town", "konin", *words, "--json"]
        done = subprocess.run(command, cwd=ROOT, env=bench.env, capture_output=True, text=True, check=False)
        if done.returncode:
            stop(f"The guide could not be printed:\n{done.stderr[-3000:]}")
        row = found[name] = json.loads(done.stdout)
        print(f"{name:<34}{row['seconds']:>9}{row['seconds_press']:>8}{row['pages']:>7}{row['kilobytes']:>7}")


def people(bench: Bench) -> None:
    """Searches among BENCH_PEOPLE people on each database, and the pages that show much: their ratio to the bare view, their queries."""
    databases = ["sqlite", "postgresql"] if bench.database == "postgresql" else ["sqlite"]
    goals = {"sqlite": 200, "postgresql": 100}
    for database in databases:
        with bench_people.kept(bench.home, database) as (url, filled):
            env = {**bench.env, "DATABASE_URL": url, "SECRET_KEY": bench_people.SECRET, "MOSTY_DEMO": "false"}
            if not filled.exists():
                print(f"\n{bench_people.wanted()} people for {database} are made once …", flush=True)
                _asked("build", env)
                filled.touch()
            row = bench.found.setdefault("people", {})[database] = json.loads(_asked("measure", env))
            print(f"\nsearch among {row['people']} people, {database}: p95 {row['p95']} ms, with the whole page {row['page_p95']} ms")
            print(f"(goal among 1,000,000: < {goals[database]} ms)")
            print(f"{'milliseconds':<28}{'p50':>9}{'p95':>8}{'page p95':>10}{'queries':>9}")
            for kind, one in row["kinds"].items():
                print(f"{kind:<28}{one['question']['p50']:>9}{one['question']['p95']:>8}{one['page']['p95']:>10}{one['queries']:>9}")
            header = f"Cookie: session={json.loads(_asked('session', env))}"
            with served(env, PEOPLE_PORT, "config.wsgi:application"):
                print(f"{'page':<28}{'req/s':>9}{'ratio':>8}{'':>10}{'queries':>9}")
                for name, page in row["pages"].items():
                    address = f"http://127.0.0.1:{PEOPLE_PORT}{page['path']}"
                    measure(address, seconds=1, header=header)
                    rate = measure(address, seconds=bench.seconds, header=header)
                    page.update(per_second=round(rate.per_second, 1), ratio=round(rate.per_second / bench.bare, 4), bad=rate.bad)
                    print(f"{name:<28}{page['per_second']:>9}{page['ratio']:>8}{'':>10}{page['queries']:>9}", flush=True)


def _asked(word: str, env: dict[str, str]) -> str:
    """What `tools.bench_people` says to this word."""
    done = subprocess.run([PYTHON, "-m", "tools.bench_people", word], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        stop(f"People could not be measured ({word}):\n{done.stderr[-3000:]}")
    return done.stdout


# In this order. A further one (whole bookings) is a function of Bench that prints and fills `found`.
MEASURES: list[Callable[[Bench], None]] = [pages, bookings, first_page, article, memory, papers, large, guide, people]


def prepared(folder: str, url: str | None) -> dict[str, str]:
    """An installation of its own, filled with the demo."""
    os.environ.update({"MOSTY_DATA_DIR": folder, "MOSTY_SITE_URL": f"http://127.0.0.1:{PORT}", "DJANGO_SETTINGS_MODULE": ""})
    os.environ["DATABASE_URL"] = url or ""
    env = run.environment("127.0.0.1", PORT)
    run.prepare(env)
    return env


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=5)
    asked.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql" if postgres.programs() else "sqlite")
    asked.add_argument("--json", type=Path)
    asked.add_argument("--only", choices=[work.__name__ for work in MEASURES], nargs="*", help="these measures alone")
    chosen = asked.parse_args()
    home = bench_people.home_of(Path(os.environ.get("MOSTY_DATA_DIR") or ROOT / "var").expanduser().resolve())
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mosty-bench-"))
        url = stack.enter_context(postgres.server(durable=True)) if chosen.database == "postgresql" else None
        print(f"bench on {chosen.database}, {os.cpu_count()} cores, {os.environ.get('MOSTY_WORKERS', 2)} workers")
        bench = Bench(prepared(folder, url), chosen.seconds, chosen.database, home)
        with served(bench.env, BARE_PORT, "config.bench_bare:application"):
            measure(f"http://127.0.0.1:{BARE_PORT}/", seconds=1)
            rate = measure(f"http://127.0.0.1:{BARE_PORT}/", seconds=bench.seconds)
        bench.bare = rate.per_second
        print(f"\nbare Django view: {rate.per_second:.0f} requests/s ({rate.tool}, 16 connections)")
        with served(bench.env, PORT, "config.wsgi:application") as (process, seconds):
            bench.pid = process.pid
            bench.found.update(bare=round(bench.bare, 1), tool=rate.tool, database=bench.database, start_seconds=round(seconds, 2))
            print(f"start to ready: {seconds:.1f} s")
            for work in MEASURES:
                if not chosen.only or work.__name__ in chosen.only:
                    work(bench)
    if chosen.json:
        chosen.json.write_text(json.dumps(bench.found, indent=1))


if __name__ == "__main__":
    main()
