"""Who writes the notices and consent forms of an organisation, and says on which law it uses data."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import Right
from mosty.clients.enums.consents import FormKind, FormState
from mosty.clients.models import Form
from mosty.core.errors import Missing
from mosty.directory import access as directory
from mosty.directory.models import Organization

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser


def organizations_of_forms(user: AnyUser) -> QuerySet[Organization]:
    """Organisations whose forms and legal bases the user writes; empty for most people."""
    return Organization.objects.filter(pk__in=directory.scope(user, Right.CONSENT_FORMS).organizations).order_by("name", "pk")


def visible_forms(user: AnyUser) -> QuerySet[Form]:
    """Every version of every form of those organisations."""
    return Form.objects.filter(organization__in=directory.scope(user, Right.CONSENT_FORMS).organizations).select_related("organization")


def get_form(user: AnyUser, pk: UUID) -> Form:
    """A version, if the user writes the organisation's forms. Raises `Missing` (another organisation's) or `PermissionDenied`."""
    directory.demand_somewhere(user, Right.CONSENT_FORMS)
    form = visible_forms(user).filter(pk=pk).first()
    if form is None:
        raise Missing
    return form


def get_organization(user: AnyUser, pk: UUID) -> Organization:
    """An organisation whose forms the user writes. Raises `Missing` or `PermissionDenied`."""
    directory.demand_somewhere(user, Right.CONSENT_FORMS)
    row = organizations_of_forms(user).filter(pk=pk).first()
    if row is None:
        raise Missing
    return row


def form_in_use(client: Client, kind: str, purpose: str) -> Form | None:
    """The version that a person of this file is given now."""
    return Form.objects.filter(organization=client.organization_id, kind=kind, purpose=purpose, state=FormState.PUBLISHED).first()


def get_form_for(client: Client, pk: UUID) -> Form:
    """A version in use of the file's organisation, to be read with the person. Raises `Missing`, also for a draft or a withdrawn one."""
    form = Form.objects.filter(organization=client.organization_id, pk=pk, state=FormState.PUBLISHED).first()
    if form is None:
        raise Missing
    return form


def forms_in_use(client: Client) -> dict[tuple[str, str], Form]:
    """By kind and purpose. One query."""
    rows = Form.objects.filter(organization=client.organization_id, state=FormState.PUBLISHED)
    return {(FormKind(row.kind).value, row.purpose): row for row in rows.order_by("pk")}
