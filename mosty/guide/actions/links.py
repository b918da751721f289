"""Links are gathered from the guide and looked at by the worker at night, a few at a time, never two of one host in one round.

The looking happens in a thread of its own, so that a slow site holds up nothing: the chore starts a round and, when it comes by again,
writes down what the round before found.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F

from mosty.core import time
from mosty.guide.actions.looking import Looked, look
from mosty.guide.enums import LinkState
from mosty.guide.models import Link, LinkUse
from mosty.guide.queries.links import due, found_links

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

A_ROUND = 12  # links, each of another host
NIGHT = range(1, 5)  # hours in Poland


@transaction.atomic
def gather_links() -> int:
    """Keep the table as the guide is now; how many links came or went."""
    found = found_links()
    known = {link.address: link for link in Link.objects.order_by("pk")}
    gone = [link.pk for address, link in known.items() if address not in found]
    Link.objects.filter(pk__in=gone).delete()
    fresh = [Link(address=address, host=(urlsplit(address).hostname or "")[:255]) for address in sorted(set(found) - set(known))]
    Link.objects.bulk_create(fresh)
    known.update({link.address: link for link in fresh})
    wanted = {(known[address].pk, *use) for address, uses in found.items() for use in uses}
    rows = {(row.link_id, row.kind, row.key, row.language): row.pk for row in LinkUse.objects.order_by("pk")}
    LinkUse.objects.filter(pk__in=[pk for use, pk in rows.items() if use not in wanted]).delete()
    LinkUse.objects.bulk_create(
        LinkUse(link_id=link, kind=kind, key=key, language=language) for link, kind, key, language in sorted(wanted - set(rows), key=str)
    )
    return len(fresh) + len(gone)


def write_look(pk: UUID, looked: Looked, *, at: datetime) -> None:
    """What a look found. A link that is gone meanwhile is left alone."""
    rows = Link.objects.filter(pk=pk)
    values = {"state": looked.state, "code": looked.code, "moved_to": looked.moved_to, "checked_at": at}
    if looked.state == LinkState.BROKEN:
        rows.update(**values, failures=F("failures") + 1)
    else:
        rows.update(**values, failures=0, worked_at=at)


@dataclass
class Round:
    """A few links being looked at by a thread that knows no database."""

    links: list[tuple[UUID, str]]
    found: list[tuple[UUID, Looked]] = field(default_factory=list)
    thread: threading.Thread | None = None

    def start(self) -> None:
        self.thread = threading.Thread(target=self._look, name="links", daemon=True)  # daemon: the worker may stop at any time
        self.thread.start()

    def wait(self, seconds: float) -> None:
        """For tests and commands; the worker never waits."""
        if self.thread is not None:
            self.thread.join(seconds)

    def is_done(self) -> bool:
        return self.thread is not None and not self.thread.is_alive()

    def _look(self) -> None:
        for pk, address in self.links:
            looked = look(address, agent=agent(), seconds=settings.LINK_CHECK_SECONDS, may_be_private=settings.LINK_CHECK_PRIVATE)
            self.found.append((pk, looked))


class Checker:
    """The chore. One round at a time in a process; several workers only look twice."""

    def __init__(self) -> None:
        self.round: Round | None = None

    def __call__(self) -> int:
        """Write down what the last round found, if it is over; begin another, if it is night. How many links were written."""
        count = 0
        if self.round is not None:
            if not self.round.is_done():
                return 0
            count = self.finish()
        now = time.now()
        if settings.LINK_CHECK and time.local(now).hour in NIGHT:
            self.begin(now)
        return count

    def begin(self, now: datetime) -> Round | None:
        """Start looking at the links that wait longest, one of each host."""
        hosts: dict[str, tuple[UUID, str]] = {}
        for pk, address, host in due(now).values_list("pk", "address", "host")[: A_ROUND * 20]:
            hosts.setdefault(host, (pk, address))
            if len(hosts) == A_ROUND:
                break
        self.round = Round(list(hosts.values())) if hosts else None
        if self.round is not None:
            self.round.start()
        return self.round

    def finish(self) -> int:
        """Write down what the round found."""
        found = self.round.found if self.round else []
        self.round = None
        for pk, looked in found:
            write_look(pk, looked, at=time.now())
        return len(found)


CHECKER = Checker()


def gather_at_night() -> int:
    """The chore that gathers, once a night."""
    return gather_links() if settings.LINK_CHECK else 0


def agent() -> str:
    """How we introduce ourselves: whoever does not like our looks finds us."""
    return f"MostyLinkCheck/1.0 (+{settings.SITE_URL})"
