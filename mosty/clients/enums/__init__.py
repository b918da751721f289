"""Words of people's files."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_NAME = 200
FIRST_BIRTH_YEAR = 1900
SHELL_NUMBERS = 1_500_000_000  # numbers of erased files lie above; nobody was ever told one

# letters that Unicode does not take apart
PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ə": "e", "ʼ": "'", "’": "'"})


def folded(text: str) -> str:
    """The text as search compares it: lower case in every script, without accents and controls, with single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cc")
    return " ".join(plain.translate(PLAIN).split())


class Answer(models.TextChoices):
    """What a sensitive question may hold instead of a value."""

    NOT_ASKED = "", _("not asked")
    UNKNOWN = "unknown", _("does not know")
    REFUSED = "refused", _("prefers not to say")


class YesNo(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")


def answers(values: type[models.TextChoices] = YesNo) -> list[tuple[str, Any]]:
    """The choices of a sensitive question: its values and the answers that are none."""
    return [(str(code), words) for code, words in (*values.choices, *Answer.choices)]


class NameKind(models.TextChoices):
    PASSPORT = "passport", pgettext_lazy("name", "as in the passport")
    OWN = "own", pgettext_lazy("name", "in the person's own script")
    SPOKEN = "spoken", pgettext_lazy("name", "as the person is called")
    POLISH = "polish", pgettext_lazy("name", "Polish spelling")
    BIRTH = "birth", pgettext_lazy("name", "at birth")
    FORMER = "former", pgettext_lazy("name", "former")


class BirthQuality(models.TextChoices):
    """How well a birth date is known; "" is not asked."""

    FULL = "full", pgettext_lazy("birth date", "day, month and year")
    MONTH = "month", pgettext_lazy("birth date", "month and year")
    APPROXIMATE = "approximate", pgettext_lazy("birth date", "about this day")
    YEAR = "year", pgettext_lazy("birth date", "only the year")
    UNKNOWN = "unknown", _("does not know")
    REFUSED = "refused", _("prefers not to say")


class Sex(models.TextChoices):
    """As AMIF counts (Annex VIII of Regulation 2021/1147)."""

    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    NON_BINARY = "non-binary", _("non-binary")


class Education(models.TextChoices):
    """ISCED 2011 in four steps."""

    NONE = "none", pgettext_lazy("education", "none or not finished")
    PRIMARY = "primary", pgettext_lazy("education", "primary (ISCED 1-2)")
    SECONDARY = "secondary", pgettext_lazy("education", "secondary (ISCED 3-4)")
    HIGHER = "higher", pgettext_lazy("education", "higher (ISCED 5-8)")


class WorkStatus(models.TextChoices):
    EMPLOYED = "employed", pgettext_lazy("work", "works")
    SELF = "self", pgettext_lazy("work", "runs a company")
    SEEKING = "seeking", pgettext_lazy("work", "looks for work")
    STUDIES = "studies", pgettext_lazy("work", "at school or university")
    CARES = "cares", pgettext_lazy("work", "cares for family")
    OUTSIDE = "outside", pgettext_lazy("work", "does not work and does not look")


class IdentifierKind(models.TextChoices):
    PESEL = "pesel", "PESEL"
    PASSPORT = "passport", _("passport")
    RESIDENCE_CARD = "residence-card", _("residence card")
    VISA = "visa", _("visa")
    PROTECTION = "protection", _("temporary certificate of a person seeking protection")
    IDENTITY = "identity", _("identity card of another country")
    OTHER = "other", _("another document")


class MissingReason(models.TextChoices):
    """Why there is no number."""

    NONE_YET = "none-yet", pgettext_lazy("document", "does not have one yet")
    LOST = "lost", pgettext_lazy("document", "lost or taken away")
    NOT_WITH = "not-with", pgettext_lazy("document", "not brought along")
    UNKNOWN = "unknown", _("does not know")
    REFUSED = "refused", _("prefers not to say")


LEVELS = [
    ("", _("not asked")),
    ("a1", "A1"),
    ("a2", "A2"),
    ("b1", "B1"),
    ("b2", "B2"),
    ("c1", "C1"),
    ("c2", "C2"),
    ("native", pgettext_lazy("language", "first language")),
    ("some", pgettext_lazy("language", "some, not tested")),
]


class RelationKind(models.TextChoices):
    """What the other person is to the client."""

    SPOUSE = "spouse", pgettext_lazy("relative", "spouse or partner")
    CHILD = "child", pgettext_lazy("relative", "child")
    PARENT = "parent", pgettext_lazy("relative", "parent")
    SIBLING = "sibling", pgettext_lazy("relative", "brother or sister")
    GUARDIAN = "guardian", pgettext_lazy("relative", "guardian by law")
    OTHER = "other", pgettext_lazy("relative", "another relative or friend")


class StayBasis(models.TextChoices):
    """On what ground a person may stay (Act on foreigners of 2013; protection: Act of 2003; EU citizens: Act of 2006)."""

    VISA_FREE = "visa-free", pgettext_lazy("stay", "visa-free")
    VISA = "visa", pgettext_lazy("stay", "visa")
    TEMPORARY = "temporary", pgettext_lazy("stay", "temporary residence permit")
    CUKR = "cukr", pgettext_lazy("stay", "CUKR card")
    TEMPORARY_PROTECTION = "temporary-protection", pgettext_lazy("stay", "temporary protection (PESEL UKR)")
    APPLICANT = "applicant", pgettext_lazy("stay", "applied for international protection")
    REFUGEE = "refugee", pgettext_lazy("stay", "refugee")
    SUBSIDIARY = "subsidiary", pgettext_lazy("stay", "subsidiary protection")
    HUMANITARIAN = "humanitarian", pgettext_lazy("stay", "humanitarian stay")
    TOLERATED = "tolerated", pgettext_lazy("stay", "tolerated stay")
    PERMANENT = "permanent", pgettext_lazy("stay", "permanent residence permit")
    EU_LONG_TERM = "eu-long-term", pgettext_lazy("stay", "long-term resident of the EU")
    POLISH_CARD = "polish-card", pgettext_lazy("stay", "Karta Polaka")
    EU_FAMILY = "eu-family", pgettext_lazy("stay", "family of an EU citizen")
    EU_CITIZEN = "eu-citizen", pgettext_lazy("stay", "EU, EEA or Swiss citizen")
    PENDING = "pending", pgettext_lazy("stay", "application under way, stay is legal meanwhile")
    NOT_REGULATED = "not-regulated", pgettext_lazy("stay", "not regulated")
    UNKNOWN = "unknown", _("does not know")
    REFUSED = "refused", _("prefers not to say")


class DeadlineKind(models.TextChoices):
    STAY_ENDS = "stay-ends", pgettext_lazy("deadline", "legal stay ends")
    DOCUMENT_ENDS = "document-ends", pgettext_lazy("deadline", "document expires")
    APPEAL = "appeal", pgettext_lazy("deadline", "appeal")
    PAPERS = "papers", pgettext_lazy("deadline", "papers to hand in")
    APPOINTMENT = "appointment", pgettext_lazy("deadline", "date at an office")
    OTHER = "other", pgettext_lazy("deadline", "another day")


class Verdict(models.TextChoices):
    DIFFERENT = "different", pgettext_lazy("pair", "different people")
    LATER = "later", pgettext_lazy("pair", "to be settled later")


GLASS_HOURS = 3
LONGEST_GLASS_WORDS = 300


class GlassReason(models.TextChoices):
    """Why somebody opened a file that is not theirs."""

    DANGER = "danger", _("health or safety is in danger")
    IS_HERE = "is-here", _("the person is here, the other centre cannot be reached")
    CONTINUES = "continues", _("the person moved and goes on with us")
    OTHER = "other", _("another reason")
