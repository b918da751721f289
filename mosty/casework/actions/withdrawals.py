"""When somebody withdraws a consent: tasks for those who work with the person, so that what rests on it really stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from mosty.accounts.enums import ROLE_RIGHTS, Right, Role
from mosty.casework.access.cases import still_on_it
from mosty.casework.enums.cases import LONGEST_TASK
from mosty.casework.models import CaseWorker, Task
from mosty.core import time
from mosty.core.audit.record import record
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client, Consent


def give_tasks(consent: Consent, by: User) -> list[Task]:
    """One task for today for each worker of the case; without a case for who opened the file, else for the managers of the centre.

    Called by the withdrawal itself, in its transaction; whoever receives the withdrawal needs no right to give tasks.
    """
    client = consent.client
    today = time.today(client.centre.time_zone)
    given = []
    for user in responsible(client):
        with translation.override(user.language or "pl"):
            words = _("Consent withdrawn: %(purpose)s. Stop what rests on it; tell those who already got the data.")
            words = (words % {"purpose": consent.get_purpose_display()})[:LONGEST_TASK]
        task = Task.objects.create(
            organization_id=client.organization_id, client=client, assignee=user, words=words, due_on=today, made_by=by
        )
        record("task.given", task, by=by, organisation=client.organization_id)
        given.append(task)
    return given


def responsible(client: Client) -> list[User]:
    """Who works on the person's case; else who opened the file; else the managers. Only who works there and sees tasks today."""
    rows = directory.team(client.organization_id, client.centre_id)
    team = {row.user_id: row.user for row in rows if Right.ENCOUNTER_RECORD in ROLE_RIGHTS[row.role]}
    on_case = CaseWorker.objects.filter(still_on_it(), case__client=client).order_by("-since_on", "pk").values_list("user", flat=True)
    managers = [row.user_id for row in rows if row.role == Role.MANAGER]
    for candidates in (list(on_case), [client.opened_by_id], managers):
        found = [team[pk] for pk in dict.fromkeys(candidates) if pk in team]
        if found:
            return found
    return []
