"""Tasks that come from the data-protection desk, by the register of `clients.actions.asking`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import override

from mosty.accounts.enums import ROLE_RIGHTS, Right, Role
from mosty.casework.enums.cases import LONGEST_TASK
from mosty.casework.models import CaseWorker, Task
from mosty.clients.access import workers_of
from mosty.core.audit.record import record
from mosty.directory.access import team

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from mosty.accounts.models import User
    from mosty.clients.models import Client


def give_asked(client: Client, words: _StrPromise, due_on: date, by: User) -> int:
    """A task for whoever is responsible for the person's case; without one for all who work with the person; else for the manager.

    Only for people of the centre who record encounters. In the language of each one's desk. A restricted file gets its task too: it says
    what is to be done about the restriction.
    """
    people = asked_people(client)
    for user in people:
        with override(user.staff_language):
            said = str(words)[:LONGEST_TASK]
        task = Task.objects.create(
            organization_id=client.organization_id, client=client, assignee=user, words=said, due_on=due_on, made_by=by
        )
        record("task.given", task, by=by, organisation=task.organization_id)
    return len(people)


def asked_people(client: Client) -> list[User]:
    """Who is asked: see `give_asked`. Three queries, and one a tie when nobody has the case."""
    rows = [row for row in team(client.organization_id, client.centre_id) if Right.ENCOUNTER_RECORD in ROLE_RIGHTS[row.role]]
    here = {row.user_id: row.user for row in rows}
    responsible = CaseWorker.objects.filter(case__client=client, case__closed_on=None, until_on=None).values_list("user", flat=True)
    for chosen in (set(responsible), workers_of(client)):
        found = [user for pk, user in here.items() if pk in chosen]
        if found:
            return found
    return list({row.user_id: row.user for row in rows if row.role == Role.MANAGER and not client.is_hidden}.values())
