"""Codes of a person's file in the words that stand on paper, in all languages of the portal.

The desk's own words for the same codes exist in the languages of the staff only (`clients.enums`): here the person reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.enums import Answer, Education, IdentifierKind, MissingReason, Sex, StayBasis, WorkStatus, YesNo
from mosty.guide.enums import StayStatus

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = dict[str, str | _StrPromise]

NO_VALUE: Words = {
    Answer.UNKNOWN.value: _("does not know"),
    Answer.REFUSED.value: _("prefers not to say"),
}

YES_NO: Words = {YesNo.YES.value: _("yes"), YesNo.NO.value: _("no")}

CHECKED: Words = YES_NO | {"seen": pgettext_lazy("printed form", "document seen")}

SEX: Words = {Sex.WOMAN.value: _("woman"), Sex.MAN.value: _("man"), Sex.NON_BINARY.value: _("non-binary")}

EDUCATION: Words = {
    Education.NONE.value: pgettext_lazy("education", "none or not finished"),
    Education.PRIMARY.value: pgettext_lazy("education", "primary (ISCED 1-2)"),
    Education.SECONDARY.value: pgettext_lazy("education", "secondary (ISCED 3-4)"),
    Education.HIGHER.value: pgettext_lazy("education", "higher (ISCED 5-8)"),
}

WORK: Words = {
    WorkStatus.EMPLOYED.value: pgettext_lazy("work", "works"),
    WorkStatus.SELF.value: pgettext_lazy("work", "runs a company"),
    WorkStatus.SEEKING.value: pgettext_lazy("work", "looks for work"),
    WorkStatus.STUDIES.value: pgettext_lazy("work", "at school or university"),
    WorkStatus.CARES.value: pgettext_lazy("work", "cares for family"),
    WorkStatus.OUTSIDE.value: pgettext_lazy("work", "does not work and does not look"),
}

DOCUMENT: Words = {
    IdentifierKind.PESEL.value: "PESEL",
    IdentifierKind.PASSPORT.value: _("passport"),
    IdentifierKind.RESIDENCE_CARD.value: _("residence card"),
    IdentifierKind.VISA.value: _("visa"),
    IdentifierKind.PROTECTION.value: _("temporary certificate of a person seeking protection"),
    IdentifierKind.IDENTITY.value: _("identity card of another country"),
    IdentifierKind.OTHER.value: _("another document"),
}

MISSING: Words = {
    MissingReason.NONE_YET.value: pgettext_lazy("document", "does not have one yet"),
    MissingReason.LOST.value: pgettext_lazy("document", "lost or taken away"),
    MissingReason.NOT_WITH.value: pgettext_lazy("document", "not brought along"),
}

LEVEL: Words = {
    "native": pgettext_lazy("language", "first language"),
    "some": pgettext_lazy("language", "some, not tested"),
}

# the guide says the same grounds, to newcomers
STAY: Words = {
    StayBasis.VISA_FREE.value: StayStatus.VISA_FREE.label,
    StayBasis.VISA.value: StayStatus.VISA.label,
    StayBasis.TEMPORARY.value: StayStatus.TEMPORARY.label,
    StayBasis.CUKR.value: StayStatus.CUKR.label,
    StayBasis.TEMPORARY_PROTECTION.value: StayStatus.TEMPORARY_PROTECTION.label,
    StayBasis.APPLICANT.value: StayStatus.APPLICANT.label,
    StayBasis.REFUGEE.value: StayStatus.REFUGEE.label,
    StayBasis.SUBSIDIARY.value: StayStatus.SUBSIDIARY.label,
    StayBasis.HUMANITARIAN.value: StayStatus.HUMANITARIAN.label,
    StayBasis.TOLERATED.value: StayStatus.TOLERATED.label,
    StayBasis.PERMANENT.value: StayStatus.PERMANENT.label,
    StayBasis.EU_LONG_TERM.value: StayStatus.EU_LONG_TERM.label,
    StayBasis.POLISH_CARD.value: StayStatus.KARTA_POLAKA.label,
    StayBasis.EU_FAMILY.value: StayStatus.EU_FAMILY.label,
    StayBasis.EU_CITIZEN.value: StayStatus.EU_CITIZEN.label,
    StayBasis.PENDING.value: StayStatus.PENDING.label,
    StayBasis.NOT_REGULATED.value: StayStatus.NONE.label,
}


def of(code: str, words: Words) -> str | _StrPromise:
    """A code or one of the answers that are no value, in words; a code that is newer than this list as it is."""
    return words.get(code) or NO_VALUE.get(code) or code
