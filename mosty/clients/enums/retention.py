"""Words of keeping and forgetting: classes of records, what erasure does to a table, from when a period runs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class RecordClass(models.TextChoices):
    """What a table says about a person; how long it is kept is decided class by class."""

    IDENTITY = "identity", pgettext_lazy("records", "who the person is")
    CONTACT = "contact", pgettext_lazy("records", "how to reach the person, family")
    STAY = "stay", pgettext_lazy("records", "legal stay and numbers of documents")
    CASE_WORK = "case-work", pgettext_lazy("records", "cases and tasks")
    NOTES = "notes", pgettext_lazy("records", "notes")
    CONFIDENTIAL = "confidential", pgettext_lazy("records", "confidential notes")
    PLANS = "plans", pgettext_lazy("records", "needs, assessments, plans")
    DOCUMENTS = "documents", pgettext_lazy("records", "files and scans")
    CONSENTS = "consents", pgettext_lazy("records", "consents and notices")
    PROJECT = "project", pgettext_lazy("records", "evidence of projects")
    BOOKINGS = "bookings", pgettext_lazy("records", "bookings and the waiting room")
    MESSAGES = "messages", pgettext_lazy("records", "messages sent")
    NUMBERS = "numbers", pgettext_lazy("records", "numbers without a name")
    LOOKS = "looks", pgettext_lazy("records", "who looked and who changed")
    PROOF = "proof", pgettext_lazy("records", "proof for the supervisory authority")


class Erasure(models.TextChoices):
    """What becomes of a table's rows when the person, or the class, is erased."""

    DELETE = "delete", pgettext_lazy("erasure", "deleted")
    BLANK = "blank", pgettext_lazy("erasure", "emptied of everything about the person")
    FACT = "fact", pgettext_lazy("erasure", "stays as a number without a name")
    PROOF = "proof", pgettext_lazy("erasure", "stays as proof")


NEVER = frozenset({RecordClass.NUMBERS, RecordClass.LOOKS, RecordClass.PROOF})  # no rule deletes these
NOTICE_DAYS = 30  # between the notice and the first day on which something may be deleted
FRESH_DAYS = 14  # a list that is older must be made anew before it is signed
LONGEST_MONTHS = 600
LONGEST_HOLD_WORDS = 300
LONGEST_BASIS = 200


class Trigger(models.TextChoices):
    """From which day a period runs."""

    LAST_CONTACT = "last-contact", pgettext_lazy("retention", "the last contact")
    CASE_CLOSED = "case-closed", pgettext_lazy("retention", "the end of the case, or a later contact")
    PROJECT_END = "project-end", pgettext_lazy("retention", "the day until which the project keeps its evidence")
    ADDED = "added", pgettext_lazy("retention", "the day the last record was added")
    TURNED_18 = "turned-18", pgettext_lazy("retention", "the 18th birthday")


class Ground(models.TextChoices):
    """Why a person, or a class of records, was erased."""

    REQUEST = "request", pgettext_lazy("erasure", "the person asked for it (GDPR Art. 17)")
    RETENTION = "retention", pgettext_lazy("erasure", "the period was over (GDPR Art. 5(1)(e))")


class RunState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("retention", "waits for a signature")
    SIGNED = "signed", pgettext_lazy("retention", "is being carried out")
    DONE = "done", pgettext_lazy("retention", "carried out")
    CANCELLED = "cancelled", pgettext_lazy("retention", "thrown away")


class EntryState(models.TextChoices):
    DUE = "due", pgettext_lazy("retention", "to be deleted")
    DONE = "done", pgettext_lazy("retention", "deleted")
    HELD = "held", pgettext_lazy("retention", "held back")
    CHANGED = "changed", pgettext_lazy("retention", "changed meanwhile, left alone")


@dataclass(frozen=True)
class Period:
    """A rule as we propose it: so many months from a day on. Every organisation has to confirm its own."""

    trigger: Trigger
    months: int


# Proposals, not law: an organisation confirms or changes each before anything is deleted. Evidence of projects follows the project's own
# day (Regulation 2021/1060 Art. 82: five years from 31 December of the year of the last payment; the grant agreement may say longer).
DEFAULTS: dict[str, Period] = {
    RecordClass.IDENTITY: Period(Trigger.LAST_CONTACT, 60),
    RecordClass.CONTACT: Period(Trigger.LAST_CONTACT, 36),
    RecordClass.STAY: Period(Trigger.CASE_CLOSED, 24),
    RecordClass.CASE_WORK: Period(Trigger.CASE_CLOSED, 36),
    RecordClass.NOTES: Period(Trigger.CASE_CLOSED, 24),
    RecordClass.CONFIDENTIAL: Period(Trigger.CASE_CLOSED, 12),
    RecordClass.PLANS: Period(Trigger.CASE_CLOSED, 24),
    RecordClass.DOCUMENTS: Period(Trigger.ADDED, 6),
    RecordClass.CONSENTS: Period(Trigger.LAST_CONTACT, 60),
    RecordClass.PROJECT: Period(Trigger.PROJECT_END, 0),
    RecordClass.BOOKINGS: Period(Trigger.LAST_CONTACT, 12),
    RecordClass.MESSAGES: Period(Trigger.LAST_CONTACT, 12),
}
