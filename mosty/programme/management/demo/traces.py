"""Who looked at whose data in the past weeks, for the manager's screen."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from datetime import time as clock
from random import Random

from mosty.accounts.models import User
from mosty.clients.models import Client
from mosty.core import time
from mosty.core.models import AccessEvent
from mosty.programme.management.demo import calendar
from mosty.programme.management.demo.cast import CAST, Staff
from mosty.programme.management.demo.network import Network

DAYS = 30
ADDRESS = "192.0.2.10"  # reserved for documentation
# how, kind of row, page, how often
LOOKS = [
    ("list", "appointments.appointment", "desk:today:show", 10),
    ("search", "clients.client", "desk:clients:search", 5),
    ("open", "clients.client", "desk:clients:show", 8),
    ("list", "appointments.appointment", "desk:calendar:week", 4),
    ("list", "clients.client", "desk:clients:list", 2),
]
LOOKERS = ("zuzanna", "oksana", "marta", "hanna", "ewa")


def looks(network: Network, staff: Staff, clients: list[Client], *, today: date, now: datetime, rng: Random) -> list[AccessEvent]:
    """A month of looks by the cast, in the order of time."""
    by_centre: dict[object, list[Client]] = defaultdict(list)
    for client in clients:
        by_centre[client.centre_id].append(client)
    found = []
    for person in (person for person in CAST if person.key in LOOKERS):
        for back in range(DAYS, -1, -1):
            day = today - timedelta(days=back)
            hours = calendar.open_hours(person.centre, day, today)
            if hours is None:
                continue
            for _ in range(rng.randint(2, 5)):
                at = time.at(day, clock(rng.randint(hours[0].hour, hours[1].hour - 1), rng.randint(0, 59)))
                if at < now:
                    known = by_centre[network.centres[person.centre].pk]
                    found.append(_look(network, person.centre, staff.users[person.key], at, known, rng))
    return sorted(found, key=lambda event: event.at)


def _look(network: Network, slug: str, user: User, at: datetime, known: list[Client], rng: Random) -> AccessEvent:
    how, subject, place, _ = rng.choices(LOOKS, [look[3] for look in LOOKS])[0]
    count = 1 if how == "open" else rng.randint(1, 6) if how == "search" else rng.randint(9, 24)
    shown = rng.sample(known, min(count, len(known))) if subject == "clients.client" else []
    return AccessEvent(
        at=at,
        actor=user,
        organisation=network.organizations["rops"].pk,
        centre=network.centres[slug].pk,
        how=how,
        subject_type=subject,
        subject_ids=[str(client.pk) for client in shown],
        count=count,
        place=place,
        address=ADDRESS,
    )
