"""Writes of the accessibility statement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.core import stamp
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.enums import Assessment, StatementText
from mosty.guide.models import AccessibilityStatement

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.directory.models import Organization

FIELDS = (
    "site_name",
    "published_on",
    "updated_on",
    "status",
    "method",
    "auditor",
    "report_address",
    "costs_address",
    "prepared_on",
    "reviewed_on",
    "contact_name",
    "contact_email",
    "contact_phone",
    "seat",
    "building_address",
)


@transaction.atomic
def change_statement(organization: Organization, *, by: User, **values: Any) -> AccessibilityStatement:
    """Say what `values` (all of FIELDS) hold, for the organisation that operates the site. Raises `Refusal` for dates in a wrong
    order (`statement-dates`, with its field) and for an assessment by nobody (`statement-auditor`)."""
    _check(values)
    row = AccessibilityStatement.objects.select_for_update().first() or AccessibilityStatement()
    row.organization = organization
    for name in FIELDS:
        setattr(row, name, values[name])
    row.save()
    record("statement.changed", row, by=by, organisation=organization.pk, status=row.status)
    stamp.renew_on_commit()
    return row


@transaction.atomic
def change_statement_texts(row: AccessibilityStatement, *, by: User, language: str, texts: dict[str, str]) -> AccessibilityStatement:
    """The operator's words in one language; an empty one brings the usual words back. Unknown keys are left out."""
    row = AccessibilityStatement.objects.select_for_update().get(pk=row.pk)
    for key in StatementText.values:
        kept = dict(row.texts.get(key) or {})
        kept[language] = (texts.get(key) or "").strip()
        row.texts[key] = {code: text for code, text in kept.items() if text}
    row.save(update_fields=["texts", "updated_at"])
    record("statement.texts-changed", row, by=by, organisation=row.organization_id, language=language)
    stamp.renew_on_commit()
    return row


def _check(values: dict[str, Any]) -> None:
    pairs: tuple[tuple[str, str], ...] = (("published_on", "updated_on"), ("prepared_on", "reviewed_on"))
    for first, second in pairs:
        earlier: date | None = values[first]
        later: date | None = values[second]
        if earlier and later and later < earlier:
            raise Refusal("statement-dates", sentence=_("This day cannot be before the one above it."), field=second)
    if values["method"] == Assessment.EXTERNAL and not values["auditor"].strip():
        raise Refusal("statement-auditor", sentence=_("Please name who assessed the site."), field="auditor")
