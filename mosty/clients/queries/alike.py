"""Files that may be the same person as one that is about to be opened, or as one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from mosty.clients.enums import Verdict
from mosty.clients.matching import Person, Query, lookup
from mosty.clients.models import Client, PairVerdict
from mosty.clients.queries.finding import Hit, likely_files
from mosty.clients.queries.persons import person_of

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

MOST = 5  # more cannot be looked at in earnest


def alike(user: AnyUser, person: Person) -> list[Hit]:
    """Files the user may see that may be this person, the likeliest first, with reasons; at most `MOST`. A look by search."""
    return likely_files(user, Query(person, lookup(person)))[:MOST]


def twins(user: AnyUser, client: Client) -> list[Hit]:
    """Other files that may be the same person, without those that somebody told apart."""
    pairs = PairVerdict.objects.filter(Q(first=client) | Q(second=client), verdict=Verdict.DIFFERENT).order_by()
    others = {pk for pair in pairs.values_list("first", "second") for pk in pair} | {client.pk}
    person = person_of(client)
    return likely_files(user, Query(person, lookup(person)), without=others)[:MOST]


def are_apart(first: Client, second: Client) -> bool:
    """Did somebody decide that these are different people?"""
    pair = Q(first=first, second=second) | Q(first=second, second=first)
    return PairVerdict.objects.filter(pair, verdict=Verdict.DIFFERENT).exists()
