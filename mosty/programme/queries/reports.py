"""Frozen reports, read back."""

from __future__ import annotations

from mosty.directory.enums import OrganizationKind
from mosty.programme.models import FrozenReport
from mosty.programme.queries.numbers import Numbers, from_json

WHOLE_YEAR = 360  # days: a year that is not closed on its last day is one too


def newest_report() -> FrozenReport | None:
    """The report that the public page shows: the last whole year frozen by an operator of the network, else its longest report.

    A month that is frozen for somebody's own use does not take the place of the year. None before the first.
    """
    reports = FrozenReport.objects.filter(organization__kind=OrganizationKind.OPERATOR).select_related("organization")
    known = reports.order_by("-frozen_at", "pk")
    # of two as long as each other `max` takes the first, which is the newer one
    return max(known, key=lambda report: min((report.last_on - report.first_on).days, WHOLE_YEAR), default=None)


def kept_numbers(report: FrozenReport) -> Numbers:
    """The numbers as they were frozen; today's rows are not read."""
    return from_json(report.figures, first_on=report.first_on, last_on=report.last_on, definitions=report.definitions)
