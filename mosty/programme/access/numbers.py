"""Who may see numbers of the network, freeze a report, read frozen ones."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import Right
from mosty.core.errors import Missing, PermissionDenied
from mosty.directory import access as places
from mosty.directory.models import Centre, Organization
from mosty.programme.models import FrozenReport

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser


def counted_centres(user: AnyUser, slug: str = "") -> list[Centre]:
    """Centres whose numbers the user sees, or the one of them with this slug.

    Raises `PermissionDenied` without the right anywhere or at one's own centre, `Missing` for a foreign or unknown centre.
    """
    places.demand_somewhere(user, Right.NUMBERS_READ)
    if "\0" in slug:
        raise Missing  # PostgreSQL would not even look
    if slug:
        return [places.get_centre(user, slug, right=Right.NUMBERS_READ)]
    return list(places.visible_centres(user, Right.NUMBERS_READ))


def visible_reports(user: AnyUser) -> QuerySet[FrozenReport]:
    """Frozen reports of the organisations whose numbers the user sees as a whole, newest first."""
    organizations = places.scope(user, Right.NUMBERS_READ).organizations
    reports = FrozenReport.objects.filter(organization__in=organizations)
    return reports.select_related("organization", "frozen_by").order_by("-frozen_at", "pk")


def get_report(user: AnyUser, pk: UUID) -> FrozenReport:
    """The report. Raises `PermissionDenied` without the right anywhere, `Missing` when it is not one of `visible_reports`."""
    places.demand_somewhere(user, Right.NUMBERS_READ)
    report = visible_reports(user).filter(pk=pk).first()
    if report is None:
        raise Missing
    return report


def can_freeze(user: AnyUser) -> bool:
    """May the user freeze a report of some organisation?"""
    return bool(places.scope(user, Right.NUMBERS_FREEZE).organizations)


def get_organization_to_freeze(user: AnyUser) -> Organization:
    """The organisation whose reports the user freezes, the first by name. Raises `PermissionDenied` if there is none."""
    organizations = places.scope(user, Right.NUMBERS_FREEZE).organizations
    organization = Organization.objects.filter(pk__in=organizations).order_by("name", "pk").first()
    if organization is None:
        raise PermissionDenied
    return organization
