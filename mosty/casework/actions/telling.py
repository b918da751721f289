"""Telling a worker, and the person, that something of a file will be deleted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from mosty.casework.access.cases import team_of
from mosty.casework.actions.reminders import write_to
from mosty.casework.models import CaseWorker, Task
from mosty.core.dates import day_words

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client


def tell_worker(client: Client, first_on: date) -> None:
    """A task for whoever is responsible for the person, was so last, or opened the file: look whether something must be kept.

    In the worker's language; nobody who works there no longer. It says nothing about the person.
    """
    worker = _worker(client)
    if worker is None:
        return
    with override(worker.language or "pl"):
        words = _("From %(day)s on records of this file will be deleted. Does something have to be kept?") % {
            "day": day_words(first_on, "plain")
        }
    Task.objects.create(
        organization_id=client.organization_id, client=client, assignee=worker, words=words[:200], due_on=first_on, made_by=worker
    )


def tell_person(client: Client, first_on: date) -> None:
    """A message that a date is near and the centre will explain, by a way the person allowed. Why stands in no message."""
    write_to(client, about=client.pk, until=first_on)


def _worker(client: Client) -> User | None:
    team = {user.pk: user for user in team_of(client)}
    rows = CaseWorker.objects.filter(case__client=client).order_by("-case__opened_on", "until_on", "-since_on", "pk")
    known = [*sorted(rows.values_list("user", "until_on"), key=lambda row: row[1] is not None), (client.opened_by_id, None)]
    return next((team[pk] for pk, _until in known if pk in team), None)
