"""Frozen reports, read back."""

from __future__ import annotations

from mosty.directory.enums import OrganizationKind
from mosty.programme.models import FrozenReport
from mosty.programme.queries.numbers import Numbers, from_json


def newest_report() -> FrozenReport | None:
    """The report that the public page shows: the last one frozen by an operator of the network. None before the first."""
    reports = FrozenReport.objects.filter(organization__kind=OrganizationKind.OPERATOR)
    return reports.select_related("organization").order_by("-frozen_at", "pk").first()


def kept_numbers(report: FrozenReport) -> Numbers:
    """The numbers as they were frozen; today's rows are not read."""
    return from_json(report.figures, first_on=report.first_on, last_on=report.last_on, definitions=report.definitions)
