"""A filled network. Everything personal carries a word that says where it belongs, so that a leak can be read off a page.

Made by the real actions, at Poznań, Konin and the foreign organisation alike: bookings in several states, walk-ins, contacts,
files, encounters, messages, an absence with people to care for, a frozen report.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from mosty.appointments.actions import bookings, duty, reception
from mosty.appointments.models import Appointment
from mosty.casework.actions import visits
from mosty.casework.actions.assessments import assess
from mosty.casework.actions.copies import give_code
from mosty.casework.actions.needs import note_need
from mosty.casework.actions.plans import save_plan
from mosty.casework.enums.notes import CONFIDENTIAL
from mosty.casework.models import Document, Encounter, Note, NoteVersion, Visit
from mosty.casework.queries.contents import Aim, Content, Step
from mosty.casework.queries.documents import sealed_words
from mosty.clients.actions import authorities, breaches, contact, identity, merging, names, open_client, requests, stay
from mosty.clients.models import Activity, BreakGlass, Client, GlassNotice, Restriction
from mosty.comms.enums import MessageState
from mosty.comms.models import Message
from mosty.core import crypt, vault
from mosty.directory.enums import ProviderKind, Topic
from mosty.directory.models import Centre, Organization, Provider, Service, ServiceAtCentre
from mosty.paper.actions.asking import ask
from mosty.paper.queries.wishes import Wish
from mosty.programme.actions import freeze_report
from mosty.programme.models import FrozenReport
from tests.appointments.sittings import Clock, keep, rule, sit, slot
from tests.cast import Cast, make_service
from tests.core.papers import pdf
from tests.guide import library

YESTERDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)  # Wednesday, 11:20 in Warsaw
MORNING = datetime(2026, 11, 25, 10, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)

Rows = Appointment | Visit | Client | Encounter | Message


@dataclass
class Place:
    """One centre with everything in it. `word` stands in names, addresses and what was typed; `note` in encounters' notes."""

    centre: Centre
    word: str
    digits: str
    service: Service
    provider: Provider
    things: dict[str, Any] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(100))

    @property
    def note(self) -> str:
        return f"zn{self.word[2:]}"

    @property
    def confidential(self) -> set[str]:
        """Words of the notes that only a psychologist, or a lawyer, reads."""
        return {f"zy{self.word[2:]}", f"zl{self.word[2:]}"}

    @property
    def reason(self) -> str:
        return f"zr{self.word[2:]}"

    def phone(self) -> str:
        return f"+48{self.digits}{next(self.numbers)}"

    def person(self, name: str = "Olena") -> dict[str, str]:
        return {"name": f"{name} {self.word}", "phone": self.phone(), "email": f"{name.lower()}@{self.word}.example"}

    def rows(self) -> list[Rows]:
        """Every row that is about a person here."""
        found: list[Rows] = []
        for model in (Appointment, Visit, Client, Encounter, Message):
            found += model._default_manager.filter(centre=self.centre).order_by("pk")  # type: ignore[attr-defined]
        return found

    def secrets(self) -> set[str]:
        """Ids, secret addresses and codes of those rows."""
        found = {str(row.pk) for row in self.rows()}
        for token, code in Appointment.objects.filter(centre=self.centre).order_by("pk").values_list("token", "code"):
            found |= {token, code or token}
        return found | {str(self.things[name].pk) for name in ("need", "assessment", "plan", "plan_copy", "plan_action", "upload")}


@dataclass
class World:
    cast: Cast
    poznan: Place
    konin: Place
    foreign: Place
    office: Appointment  # of the specialist on duty at Poznań
    paper: str = ""  # key of an article asked for on paper

    def places(self) -> dict[str, Place]:
        return {"poznan": self.poznan, "konin": self.konin, "foreign": self.foreign}


def make_world(cast: Cast, clock: Clock) -> World:
    """Everything is booked on Tuesday; now it is Wednesday, 11:20 in Warsaw."""
    konin_expert = Provider.objects.create(
        organization=cast.rops, kind=ProviderKind.EXPERT, name="Expert of Konin", sign="EK", languages=["pl"]
    )
    foreign_expert = Provider.objects.create(
        organization=cast.other, kind=ProviderKind.EXPERT, name="Expert of Opole", sign="EO", languages=["pl"]
    )
    law = make_service(cast.other, "foreign-law", "prawo")
    ServiceAtCentre.objects.create(service=law, centre=cast.foreign, languages=["pl", "uk"])
    world = World(
        cast,
        Place(cast.poznan, "zkpoznan", "501111", cast.lawyer, cast.tomasz),
        Place(cast.konin, "zkkonin", "502222", cast.lawyer, konin_expert),
        Place(cast.foreign, "zkopole", "503333", law, foreign_expert),
        Appointment(),
    )
    clock.set(YESTERDAY)
    staff = {"poznan": (cast.zuzanna, cast.oksana), "konin": (cast.ewa, cast.ewa), "foreign": (cast.adam, cast.adam)}
    for name, place in world.places().items():
        _book(cast, place, by=staff[name][0])
    office = sit(cast, MORNING, times=4, provider=cast.office, service=cast.residence)
    world.office = bookings.book(token=keep(office, 1).token, name="Zkoffice", phone="+48504444100", email="b@zkofficemail.example")
    clock.set(NOW)
    for name, place in world.places().items():
        _receive(place, by=staff[name][0], worker=staff[name][1])
    open_client(centre=cast.poznan, by=cast.hanna, **world.poznan.person("Third"))
    world.poznan.things["report"] = world.konin.things["report"] = _report(cast.rops, by=cast.joanna)
    world.foreign.things["report"] = _report(cast.other, by=None)
    with TemporaryDirectory() as folder:
        library.load(library.write(Path(folder)))
    world.paper = ask(Wish(("address",), "pl")).key
    return world


def _book(cast: Cast, place: Place, *, by: Any) -> None:
    here = {"provider": place.provider, "centre": place.centre, "service": place.service}
    today = sit(cast, MORNING, times=12, **here)
    friday = sit(cast, FRIDAY, times=6, **here)
    monday = sit(cast, FRIDAY + timedelta(days=3), times=4, **here)
    made = [bookings.book(token=keep(today, number).token, **place.person()) for number in range(6)]
    later = bookings.book(token=keep(friday, 0).token, **place.person("Later"))
    moved = bookings.move(made[5], session=friday.pk, starts_at=slot(friday, 1), by=by)
    bookings.cancel_by_client(made[4])
    care = bookings.book(token=keep(monday, 0).token, **place.person("Care"))
    held = keep(friday, 2)
    bookings.write_down(token=held.token, **place.person("Held"))
    place.things |= {"today": today, "session": friday, "monday": monday, "made": made, "later": later, "moved": moved}
    place.things |= {"care": care, "held": held, "schedule": rule(cast, weekday=6, **here)}


def _receive(place: Place, *, by: Any, worker: Any) -> None:
    made, centre = place.things["made"], place.centre
    expected, arrived, started, done = made[3], made[0], made[1], made[2]
    for one in (arrived, started, done):
        reception.arrive(one, by=by)
    reception.start(started, by=by)
    client = open_client(centre=centre, language="uk", citizenship="UA", notice_language="", by=by, **place.person("Client"))
    other = open_client(centre=centre, language="pl", citizenship="", notice_language="", by=worker, **place.person("Other"))
    place.things |= _file(place, client, other, by=by)
    encounter = reception.fulfil(
        done, by=worker, worker=worker, services=[(place.service, 20)], outcome="answered", note=f"Said {place.note}", client=client
    )
    visit = visits.open_visit(centre=centre, channel="walk-in", by=by, language="ka", wanted=f"for {place.word}", client=client)
    taken = visits.take_visit(visits.open_visit(centre=centre, channel="walk-in", by=by, wanted=place.word), by=worker)
    asked = {"centre": centre, "channel": "phone", "topics": [Topic.STAY], "language": "uk", "by": by}
    question = visits.count_contact(submission=uuid4(), **asked)
    given = visits.attach_client(visits.count_contact(submission=uuid4(), **asked), client, by=by)
    day = place.things["monday"].on
    exception, _people = duty.add_exception(
        centre=centre, provider=place.provider, first_on=day, last_on=day, reason=f"ill {place.reason}", by=by
    )
    message = Message.objects.filter(centre=centre).order_by("created_at", "pk").first()
    assert message is not None
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, error="not-reachable")
    place.things |= {"appointment": expected, "arrived": arrived, "started": started, "done": done, "client": client, "other": other}
    place.things |= {"encounter": encounter, "visit": visit, "taken": taken, "contact": question, "given": given}
    place.things |= {"note": _notes(place, client, author=worker), "upload": _uploads(place, client, by=worker)}
    place.things |= {"exception": exception, "message": message}
    _plan(place, client, by=worker)
    _rights(place, client, other, by=by, worker=worker)


def _rights(place: Place, client: Client, other: Client, *, by: Any, worker: Any) -> None:
    """A row of every kind of the data-protection desk. What names somebody there is only for the officer."""
    owner = {"organization": place.centre.organization}
    asked = requests.open_request(**owner, kind="access", received_on=NOW.date(), came="letter", client=client, identity="document", by=by)
    question = authorities.take_question(
        **owner, kind="police", unit="KMP", asked="Whether", came="letter", received_on=NOW.date(), client=client, by=by
    )
    breach = breaches.note_breach(**owner, aware_at=NOW, what="A letter", by=by)
    restriction = Restriction.objects.create(**owner, client=other, ground="claims", since_on=NOW.date(), set_by=by)
    activity = Activity.objects.create(**owner, name="Advice", purpose="Advice", saved_by=by)
    glass = BreakGlass.objects.create(
        **owner, centre=place.centre.pk, client=client.pk, number=client.number, user=by, reason="is-here", words="here",
        opened_at=NOW - timedelta(hours=4), expires_at=NOW - timedelta(hours=1),
    )  # fmt: skip
    told = GlassNotice.objects.create(glass=glass, user=worker)
    place.things |= {"data_request": asked, "authority": question, "breach": breach, "restriction": restriction, "activity": activity}
    place.things |= {"glass": glass, "glass_notice": told}


def _plan(place: Place, client: Client, *, by: Any) -> None:
    """What only those read who read notes."""
    said = f"Wants {place.note}"
    need = note_need(client, domain="work", words=said, by=by)
    assessment = assess(client, moment="entry", answers={"work": "2", "health": "refused"}, summary=said, by=by)
    content = Content(language="uk", aims=(Aim(said, "work", steps=(Step(said, "client"),)),))
    plan = save_plan(client, content, base=0, by=by)
    copy, _code = give_code(plan, days=30, by=by)
    action = plan.goals.get().actions.get()
    place.things |= {"need": need, "assessment": assessment, "plan": plan, "plan_copy": copy, "plan_action": action}


def _file(place: Place, client: Client, other: Client, *, by: Any) -> dict[str, Any]:
    """Every part of a file, and two files that went into one."""
    name = names.add_name(client, text=f"Further {place.word}", kind="birth", by=by)
    given = {"kind": "passport", "number": f"{place.word}0777", "valid_to": date(2027, 1, 12), "is_seen": True}
    document = identity.save_identifier(client, **given, by=by)
    status = stay.save_status(client, basis="visa", valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1), document=document, by=by)
    deadline = stay.add_deadline(client, kind="appeal", on=date(2026, 12, 3), words=f"matter {place.word}", by=by)
    contact.save_contact(client, may_call="no", who_answers=f"uncle {place.word}", by=by)
    contact.save_languages(client, [("uk", "native", "yes")], by=by)
    relative = contact.save_relation(client, kind="sibling", other=other, by=by)
    contact.save_relation(client, kind="child", name=f"Child {place.word}", birth_year=2019, by=by)
    one, two = (open_client(centre=place.centre, by=by, **place.person(given)) for given in ("Kept", "Gone"))
    parts = {"name": name, "document": document, "status": status, "deadline": deadline, "relative": relative, "pair": other}
    return parts | {"merge": merging.merge(one, two, take={}, by=by)}


def _notes(place: Place, client: Client, *, author: Any) -> Note:
    """One of every class; the one for the team is returned. Put down as rows: the cast has nobody who may write them all."""
    texts = {"reception": place.word, "casework": place.note, "psychologist": f"zy{place.word[2:]}", "lawyer": f"zl{place.word[2:]}"}
    found = {}
    for kind, word in texts.items():
        found[kind] = Note.objects.create(organization=client.organization, client=client, kind=kind, author=author)
        is_sealed = kind in CONFIDENTIAL
        words = {"text": "" if is_sealed else f"About {word}", "sealed": crypt.seal(f"About {word}") if is_sealed else ""}
        NoteVersion.objects.create(note=found[kind], number=1, kind=kind, by=author, **words)
    return found["casework"]


def _uploads(place: Place, client: Client, *, by: Any) -> Document:
    """A file of every class; the one for the team is returned. The confidential ones are put down as rows, as notes are."""
    texts = {"reception": place.word, "casework": place.note, "psychologist": f"zy{place.word[2:]}", "lawyer": f"zl{place.word[2:]}"}
    found = {}
    for kind, word in texts.items():
        found[kind] = Document.objects.create(
            organization=client.organization,
            client=client,
            kind="decision",
            note_class=kind,
            sealed=sealed_words(f"About {word}", f"{word}.pdf"),
            content_type="application/pdf",
            size=900,
            digest="x",
            stored=vault.keep(pdf(word.encode())),
            scan="off",
            keep_until=date(2027, 6, 1),
            uploaded_by=by,
            submission=uuid4(),
        )
    return found["casework"]


def _report(organization: Organization, *, by: Any) -> FrozenReport:
    return freeze_report(organization=organization, first_on=date(2026, 10, 1), last_on=date(2026, 11, 25), by=by)
