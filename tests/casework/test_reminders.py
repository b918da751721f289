"""Deadlines that come near: told once a step, by a way the person allowed, without a word of what it is about."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from config import env
from mosty.casework.actions.cases import close_case, open_case
from mosty.casework.actions.reminders import remind
from mosty.casework.models import Task
from mosty.clients.actions import open_client
from mosty.clients.actions.contact import save_contact
from mosty.clients.actions.hiding import hide_file
from mosty.clients.actions.merging import merge
from mosty.clients.actions.stay import add_deadline, finish_deadline
from mosty.clients.models import Deadline
from mosty.comms.models import Message
from mosty.core import time
from mosty.core.models import AuditEntry

NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


@pytest.fixture
def person(cast, clock):
    clock.set(NOON)
    client = open_client(centre=cast.poznan, name="Дарина Мельник", phone="+48600100200", language="uk", by=cast.oksana)
    save_contact(client, may_text="yes", by=cast.oksana)
    return client


def deadline(person, cast, days, **values):
    given = {"kind": "appeal", "on": time.today() + timedelta(days=days), "words": "school of Artem", "by": cast.oksana}
    return add_deadline(person, **(given | values))


def told():
    return [(row.channel, row.language, row.kind) for row in Message.objects.order_by("created_at", "pk")]


def test_each_step_once_and_nothing_of_the_matter(cast, person, clock):
    row = deadline(person, cast, 70)
    assert remind() == 0
    for days, count in ((9, 0), (1, 1), (0, 1), (29, 1), (1, 2), (24, 3), (6, 3)):
        clock.go(days=days)
        remind()
        remind()
        assert len(told()) == count
    assert set(told()) == {("sms", "uk", "near-date")}
    said = {"town": "Poznań", "street": "ul. Nowowiejskiego 25", "phone": "887 063 112"}
    assert all(row.facts == said for row in Message.objects.order_by("pk"))
    row.refresh_from_db()
    assert row.reminded == [60, 30, 7]
    assert [entry.details for entry in AuditEntry.objects.filter(verb="deadline.reminded").order_by("at", "pk")] == [
        {"step": step, "channel": "sms"} for step in (60, 30, 7)
    ]


def test_after_days_without_a_worker_only_the_nearest_step_is_told(cast, person, clock):
    row = deadline(person, cast, 70)
    clock.go(days=45)
    assert remind() == 1
    row.refresh_from_db()
    assert (row.reminded, len(told())) == ([60, 30], 1)
    clock.go(days=26)
    assert remind() == 0  # it has passed


def test_what_was_noted_late_is_not_told_the_next_day_and_a_new_day_is_told_anew(cast, person, clock):
    deadline(person, cast, 20)
    clock.go(days=1)
    remind()
    assert told() == []
    clock.go(days=12)
    remind()
    assert len(told()) == 1


@pytest.mark.parametrize("hour", [3, 8, 18, 23])
def test_nobody_is_woken(cast, person, clock, hour):
    deadline(person, cast, 70)
    clock.set(datetime(2027, 1, 5, hour - 1, 59 if hour < 18 else 1, tzinfo=UTC))
    assert remind() == 0
    assert Deadline.objects.get().reminded == []


@pytest.mark.parametrize("what", ["never asked", "no", "no phone", "hidden", "closed", "done", "merged", "e-mail"])
def test_who_is_told_and_how(cast, person, clock, what):
    row = deadline(person, cast, 70)
    if what == "never asked":
        person.safe_contact.delete()
    elif what == "no":
        save_contact(person, may_text="no", may_write="yes", by=cast.oksana)
    elif what == "no phone":
        type(person).objects.update(phone="")
    elif what == "hidden":
        hide_file(person, is_hidden=True, by=cast.oksana)
    elif what == "closed":
        close_case(open_case(person, worker=cast.oksana, by=cast.oksana), outcome="done", by=cast.oksana)
    elif what == "done":
        finish_deadline(row, by=cast.oksana)
    elif what == "merged":
        kept = open_client(centre=cast.poznan, name="Daryna M.", by=cast.oksana)
        merge(kept, person, take={"phone": "gone"}, by=cast.oksana)
    else:
        type(person).objects.update(email="daryna@example.org")
        save_contact(person, may_text="yes", may_write="yes", by=cast.oksana)
    clock.go(days=11)
    remind()
    assert [channel for channel, _language, _kind in told()] == {"merged": ["sms"], "e-mail": ["email"]}.get(what, [])


def test_without_a_case_the_one_who_opened_the_file_has_a_task(cast, person, clock):
    deadline(person, cast, 70)
    clock.go(days=11)
    remind()
    clock.go(days=30)
    remind()
    task = Task.objects.get()
    assert (task.assignee, task.due_on) == (cast.oksana, Deadline.objects.get().on)
    open_case(person, worker=cast.oksana, by=cast.oksana)
    deadline(person, cast, 61)
    clock.go(days=2)
    remind()
    assert Task.objects.count() == 1


def test_a_message_that_waits_is_not_needed_once_it_is_done(cast, person, clock):
    row = deadline(person, cast, 70)
    clock.go(days=11)
    remind()
    finish_deadline(row, by=cast.oksana)
    assert Message.objects.get().state == "cancelled"


@pytest.mark.parametrize("text", ["0", "60,60", "a", "400", "-1", "60;30"])
def test_days_that_cannot_be_meant_are_refused(monkeypatch, text):
    monkeypatch.setenv("MOSTY_REMIND_DAYS", text)
    with pytest.raises(Exception, match="MOSTY_REMIND_DAYS must be"):
        env.days("MOSTY_REMIND_DAYS", (60, 30, 7), most=365)
    monkeypatch.setenv("MOSTY_REMIND_DAYS", "7, 90")
    assert env.days("MOSTY_REMIND_DAYS", (60,), most=365) == (90, 7)
    assert settings.REMIND_DAYS == (60, 30, 7)
