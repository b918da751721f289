"""Freezing reports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.enums import Right
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal, require
from mosty.directory.access import demand
from mosty.directory.models import Centre, Organization
from mosty.programme.models import FrozenReport
from mosty.programme.queries.figures import Span
from mosty.programme.queries.numbers import EVERYTHING, as_json, numbers, publishable

if TYPE_CHECKING:
    from mosty.accounts.models import User

LONGEST_MONTHS = 36


@transaction.atomic
def freeze_report(*, organization: Organization, first_on: date, last_on: date, by: User | None) -> FrozenReport:
    """Keep the numbers of all centres of the organisation as they stand now, small ones hidden, for ever.

    Days are the centres' own, first and last included; the period ends today at the latest. `by=None` is the demo loader.
    Raises `PermissionDenied` or `Missing` without the right to freeze for the whole organisation, `Refusal` for a period that
    is upside down, in the future or longer than three years.
    """
    if by is not None:
        demand(by, Right.NUMBERS_FREEZE, organization=organization.pk, centre=None)
    require(first_on <= last_on, "bad-period", field="last")
    if first_on > time.today():
        raise Refusal("in-future", sentence=_("This period has not begun yet."), field="first")
    centres = Centre.objects.filter(organization=organization).select_related("town").order_by("slug")
    span = Span(tuple(centres), first_on, min(last_on, time.today()))
    if len(span.months) > LONGEST_MONTHS:
        raise Refusal("period-too-long", sentence=_("A report covers three years at most."), field="last")
    counted = publishable(numbers(span, EVERYTHING))
    report = FrozenReport.objects.create(
        organization=organization,
        first_on=span.first_on,
        last_on=span.last_on,
        definitions=counted.definitions,
        figures=as_json(counted),
        frozen_at=time.now(),
        frozen_by=by,
    )
    record(
        "report.frozen",
        report,
        by=by,
        organisation=organization.pk,
        first_on=span.first_on.isoformat(),
        last_on=span.last_on.isoformat(),
        definitions=counted.definitions,
    )
    return report
