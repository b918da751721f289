"""What a person lacks: noted, moved on, put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums.plans import LONGEST_WORDS, NEED_MOVES, LifeDomain, NeedState, UnmetReason, Urgency
from mosty.casework.models import Need
from mosty.clients.actions.opened import lock_open
from mosty.core import contacts, time, undo
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client

NO_WORDS = _("Please say in a few words what it is about.")
FROM_LIST = _("Please choose from the list.")


@transaction.atomic
def note_need(client: Client, *, domain: str, words: str, urgency: str = Urgency.SOON, by: User) -> Need:
    """Write down what the person lacks. Raises `Refusal`: bad-choice, no-words, too-long, merged."""
    client = lock_open(client)
    values = _clean(domain=domain, words=words, urgency=urgency)
    today = time.today(client.centre.time_zone)
    need = Need.objects.create(
        organization_id=client.organization_id, client=client, noted_on=today, changed_on=today, noted_by=by, **values
    )
    record("need.noted", need, by=by, organisation=need.organization_id, domain=domain, urgency=urgency)
    return need


@transaction.atomic
def change_need(need: Need, *, words: str, urgency: str, state: str, reason: str = "", by: User) -> Need:
    """Put the words right, or move the need on. Changing nothing leaves no trace.

    Raises `Refusal`: bad-choice, no-words, too-long, bad-move (not from this status to that), no-reason (not met, and no word why).
    """
    need = lock(need)
    values = _clean(domain=need.domain, words=words, urgency=urgency)
    if state not in {need.state, *NEED_MOVES[need.state]}:
        sentence = _("A need cannot go from “%(was)s” to “%(to)s”. Please reload the page and look at its status.")
        names = dict(NeedState.choices)
        raise Refusal("bad-move", sentence=sentence % {"was": names[need.state], "to": names.get(state, state[:20])}, field="state")
    if state == NeedState.UNMET and reason not in UnmetReason.values:
        raise Refusal("no-reason", sentence=_("Please say why the need could not be met."), field="reason")
    values |= {"state": state, "reason": reason if state == NeedState.UNMET else ""}
    changed = sorted(name for name, value in values.items() if getattr(need, name) != value)
    if not changed:
        return need
    was = need.state
    before = {name: getattr(need, name) for name in ("words", "urgency", "state", "reason", "changed_on")}
    for name in changed:
        setattr(need, name, values[name])
    if "state" in changed:
        need.changed_on = time.today(need.client.centre.time_zone)
    need.save(update_fields=[*changed, "changed_on", "updated_at"])
    undo.offer("casework.row", need, by=by, organisation=need.organization_id, person=need.client_id, **before)
    record("need.changed", need, by=by, organisation=need.organization_id, fields=changed, was=was, now=need.state)
    return need


def _clean(*, domain: str, words: str, urgency: str) -> dict[str, str]:
    if domain not in LifeDomain.values:
        raise Refusal("bad-choice", sentence=FROM_LIST, field="domain")
    if urgency not in Urgency.values:
        raise Refusal("bad-choice", sentence=FROM_LIST, field="urgency")
    words = contacts.clean_line(words, LONGEST_WORDS, field="words")
    if not words:
        raise Refusal("no-words", sentence=NO_WORDS, field="words")
    return {"domain": domain, "words": words, "urgency": urgency}
