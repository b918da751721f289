"""Words of the data-protection desk: requests, restrictions, authorities, breaches, second looks.

Articles are those of Regulation (EU) 2016/679 (GDPR).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_WORDS = 2000  # what is asked, what was found out
LONGEST_LINE = 200  # who asks, which unit, a reference
NEAR_DAYS = (7, 2, 0)  # days before a request is due on which the person in charge is reminded
BREACH_HOURS = 72  # Art. 33(1)
REVIEW_DAYS = 7  # after which a breaking of the glass without a second look is reminded of


class RequestKind(models.TextChoices):
    ACCESS = "access", pgettext_lazy("request", "to see the data and have a copy (Art. 15)")
    CORRECTION = "correction", pgettext_lazy("request", "to put data right (Art. 16)")
    ERASURE = "erasure", pgettext_lazy("request", "to erase data (Art. 17)")
    RESTRICTION = "restriction", pgettext_lazy("request", "to restrict processing (Art. 18)")
    PORTABILITY = "portability", pgettext_lazy("request", "to take the data along (Art. 20)")
    OBJECTION = "objection", pgettext_lazy("request", "an objection (Art. 21)")


WITH_EXPORT = frozenset({RequestKind.ACCESS, RequestKind.PORTABILITY})
FOR_WORKERS = frozenset({RequestKind.CORRECTION, RequestKind.OBJECTION})  # the file's worker has something to do


class RequestFrom(models.TextChoices):
    PERSON = "person", pgettext_lazy("request", "the person")
    GUARDIAN = "guardian", pgettext_lazy("request", "a parent or guardian")
    REPRESENTATIVE = "representative", pgettext_lazy("request", "somebody with a power of attorney")


class Came(models.TextChoices):
    """How a request reached us, and how it was answered."""

    IN_PERSON = "in-person", pgettext_lazy("way", "in person")
    LETTER = "letter", pgettext_lazy("way", "by letter")
    EMAIL = "email", pgettext_lazy("way", "by e-mail")
    PHONE = "phone", pgettext_lazy("way", "by phone")
    REGISTERED = "registered", pgettext_lazy("way", "by e-Doręczenia or ePUAP")
    OTHER = "other", pgettext_lazy("way", "in another way")


class Identity(models.TextChoices):
    """How we know that it is this person who asks (Art. 12(6))."""

    DOCUMENT = "document", _("an identity document was seen")
    KNOWN = "known", _("a worker who knows the person confirmed it")
    ADDRESS = "address", _("it came from the address or number kept in the file")
    PAPER = "paper", _("a power of attorney, or proof of guardianship, was seen")


class Answered(models.TextChoices):
    GRANTED = "granted", pgettext_lazy("decision", "granted")
    PARTLY = "partly", pgettext_lazy("decision", "granted in part")
    REFUSED = "refused", pgettext_lazy("decision", "refused")
    NO_DATA = "no-data", pgettext_lazy("decision", "we hold nothing about this person")


class RefusalBasis(models.TextChoices):
    """Why not, or not all of it; the law that allows it."""

    UNKNOWN_PERSON = "unknown-person", _("we cannot tell who asks (Art. 11(2), 12(2))")
    UNFOUNDED = "unfounded", _("manifestly unfounded or excessive (Art. 12(5)(b))")
    OTHERS = "others", _("rights and freedoms of others (Art. 15(4), 20(4))")
    RIGHT_ALREADY = "right-already", _("the data are right as they stand (Art. 16)")
    NEEDED = "needed", _("still needed, and the ground goes on (Art. 17(1))")
    LAW = "law", _("a law obliges us to keep them (Art. 17(3)(b))")
    STATISTICS = "statistics", _("archiving or statistics (Art. 17(3)(d))")
    CLAIMS = "claims", _("legal claims (Art. 17(3)(e))")
    NO_GROUND = "no-ground", _("no ground for a restriction (Art. 18(1))")
    NOT_CONSENT = "not-consent", _("neither consent nor contract, or not kept by machine (Art. 20(1))")
    COMPELLING = "compelling", _("compelling grounds outweigh the objection (Art. 21(1))")
    OTHER = "other", _("another provision, named in the words")


class RequestStep(models.TextChoices):
    """What happened to a request; the history is never changed."""

    RECEIVED = "received", pgettext_lazy("step", "written down")
    FOUND = "found", pgettext_lazy("step", "the file was found")
    IDENTIFIED = "identified", pgettext_lazy("step", "identity confirmed")
    GIVEN = "given", pgettext_lazy("step", "given to somebody else")
    ASKED = "asked", pgettext_lazy("step", "the file's worker was asked to act")
    EXTENDED = "extended", pgettext_lazy("step", "more time taken")
    RELEASED = "released", pgettext_lazy("step", "confidential notes released")
    WITHHELD = "withheld", pgettext_lazy("step", "confidential notes withheld")
    EXPORTED = "exported", pgettext_lazy("step", "export made")
    RESTRICTED = "restricted", pgettext_lazy("step", "processing restricted")
    LIFTED = "lifted", pgettext_lazy("step", "restriction lifted")
    ERASED = "erased", pgettext_lazy("step", "erased")
    HANDED_OVER = "handed-over", pgettext_lazy("step", "handed over to the person")
    ANSWERED = "answered", pgettext_lazy("step", "answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("step", "withdrawn by the person")


class RestrictionGround(models.TextChoices):
    """Art. 18(1)."""

    ACCURACY = "accuracy", _("the person says that the data are wrong, and we check it (a)")
    UNLAWFUL = "unlawful", _("unlawful, and the person does not want it erased (b)")
    CLAIMS = "claims", _("we do not need it, the person does for legal claims (c)")
    OBJECTION = "objection", _("the person objected, and we weigh it (d)")


class AuthorityKind(models.TextChoices):
    POLICE = "police", pgettext_lazy("authority", "police")
    BORDER_GUARD = "border-guard", pgettext_lazy("authority", "Border Guard")
    PROSECUTOR = "prosecutor", pgettext_lazy("authority", "prosecutor")
    COURT = "court", pgettext_lazy("authority", "court")
    OFFICE = "office", pgettext_lazy("authority", "another public office")
    OTHER = "other", pgettext_lazy("authority", "somebody else")


class AuthorityStep(models.TextChoices):
    """What happened to a question of an authority; the history is never changed."""

    DECIDED = "decided", pgettext_lazy("authority", "decided")
    EXPORTED = "exported", pgettext_lazy("authority", "data put together")
    TOLD = "told", pgettext_lazy("authority", "the person and this question")
    NOTED = "noted", pgettext_lazy("authority", "note")


class Disclosure(models.TextChoices):
    DISCLOSED = "disclosed", pgettext_lazy("disclosure", "disclosed")
    PARTLY = "partly", pgettext_lazy("disclosure", "disclosed in part")
    REFUSED = "refused", pgettext_lazy("disclosure", "refused")


class ToldPerson(models.TextChoices):
    TOLD = "told", pgettext_lazy("told", "the person was told")
    NOT_TOLD = "not-told", pgettext_lazy("told", "the person was not told")
    LATER = "later", pgettext_lazy("told", "the person will be told later")


class BreachNature(models.TextChoices):
    """Art. 4(12): what was broken."""

    CONFIDENTIALITY = "confidentiality", pgettext_lazy("breach", "somebody saw or got what was not for them")
    INTEGRITY = "integrity", pgettext_lazy("breach", "data were changed without right")
    AVAILABILITY = "availability", pgettext_lazy("breach", "data were lost or cannot be reached")


class BreachRisk(models.TextChoices):
    """For the rights and freedoms of people: what decides who is told (Art. 33(1), 34(1))."""

    UNLIKELY = "unlikely", pgettext_lazy("risk", "a risk is unlikely")
    RISK = "risk", pgettext_lazy("risk", "there is a risk")
    HIGH = "high", pgettext_lazy("risk", "the risk is high")


class BreachStep(models.TextChoices):
    NOTED = "noted", pgettext_lazy("breach", "written down")
    ASSESSED = "assessed", pgettext_lazy("breach", "assessed")
    MEASURE = "measure", pgettext_lazy("breach", "something was done")
    OFFICE_TOLD = "office-told", pgettext_lazy("breach", "UODO was told")
    PEOPLE_TOLD = "people-told", pgettext_lazy("breach", "the people were told")
    CLOSED = "closed", pgettext_lazy("breach", "closed")


class GlassVerdict(models.TextChoices):
    """What the data-protection officer found at the second look."""

    FINE = "fine", pgettext_lazy("second look", "fine")
    NOT_FINE = "not-fine", pgettext_lazy("second look", "not fine")
