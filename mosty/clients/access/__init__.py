"""Who may see and change people's files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from mosty.accounts.enums import ROLE_RIGHTS, Right
from mosty.clients.models import BreakGlass, Client, ClientName, Deadline, Identifier, Merge, Relationship, ResidenceStatus
from mosty.core import time
from mosty.core.audit import looks
from mosty.core.errors import Erased, Missing
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

Part = TypeVar("Part", ClientName, Deadline, Identifier, Relationship, ResidenceStatus)


def visible_clients(user: AnyUser) -> QuerySet[Client]:
    """Files opened where the user may read files: at the user's own centre, or anywhere in the own organisation."""
    mine = placed(user, Right.CLIENT_READ) & shown(user)
    return Client.objects.filter(mine, erased_at=None).select_related("centre__town", "organization")


def get_client(user: AnyUser, pk: UUID, *, right: Right = Right.CLIENT_READ) -> Client:
    """The file, if the user may; notes the look.

    Raises `Missing` for another organisation's or centre's file (unless the glass was broken) and for a hidden one that the user does not
    work with, `Erased` (a `Missing` that says when) for one they could have opened, `PermissionDenied` when only the right is missing.
    """
    client = Client.objects.select_related("centre__town", "organization", "opened_by").filter(pk=pk).first()
    if client is None:
        raise Missing
    demand_file(user, client, right)
    if client.erased_at:
        raise Erased(time.local(client.erased_at).date())
    looks.note("open", "clients.client", [client.pk], organisation=client.organization_id, centre=client.centre_id)
    return client


def can_write(user: AnyUser, client: Client) -> bool:
    """May the user change this file?"""
    return works_with(user, client) and can_at(user, client, Right.CLIENT_WRITE)


# --- files that were put together: whoever could open the one that went finds the one that stayed --------------------


def placed(user: AnyUser, right: Right, client: str = "") -> Q:
    """Condition for files kept where the user has the right, or into which a file kept there went; `client` leads there ("client__")."""
    at = directory.scope(user, right)
    here = at.rows(organization=f"{client}organization", centre=f"{client}centre")
    if not at.centres:
        return here
    one, two = _came_from(at.centres)
    return here | Q(**{f"{client}pk__in": one}) | Q(**{f"{client}pk__in": two})


def can_at(user: AnyUser, client: Client, right: Right) -> bool:
    """Has the user the right where the file is kept, or where one was kept that went into it? A query only outside the scope."""
    if directory.can(user, right, organization=client.organization_id, centre=client.centre_id):
        return True
    at = directory.scope(user, right)
    return bool(at.centres) and any(kept.filter(kept=client).exists() for kept in _came_from(at.centres))


def places_of(client: Client) -> frozenset[UUID]:
    """Centres whose people work with this file: that which keeps it, and those of files that went into it. One query a file."""
    known: frozenset[UUID] | None = getattr(client, "_places", None)
    if known is None:
        one = Merge.objects.filter(kept=client.pk, undone_at=None).order_by()
        two = Merge.objects.filter(kept__in=one.values("gone"), undone_at=None).order_by()
        came = one.values_list("gone__centre", flat=True).union(two.values_list("gone__centre", flat=True))
        known = frozenset({client.centre_id, *came})
        client._places = known  # type: ignore[attr-defined]
    return known


def _came_from(centres: frozenset[UUID]) -> tuple[QuerySet[Merge, Any], QuerySet[Merge, Any]]:
    """Files into which one of these centres went: at once, and over another one."""
    one = Merge.objects.filter(gone__centre__in=centres, undone_at=None).order_by().values("kept")
    return one, Merge.objects.filter(gone__in=one, undone_at=None).order_by().values("kept")


# --- hidden files: only those who work with the person find them -----------------------------------------------------


@dataclass(frozen=True)
class Tie:
    """Rows of an upper floor that say who works with a person: the columns of both, and which rows still count.

    `is_owner`: such a row says who is responsible for the person.
    """

    model: str
    user: str
    client: str = "client"
    lasts: Callable[[], Q] = Q
    is_owner: bool = False

    def rows(self) -> QuerySet[Any]:
        return apps.get_model(self.model)._default_manager.filter(self.lasts()).order_by()


TIES: dict[str, Tie] = {}


def tie(*ties: Tie) -> None:
    """Each app whose rows say who works with a person names them in `ready()`."""
    for one in ties:
        TIES[one.model] = one


def shown(user: AnyUser, client: str = "") -> Q:
    """Condition for files that are not hidden, or that the user works with; `client` leads there from another table ("client__")."""
    worked = Q(**{f"{client}opened_by": user.pk})
    for one in TIES.values():
        worked |= Q(**{f"{client}pk__in": one.rows().filter(**{one.user: user.pk}).values(one.client)})
    return Q(**{f"{client}is_hidden": False}) | worked


def workers_of(client: Client) -> set[UUID]:
    """Who works with the person: opened the file, held an encounter, wrote a note, has the case. One query a tie."""
    found = {user for one in TIES.values() for user in one.rows().filter(**{one.client: client.pk}).values_list(one.user, flat=True)}
    return {user for user in (*found, client.opened_by_id) if user is not None}


def hidden_from(user: AnyUser, clients: Iterable[Client]) -> set[UUID]:
    """Which of these files are hidden and not the user's. No query unless one of them is hidden."""
    hidden = {client.pk for client in clients if client.is_hidden}
    return hidden - set(Client.objects.filter(shown(user), pk__in=hidden).order_by().values_list("pk", flat=True)) if hidden else set()


def initials(text: str) -> str:
    """What stands for a name that the reader may not see: “D. M.”."""
    return " ".join(f"{word[0].upper()}." for word in text.split()[:3])


def owners_of(client: Client) -> set[UUID]:
    """Who is told of what happens to the file: whoever is responsible for the person; nobody is: all who work with the person. Only people
    who may open files at the centre that keeps it. A query, one a tie, and one more."""
    ties = [one for one in TIES.values() if one.is_owner]
    found = {user for one in ties for user in one.rows().filter(**{one.client: client.pk}).values_list(one.user, flat=True)}
    here = {user.pk for user in directory.holders(Right.CLIENT_READ, organization=client.organization_id, centre=client.centre_id)}
    return (found & here) or (workers_of(client) & here)


def works_with(user: AnyUser, client: Client) -> bool:
    """May this user see the file as far as hiding goes? Always, when it is not hidden."""
    return not client.is_hidden or user.pk in workers_of(client)


# --- break the glass: a file outside one's scope, for a reason and for three hours -----------------------------------

GLASS_RIGHTS = frozenset({Right.CLIENT_READ, Right.ENCOUNTER_READ})


def demand_file(user: AnyUser, client: Client, right: Right) -> None:
    """Raise `Missing` or `PermissionDenied` unless the user has the right on this file: at its centre, or through broken glass."""
    if not works_with(user, client):
        raise Missing
    if not can_on(user, client, right):
        directory.demand(user, right, organization=client.organization_id, centre=client.centre_id)


def can_on(user: AnyUser, client: Client, right: Right) -> bool:
    """Has the user the right on this file? Through broken glass only to read what one's role reads at the own place."""
    if not works_with(user, client):
        return False
    return can_at(user, client, right) or has_broken(user, client, right)


def has_broken(user: AnyUser, client: Client, right: Right) -> bool:
    """Is the file outside the user's scope, and opened to them by broken glass for this right? Costs a query only outside the scope."""
    if right not in GLASS_RIGHTS or can_at(user, client, right):
        return False
    return client.organization_id in _organizations(user, right) and has_glass(user, client)


def has_glass(user: AnyUser, client: Client) -> bool:
    """Did the user break the glass of this file less than three hours ago?"""
    return BreakGlass.objects.filter(user=user.pk, client=client.pk, expires_at__gt=time.now()).exists()


def outside(user: AnyUser) -> QuerySet[Client]:
    """Files of the user's organisations that are kept where the user may not read, and are not hidden."""
    scope = directory.scope(user, Right.CLIENT_READ)
    elsewhere = Client.objects.filter(
        organization__in=_organizations(user, Right.CLIENT_READ) - scope.organizations, is_hidden=False, erased_at=None
    )
    for kept in _came_from(scope.centres) if scope.centres else ():
        elsewhere = elsewhere.exclude(pk__in=kept)
    return elsewhere.exclude(centre__in=scope.centres).select_related("centre__town", "organization")


def get_outside(user: AnyUser, pk: UUID) -> Client:
    """A file whose glass the user may break. Raises `Missing`. It is not opened, so it is no look; screens show its initials and year."""
    client = outside(user).filter(pk=pk, merged_into=None).first()
    if client is None:
        raise Missing
    return client


def visible_glass(user: AnyUser) -> QuerySet[BreakGlass]:
    """Openings the user is told about: the data-protection officer of all, whoever works with a person of those of the file.

    And one's own. Newest first.
    """
    overseen = directory.scope(user, Right.LOOKS_READ).organizations
    worked = Q(client__in=Client.objects.filter(opened_by=user.pk).values("pk"))
    for one in TIES.values():
        worked |= Q(client__in=one.rows().filter(**{one.user: user.pk}).values(one.client))
    mine = Q(organization__in=_organizations(user, Right.CLIENT_READ)) & (worked | Q(user=user.pk))
    return BreakGlass.objects.filter(Q(organization__in=overseen) | mine).select_related("user").order_by("-opened_at", "pk")


def get_watched(user: AnyUser, pk: UUID) -> Client:
    """A file whose log of looks the user may read (the data-protection officer of a hidden one too). No opening: nothing of it is shown.

    Raises `Missing` or `PermissionDenied`.
    """
    client = Client.objects.select_related("centre", "organization").filter(pk=pk).first()
    if client is None:
        raise Missing
    directory.demand(user, Right.LOOKS_READ, organization=client.organization_id, centre=client.centre_id)
    if client.organization_id not in directory.scope(user, Right.LOOKS_READ).organizations and not works_with(user, client):
        raise Missing
    return client


def _organizations(user: AnyUser, right: Right) -> frozenset[UUID]:
    """Organisations at any place of which the user has the right."""
    return frozenset(row.organization_id for row in directory.memberships(user) if right in ROLE_RIGHTS[row.role])


def find_file(user: AnyUser, pk: UUID | None) -> Client | None:
    """The file if the user may open it; nothing otherwise. Not a look: it only says that a link leads somewhere."""
    return visible_clients(user).filter(pk=pk).first() if pk else None


def openable(user: AnyUser, pks: Iterable[UUID]) -> set[UUID]:
    """Which of these files the user may open."""
    wanted = set(pks)
    return set(visible_clients(user).filter(pk__in=wanted).order_by().values_list("pk", flat=True)) if wanted else set()


def get_name(client: Client, pk: UUID) -> ClientName:
    """One of the names of a file that the user may change already. Raises `Missing` for another person's, like all of these."""
    return _part(ClientName, client, pk)


def get_identifier(client: Client, pk: UUID) -> Identifier:
    return _part(Identifier, client, pk)


def get_status(client: Client, pk: UUID) -> ResidenceStatus:
    return _part(ResidenceStatus, client, pk)


def get_relation(client: Client, pk: UUID) -> Relationship:
    return _part(Relationship, client, pk)


def get_deadline(client: Client, pk: UUID) -> Deadline:
    return _part(Deadline, client, pk)


def visible_merges(user: AnyUser) -> QuerySet[Merge]:
    """Files that were put together, where the user may change the one that was kept; newest first."""
    mine = directory.scope(user, Right.CLIENT_WRITE).rows(organization="kept__organization", centre="kept__centre")
    return (
        Merge.objects.filter(mine & shown(user, "kept__"))
        .select_related("kept__centre__town", "gone__centre__town", "by")
        .order_by("-created_at", "pk")
    )


def get_merge(user: AnyUser, pk: UUID) -> Merge:
    """A merge, if the user may change both files. Raises `Missing` or `PermissionDenied`."""
    row = Merge.objects.select_related("kept", "gone").filter(pk=pk).first()
    if row is None:
        raise Missing
    for client in (row.kept, row.gone):
        demand_file(user, client, Right.CLIENT_WRITE)
    looks.note("open", "clients.client", [row.kept_id, row.gone_id], organisation=row.organization_id, centre=row.kept.centre_id)
    return row


def _part(kind: type[Part], client: Client, pk: UUID) -> Part:
    row = kind._default_manager.filter(client=client, pk=pk).first()
    if row is None:
        raise Missing
    return row
