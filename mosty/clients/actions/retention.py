"""Keeping and forgetting: rules proposed by one and confirmed by another, notices in time, lists signed before anything goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.erasure import erase
from mosty.clients.enums.retention import (
    FRESH_DAYS,
    LONGEST_BASIS,
    LONGEST_MONTHS,
    NEVER,
    NOTICE_DAYS,
    EntryState,
    Ground,
    RecordClass,
    RunState,
    Trigger,
)
from mosty.clients.models import Client, RetentionEntry, RetentionNotice, RetentionRule, RetentionRun
from mosty.clients.queries.retention import Line, digest, lines, rules_of
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.directory.models import Organization

AT_ONCE = 20  # people a worker erases before it looks after its other work

NO_RULE = _("Please choose from the list.")
BAD_MONTHS = _("Please give a whole number of months between 0 and %(most)d.")
OWN_RULE = _("Somebody else has to confirm this: you changed it yourself.")
OWN_LIST = _("Somebody else has to sign this list: you prepared it yourself.")
NOTHING_DUE = _("Nothing can be deleted today: no period is over whose notice is %(days)d days old.")
LIST_OPEN = _("There is a list already that waits or is being carried out.")
OLD_LIST = _("This list is more than %(days)d days old. Please have a new one prepared.")
LIST_CHANGED = _("Since this list was made something has changed. Please have a new one prepared, so that you sign what is true.")
LIST_OVER = _("This list was signed or thrown away meanwhile.")

# who tells the people concerned that something of a file will be deleted (a task for its worker, a message to the person)
TELLERS: dict[str, Callable[[Client, date], None]] = {}


def tell(name: str, teller: Callable[[Client, date], None]) -> None:
    """An app says in `ready()` how it tells of a coming deletion: called once a night and person, with the first day of it."""
    TELLERS[name] = teller


# --- Rules -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_rule(
    organization: Organization, *, record_class: str, trigger: str, months: int, basis: str = "", project: UUID | None = None, by: User
) -> RetentionRule:
    """Say how long a class is kept. It holds when somebody else has confirmed it; until then nothing of the class is deleted.

    Saving what stands there changes nothing. Raises `Refusal`: bad-choice, bad-months, too-long.
    """
    if record_class not in RecordClass.values or record_class in NEVER or trigger not in Trigger.values:
        raise Refusal("bad-choice", sentence=NO_RULE, field="trigger")
    if not 0 <= months <= LONGEST_MONTHS:
        raise Refusal("bad-months", sentence=BAD_MONTHS % {"most": LONGEST_MONTHS}, field="months")
    values = {"trigger": trigger, "months": months, "basis": contacts.clean_line(basis, LONGEST_BASIS, field="basis")}
    rows = RetentionRule.objects.select_for_update().filter(organization=organization, record_class=record_class, project=project)
    row = rows.order_by("pk").first()
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return row
    row = row or RetentionRule(organization=organization, record_class=record_class, project=project)
    for name, value in {**values, "changed_by": by, "confirmed_by": None, "confirmed_at": None}.items():
        setattr(row, name, value)
    row.save()
    record("retention.rule-changed", row, by=by, organisation=organization.pk, records=record_class, trigger=trigger, months=months)
    return row


@transaction.atomic
def propose_rules(organization: Organization, *, by: User) -> int:
    """Take our proposals for the classes that have no rule yet; how many."""
    bare = [rule for rule in rules_of(organization.pk) if rule.row is None]
    for rule in bare:
        save_rule(organization, record_class=rule.record_class, trigger=rule.trigger, months=rule.months, basis=rule.basis, by=by)
    return len(bare)


@transaction.atomic
def confirm_rule(rule: RetentionRule, *, by: User) -> RetentionRule:
    """From now on the rule holds. Twice is no harm. Raises `Refusal`: own-rule."""
    rule = lock(rule)
    if rule.changed_by_id == by.pk:
        raise Refusal("own-rule", sentence=OWN_RULE)
    if rule.confirmed_at is None:
        rule.confirmed_by, rule.confirmed_at = by, time.now()
        rule.save(update_fields=["confirmed_by", "confirmed_at", "updated_at"])
        record("retention.rule-confirmed", rule, by=by, organisation=rule.organization_id, records=rule.record_class)
    return rule


# --- Notices ---------------------------------------------------------------------------------------------------------


def give_notices() -> int:
    """Tell, `NOTICE_DAYS` before, what will be deleted; each thing once. By the worker, at night. How many people."""
    told = 0
    for organization in (
        RetentionRule.objects.exclude(confirmed_at=None).order_by("organization").values_list("organization", flat=True).distinct()
    ):
        people: dict[UUID, list[Line]] = {}
        for line in lines(organization, time.today(), within=NOTICE_DAYS):
            if line.noticed_on is None:
                people.setdefault(line.client, []).append(line)
        for client, due in people.items():
            told += _notice(client, due)
    return told


@transaction.atomic
def _notice(client: UUID, due: list[Line]) -> bool:
    """One person's notices, and telling of them; whole, so that a night that broke off goes on with the next person."""
    row = Client.objects.select_for_update(of=("self",)).filter(pk=client, erased_at=None, merged_into=None).first()
    if row is None:
        return False
    today, made = time.today(), False
    for line in due:
        values = {"organization_id": row.organization_id, "noticed_on": today}
        made |= RetentionNotice.objects.get_or_create(client=row, record_class=line.record_class, due_on=line.due_on, defaults=values)[1]
    if made:
        first = max(min(line.due_on for line in due), today + timedelta(days=NOTICE_DAYS))
        for teller in TELLERS.values():
            teller(row, first)
        record("retention.noticed", row, by=None, organisation=row.organization_id, records=sorted({line.record_class for line in due}))
    return made


# --- Lists -----------------------------------------------------------------------------------------------------------


def ripe(organization: UUID, day: date) -> list[Line]:
    """What may go on this day: the period is over, it was told in time, nothing holds it."""
    return [line for line in lines(organization, day) if line.is_ripe(day)]


@transaction.atomic
def prepare_run(organization: Organization, *, by: User) -> RetentionRun:
    """Make the list of what may be deleted today. Nothing goes: somebody else has to sign it.

    Raises `Refusal`: nothing-due, list-open (another one waits or is being carried out).
    """
    day = time.today()
    due = ripe(organization.pk, day)
    if not due:
        raise Refusal("nothing-due", sentence=NOTHING_DUE % {"days": NOTICE_DAYS})
    try:
        with transaction.atomic():
            run = RetentionRun.objects.create(organization=organization, on=day, digest=digest(due), prepared_by=by, prepared_at=time.now())
    except IntegrityError:
        raise Refusal("list-open", sentence=LIST_OPEN) from None
    entries = [RetentionEntry(run=run, client=one.client, record_class=one.record_class, due_on=one.due_on, rows=one.rows) for one in due]
    RetentionEntry.objects.bulk_create(entries, batch_size=500)
    record("retention.prepared", run, by=by, organisation=organization.pk, entries=len(due))
    return run


@transaction.atomic
def throw_away(run: RetentionRun, *, by: User) -> RetentionRun:
    """A list that is not to be signed. Raises `Refusal`: list-over."""
    run = lock(run)
    if run.state != RunState.PREPARED:
        raise Refusal("list-over", sentence=LIST_OVER)
    run.state, run.ended_at = RunState.CANCELLED, time.now()
    run.save(update_fields=["state", "ended_at", "updated_at"])
    record("retention.thrown-away", run, by=by, organisation=run.organization_id)
    return run


@transaction.atomic
def sign_run(run: RetentionRun, *, by: User) -> RetentionRun:
    """Sign a list that somebody else prepared; the worker carries it out.

    It is made again and compared: what is signed is what stands in the data now. Raises `Refusal`: own-list, list-over, list-old,
    list-changed.
    """
    run = lock(run)
    if run.state != RunState.PREPARED:
        raise Refusal("list-over", sentence=LIST_OVER)
    if run.prepared_by_id == by.pk:
        raise Refusal("own-list", sentence=OWN_LIST)
    if run.on < time.today() - timedelta(days=FRESH_DAYS):
        raise Refusal("list-old", sentence=OLD_LIST % {"days": FRESH_DAYS})
    if digest(ripe(run.organization_id, run.on)) != run.digest:
        raise Refusal("list-changed", sentence=LIST_CHANGED)
    run.state, run.signed_by, run.signed_at = RunState.SIGNED, by, time.now()
    run.save(update_fields=["state", "signed_by", "signed_at", "updated_at"])
    record("retention.signed", run, by=by, organisation=run.organization_id)
    return run


def carry_out() -> int:
    """Do what was signed, person by person, each in a transaction of its own: a worker that dies goes on where it was. How many entries."""
    done = 0
    for run in RetentionRun.objects.filter(state=RunState.SIGNED).order_by("signed_at", "pk"):
        while done < AT_ONCE and _next_entry(run):
            done += 1
        _end(run)
    return done


@transaction.atomic
def _next_entry(run: RetentionRun) -> bool:
    """Take the next entry of the list; False when there is none left (or other workers have them)."""
    waiting = RetentionEntry.objects.select_for_update(of=("self",), skip_locked=True).filter(run=run, state=EntryState.DUE)
    entry = waiting.order_by("client", "record_class").first()
    if entry is None:
        return False
    entry.state, entry.done_rows = _do(run, entry)
    entry.done_at = time.now()
    entry.save(update_fields=["state", "done_rows", "done_at", "updated_at"])
    return True


def _do(run: RetentionRun, entry: RetentionEntry) -> tuple[EntryState, int]:
    """Erase what the entry says, if it still says the truth; what holds it back or changed it leaves it alone."""
    client = Client.objects.select_for_update(of=("self",)).filter(pk=entry.client).first()
    if client is None:
        return EntryState.CHANGED, 0
    now = [line for line in lines(run.organization_id, run.on, only=[client.pk]) if line.record_class == entry.record_class]
    if any(line.is_held for line in now):
        return EntryState.HELD, 0
    if [(line.due_on, line.rows) for line in now] != [(entry.due_on, entry.rows)]:
        return EntryState.CHANGED, 0
    try:
        with transaction.atomic():
            row = erase(client, by=run.signed_by or run.prepared_by, ground=Ground.RETENTION, classes=[entry.record_class], run=run.pk)
    except Refusal as refusal:
        return EntryState.HELD if refusal.code in {"held", "must-stay"} else EntryState.CHANGED, 0
    return EntryState.DONE, sum(number for tables in row.counts.values() for number in tables.values())


@transaction.atomic
def _end(run: RetentionRun) -> None:
    run = lock(run)
    if run.state != RunState.SIGNED or RetentionEntry.objects.filter(run=run, state=EntryState.DUE).exists():
        return
    run.state, run.ended_at = RunState.DONE, time.now()
    run.save(update_fields=["state", "ended_at", "updated_at"])
    record("retention.carried-out", run, by=None, organisation=run.organization_id)
