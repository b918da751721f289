"""Words of keeping and forgetting: classes of records, what erasure does to a table, from when a period runs."""

from __future__ import annotations

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
