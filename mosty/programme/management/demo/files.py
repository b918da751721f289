"""What stands in the files of people who do not exist: names in two scripts, birth dates, documents, stay, languages, safe contact.

Every number begins with DEMO: no office gives such ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from django.db import models

from mosty.clients.actions.keys import keys_of
from mosty.clients.enums import BirthQuality, DeadlineKind, IdentifierKind, NameKind, Sex, StayBasis
from mosty.clients.models import Client, ClientKey, ClientName, Deadline, Identifier, LanguageSkill, ResidenceStatus, SafeContact
from mosty.clients.queries.identity import digest_of
from mosty.core import crypt
from mosty.programme.management.demo import names
from mosty.programme.management.demo.bulk import insert

SEED = 20261122
DATED, SECOND_NAME, WITH_STAY, WITH_DOCUMENT, WITH_LANGUAGES, WITH_CONTACT = 0.6, 0.5, 0.25, 0.1, 0.4, 0.08
BASES = {"UA": (StayBasis.TEMPORARY_PROTECTION, StayBasis.TEMPORARY_PROTECTION, StayBasis.CUKR)}
OTHER_BASES = (StayBasis.TEMPORARY, StayBasis.VISA, StayBasis.PENDING, StayBasis.PERMANENT)
WHO_ANSWERS = ("mąż", "koleżanka z mieszkania", "właściciel mieszkania", "syn, 14 lat", "")


def describe(clients: Sequence[Client], rng: Random) -> None:
    """What stands in the row of the person itself; before it is written."""
    for client in clients:
        if client.birth_year and rng.random() < DATED:
            client.birth_on = date(client.birth_year, 1, 1) + timedelta(days=rng.randrange(365))
            client.birth_quality = BirthQuality.FULL
        elif client.birth_year:
            client.birth_quality = BirthQuality.YEAR
        women, men = _given(client.citizenship)
        first = client.name.split()[0]
        if first in women | men and rng.random() < DATED:
            client.sex = Sex.WOMAN if first in women else Sex.MAN
        client.needs_interpreter = rng.choices(("", "yes", "no"), (5, 3, 2))[0]


def write(clients: Sequence[Client], rng: Random, *, today: date) -> dict[str, int]:
    """The other rows of their files, in bulk; how many of each. Wants the people written, and an open transaction."""
    rows: dict[type[models.Model], list[models.Model]] = {
        kind: [] for kind in (ClientName, Identifier, LanguageSkill, SafeContact, ResidenceStatus, Deadline)
    }
    for number, client in enumerate(clients):
        mine = {"organization_id": client.organization_id, "client": client}
        rows[ClientName] += _names(client, mine, rng)
        document = _document(client, number, mine, rng, today) if rng.random() < WITH_DOCUMENT else None
        if document is not None:
            rows[Identifier].append(document)
            rows[Deadline].append(Deadline(**mine, kind=DeadlineKind.DOCUMENT_ENDS, on=document.valid_to, identifier=document))
        if rng.random() < WITH_STAY:
            status = _status(client, mine, rng, today)
            rows[ResidenceStatus].append(status)
            if status.valid_to:
                rows[Deadline].append(Deadline(**mine, kind=DeadlineKind.STAY_ENDS, on=status.valid_to, status=status))
        if client.language and rng.random() < WITH_LANGUAGES:
            rows[LanguageSkill].append(LanguageSkill(**mine, language=client.language, level="native", reads="yes"))
            rows[LanguageSkill].append(LanguageSkill(**mine, language="pl", level=rng.choice(("a1", "a2", "b1", "some")), order=2))
        if client.phone and rng.random() < WITH_CONTACT:
            rows[SafeContact].append(_contact(mine, rng))
    for kind, made in rows.items():
        insert(kind, made)
    keys = keys_of(clients)
    insert(ClientKey, keys)
    return {"names": len(rows[ClientName]), "deadlines": len(rows[Deadline]), "keys": len(keys)}


def _names(client: Client, mine: dict[str, object], rng: Random) -> list[models.Model]:
    is_latin = client.name.split()[0].isascii() or client.citizenship not in _scripts()
    made = [ClientName(**mine, kind=NameKind.PASSPORT if is_latin else NameKind.OWN, text=client.name, is_main=True)]
    pairs = _scripts().get(client.citizenship, {})
    words = client.name.split()
    if all(word in pairs for word in words) and rng.random() < SECOND_NAME:
        other = " ".join(pairs[word] for word in words)
        made.append(ClientName(**mine, kind=NameKind.OWN if is_latin else NameKind.PASSPORT, text=other))
    return list(made)


def _document(client: Client, number: int, mine: dict[str, object], rng: Random, today: date) -> Identifier:
    text = f"DEMO{number:06}"
    kind = IdentifierKind.PASSPORT
    return Identifier(
        **mine,
        kind=kind,
        sealed=crypt.seal(text),
        digest=digest_of(client.organization_id, kind, text),
        ending=text[-3:],
        country=client.citizenship if client.citizenship != "XX" else "",
        valid_to=today + timedelta(days=rng.randrange(-20, 2000)),
        seen_on=client.notice_shown_on,
        seen_by=client.opened_by,
    )


def _status(client: Client, mine: dict[str, object], rng: Random, today: date) -> ResidenceStatus:
    basis = rng.choice(BASES.get(client.citizenship, OTHER_BASES))
    ends = None if basis in {StayBasis.PERMANENT, StayBasis.PENDING} else today + timedelta(days=rng.randrange(-10, 700))
    first = min(today, ends or today) - timedelta(days=rng.randrange(60, 900))
    return ResidenceStatus(
        **mine, basis=basis, valid_from=first, valid_to=ends, checked_on=client.notice_shown_on, checked_by=client.opened_by
    )


def _contact(mine: dict[str, object], rng: Random) -> SafeContact:
    call = rng.choices(("yes", "no"), (3, 1))[0]
    voice = "no" if call == "no" else rng.choice(("yes", "no", ""))
    return SafeContact(**mine, may_call=call, may_leave_message=voice, may_text="yes", who_answers=rng.choice(WHO_ANSWERS))


@lru_cache(maxsize=1)
def _scripts() -> dict[str, dict[str, str]]:
    """By country: each written word of a name in the other script."""
    found: dict[str, dict[str, str]] = {}
    for country in names.COUNTRIES:
        pairs = [part.split("/") for part in f"{country.women} {country.men} {country.families}".split() if "/" in part]
        if pairs:
            found[country.code] = {one: other for local, latin in pairs for one, other in ((local, latin), (latin, local))}
    return found


@lru_cache(maxsize=64)
def _given(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Women's and men's given names of a country, in both scripts, first words only."""
    country = next((one for one in names.COUNTRIES if one.code == code), None)
    if country is None:
        return frozenset(), frozenset()
    women, men, _families = country.lists
    words = [frozenset(side.split("_")[0] for part in given for side in part.split("/")) for given in (women, men)]
    return words[0] - words[1], words[1] - words[0]
