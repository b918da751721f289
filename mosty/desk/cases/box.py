"""What the page of a person says about the case."""

from mosty.accounts.enums import Right
from mosty.casework.queries.cases import case_of, tasks_of, workers_now
from mosty.clients.access import can_on


def case_box(user, client):
    """For `desk/cases/_box.html`: the case, who works on it, what is to be done. Three queries; nothing for who may not read it."""
    if not can_on(user, client, Right.ENCOUNTER_READ):
        return {"reads": False, "case": None, "workers": [], "tasks": []}
    case = case_of(client)
    return {"reads": True, "case": case, "workers": workers_now(case) if case else [], "tasks": tasks_of(client)}
