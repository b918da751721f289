"""Whole bookings a second, as visitors make them: keep a time, say how to be reached, confirm, see the code. Over HTTP, no cookie.

`prepare` runs inside Django on the demo database: it adds sittings enough for the run and prints their times as JSON; `verify` counts what
the database holds afterwards. `load` is a plain client with its own processes.
"""

import http.client
import json
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from urllib.parse import urlencode

PROVIDERS, DAYS, SLOT = 48, 6, 10
CLIENTS = 8
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def prepare() -> None:
    """48 invented experts, 6 days, every 10 minutes for 10 hours: 8,640 times over HTTP and as many for the verbs."""
    import django

    django.setup()
    from datetime import timedelta

    from django.db import connection

    from mosty.appointments.models import DutySession
    from mosty.appointments.queries.times import slots
    from mosty.core import time as clock
    from mosty.directory.models import Centre, Provider, Service

    centre = Centre.objects.order_by("slug").first()
    service = Service.objects.order_by("order", "slug").first()
    assert centre
    assert service
    first = clock.today() + timedelta(days=10)
    made = []
    for number in range(PROVIDERS):
        expert = Provider.objects.create(
            organization=centre.organization,
            kind="expert",
            name=f"Bench {'verbs' if number % 2 else 'pages'} {number}",
            sign="B",
            languages=["pl", "uk"],
        )
        for day in range(DAYS):
            begin = clock.day_span(first + timedelta(days=day))[0] + timedelta(hours=8)
            made.append(
                DutySession(
                    provider=expert,
                    centre=centre,
                    service=service,
                    on=first + timedelta(days=day),
                    starts_at=begin,
                    ends_at=begin + timedelta(hours=10),
                    slot_minutes=SLOT,
                    mode="slots",
                    languages=["pl", "uk"],
                )
            )
    DutySession.objects.bulk_create(made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that has stood for a minute
    shown = [session for session in made if "pages" in session.provider.name]
    keys = [f"{session.pk}.{int(start.timestamp())}" for session in shown for start, _ in slots(session)]
    json.dump({"service": service.slug, "keys": keys}, sys.stdout)


def verify() -> None:
    """How many are booked, and how many pairs of standing bookings share an expert and a time (must be none)."""
    import django

    django.setup()
    from django.db import connection

    from mosty.appointments.models import Appointment

    booked = Appointment.objects.filter(state="booked", name="Bench").count()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM appointments_appointment a JOIN appointments_appointment b ON a.provider_id = b.provider_id "
            "AND a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at "
            "WHERE a.state = 'booked' AND b.state = 'booked' AND a.name = 'Bench' AND b.name = 'Bench'"
        )
        double = cursor.fetchone()[0]
    json.dump({"booked": booked, "double": double}, sys.stdout)


def verbs(kind: str, number: int, seconds: float) -> None:
    """The same without HTTP: one process that books through the verbs of the core until the time is over; prints how many.

    `desk`: one verb, one transaction (claims, booking, event, messages, audit). `visitor`: keep, say how to be reached, confirm.
    """
    import django

    django.setup()
    from mosty.accounts.models import User
    from mosty.appointments.actions import bookings
    from mosty.appointments.models import DutySession
    from mosty.appointments.queries.times import slots
    from mosty.core.errors import Refusal

    by = User.objects.filter(is_demo=True).order_by("email").first()
    assert by
    sessions = list(DutySession.objects.filter(provider__name__startswith="Bench verbs").order_by("pk"))
    half = len(sessions) // 2
    mine = sessions[half + number :: 2] if kind == "desk" else sessions[number:half:2]
    wanted = [(session.pk, start) for session in mine for start, _ in slots(session)]
    random.Random(number).shuffle(wanted)  # noqa: S311 - an order, not a secret
    done, began = 0, time.monotonic()
    for session, start in wanted:
        if time.monotonic() - began > seconds:
            break
        reach = {"name": "Bench", "email": f"v{random.getrandbits(60)}@example.org"}
        try:
            if kind == "desk":
                bookings.book_by_staff(session=session, starts_at=start, by=by, **reach)
            else:
                kept = bookings.hold(session=session, starts_at=start, visitor=f"127.0.{number}.{done // 20}")
                bookings.write_down(token=kept.token, **reach)
                bookings.book(token=kept.token)
        except Refusal:  # an earlier run on this database took it
            continue
        done += 1
    print(done / (time.monotonic() - began))


def visitor(host: str, port: int, service: str, keys: list[str], seconds: float, number: int) -> dict[str, int]:
    """One client that books until the time is over; counts done, refused and broken."""
    # every visitor has an address of their own, so that the limit per address is on and is not what is measured
    plug = http.client.HTTPConnection(host, port)
    counts = {"done": 0, "refused": 0, "broken": 0}

    def send(method: str, path: str, values: dict[str, str] | None = None) -> tuple[int, str]:
        plug.request(method, path, urlencode(values or {}) if method == "POST" else None, FORM if method == "POST" else {})
        answer = plug.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")

    until = time.monotonic() + seconds
    for at, key in enumerate(keys):
        if time.monotonic() > until:
            break
        if at % 20 == 0:  # somebody else, who comes with a connection of their own
            plug.close()
            plug = http.client.HTTPConnection(host, port, timeout=30, source_address=(f"127.{number + 1}.{at // 20 % 250}.1", 0))
        status, contact = send("POST", f"/uk/book/hold/?service={service}", {"time": key})
        if status == 409:
            counts["refused"] += 1
            continue
        # an e-mail of nobody else, so that the limit per person is not what is measured
        status, check = send("POST", contact, {"name": "Bench", "email": f"b{number}-{random.getrandbits(60)}@example.org"})
        status, visit = send("POST", check)
        status, _ = send("GET", visit) if "/visit/" in visit else (status, "")
        counts["done" if status == 200 else "broken"] += 1
    return counts


def load(host: str, port: int, plan: dict, seconds: float, *, race: bool = False) -> dict[str, float]:
    """Eight clients at once; with `race` all of them want the same times in the same order."""
    keys = plan["keys"]
    chance = random.Random(1)  # noqa: S311 - an order, not a secret
    chance.shuffle(keys)
    half = len(keys) // 2
    shares = [keys[half:]] * CLIENTS if race else [keys[number:half:CLIENTS] for number in range(CLIENTS)]
    began = time.monotonic()
    with ProcessPoolExecutor(CLIENTS) as pool:
        runs = [pool.submit(visitor, host, port, plan["service"], share, seconds, number) for number, share in enumerate(shares)]
        counts = [run.result() for run in runs]
    spent = time.monotonic() - began
    total = {word: sum(count[word] for count in counts) for word in ("done", "refused", "broken")}
    return {**total, "per_second": round(total["done"] / spent, 1)}


if __name__ == "__main__":
    if sys.argv[1] == "verbs":
        verbs(sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
    else:
        {"prepare": prepare, "verify": verify}[sys.argv[1]]()
