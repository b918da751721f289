"""Projects as their list and page show them. No person in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mosty.directory import access as places
from mosty.directory.models import Centre, Service
from mosty.programme.access.projects import visible_projects
from mosty.programme.enums.projects import NOT_COUNTED
from mosty.programme.models import Participation, Project

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser


def organizations_of(user: AnyUser) -> frozenset[UUID]:
    """Organisations for which the user works: whose people the numbers of a project are about."""
    return frozenset(row.organization_id for row in places.memberships(user))


def project_list(user: AnyUser) -> QuerySet[Project]:
    """Projects the user sees, each with `open_count` (of the user's organisations; who is enrolled now). To be paged."""
    mine = Participation.objects.filter(project=OuterRef("pk"), organization__in=organizations_of(user), exit_on=None).order_by()
    count = mine.exclude(exit_reason__in=NOT_COUNTED).values("project").annotate(number=Count("pk")).values("number")
    return visible_projects(user).annotate(open_count=Coalesce(Subquery(count), 0))


def centres_of(project: Project) -> list[Centre]:
    return list(project.centres.select_related("town", "organization").order_by("slug"))


def services_of(project: Project) -> list[Service]:
    """Services that count in it."""
    return list(project.services.order_by("order", "slug"))


def services_to_choose(organizations: Collection[UUID]) -> list[Service]:
    """Services of these organisations: which of them may count in a project."""
    return list(Service.objects.filter(organization__in=organizations).order_by("order", "slug"))


def has_partners(project: Project) -> bool:
    """Does it run at centres of other organisations than its owner?"""
    return project.centres.exclude(organization=project.organization_id).exists()
