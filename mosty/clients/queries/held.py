"""What this app holds about a person, for the register of holdings."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.enums.retention import Erasure, RecordClass
from mosty.clients.queries.holdings import ITSELF, Holding, Ids, Shown
from mosty.core.models import AccessEvent, AuditEntry

KEPT_LOG = _("It holds ids and codes only, and proves who read and changed what (GDPR Art. 5(2) and 32).")
NAMELESS = _("Without name, date of birth and contact it is a number, so that totals of past reports do not change (GDPR Art. 89(1)).")
ERASED_WORDS = "–"


def _looks(people: Ids) -> QuerySet[Any]:
    rows = AccessEvent.objects.annotate(ids=Cast("subject_ids", TextField()))
    return rows.filter(reduce(or_, (Q(ids__contains=f'"{pk}"') for pk in people), Q(pk__in=[])))


def _changes(people: Ids) -> QuerySet[Any]:
    return AuditEntry.objects.filter(subject_type="clients.client", subject_id__in=[str(pk) for pk in people])


IDENTITY = (
    Holding(
        "clients.Client",
        RecordClass.IDENTITY,
        _("The file"),
        Erasure.BLANK,
        path=ITSELF,
        # the year of birth becomes that of its decade and the number another one: `actions.erasure`
        blanks={
            "name": "",
            "search": "",
            "birth_on": None,
            "birth_quality": "",
            "education": "",
            "work": "",
            "needs_interpreter": "",
            "is_hidden": False,
            "restricted_on": None,
            "notice_shown_on": None,
            "notice_language": "",
        },
        shown=(
            Shown("number", _("Number of the file")),
            Shown("name", _("Name")),
            Shown("birth_on", _("Birth date")),
            Shown("birth_quality", _("How well is it known?")),
            Shown("birth_year", _("Year of birth")),
            Shown("sex", _("Sex")),
            Shown("citizenship", _("Citizenship")),
            Shown("language", _("Language")),
            Shown("education", _("Education finished")),
            Shown("work", _("Work")),
            Shown("needs_interpreter", _("Needs an interpreter at offices")),
            Shown("notice_shown_on", _("Information notice shown on")),
            Shown("notice_language", _("Language of the notice")),
            Shown("centre__name", _("Centre")),
            Shown("opened_by__name", _("Opened by")),
            Shown("created_at", _("Opened at")),
        ),
    ),
    Holding(
        "clients.ClientName",
        RecordClass.IDENTITY,
        _("Names"),
        Erasure.DELETE,
        shown=(Shown("kind", _("Which name is it?")), Shown("text", _("Name"))),
    ),
    Holding("clients.ClientKey", RecordClass.IDENTITY, _("Keys for finding the file"), Erasure.DELETE, is_counted=False, order=("key",)),
    Holding("clients.PairVerdict", RecordClass.IDENTITY, _("Compared with other files"), Erasure.DELETE, path=("first", "second")),
    Holding("clients.Merge", RecordClass.IDENTITY, _("Files that were put together"), Erasure.DELETE, path=("kept", "gone")),
)

CONTACT = (
    Holding(
        "clients.Client",
        RecordClass.CONTACT,
        _("Contact"),
        Erasure.BLANK,
        path=ITSELF,
        blanks={"phone": "", "email": ""},
        shown=(Shown("phone", _("Phone")), Shown("email", _("E-mail"))),
    ),
    Holding(
        "clients.SafeContact",
        RecordClass.CONTACT,
        _("How to reach this person safely"),
        Erasure.DELETE,
        shown=(
            Shown("may_call", _("May we call?")),
            Shown("may_leave_message", _("May we leave a voice message?")),
            Shown("may_text", _("May we send text messages?")),
            Shown("may_write", _("May we write e-mails?")),
            Shown("who_answers", _("Who else uses the phone or the mailbox?"), is_about_others=True),
            Shown("when", _("When does it suit?")),
            Shown("prefers_woman", _("Prefers to talk with a woman")),
        ),
    ),
    Holding(
        "clients.LanguageSkill",
        RecordClass.CONTACT,
        _("Languages"),
        Erasure.DELETE,
        shown=(Shown("language", _("Language")), Shown("level", _("Speaks")), Shown("reads", _("Reads"))),
        order=("order", "pk"),
    ),
    Holding(
        "clients.Relationship",
        RecordClass.CONTACT,
        _("Family"),
        Erasure.DELETE,
        path=("client", "other"),  # what stands in a relative's file names the person too
        shown=(
            Shown("kind", _("Who is it?")),
            Shown("name", _("Name"), is_about_others=True),
            Shown("birth_year", _("Year of birth"), is_about_others=True),
            Shown("lives_together", _("Live together?")),
            Shown("may_be_told", _("The client agreed that we speak with this person")),
        ),
    ),
)

STAY = (
    Holding(
        "clients.Deadline",
        RecordClass.STAY,
        _("Deadlines"),
        Erasure.DELETE,
        shown=(
            Shown("kind", _("What is it?")),
            Shown("on", _("Last day")),
            Shown("words", _("Of which matter, in a few words")),
            Shown("done_on", pgettext_lazy("task", "Done")),
        ),
        order=("on", "pk"),
    ),
    Holding(
        "clients.ResidenceStatus",
        RecordClass.STAY,
        _("Legal stay"),
        Erasure.DELETE,
        shown=(
            Shown("basis", _("On what ground?")),
            Shown("valid_from", _("First day")),
            Shown("valid_to", _("Last day")),
            Shown("checked_on", _("Document seen on")),
        ),
        order=("valid_from", "pk"),
    ),
    Holding(
        "clients.Identifier",
        RecordClass.STAY,
        _("Numbers of documents"),
        Erasure.DELETE,
        shown=(
            Shown("kind", _("Document")),
            Shown("sealed", pgettext_lazy("document", "Number"), is_sealed=True),
            Shown("missing", _("Why is there no number?")),
            Shown("country", _("Country that issued it")),
            Shown("valid_from", _("Valid from")),
            Shown("valid_to", _("Valid to")),
            Shown("seen_on", _("Document seen on")),
        ),
    ),
)

PROOF = (
    Holding(
        "clients.BreakGlass",
        RecordClass.PROOF,
        _("Opened with a reason"),
        Erasure.PROOF,
        # it is append-only: the guard lets exactly this through while the person is being erased
        blanks={"words": ERASED_WORDS, "number": 0},
        because=KEPT_LOG,
        shown=(
            Shown("opened_at", _("When")),
            Shown("user__name", _("Who"), is_about_others=False),
            Shown("reason", _("Reason")),
            Shown("words", _("Words")),
        ),
        order=("opened_at", "pk"),
    ),
    Holding(
        "clients.LegalHold",
        RecordClass.PROOF,
        _("Legal holds"),
        Erasure.PROOF,
        blanks={"reason": ERASED_WORDS},
        because=KEPT_LOG,
        shown=(Shown("since_on", _("First day")), Shown("until_on", _("Last day")), Shown("reason", _("Reason"))),
        order=("since_on", "pk"),
    ),
    Holding("clients.RetentionNotice", RecordClass.PROOF, _("Notices of deletion"), Erasure.PROOF, because=KEPT_LOG),
    Holding("clients.RetentionEntry", RecordClass.PROOF, _("Lists of what is deleted"), Erasure.PROOF, because=KEPT_LOG),
    Holding(
        "clients.ErasureRecord",
        RecordClass.PROOF,
        _("What was erased"),
        Erasure.PROOF,
        because=KEPT_LOG,
        stays=frozenset({"counts", "remains"}),
        shown=(Shown("at", _("When")), Shown("ground", _("Reason"))),
        order=("at", "pk"),
    ),
    Holding(
        "core.AccessEvent",
        RecordClass.LOOKS,
        _("Who looked"),
        Erasure.PROOF,
        find=_looks,
        because=KEPT_LOG,
        stays=frozenset({"subject_type", "subject_ids", "place", "address"}),
        shown=(Shown("at", _("When")), Shown("actor__name", _("Who")), Shown("how", _("How"))),
        order=("at", "pk"),
    ),
    Holding(
        "core.AuditEntry",
        RecordClass.LOOKS,
        _("Who changed"),
        Erasure.PROOF,
        find=_changes,
        because=KEPT_LOG,
        stays=frozenset({"verb", "subject_type", "subject_id", "details"}),
        shown=(Shown("at", _("When")), Shown("actor__name", _("Who")), Shown("verb", _("What"))),
        order=("at", "pk"),
    ),
)

# what the button "Undo" still needs of a row that was taken away
UNDO = (Holding("core.UndoStep", RecordClass.IDENTITY, _("Undo"), Erasure.DELETE, path="person", is_counted=False),)

HELD = (*UNDO, *STAY, *CONTACT, *PROOF, *IDENTITY)
