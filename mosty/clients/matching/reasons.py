"""Why two people may be one: stable codes, and their words for the screen."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from mosty.clients.matching.births import Birth

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Reason(Enum):
    """A reason; `text` is a short phrase in the reader's language, without any personal value."""

    NAME_SAME = "name-same"
    NAME_SPELT = "name-spelt"
    NAME_FORM = "name-form"
    NAME_SLIP = "name-slip"
    NAME_PART = "name-part"
    NAME_INITIAL = "name-initial"
    NAME_SWAPPED = "name-swapped"
    GIVEN_DIFFERS = "given-differs"
    FAMILY_DIFFERS = "family-differs"
    REST_DIFFERS = "rest-differs"
    NAME_DIFFERS = "name-differs"
    FATHER_SAME = "father-same"
    FATHER_DIFFERS = "father-differs"
    SEX_DIFFERS = "sex-differs"
    BORN_SAME = "born-same"
    BORN_SAME_ROUGH = "born-same-rough"
    BORN_SWAPPED = "born-swapped"
    BORN_ROUGH = "born-rough"
    BORN_DIGIT = "born-digit"
    BORN_YEAR = "born-year"
    BORN_DIFFERENT = "born-different"
    BORN_UNKNOWN = "born-unknown"
    PHONE_SAME = "phone-same"
    DOCUMENT_SAME = "document-same"
    DOCUMENT_DIFFERS = "document-differs"

    @property
    def text(self) -> _StrPromise:
        return TEXTS[self]


TEXTS: dict[Reason, _StrPromise] = {
    Reason.NAME_SAME: _("same name"),
    Reason.NAME_SPELT: _("same name in another script or spelling"),
    Reason.NAME_FORM: _("forms of one given name"),
    Reason.NAME_SLIP: _("a letter of the name differs"),
    Reason.NAME_PART: _("a part of the name is missing on one side"),
    Reason.NAME_INITIAL: _("only an initial on one side"),
    Reason.NAME_SWAPPED: _("given name and family name changed places"),
    Reason.GIVEN_DIFFERS: _("given names differ: perhaps relatives"),
    Reason.FAMILY_DIFFERS: _("family names differ: perhaps changed"),
    Reason.REST_DIFFERS: _("a further name differs"),
    Reason.NAME_DIFFERS: _("names differ"),
    Reason.FATHER_SAME: _("same father's name"),
    Reason.FATHER_DIFFERS: _("fathers' names differ"),
    Reason.SEX_DIFFERS: _("one is a woman's file, the other a man's"),
    Reason.BORN_SAME: _("same birth date"),
    Reason.BORN_SAME_ROUGH: _("same birth date, 1 January: perhaps only the year is known"),
    Reason.BORN_SWAPPED: _("day and month of birth changed places"),
    Reason.BORN_ROUGH: _("same year of birth, the day is not certain"),
    Reason.BORN_DIGIT: _("a digit of the birth date differs"),
    Reason.BORN_YEAR: _("birth dates are a year apart"),
    Reason.BORN_DIFFERENT: _("birth dates differ"),
    Reason.BORN_UNKNOWN: _("a birth date is missing"),
    Reason.PHONE_SAME: _("same phone"),
    Reason.DOCUMENT_SAME: _("same document number"),
    Reason.DOCUMENT_DIFFERS: _("PESEL numbers differ"),
}

OF_BIRTH = {
    Birth.UNKNOWN: Reason.BORN_UNKNOWN,
    Birth.SAME: Reason.BORN_SAME,
    Birth.SAME_ROUGH: Reason.BORN_SAME_ROUGH,
    Birth.SWAPPED: Reason.BORN_SWAPPED,
    Birth.ROUGH: Reason.BORN_ROUGH,
    Birth.DIGIT: Reason.BORN_DIGIT,
    Birth.YEAR: Reason.BORN_YEAR,
    Birth.DIFFERENT: Reason.BORN_DIFFERENT,
}
