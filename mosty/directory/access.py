"""Who works where, and what that lets them do. Every other app's `access` asks here.

A row of another organisation or centre does not exist (`Missing`, 404); a right that is missing at one's own centre is said
(`PermissionDenied`, 403).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from mosty.accounts.enums import PERSONAL_RIGHTS, ROLE_RIGHTS, Right, Role
from mosty.core import time
from mosty.core.errors import Missing, PermissionDenied
from mosty.directory.models import Centre, Membership, Organization

if TYPE_CHECKING:
    from mosty.accounts.models import User

    AnyUser = User | AnonymousUser


@dataclass(frozen=True)
class Scope:
    """Where a right holds: whole organisations, and single centres. Empty without a membership."""

    organizations: frozenset[UUID] = field(default_factory=frozenset)
    centres: frozenset[UUID] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.organizations or self.centres)

    def rows(self, *, organization: str = "organization", centre: str = "centre") -> Q:
        """Condition for rows that carry an organisation and a centre."""
        return Q(**{f"{organization}__in": self.organizations}) | Q(**{f"{centre}__in": self.centres})

    def holds(self, *, organization: UUID, centre: UUID | None) -> bool:
        """Does the scope reach this place?"""
        return organization in self.organizations or (centre is not None and centre in self.centres)


def memberships(user: AnyUser) -> list[Membership]:
    """The memberships that hold today, read once a request."""
    if not user.is_authenticated or not user.is_active:
        return []
    kept = getattr(user, "_memberships", None)
    if kept is None:
        today = time.today()
        kept = list(
            Membership.objects.filter(user=user, valid_from__lte=today)
            .filter(Q(valid_to=None) | Q(valid_to__gte=today))
            .select_related("centre__town", "organization")
            .order_by("valid_from", "pk")
        )
        user._memberships = kept  # type: ignore[attr-defined]
    return kept


def rights(user: AnyUser) -> frozenset[Right]:
    """Every right the user has somewhere."""
    return frozenset().union(*(ROLE_RIGHTS[membership.role] for membership in memberships(user)))


def scope(user: AnyUser, right: Right) -> Scope:
    """Where the user has the right."""
    holding = [membership for membership in memberships(user) if right in ROLE_RIGHTS[membership.role]]
    return Scope(
        frozenset(membership.organization_id for membership in holding if membership.centre_id is None),
        frozenset(membership.centre_id for membership in holding if membership.centre_id is not None),
    )


def reach(user: AnyUser) -> Scope:
    """Where the user works at all, whatever the rights: tells 403 from 404."""
    mine = memberships(user)
    return Scope(
        frozenset(membership.organization_id for membership in mine if membership.centre_id is None),
        frozenset(membership.centre_id for membership in mine if membership.centre_id is not None),
    )


def can(user: AnyUser, right: Right, *, organization: UUID, centre: UUID | None) -> bool:
    """May the user do this at this place?"""
    return scope(user, right).holds(organization=organization, centre=centre)


def demand(user: AnyUser, right: Right, *, organization: UUID, centre: UUID | None) -> None:
    """Raise `PermissionDenied` (own place, right missing) or `Missing` (foreign place) unless the user may."""
    if can(user, right, organization=organization, centre=centre):
        return
    if reach(user).holds(organization=organization, centre=centre):
        raise PermissionDenied
    raise Missing


def demand_somewhere(user: AnyUser, right: Right) -> None:
    """Raise `PermissionDenied` unless the user has the right at some place."""
    if right not in rights(user):
        raise PermissionDenied


def sees_personal_data(user: AnyUser) -> bool:
    """Then a second factor is needed to sign in."""
    return bool(rights(user) & PERSONAL_RIGHTS)


def visible_centres(user: AnyUser, right: Right) -> QuerySet[Centre]:
    """Centres where the user has the right, by slug."""
    at = scope(user, right)
    return (
        Centre.objects.filter(Q(organization__in=at.organizations) | Q(pk__in=at.centres))
        .select_related("town", "organization")
        .order_by("slug")
    )


def get_centre(user: AnyUser, slug: str, *, right: Right) -> Centre:
    """The centre, if the user has the right there. Raises `Missing` or `PermissionDenied`."""
    centre = Centre.objects.select_related("town", "organization").filter(slug=slug).first()
    if centre is None:
        raise Missing
    demand(user, right, organization=centre.organization_id, centre=centre.pk)
    return centre


def colleagues(user: AnyUser, right: Right) -> QuerySet[User]:
    """People who work, or once worked, where the user has the right; by name."""
    return (
        get_user_model()
        ._default_manager.filter(pk__in=Membership.objects.filter(scope(user, right).rows()).values("user"))
        .order_by("name", "pk")
    )


def team(organization: UUID, centre: UUID) -> list[Membership]:
    """Memberships that hold today at the centre: those of the centre itself and those of its whole organisation. One query."""
    today = time.today()
    return list(
        Membership.objects.filter(Q(centre=centre) | Q(centre=None), organization=organization, valid_from__lte=today, user__is_active=True)
        .filter(Q(valid_to=None) | Q(valid_to__gte=today))
        .select_related("user")
        .order_by("user__name", "valid_from", "pk")
    )


def holders(right: Right, *, organization: UUID, centre: UUID | None = None) -> list[User]:
    """People who have the right today for the whole organisation, or also at that centre of it. By name, each once; one query."""
    today = time.today()
    roles = [role for role, rights in ROLE_RIGHTS.items() if right in rights]
    here = Q(centre=None) if centre is None else Q(centre=None) | Q(centre=centre)
    rows = (
        Membership.objects.filter(here, organization=organization, role__in=roles, valid_from__lte=today, user__is_active=True)
        .filter(Q(valid_to=None) | Q(valid_to__gte=today))
        .select_related("user")
        .order_by("user__name", "user", "pk")
    )
    return list(dict.fromkeys(row.user for row in rows))


def organizations(user: AnyUser, right: Right) -> list[Organization]:
    """Organisations at any place of which the user has the right, by name."""
    mine = {row.organization_id: row.organization for row in memberships(user) if right in ROLE_RIGHTS[row.role]}
    return sorted(mine.values(), key=lambda one: (one.name, str(one.pk)))


def people(users: Collection[UUID]) -> list[User]:
    """These people, by name."""
    return list(get_user_model()._default_manager.filter(pk__in=users).order_by("name", "pk"))


def roles_of(users: Collection[UUID], organization: UUID) -> dict[UUID, list[str]]:
    """The roles that these people have, or had, in an organisation: for the paper that says who looked. One query."""
    rows = Membership.objects.filter(user__in=users, organization=organization).order_by("valid_from", "pk").values_list("user", "role")
    found: dict[UUID, list[str]] = {}
    for user, role in rows:
        found.setdefault(user, [])
        if role not in found[user]:
            found[user].append(role)
    return found


def demo_people() -> list[Membership]:
    """What the invented people of the demo do today, one membership each, by role and name."""
    today = time.today()
    rows = (
        Membership.objects.filter(user__is_demo=True, user__is_active=True, valid_from__lte=today)
        .filter(Q(valid_to=None) | Q(valid_to__gte=today))
        .select_related("user", "centre__town", "organization")
        .order_by("user__name", "valid_from", "pk")
    )
    first = {row.user_id: row for row in reversed(rows)}
    order = list(Role.values)
    return sorted(first.values(), key=lambda row: (order.index(row.role), row.user.name))
