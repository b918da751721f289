"""The accessibility statement as the page needs it, also before the operator has said anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from mosty.core.texts import Told, told
from mosty.directory.models import Organization
from mosty.directory.queries import places
from mosty.guide.access import operator
from mosty.guide.enums import Assessment, Compliance, StatementText
from mosty.guide.models import AccessibilityStatement

ASSESSED_ON = date(2026, 11, 22)  # when we assessed the software ourselves; until an operator says more, these are the dates


@dataclass(frozen=True)
class Statement:
    """What the page shows. `is_confirmed`: the operator has filled it in."""

    row: AccessibilityStatement
    body: Told
    is_confirmed: bool

    def text(self, key: str, language: str) -> Told:
        """The operator's words in the language, else in Polish; empty when they left the usual words."""
        return told(self.row.texts.get(key) or {}, language)


def statement() -> Statement:
    """The statement of the site; a first one from the directory where nobody has written it. Never saved here."""
    row = AccessibilityStatement.objects.select_related("organization").first()
    if row is not None:
        return Statement(row, _name(row.organization), True)
    return first_statement(operator())


def first_statement(organization: Organization | None) -> Statement:
    """What can be said without asking: who runs the centres and how they are reached."""
    centres = places.centres().filter(organization=organization)
    found = (centres.filter(contacts__email__gt="").first() or centres.first()) if organization else None
    contact = next((one for one in found.contacts.all() if one.email), None) if found else None
    phone = next(iter(found.phones.all()), None) if found else None
    row = AccessibilityStatement(
        organization=organization,
        site_name="Mosty",
        published_on=ASSESSED_ON,
        updated_on=ASSESSED_ON,
        prepared_on=ASSESSED_ON,
        status=Compliance.PARTLY,
        method=Assessment.SELF,
        contact_name=organization.name if organization else "",
        contact_email=contact.email if contact else "",
        contact_phone=phone.number if phone else "",
        seat=f"{found.street}, {found.postcode} {found.town.name}" if found else "",
    )
    return Statement(row, _name(organization) if organization else Told("", settings.LANGUAGE_CODE, True), False)


def own_texts(row: AccessibilityStatement, language: str) -> dict[str, str]:
    """What the operator wrote in this language, by StatementText."""
    return {key: (row.texts.get(key) or {}).get(language, "") for key in StatementText.values}


def _name(organization: Organization) -> Told:
    return told({"pl": organization.name} | organization.names)
