"""Words of the guide."""

from __future__ import annotations

import hashlib
import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# How a text names a fact and a term. Plain characters on purpose: they survive the editor, wagtail-localize's segments and PO files.
FACT_MARK = re.compile(r"\{fact:([a-z0-9-]+)\}")
TERM_MARK = re.compile(r"\[\[term:([a-z0-9-]+)\|([^\]]+)\]\]")

# Kinds of files, by the end of their names, that films, recordings and captions may have.
VIDEO = frozenset({"mp4", "webm"})
AUDIO = frozenset({"mp3", "m4a", "ogg"})
CAPTIONS = frozenset({"vtt"})
PICTURE_WIDTHS = (480, 960)  # pixels: what a picture is kept in for readers

# Names behind /<language>/guide/ that no article may have, besides those of shelves.
TAKEN_NAMES = {"changes", "paper"}

# The public name of an article whose address must not tell what it is about.
QUIET_NAME = re.compile(r"t[0-9a-f]{7}")


# What readers are told where a text names a centre that is closed for good or that the directory does not know.
GONE_SENTENCE = _("The centre that this text names no longer works. The other centres help you free of charge.")


def quiet_name(slug: str) -> str:
    """The same for a slug for ever, and nothing that a person reading over a shoulder or a history could understand."""
    return f"t{hashlib.sha256(slug.encode()).hexdigest()[:7]}"


def public_name(slug: str, *, is_sensitive: bool) -> str:
    """What stands behind /<language>/guide/ in the address of an article."""
    return quiet_name(slug) if is_sensitive else slug


class FactKind(models.TextChoices):
    """What a value is, and so how it is written for a reader."""

    MONEY = "money", _("amount of money")
    DAYS = "days", _("number of days")
    WEEKS = "weeks", _("number of weeks")
    MONTHS = "months", _("number of months")
    YEARS = "years", _("number of years")
    HOURS = "hours", _("number of hours")
    MINUTES = "minutes", _("number of minutes")
    NUMBER = "number", _("number")
    PERCENT = "percent", _("per cent")
    DATE = "date", _("date")
    PHONE = "phone", _("phone number")
    URL = "url", _("address of a site")
    TEXT = "text", pgettext_lazy("kind of fact", "text")


class FactStatus(models.TextChoices):
    CONFIRMED = "confirmed", pgettext_lazy("fact", "confirmed")
    UNVERIFIED = "unverified", pgettext_lazy("fact", "not verified")


class ActStatus(models.TextChoices):
    IN_FORCE = "in-force", pgettext_lazy("act", "in force")
    ENDED = "ended", pgettext_lazy("act", "ended")
    REPLACED = "replaced", pgettext_lazy("act", "replaced")
    UNVERIFIED = "unverified", pgettext_lazy("act", "to be checked")


class GuideTopic(models.TextChoices):
    """The shelves of the guide, in the order in which they are shown; the value is also the last part of the address."""

    LEGAL_STAY = "legal-stay", _("Legal stay")
    DOCUMENTS = "documents", _("Documents and registration")
    WORK = "work", _("Work and taxes")
    HEALTH = "health-care", _("Health")
    SCHOOL_FAMILY = "school-family", _("School and family")
    MONEY_HOUSING = "money-housing", _("Money and housing")
    RECOGNITION_LANGUAGE = "recognition-language", _("Diplomas and the Polish language")
    SAFETY = "safety", _("Safety and rights")
    WHO_TO_ASK = "who-to-ask", _("Where to ask for help")


TOPIC_ICONS = {
    GuideTopic.LEGAL_STAY: "id-card",
    GuideTopic.DOCUMENTS: "file-text",
    GuideTopic.WORK: "briefcase",
    GuideTopic.HEALTH: "heart-pulse",
    GuideTopic.SCHOOL_FAMILY: "school",
    GuideTopic.MONEY_HOUSING: "house",
    GuideTopic.RECOGNITION_LANGUAGE: "graduation-cap",
    GuideTopic.SAFETY: "shield",
    GuideTopic.WHO_TO_ASK: "life-buoy",
}

TOPIC_SUMMARIES = {
    GuideTopic.LEGAL_STAY: _("Permits, residence cards, protection, family, citizenship."),
    GuideTopic.DOCUMENTS: _("PESEL, address, trusted profile, driving licence, papers of the registry office."),
    GuideTopic.WORK: _("Permits, losing a job, insurance, taxes."),
    GuideTopic.HEALTH: _("Doctor, insurance, vaccination."),
    GuideTopic.SCHOOL_FAMILY: _("School, kindergarten, benefits for children."),
    GuideTopic.MONEY_HOUSING: _("Renting, bank account, help from the town."),
    GuideTopic.RECOGNITION_LANGUAGE: _("Recognition of diplomas, certificates, courses."),
    GuideTopic.SAFETY: _("Emergency, violence, trafficking, discrimination."),
    GuideTopic.WHO_TO_ASK: _("Free advice, offices, helplines."),
}

# How files of content name a shelf whose address would be that of an article.
TOPIC_OF_FILE = {"where-to-ask": GuideTopic.WHO_TO_ASK, "health": GuideTopic.HEALTH}


class Office(models.TextChoices):
    """Where a step is done."""

    GMINA = "gmina", _("town or commune office (urząd gminy)")
    VOIVODE = "voivode", _("voivodeship office (urząd wojewódzki)")
    ZUS = "zus", _("Social Insurance Institution (ZUS)")
    NFZ = "nfz", _("National Health Fund (NFZ)")
    TAX = "us", _("tax office (urząd skarbowy)")
    LABOUR = "pup", _("labour office (urząd pracy)")
    POLICE = "police", _("police (policja)")
    SCHOOL = "school", _("school or kindergarten")
    CENTRE = "centre", _("integration centre")
    REGISTRY = "usc", _("registry office (USC)")
    BORDER_GUARD = "border-guard", _("Border Guard (Straż Graniczna)")
    STAROSTA = "starosta", _("county office (starostwo)")
    FOREIGNERS = "udsc", _("Office for Foreigners (UdSC)")
    SOCIAL = "ops", _("social help centre (OPS, MOPS)")
    FAMILY = "pcpr", _("county family help centre (PCPR)")
    SANEPID = "sanepid", _("sanitary inspection (sanepid)")
    LABOUR_INSPECTION = "pip", _("National Labour Inspectorate (PIP)")
    OMBUDSMAN = "rpo", _("Commissioner for Human Rights (RPO)")
    CLINIC = "poz", _("family doctor's clinic (POZ)")
    HOSPITAL = "hospital", _("hospital")
    DOCTOR = "doctor", _("doctor")
    BANK = "bank", _("bank")
    EMPLOYER = "employer", _("employer")
    COURT = "court", _("court")
    CONSULATE = "consulate", _("consulate of your country")
    ONLINE = "online", pgettext_lazy("where a step is done", "online")
    OTHER = "other", _("other place")


class Slot(models.TextChoices):
    """Places in an article that a town fills."""

    OFFICE = "office", _("the office in the town")
    HELP = "help", _("who helps in the town")
    QUEUE = "queue", _("how to queue and book")
    SCHOOL = "school", _("schools in the town")
    HEALTH = "health", _("clinics in the town")
    COURSES = "courses", _("courses in the town")
    HOUSING = "housing", _("housing in the town")
    SHELTER = "shelter", _("safe places")


class CheckSubject(models.TextChoices):
    """What is to be checked when an act changes."""

    ARTICLE = "article", pgettext_lazy("to be checked", "article")
    STEP = "step", pgettext_lazy("to be checked", "step")
    FACT = "fact", pgettext_lazy("to be checked", "fact")
    NOTE = "note", pgettext_lazy("to be checked", "local note")


class CheckWord(models.TextChoices):
    """How a check ended."""

    STILL_TRUE = "still-true", _("still true")
    CHANGED = "changed", _("was changed")


class TaskWord(models.TextChoices):
    """How a town answered a change of the national text."""

    FITS = "fits", _("the note still fits")
    CHANGED = "changed", _("the note was changed")
    GONE = "gone", _("nothing was left to answer")


class StayStatus(models.TextChoices):
    """On what ground somebody stays; an article names those it is for."""

    VISA_FREE = "visa-free", pgettext_lazy("ground of stay", "without a visa")
    VISA = "visa", pgettext_lazy("ground of stay", "visa")
    TEMPORARY = "temporary-permit", pgettext_lazy("ground of stay", "temporary residence permit")
    CUKR = "cukr", pgettext_lazy("ground of stay", "CUKR card")
    TEMPORARY_PROTECTION = "temporary-protection", pgettext_lazy("ground of stay", "temporary protection (PESEL UKR)")
    APPLICANT = "protection-applicant", pgettext_lazy("ground of stay", "applicant for protection")
    REFUGEE = "refugee", pgettext_lazy("ground of stay", "refugee status")
    SUBSIDIARY = "subsidiary-protection", pgettext_lazy("ground of stay", "subsidiary protection")
    HUMANITARIAN = "humanitarian-stay", pgettext_lazy("ground of stay", "humanitarian stay")
    TOLERATED = "tolerated-stay", pgettext_lazy("ground of stay", "tolerated stay")
    PERMANENT = "permanent", pgettext_lazy("ground of stay", "permanent residence")
    EU_LONG_TERM = "eu-long-term", pgettext_lazy("ground of stay", "EU long-term residence")
    KARTA_POLAKA = "karta-polaka", pgettext_lazy("ground of stay", "Karta Polaka")
    EU_FAMILY = "eu-family", pgettext_lazy("ground of stay", "family of an EU citizen")
    EU_CITIZEN = "eu-citizen", pgettext_lazy("ground of stay", "citizen of the EU")
    PENDING = "application-pending", pgettext_lazy("ground of stay", "application pending")
    NONE = "no-regulated-stay", pgettext_lazy("ground of stay", "stay not regulated")


class Compliance(models.TextChoices):
    """The three states that the specification of the accessibility statement knows."""

    FULL = "full", pgettext_lazy("accessibility", "compliant")
    PARTLY = "partly", pgettext_lazy("accessibility", "partially compliant")
    NOT = "not", pgettext_lazy("accessibility", "not compliant")


class Assessment(models.TextChoices):
    """On what the statement rests."""

    SELF = "self", _("self-assessment")
    EXTERNAL = "external", _("assessment by somebody else")


class StatementText(models.TextChoices):
    """Texts of the accessibility statement that the operator writes, in the order of the page."""

    BARRIERS = "barriers", _("What does not comply, why, and the other way to it")
    EXEMPT = "exempt", _("Contents that the act does not cover")
    COSTS = "costs", _("Disproportionate costs")
    FACILITIES = "facilities", _("Facilities, limits and other information")
    SHORTCUTS = "shortcuts", _("Keyboard shortcuts")
    BUILDING = "building", _("Access to the premises")
    COMMUNICATION = "communication", _("Help with communication")
    APPS = "apps", _("Mobile applications")


class LinkState(models.TextChoices):
    """What the last look at an address found."""

    NEW = "new", pgettext_lazy("link", "not checked yet")
    FINE = "fine", pgettext_lazy("link", "works")
    MOVED = "moved", pgettext_lazy("link", "moved for good")
    BROKEN = "broken", pgettext_lazy("link", "does not work")
    CLOSED = "closed", pgettext_lazy("link", "does not let us look")


class SegmentState(models.TextChoices):
    """How a paragraph of a translation stands, for who translates."""

    MISSING = "missing", pgettext_lazy("paragraph", "not translated")
    STALE = "stale", pgettext_lazy("paragraph", "the Polish text is newer")
    BROKEN = "broken", pgettext_lazy("paragraph", "cannot be used")
    MACHINE = "machine", pgettext_lazy("paragraph", "machine, not checked")
    CHECKED = "checked", pgettext_lazy("paragraph", "machine, checked")
    HUMAN = "human", pgettext_lazy("paragraph", "by a person")


class Origin(models.TextChoices):
    """Who translated what readers see of an article."""

    SOURCE = "source", _("written in Polish")
    HUMAN = "human", _("translated by a person")
    CHECKED = "checked", _("machine translation, checked by a person")
    PARTLY = "partly", _("partly machine translation, not yet checked by a person")
    MACHINE = "machine", _("machine translation, not yet checked by a person")
