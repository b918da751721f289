"""The data-protection desk of the demo: a few requests, a question of the police, a breach, the record begun. By the real verbs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mosty.clients.actions import authorities, breaches, processing, requests, restricting
from mosty.clients.models import Client
from mosty.programme.management.demo.cast import Staff
from mosty.programme.management.demo.network import Network

WHAT = "Proszę o kopię wszystkich moich danych."


def load(network: Network, staff: Staff, *, today: date, now: datetime) -> str:
    """Returns a sentence with the numbers."""
    rops, officer, reception = network.organizations["rops"], staff.users["piotr"], staff.users["zuzanna"]
    people = list(Client.objects.filter(centre=network.centres["poznan"], merged_into=None).order_by("number")[40:44])
    if len(people) < 4:
        return "no requests about data"

    def ask(client: Client, kind: str, back: int, **values: str):
        return requests.open_request(
            organization=rops, kind=kind, received_on=today - timedelta(days=back), came="in-person", client=client, by=reception, **values
        )

    ask(people[0], "access", 26, identity="document", what=WHAT)
    disputed = ask(people[1], "correction", 6, what="Data urodzenia jest błędna.")
    restricting.restrict(people[1], ground="accuracy", request=disputed, by=officer)
    done = ask(people[2], "objection", 20, identity="known")
    requests.answer(done, decision="granted", came="letter", answered_on=today - timedelta(days=9), by=officer)
    requests.open_request(
        organization=rops,
        kind="access",
        received_on=today - timedelta(days=2),
        came="email",
        who="Osoba z ogłoszenia, adres w liście",
        by=officer,
    )
    question = authorities.take_question(
        organization=rops,
        kind="police",
        unit="Komisariat Policji (przykład)",
        reference="DEMO 12/26",
        basis="",
        asked="Czy osoba korzysta z centrum i gdzie mieszka?",
        came="in-person",
        received_on=today - timedelta(days=12),
        client=people[3],
        by=reception,
    )
    authorities.decide(question, decision="refused", basis="art. 6 RODO: nie wskazano podstawy prawnej", by=officer)
    authorities.tell_person(question, told="told", by=officer)
    authorities.take_question(
        organization=rops,
        kind="court",
        unit="Sąd Rejonowy (przykład)",
        reference="DEMO I Ns 1/26",
        basis="art. 248 § 1 k.p.c.",
        asked="Poświadczenie udziału w kursie.",
        came="letter",
        received_on=today - timedelta(days=1),
        by=reception,
    )
    breach = breaches.note_breach(
        organization=rops,
        aware_at=now - timedelta(hours=30),
        what="List z potwierdzeniem wysłany do innej osoby.",
        natures=["confidentiality"],
        by=reception,
    )
    known = {
        "people_count": 1,
        "records_count": 1,
        "whom": "Jedna osoba: imię, termin.",
        "consequences": "Niewielkie.",
        "measures": "Odzyskano list.",
    }
    breaches.assess_breach(breach, natures=["confidentiality"], risk="risk", by=officer, **known)
    lines = processing.begin_record(rops, by=officer)
    return f"4 requests about data, 2 questions of authorities, 1 breach, {lines} lines of the record of processing"
