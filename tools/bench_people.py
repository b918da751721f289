"""What a search among very many people costs, and the pages that show much: a file with 500 entries, a list of 5,000 own people.

Runs inside Django on a database of its own. `build` fills it once (BENCH_PEOPLE files; a million take many minutes); `measure` prints JSON;
`session` prints a session key, for the pages over HTTP. `kept` finds the database, which stays in the data folder between runs.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django

from tests import postgres
from tools.house import ROOT

DEFAULT = 100_000
SECRET = "bench-only-0123456789-abcdefghijklmnopqrstuvwxyz-hashes-stay-the-same"  # noqa: S105 - of invented people
MADE_BY = ("mosty/clients/matching", "mosty/clients/queries/keys.py", "tools/large_people.py")  # another code makes another database
MINE, ENTRIES = 5_000, 500  # of one adviser; of one person
ASKED = 25  # searches of each kind
SEARCH = "/desk/clients/search/"


def wanted() -> int:
    """How many people: BENCH_PEOPLE, from 10,000 to 5,000,000."""
    said = os.environ.get("BENCH_PEOPLE", "").strip() or str(DEFAULT)
    if not said.isascii() or not said.isdigit() or not 10_000 <= int(said) <= 5_000_000:
        raise SystemExit(f"BENCH_PEOPLE must be a whole number from 10000 to 5000000, not {said!r}.")
    return int(said)


@contextmanager
def kept(home: Path, database: str) -> Iterator[tuple[str, Path]]:
    """The address of the database of people, and a file that stands there once it is filled."""
    said = hashlib.sha256()
    for name in MADE_BY:
        for file in sorted((ROOT / name).glob("*.*")) or [ROOT / name]:
            said.update(file.read_bytes())
    folder = home / f"{database}-{wanted()}-{said.hexdigest()[:8]}"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "filled").exists():
        shutil.rmtree(folder)
        folder.mkdir()
    if database == "sqlite":
        yield f"sqlite:///{folder / 'people.sqlite3'}", folder / "filled"
        return
    with postgres.server(durable=True, kept=folder / "cluster") as url:
        yield url, folder / "filled"


def home_of(data: Path) -> Path:
    """Where they are kept: in the data folder, or, if the server's user cannot go there, with the system's temporary files."""
    data.mkdir(parents=True, exist_ok=True)
    try:
        postgres.run(postgres.as_server_user(["test", "-x", str(data)]))
    except RuntimeError:
        return Path("/var/tmp/mosty-bench")  # noqa: S108 - invented people, and a folder that its user makes
    return data / "bench"


def build() -> None:
    """Tables, one organisation with five centres, an adviser of all of them, people, and what the pages show."""
    from mosty.accounts.enums import Role
    from mosty.directory.enums import OrganizationKind
    from mosty.directory.models import Organization, Service
    from tests.cast import employ, make_centre, make_town, make_user
    from tools import tables
    from tools.large_people import grow

    began = time.monotonic()
    tables.make()
    organisation = Organization.objects.create(name="Bench", short_name="Bench", kind=OrganizationKind.OPERATOR)
    centres = [make_centre(organisation, make_town(f"Miasto {at}", f"miasto-{at}", f"30640{at}1"), f"miasto-{at}") for at in range(5)]
    Service.objects.create(organization=organisation, slug="advice", topic="stay", minutes=30, names={"pl": "rozmowa"})
    employ(make_user("Bench Adviser", "bench@mosty.example"), Role.ADVISER, organisation)
    employ(make_user("Bench Local", "local@mosty.example"), Role.ADVISER, organisation, centres[0])
    grow(wanted(), organisation.pk, tuple(centre.pk for centre in centres))
    work()
    print(f"{wanted()} people in {time.monotonic() - began:.0f} s", file=sys.stderr)


def work() -> None:
    """5,000 open cases of the adviser; 500 visits with an encounter each, of one person."""
    from mosty.accounts.models import User
    from mosty.casework.models import Case, CaseWorker, Encounter, ServiceDelivery, Visit
    from mosty.clients.models import Client
    from mosty.core import connections
    from mosty.core import time as clock
    from mosty.directory.models import Service

    adviser, service, today = User.objects.get(email="bench@mosty.example"), Service.objects.get(slug="advice"), clock.today()
    mine = list(Client.objects.order_by("number")[:MINE])
    cases = Case.objects.bulk_create(
        [Case(organization_id=one.organization_id, client=one, opened_on=today - timedelta(days=30)) for one in mine], batch_size=500
    )
    CaseWorker.objects.bulk_create([CaseWorker(case=case, user=adviser, since_on=case.opened_on) for case in cases], batch_size=500)
    for person, count in ((mine[0], ENTRIES), (mine[1], 5)):
        place = {"organization_id": person.organization_id, "centre_id": person.centre_id, "client": person}
        begins = [clock.now() - timedelta(days=number) for number in range(count)]
        visits = Visit.objects.bulk_create(
            [Visit(**place, channel="walk-in", opened_at=begin, closed_at=begin, on=begin.date(), topics=["stay"]) for begin in begins]
        )
        meetings = Encounter.objects.bulk_create(
            [
                Encounter(
                    **place,
                    visit=visit,
                    worker=adviser,
                    language="uk",
                    started_at=visit.opened_at,
                    ended_at=visit.opened_at + timedelta(minutes=30),
                    on=visit.on,
                    outcome="answered",
                    note="Rozmowa o karcie pobytu.",
                )
                for visit in visits
            ]
        )
        ServiceDelivery.objects.bulk_create([ServiceDelivery(encounter=meeting, service=service, minutes=30) for meeting in meetings])
    connections.count_rows()


# --- measuring -----------------------------------------------------------------------------------------------------------


def typed() -> dict[str, list[str]]:
    """What is typed into the box, by kind: of people who are there, chosen by chance; always the same ones."""
    from mosty.clients.matching.passports import romanised
    from mosty.clients.models import Client
    from tools.large_people import FIRST, passport_of

    chance = random.Random(3)  # noqa: S311 - a choice, not a secret
    numbers = [FIRST + chance.randrange(wanted()) for _ in range(3 * ASKED)]
    rows = list(Client.objects.filter(number__in=numbers).order_by("number").prefetch_related("names"))
    chance.shuffle(rows)
    rows = rows[:ASKED]
    found: dict[str, list[str]] = {}

    def take(kind: str, text: Callable[[Any], str]) -> None:
        found[kind] = [text(row) for row in rows]

    take("name", lambda row: row.name)
    take("name in another script", lambda row: romanised(row.name, "ru-pl") if not row.name.isascii() else _cyrillic(row.name))
    take("name and birth date", lambda row: f"{' '.join(reversed(row.name.split()))} {row.birth_on:%d.%m.%Y}")
    take("surname", lambda row: row.name.split()[-1])
    take("surname and year", lambda row: f"{row.name.split()[-1]} {row.birth_year}")
    take("given name", lambda row: row.name.split()[0])
    take("beginnings", lambda row: " ".join(word[:4] for word in row.name.split()[:2]))
    take("phone", lambda row: row.phone[3:])
    take("document", lambda row: passport_of(row.number))
    take("nobody", lambda row: f"Zxqvo {row.name.split()[-1][::-1]}")
    return found


LETTERS = dict(zip("abcdefghijklmnoprstuvwyz", "абцдефгхійклмнопрстуввиз", strict=True))


def _cyrillic(name: str) -> str:
    return "".join(LETTERS.get(sign, LETTERS.get(sign.lower(), sign).upper()) for sign in name)


def measure() -> dict[str, Any]:
    """Milliseconds of a search, by kind: of the whole page, and of the question alone; queries; whether the person was found."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from mosty.accounts.models import User
    from mosty.clients.queries import find_clients
    from mosty.core import scope
    from mosty.directory.models import Organization
    from tests.cast import sign_in

    adviser = User.objects.get(email="bench@mosty.example")
    browser = sign_in(adviser)
    browser.defaults["HTTP_HOST"] = "127.0.0.1"
    mine = scope.organisations(Organization.objects.order_by().values_list("pk", flat=True))
    kinds = typed()
    for texts in kinds.values():
        browser.post(SEARCH, {"q": texts.pop()})  # the first of a kind loads what stays loaded
    found: dict[str, Any] = {}
    for kind, texts in kinds.items():
        times: dict[str, list[float]] = {"question": [], "page": []}
        for text in texts:
            with scope.held(mine):
                times["question"].append(_milliseconds(lambda text=text: find_clients(adviser, text)))
            times["page"].append(_milliseconds(lambda text=text: browser.post(SEARCH, {"q": text})))
        with CaptureQueriesContext(connection) as caught:
            find_clients(adviser, texts[0])
        found[kind] = {**times, "queries": len(caught)}
    answer: dict[str, Any] = {"people": wanted()}
    for name, place in (("question", "p95"), ("page", "page_p95")):
        answer[place] = _p95([spent for row in found.values() for spent in row[name]])
        for row in found.values():
            row[name] = {"p50": round(median(row[name]), 1), "p95": _p95(row[name])}
    return {**answer, "kinds": found, "pages": pages_of(browser)}


def _milliseconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _p95(spent: list[float]) -> float:
    return round(quantiles(spent, n=20)[-1], 1)


def pages_of(browser: Any) -> dict[str, dict[str, Any]]:
    """The pages that show much, and the same with little: address, milliseconds (the best of five), queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from mosty.clients.models import Client

    long, short = Client.objects.order_by("number")[:2]
    paths = {
        f"a file with {ENTRIES} entries": f"/desk/clients/{long.pk}/",
        "a file with 5 entries": f"/desk/clients/{short.pk}/",
        f"my people, {MINE}": "/desk/cases/",
    }
    found = {}
    for name, path in paths.items():
        assert browser.get(path).status_code == 200, path
        spent = [_milliseconds(lambda path=path: browser.get(path)) for _ in range(5)]
        with CaptureQueriesContext(connection) as caught:
            browser.get(path)
        found[name] = {"path": path, "ms": round(min(spent), 1), "queries": len(caught)}
    return found


def session() -> str:
    """A session of the adviser, for whoever asks over HTTP."""
    from django.conf import settings

    from mosty.accounts.models import User
    from tests.cast import sign_in

    return sign_in(User.objects.get(email="bench@mosty.example")).cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "build":
        build()
    else:
        json.dump({"measure": measure, "session": session}[sys.argv[1]](), sys.stdout)
