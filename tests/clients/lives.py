"""A person about whom everything was written down that can be, with one word in every place; and where that word still stands."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection

from mosty.appointments.actions import reception
from mosty.appointments.models import Appointment
from mosty.casework.actions.assessments import assess
from mosty.casework.actions.cases import close_case, give_task, hand_over, open_case
from mosty.casework.actions.copies import give_code
from mosty.casework.actions.drafts import keep_draft
from mosty.casework.actions.encounters import record_encounter
from mosty.casework.actions.needs import note_need
from mosty.casework.actions.notes import change_note, write_note
from mosty.casework.actions.plans import save_plan
from mosty.casework.actions.visits import open_visit
from mosty.casework.queries.contents import Aim, Content, Step
from mosty.clients.actions import open_client
from mosty.clients.actions.consents import answer, give_notice, withdraw
from mosty.clients.actions.contact import save_contact, save_languages, save_relation
from mosty.clients.actions.details import save_details
from mosty.clients.actions.identity import save_identifier
from mosty.clients.actions.merging import tell_apart
from mosty.clients.actions.names import add_name
from mosty.clients.actions.stay import add_deadline, save_status
from mosty.clients.enums.consents import How
from mosty.clients.models import BreakGlass, Client, Form
from mosty.core import crypt, time
from mosty.directory.models import Membership
from tests.appointments.sittings import by_staff, sit
from tests.clients.forms import published

MARK = "Zzyxwv"  # in no other text
PHONE = "+48699123456"
NUMBER = "ZZ9876543"
DAY = datetime(2026, 8, 12, 8, tzinfo=UTC)


def lived(cast: Any, name: str = MARK, *, phone: str = PHONE, number: str = NUMBER) -> Client:
    """A person with a row in every table of the first floors, `name` (and a phone, a number) in all of them."""
    by = cast.oksana
    Membership.objects.filter(user=cast.marta).update(profession="psychologist")
    client = open_client(
        centre=cast.poznan, name=f"{name} Anna", phone=phone, email=f"{name.lower()}@mosty.example", language="uk", citizenship="UA", by=by
    )
    save_details(client, birth_quality="full", birth_on=date(1987, 5, 6), sex="woman", education="higher", work="seeking", by=by)
    add_name(client, text=f"Ганна {name}", kind="own", by=by)
    document = save_identifier(client, kind="passport", number=number, valid_to=date(2027, 1, 1), by=by)
    save_status(client, basis="visa", valid_from=date(2025, 1, 1), valid_to=date(2027, 2, 1), document=document, by=by)
    add_deadline(client, kind="appeal", on=time.today() + timedelta(days=9), words=f"{name}'s appeal", by=by)
    save_contact(client, may_call="no", who_answers=f"{name}'s mother", when=f"{name} after 16", by=by)
    save_languages(client, [("uk", "native", "yes"), ("pl", "a1", "")], by=by)
    save_relation(client, kind="child", name=f"{name} the younger", by=by)
    relative = open_client(centre=cast.poznan, name=f"Mother of {len(name)}", by=by)
    save_relation(relative, kind="child", other=client, by=by)
    tell_apart(client, relative, verdict="different", by=by)
    needed = note_need(client, domain="work", words=f"{name} wants a job", by=by)
    assess(client, moment="entry", answers={needed.domain: "2"}, summary=f"{name} is tired", by=by)
    aim = Aim(f"{name} finds work", "work", steps=(Step(f"{name} writes a CV", "outside", whom=f"{name}'s friend"),))
    plan = save_plan(client, Content(language="pl", aims=(aim,)), base=0, by=by)
    save_plan(client, Content(language="pl", aims=(Aim(f"{name} finds other work", "work"),)), base=1, by=by)
    give_code(plan, days=30, by=by)
    note = write_note(client, kind="casework", text=f"{name} told", by=by)
    change_note(note, text=f"{name} told more", seen=1, by=by)
    write_note(client, kind="psychologist", text=f"{name} wept", by=cast.marta)
    keep_draft(client, text=f"{name} half", kind="casework", by=by)
    case = open_case(client, worker=by, by=by)
    hand_over(case, to=cast.marta, overlap=0, words=f"{name} asked for Marta", by=by)
    close_case(case, outcome="done", words=f"{name} thanked", by=cast.marta)
    give_task(words=f"Call {name}", due_on=time.today() + timedelta(days=3), assignee=by, client=client, by=by)
    visits(cast, client, name)
    bookings(cast, client, name, phone)
    agreed(cast, client, name)
    BreakGlass.objects.create(
        organization=cast.rops, centre=client.centre_id, client=client.pk, number=client.number, user=cast.ewa, reason="danger",
        words=f"{name} called", opened_at=DAY, expires_at=DAY + timedelta(hours=3),
    )  # fmt: skip
    return Client.objects.get(pk=client.pk)


def agreed(cast: Any, client: Client, name: str) -> None:
    """A notice and a consent, taken back, with the names of those who helped; the forms are made once."""
    for kind, purpose in (("notice", "advice"), ("consent", "transfer")):
        form = Form.objects.filter(organization=cast.rops, kind=kind, state="published").first()
        form = form or published(cast.rops, cast.piotr, kind=kind, purpose=purpose)
        how = How(method="spoken", witness=f"{name}'s cousin", explained="relative", explained_by=f"{name}'s friend", explained_in="uk")
        if kind == "notice":
            give_notice(client, form, how=how, centre=cast.poznan, by=cast.oksana)
        else:
            given = answer(client, form, said="given", how=how, centre=cast.poznan, recipients=["Caritas"], by=cast.oksana)
            withdraw(given, words=f"{name} changed her mind", by=cast.oksana)


def visits(cast: Any, client: Client, name: str) -> None:
    """A visit with a conversation and two services, in the last quarter."""
    visit = open_visit(
        centre=cast.poznan, channel="walk-in", client=client, topics=["work"], party_size=2, called=f"{name} A.", wanted=f"{name}'s card",
        opened_at=DAY, by=cast.oksana,
    )  # fmt: skip
    record_encounter(
        visit=visit, worker=cast.oksana, services=[(cast.advice, 20), (cast.lawyer, 10)], outcome="answered", note=f"{name} was glad",
        language="uk", started_at=DAY, ended_at=DAY + timedelta(minutes=40), by=cast.oksana,
    )  # fmt: skip


def bookings(cast: Any, client: Client, name: str, phone: str) -> None:
    """One booked for the file, and one that a visit turned out to be hers; the second never said whose it is."""
    sitting = sit(cast, time.now().replace(microsecond=0) + timedelta(days=2 + len(name)))
    for number, whose in enumerate((client, None)):
        given = by_staff(cast, sitting, number, name=f"{name} A.", phone=phone[:-1] + str(number), client=whose)
        arrived = reception.arrive(given, by=cast.zuzanna)
        Appointment.objects.filter(pk=given.pk).update(starts_at=DAY, ends_at=DAY + timedelta(minutes=30), on=DAY.date(), state="fulfilled")
        type(arrived.visit)._default_manager.filter(pk=arrived.visit.pk).update(client=client, closed_at=time.now())


def everywhere(*words: str) -> list[str]:
    """Tables and columns of the whole database where one of the words still stands: as text, under a seal, or as base64."""
    hidden = [base64.b64encode(word.encode()).decode().rstrip("=")[:-1] for word in words]
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        columns = [field.column for field in model._meta.concrete_fields]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(map(connection.ops.quote_name, columns))} FROM {model._meta.db_table}")
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = value.decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    opened = crypt.unseal(text) if text.startswith("gAAAAA") else ""
                    if any(word.casefold() in both.casefold() for word in (*words, *hidden) for both in (text, opened)):
                        found.append(f"{model._meta.db_table}.{column}")
    return sorted(set(found))
