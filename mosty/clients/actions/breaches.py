"""Breaches of personal data: written down, assessed, told, closed. What was known at each step stays for ever (GDPR Art. 33(5))."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.enums import Right
from mosty.clients.access.rights import manages
from mosty.clients.actions.numbering import save_numbered
from mosty.clients.actions.requests import CHOOSE
from mosty.clients.enums.rights import LONGEST_LINE, LONGEST_WORDS, BreachNature, BreachRisk, BreachStep
from mosty.clients.models import Breach, BreachEvent
from mosty.clients.queries.clocks import office_due_at
from mosty.comms.actions import tell_staff
from mosty.comms.enums import MessageKind
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock
from mosty.directory.access import holders

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.directory.models import Organization

MOST_PEOPLE = 10_000_000
CLOSED = _("This breach is closed.")
TEXTS = ("whom", "consequences", "measures")


@transaction.atomic
def note_breach(
    *, organization: Organization, aware_at: datetime, what: str, natures: Collection[str] = (), submission: UUID | None = None, by: User
) -> Breach:
    """Write down that something happened. 72 hours run from `aware_at`; those who look after data protection are told at once.

    Raises `Refusal`: bad-moment (in the future or over ten years ago), no-words, too-long, bad-kind, already-counted, busy.
    """
    now = time.now()
    if aware_at > now or aware_at.year < now.year - 10:
        sentence = _("Please check when you became aware: it lies in the future, or very long ago.")
        raise Refusal("bad-moment", sentence=sentence, field="aware_at")
    if not set(natures) <= set(BreachNature.values):
        raise Refusal("bad-kind", sentence=CHOOSE, field="natures")
    what = contacts.clean_line(what, LONGEST_WORDS, field="what", keep_breaks=True)
    if not what:
        raise Refusal("no-words", sentence=_("Please say what happened, without names."), field="what")
    row = save_numbered(
        Breach(
            organization=organization,
            year=time.local(aware_at).year,
            aware_at=aware_at,
            what=what,
            taken_by=by,
            submission=submission,
            natures=sorted(natures),  # a list in Python, one column of text in the database
        )
    )
    _add(row, BreachStep.NOTED, by=by, words=what, content={"natures": sorted(natures), "aware_at": aware_at.isoformat()})
    officers = [user for user in holders(Right.RIGHTS_MANAGE, organization=organization.pk) if user != by]
    path = f"/desk/rights/breaches/{row.pk}/"
    tell_staff(officers, kind=MessageKind.STAFF_BREACH, organization=organization.pk, about=row.pk, path=path)
    return row


@transaction.atomic
def assess_breach(
    breach: Breach,
    *,
    natures: Collection[str],
    people_count: int | None,
    records_count: int | None,
    whom: str,
    consequences: str,
    measures: str,
    risk: str,
    by: User,
) -> Breach:
    """Keep what is known now; what was known before stays in the history. Raises `Refusal`: closed, bad-kind, bad-number, too-long."""
    row = _locked(breach, by)
    if risk not in {"", *BreachRisk.values}:
        raise Refusal("bad-kind", sentence=CHOOSE, field="risk")
    if not set(natures) <= set(BreachNature.values):
        raise Refusal("bad-kind", sentence=CHOOSE, field="natures")
    for field, count in (("people_count", people_count), ("records_count", records_count)):
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            raise Refusal("bad-number", sentence=_("Please give a number from 0 to 10,000,000."), field=field)
    given = {"whom": whom, "consequences": consequences, "measures": measures}
    texts = {name: contacts.clean_line(text, LONGEST_WORDS, field=name, keep_breaks=True) for name, text in given.items()}
    known: dict[str, Any] = {
        "natures": sorted(natures),
        "people_count": people_count,
        "records_count": records_count,
        "risk": risk,
        **texts,
    }
    changed = {name: value for name, value in known.items() if getattr(row, name) != value}
    if not changed:
        return row
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=[*changed, "updated_at"])
    _add(row, BreachStep.ASSESSED, by=by, content=changed)
    return row


@transaction.atomic
def add_measure(breach: Breach, *, words: str, by: User) -> Breach:
    """Note what was done, also after the end. Raises `Refusal`: no-words, too-long."""
    row = lock(breach)
    _demand(row, by)
    words = contacts.clean_line(words, LONGEST_WORDS, field="words", keep_breaks=True)
    if not words:
        raise Refusal("no-words", sentence=_("Please write something."), field="words")
    _add(row, BreachStep.MEASURE, by=by, words=words)
    return row


@transaction.atomic
def tell_office(breach: Breach, *, told_at: datetime | None, reference: str = "", words: str = "", by: User) -> Breach:
    """Note that UODO was told, or (no `told_at`) why not. Later than 72 hours wants the reasons (Art. 33(1)).

    Raises `Refusal`: closed, bad-moment, no-words, too-long.
    """
    row = _locked(breach, by)
    words = contacts.clean_line(words, LONGEST_WORDS, field="words", keep_breaks=True)
    if told_at is not None and not row.aware_at <= told_at <= time.now():
        sentence = _("Please check the moment: it lies before you became aware, or in the future.")
        raise Refusal("bad-moment", sentence=sentence, field="told_at")
    if told_at is None and not words:
        raise Refusal("no-words", sentence=_("Please say why UODO is not told."), field="words")
    if told_at is not None and told_at > office_due_at(row.aware_at) and not words:
        raise Refusal("no-words", sentence=_("This is later than 72 hours. Please give the reasons (Art. 33(1))."), field="words")
    row.office_told_at, row.office_words = told_at, words
    row.office_reference = contacts.clean_line(reference, LONGEST_LINE, field="reference")
    row.save(update_fields=["office_told_at", "office_words", "office_reference", "updated_at"])
    content = {"office_told_at": told_at.isoformat() if told_at else None, "office_reference": row.office_reference}
    _add(row, BreachStep.OFFICE_TOLD, by=by, words=words, content=content)
    return row


@transaction.atomic
def tell_people(breach: Breach, *, told_on: date | None, words: str, by: User) -> Breach:
    """Note that the people were told, and how; or (no `told_on`) why not (Art. 34(3)). Raises `Refusal`: closed, bad-day, no-words."""
    row = _locked(breach, by)
    words = contacts.clean_line(words, LONGEST_WORDS, field="words", keep_breaks=True)
    if told_on is not None and not time.local(row.aware_at).date() <= told_on <= time.today():
        sentence = _("Please check the day: it lies before you became aware, or in the future.")
        raise Refusal("bad-day", sentence=sentence, field="told_on")
    if not words:
        raise Refusal("no-words", sentence=_("Please say how the people were told, or why not."), field="words")
    row.people_told_on, row.people_words = told_on, words
    row.save(update_fields=["people_told_on", "people_words", "updated_at"])
    _add(row, BreachStep.PEOPLE_TOLD, by=by, words=words, content={"people_told_on": told_on.isoformat() if told_on else None})
    return row


@transaction.atomic
def close_breach(breach: Breach, *, by: User) -> Breach:
    """Close it when the law is satisfied. Raises `Refusal`: closed, no-risk (not assessed), office-first (a risk, and UODO neither told nor
    a reason why not), people-first (a high risk, and the people neither told nor a reason)."""
    row = _locked(breach, by)
    if not row.risk:
        raise Refusal("no-risk", sentence=_("Please assess the risk first."))
    if row.risk != BreachRisk.UNLIKELY and row.office_told_at is None and not row.office_words:
        raise Refusal("office-first", sentence=_("There is a risk: please tell UODO first, or say why not (Art. 33(1))."))
    if row.risk == BreachRisk.HIGH and row.people_told_on is None and not row.people_words:
        raise Refusal("people-first", sentence=_("The risk is high: please tell the people first, or say why not (Art. 34)."))
    row.closed_at = time.now()
    row.save(update_fields=["closed_at", "updated_at"])
    _add(row, BreachStep.CLOSED, by=by)
    return row


def _locked(breach: Breach, by: User) -> Breach:
    row = lock(breach)
    _demand(row, by)
    if row.closed_at is not None:
        raise Refusal("closed", sentence=CLOSED)
    return row


def _demand(row: Breach, by: User) -> None:
    if not manages(by, row.organization_id):
        raise PermissionDenied


def _add(row: Breach, step: str, *, by: User, words: str = "", content: dict[str, Any] | None = None) -> None:
    BreachEvent.objects.create(breach=row, step=step, words=words, content=content or {}, at=time.now(), by=by)
    record(f"breach.{step}", row, by=by, organisation=row.organization_id)
