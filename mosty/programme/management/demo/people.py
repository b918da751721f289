"""Four thousand people who do not exist, each opened at a first visit, some of them coming back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from random import Random
from uuid import UUID

from mosty.accounts.models import User
from mosty.clients.enums import folded
from mosty.clients.models import Client
from mosty.programme.management.demo import names
from mosty.programme.management.demo.network import Network

CLIENTS = 4000
EVERY_LANGUAGE = sorted(set().union(*(country.spoken for country in names.COUNTRIES)))
ANY_LANGUAGE = 0.3  # share of returning people who come although nobody there speaks their language


class People:
    """Hands out a client for each meeting, so that exactly `CLIENTS` exist when all `meetings` have been served."""

    def __init__(self, network: Network, rng: Random, *, meetings: int):
        self.organization_id = network.organizations["rops"].pk
        self.rng = rng
        self.left = meetings
        self.made: list[Client] = []
        self.phones = 0
        self._by_place: dict[tuple[UUID, str], list[Client]] = defaultdict(list)

    def next(self, centre_id: UUID, languages: list[str], on: date, by: User | None) -> Client:
        """Somebody new or somebody known at the centre who speaks one of the languages (most of the time)."""
        needed, self.left = CLIENTS - len(self.made), max(self.left - 1, 1)
        if self.rng.random() >= needed / (self.left + 1):
            known = self.known(centre_id, languages) or (None if needed else self.known(centre_id, ["uk", "ru"]))
            if known is not None:
                return known
        return self.open(centre_id, languages, on, by)

    def known(self, centre_id: UUID, languages: list[str]) -> Client | None:
        """Somebody who was at the centre before."""
        codes = EVERY_LANGUAGE if self.rng.random() < ANY_LANGUAGE else languages
        pools = [pool for code in codes if (pool := self._by_place.get((centre_id, code)))]
        if not pools:
            return None
        pool = self.rng.choices(pools, [len(pool) for pool in pools])[0]
        # most come back within some weeks
        return pool[-1 - int(self.rng.triangular(0, len(pool) - 1, 0))]

    def open(self, centre_id: UUID, languages: list[str], on: date, by: User | None) -> Client:
        """A new file."""
        rng = self.rng
        country = names.country(rng, languages)
        speaks = country.languages.split()
        understood = [code for code in speaks if code in languages]
        language = rng.choice(understood if understood and rng.random() < 0.5 else speaks)
        has_phone = rng.random() < 0.8
        name = names.name(rng, country)
        client = Client(
            organization_id=self.organization_id,
            centre_id=centre_id,
            name=name,
            search=folded(name),
            number=len(self.made) + 1,
            phone=self.phone() if has_phone else "",
            email=f"{country.code.lower()}{len(self.made) + 1}@example.org" if not has_phone or rng.random() < 0.3 else "",
            language=language,
            citizenship="XX" if rng.random() < 0.01 else country.code,
            birth_year=on.year - int(rng.triangular(17, 74, 34)),
            notice_shown_on=on,
            notice_language=language,
            opened_by=by,
        )
        self.made.append(client)
        self._by_place[centre_id, language].append(client)
        return client

    def phone(self) -> str:
        """A phone nobody has."""
        self.phones += 1
        return names.phone(self.phones - 1)

    def nickname(self, language: str) -> str:
        """What somebody without a file types when booking: a first name, perhaps a letter."""
        fitting = [one for one in names.COUNTRIES if language in one.spoken] or names.COUNTRIES
        country = self.rng.choices(fitting, [one.weight for one in fitting])[0]
        first, *rest = names.name(self.rng, country).split()
        return f"{first} {rest[-1][0]}." if rest and self.rng.random() < 0.6 else first
