"""The person's own copy on the portal: opened with a code, for a time, as long as nobody withdraws it."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums.plans import CODE_DIGITS, CODE_TRIALS, CODE_TRIALS_WITHIN, COPY_DAYS
from mosty.casework.models import CopyTrial, Plan, PlanCopy
from mosty.core import scope, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.keys import keyed_hash, new_code
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User


@transaction.atomic
def give_code(plan: Plan, *, days: int, by: User) -> tuple[PlanCopy, str]:
    """A code that opens the plan on the portal for so many days; codes given before are withdrawn.

    The code is returned once and is not kept: only its keyed hash is. Raises `Refusal`: bad-choice, plan-closed.
    """
    plan = lock(plan)
    if days not in COPY_DAYS:
        raise Refusal("bad-choice", sentence=_("Please choose from the list."), field="days")
    if plan.closed_on is not None:
        raise Refusal("plan-closed", sentence=_("This plan is closed. Please open the page again."))
    plan.copies.filter(withdrawn_at=None).update(withdrawn_at=time.now(), updated_at=time.now())
    code = new_code(CODE_DIGITS)
    copy = PlanCopy.objects.create(
        organization_id=plan.organization_id,
        plan=plan,
        version=plan.version,
        code_hash=_hash(code),
        expires_at=time.now() + timedelta(days=days),
        made_by=by,
    )
    record("plan.code-given", copy, by=by, organisation=plan.organization_id, days=days)
    return copy, code


@transaction.atomic
def withdraw_code(copy: PlanCopy, *, by: User) -> PlanCopy:
    """From now on the code opens nothing. Doing it twice is no harm."""
    copy = lock(copy)
    if copy.withdrawn_at is None:
        copy.withdrawn_at = time.now()
        copy.save(update_fields=["withdrawn_at", "updated_at"])
        record("plan.code-withdrawn", copy, by=by, organisation=copy.organization_id)
    return copy


@transaction.atomic
def find_plan(code: str, *, visitor: str) -> Plan | None:
    """The plan that this code opens now (digits of any script, spaces and dashes allowed), or None. Wrong codes are counted.

    An ended or withdrawn code is a wrong one: nobody learns that it ever was right. Raises `Refusal`: too-many-codes, after ten wrong
    ones in ten minutes from one network address.
    """
    now = time.now()
    key = keyed_hash("visitor", f"{time.today()} {visitor}") if visitor else ""
    if CopyTrial.objects.filter(visitor_key=key, at__gt=now - CODE_TRIALS_WITHIN).count() >= CODE_TRIALS:
        raise Refusal("too-many-codes", field="code")
    digits = "".join(str(unicodedata.digit(sign)) for sign in code[:60] if sign.isdigit())
    plan = _opened(digits) if len(digits) == CODE_DIGITS else None
    if plan is None:
        CopyTrial.objects.create(visitor_key=key, at=now)
    return plan


def _opened(digits: str) -> Plan | None:
    """The open plan of this code. Who reads it has not signed in: the code opens its organisation to them (`core.scope`)."""
    copy = PlanCopy.objects.filter(code_hash=_hash(digits), withdrawn_at=None, expires_at__gt=time.now()).first()
    if copy is None:
        return None
    scope.add(copy.organization_id)
    return Plan.objects.filter(pk=copy.plan_id, closed_on=None).select_related("client__centre__town", "organization").first()


def forget_trials() -> int:
    """Housekeeping: wrong codes of yesterday."""
    return CopyTrial.objects.filter(at__lt=time.now() - timedelta(days=1)).delete()[0]


def _hash(code: str) -> str:
    return keyed_hash("plan-copy", code)
