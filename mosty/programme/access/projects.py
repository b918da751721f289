"""Who sees a project, changes it, enrols people, and sees who takes part.

A project is there for whoever enrols or manages at one of its centres, and for whoever manages projects of its owner. Who takes part is
seen only where one enrols: people whose files are kept at one's own centres, hidden ones only by those who work with them. Numbers of
the whole project are no personal data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from mosty.accounts.enums import Right
from mosty.clients.access import can_on, get_client, shown
from mosty.core.errors import Missing, PermissionDenied
from mosty.directory import access as places
from mosty.directory.models import Centre, Organization
from mosty.programme.models import Participation, Project

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser, Scope

RIGHTS = (Right.PROJECT_ENROL, Right.PROJECT_CHANGE)


def demand_projects(user: AnyUser) -> None:
    """Raise `PermissionDenied` unless the user has to do with projects somewhere."""
    if not places.rights(user) & {*RIGHTS}:
        raise PermissionDenied


def visible_projects(user: AnyUser) -> QuerySet[Project]:
    """Projects at the user's places, those that run or will run first."""
    mine = Q(pk__in=[])
    for right in RIGHTS:
        scope = places.scope(user, right)
        mine |= Q(centres__in=scope.centres) | Q(centres__organization__in=scope.organizations)
        if right == Right.PROJECT_CHANGE:
            mine |= Q(organization__in=scope.organizations)
    ids = Project.objects.filter(mine).order_by().values("pk")
    return Project.objects.filter(pk__in=ids).select_related("organization").order_by("-last_on", "name", "pk")


def get_project(user: AnyUser, pk: UUID) -> Project:
    """The project, if it is one of `visible_projects`. Raises `PermissionDenied` at one's own place without the right, else `Missing`."""
    project = visible_projects(user).filter(pk=pk).first()
    if project is None:
        if _works_at(user, pk):
            raise PermissionDenied
        raise Missing
    return project


def get_project_to_change(user: AnyUser, pk: UUID) -> Project:
    """The project, if the user may change it. Raises as `get_project`."""
    project = get_project(user, pk)
    if not can_change(user, project):
        raise PermissionDenied
    return project


def can_change(user: AnyUser, project: Project) -> bool:
    """Of the whole owning organisation; or of every centre of the project, when all are the owner's."""
    scope = places.scope(user, Right.PROJECT_CHANGE)
    if project.organization_id in scope.organizations:
        return True
    held = project.centres.order_by("pk").values_list("pk", "organization")
    return bool(held) and all(centre in scope.centres and owner == project.organization_id for centre, owner in held)


def can_begin(user: AnyUser) -> bool:
    """May the user write down a new project somewhere?"""
    return bool(places.scope(user, Right.PROJECT_CHANGE))


def centres_to_choose(user: AnyUser) -> list[Centre]:
    """Centres at which the user may let a project run, by slug: those where the user manages projects; for who manages all of an
    organisation's also those of others, as partners (which centres there are is public)."""
    scope = places.scope(user, Right.PROJECT_CHANGE)
    if scope.organizations:
        return list(Centre.objects.select_related("town", "organization").order_by("slug"))
    return list(places.visible_centres(user, Right.PROJECT_CHANGE))


def get_owner(user: AnyUser) -> Organization:
    """The organisation whose projects the user writes down, the first by name. Raises `PermissionDenied` if there is none."""
    scope = places.scope(user, Right.PROJECT_CHANGE)
    mine = Q(pk__in=scope.organizations) | Q(centres__in=scope.centres)
    owner = Organization.objects.filter(mine).order_by("name", "pk").first()
    if owner is None:
        raise PermissionDenied
    return owner


def sees_people(user: AnyUser, project: Project) -> bool:
    """Does the user enrol at one of the project's centres?"""
    scope = places.scope(user, Right.PROJECT_ENROL)
    held = project.centres.order_by("pk").values_list("pk", "organization")
    return any(scope.holds(organization=owner, centre=centre) for centre, owner in held)


def visible_participations(user: AnyUser, right: Right = Right.PROJECT_ENROL) -> QuerySet[Participation]:
    """Of people whose files are where the user has the right, hidden ones as `clients.access.shown` says."""
    mine = _people(places.scope(user, right)) & shown(user, "client__")
    return Participation.objects.filter(mine)


def get_participation(user: AnyUser, pk: UUID) -> Participation:
    """The participation; notes the look at the file. Raises `Missing` or `PermissionDenied`."""
    row = Participation.objects.select_related("project__organization", "checklist", "enrolled_by").filter(pk=pk).first()
    if row is None:
        raise Missing
    row.client = get_client(user, row.client_id, right=Right.PROJECT_ENROL)
    return row


def get_person(user: AnyUser, pk: UUID) -> Client:
    """The file of somebody whom the user may enrol; notes the look. Raises `Missing` or `PermissionDenied`."""
    return get_client(user, pk, right=Right.PROJECT_ENROL)


def can_enrol(user: AnyUser, client: Client) -> bool:
    """May the user enrol this person?"""
    return can_on(user, client, Right.PROJECT_ENROL)


def can_export(user: AnyUser, project: Project) -> bool:
    """May the user take the list of participants along as a file?"""
    scope = places.scope(user, Right.PROJECT_EXPORT)
    held = project.centres.order_by("pk").values_list("pk", "organization")
    return any(scope.holds(organization=owner, centre=centre) for centre, owner in held)


def _people(scope: Scope) -> Q:
    return scope.rows(organization="client__organization", centre="client__centre")


def _works_at(user: AnyUser, pk: UUID) -> bool:
    """Does the user work, with whatever rights, where this project runs or whose it is?"""
    at = places.reach(user)
    here = Q(centres__in=at.centres) | Q(centres__organization__in=at.organizations) | Q(organization__in=at.organizations)
    return Project.objects.filter(here, pk=pk).exists()
