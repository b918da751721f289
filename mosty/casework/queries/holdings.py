"""What this app holds about a person, for the register of holdings."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.casework.enums.notes import CONFIDENTIAL
from mosty.clients.enums.retention import Erasure, RecordClass
from mosty.clients.queries.held import NAMELESS
from mosty.clients.queries.holdings import Holding, Shown

WHEN, WHO = _("When"), _("Who")


def _sealed(path: str = "") -> Q:
    return Q(**{f"{path}kind__in": sorted(CONFIDENTIAL)})


NOTES = (
    Holding(
        "casework.NoteVersion",
        RecordClass.CONFIDENTIAL,
        _("Confidential notes"),
        Erasure.DELETE,
        path="note__client",
        where=_sealed,
        shown=(
            Shown("created_at", WHEN),
            Shown("by__name", WHO),
            Shown("kind", _("Kind")),
            Shown("sealed", _("Text"), is_sealed=True),
            Shown("reason", _("Reason")),
        ),
        order=("note__created_at", "note", "number"),
    ),
    Holding("casework.Note", RecordClass.CONFIDENTIAL, _("Confidential notes"), Erasure.DELETE, where=_sealed),
    Holding(
        "casework.NoteVersion",
        RecordClass.NOTES,
        _("Notes"),
        Erasure.DELETE,
        path="note__client",
        where=lambda: ~_sealed(),
        shown=(
            Shown("created_at", WHEN),
            Shown("by__name", WHO),
            Shown("kind", _("Kind")),
            Shown("text", _("Text")),
            Shown("reason", _("Reason")),
        ),
        order=("note__created_at", "note", "number"),
    ),
    Holding("casework.Note", RecordClass.NOTES, _("Notes"), Erasure.DELETE, where=lambda: ~_sealed()),
    Holding("casework.NoteDraft", RecordClass.CONFIDENTIAL, _("Unfinished notes"), Erasure.DELETE),
    Holding(
        "casework.Encounter",
        RecordClass.NOTES,
        _("Notes of encounters"),
        Erasure.BLANK,
        blanks={"note": ""},
        shown=(Shown("started_at", WHEN), Shown("worker__name", WHO), Shown("note", _("Note"))),
        order=("started_at", "pk"),
    ),
)

PLANS = (
    Holding(
        "casework.AssessmentAnswer",
        RecordClass.PLANS,
        _("Answers of assessments"),
        Erasure.DELETE,
        path="assessment__client",
        shown=(
            Shown("assessment__on", pgettext_lazy("plan", "day")),
            Shown("domain", pgettext_lazy("plan", "part of life")),
            Shown("answer", _("Score")),
        ),
        order=("assessment__on", "assessment", "created_at", "pk"),
    ),
    Holding(
        "casework.Assessment",
        RecordClass.PLANS,
        _("Assessments of needs"),
        Erasure.DELETE,
        shown=(Shown("on", pgettext_lazy("plan", "day")), Shown("moment", _("Kind")), Shown("summary", _("Summary"))),
        order=("on", "pk"),
    ),
    Holding("casework.PlanCopy", RecordClass.PLANS, _("Codes for reading the plan"), Erasure.DELETE, path="plan__client"),
    Holding("casework.PlanVersion", RecordClass.PLANS, _("Earlier texts of plans"), Erasure.DELETE, path="plan__client"),
    Holding(
        "casework.Action",
        RecordClass.PLANS,
        _("Actions"),
        Erasure.DELETE,
        path="goal__plan__client",
        shown=(
            Shown("goal__words", pgettext_lazy("plan", "goal")),
            Shown("words", pgettext_lazy("plan", "words")),
            Shown("who", pgettext_lazy("plan", "who")),
            Shown("whom", pgettext_lazy("plan", "name of the body or person"), is_about_others=True),
            Shown("until", pgettext_lazy("plan", "day")),
            Shown("done_on", pgettext_lazy("task", "Done")),
        ),
        order=("goal__plan__opened_on", "goal__position", "position", "pk"),
    ),
    Holding(
        "casework.Goal",
        RecordClass.PLANS,
        pgettext_lazy("plan", "Goals"),
        Erasure.DELETE,
        path="plan__client",
        shown=(
            Shown("domain", pgettext_lazy("plan", "part of life")),
            Shown("words", pgettext_lazy("plan", "words")),
            Shown("until", pgettext_lazy("plan", "day")),
            Shown("state", pgettext_lazy("plan", "status")),
        ),
        order=("plan__opened_on", "position", "pk"),
    ),
    Holding(
        "casework.Plan",
        RecordClass.PLANS,
        _("Plan of action"),
        Erasure.DELETE,
        shown=(
            Shown("opened_on", _("First day")),
            Shown("language", _("Language of the text")),
            Shown("agreed_on", _("Agreed on")),
            Shown("review_on", _("Next review")),
            Shown("closed_on", _("Last day")),
        ),
        order=("opened_on", "pk"),
    ),
    Holding(
        "casework.Need",
        RecordClass.PLANS,
        _("Needs"),
        Erasure.DELETE,
        shown=(
            Shown("noted_on", pgettext_lazy("plan", "day")),
            Shown("domain", pgettext_lazy("plan", "part of life")),
            Shown("words", pgettext_lazy("plan", "words")),
            Shown("state", pgettext_lazy("plan", "status")),
            Shown("reason", _("Reason")),
        ),
        order=("noted_on", "pk"),
    ),
)

CASES = (
    Holding(
        "casework.CaseEvent",
        RecordClass.CASE_WORK,
        _("Steps of cases"),
        Erasure.DELETE,
        path="case__client",
        shown=(Shown("on", WHEN), Shown("by__name", WHO), Shown("step", _("What")), Shown("words", _("Words"))),
        order=("case", "created_at", "pk"),
    ),
    Holding(
        "casework.CaseWorker",
        RecordClass.CASE_WORK,
        _("Who worked on cases"),
        Erasure.DELETE,
        path="case__client",
        shown=(Shown("user__name", WHO), Shown("since_on", _("First day")), Shown("until_on", _("Last day"))),
        order=("case", "since_on", "pk"),
    ),
    Holding(
        "casework.Case",
        RecordClass.CASE_WORK,
        _("Case"),
        Erasure.DELETE,
        shown=(
            Shown("opened_on", _("First day")),
            Shown("closed_on", _("Last day")),
            Shown("state", _("State")),
            Shown("outcome", _("How it ended")),
        ),
        order=("opened_on", "pk"),
    ),
    Holding(
        "casework.Task",
        RecordClass.CASE_WORK,
        _("Things to do"),
        Erasure.DELETE,
        shown=(
            Shown("words", _("Words")),
            Shown("assignee__name", WHO),
            Shown("due_on", _("Last day")),
            Shown("done_on", pgettext_lazy("task", "Done")),
        ),
        order=("due_on", "pk"),
    ),
)

VISITS = (
    Holding(
        "casework.Visit",
        RecordClass.BOOKINGS,
        _("Waiting room"),
        Erasure.BLANK,
        blanks={"called": "", "wanted": ""},
        shown=(Shown("opened_at", WHEN), Shown("called", _("Name")), Shown("wanted", _("Words"))),
        order=("opened_at", "pk"),
    ),
    Holding(
        "casework.Visit",
        RecordClass.NUMBERS,
        _("Visits"),
        Erasure.FACT,
        because=NAMELESS,
        stays=frozenset({"topics", "language", "citizenship"}),
        shown=(
            Shown("opened_at", WHEN),
            Shown("centre__name", _("Centre")),
            Shown("channel", _("How")),
            Shown("topics", _("Topic")),
            Shown("language", _("Language")),
            Shown("party_size", _("People")),
        ),
        order=("opened_at", "pk"),
    ),
    Holding(
        "casework.Encounter",
        RecordClass.NUMBERS,
        _("Encounters"),
        Erasure.FACT,
        because=NAMELESS,
        stays=frozenset({"language"}),
        shown=(
            Shown("started_at", WHEN),
            Shown("worker__name", WHO),
            Shown("centre__name", _("Centre")),
            Shown("mode", _("How")),
            Shown("language", _("Language")),
            Shown("interpreting", _("Interpreting")),
            Shown("outcome", _("How it ended")),
        ),
        order=("started_at", "pk"),
    ),
    Holding(
        "casework.ServiceDelivery",
        RecordClass.NUMBERS,
        _("Services given"),
        Erasure.FACT,
        path="encounter__client",
        because=NAMELESS,
        shown=(Shown("encounter__started_at", WHEN), Shown("service__names", _("Service")), Shown("minutes", _("minutes"))),
        order=("encounter__started_at", "pk"),
    ),
)

# the bytes on the disk go with their rows, once the deletion is sure (`actions.documents.bytes_follow`)
FILES = (
    Holding(
        "casework.Document",
        RecordClass.DOCUMENTS,
        _("Files and scans"),
        Erasure.DELETE,
        shown=(
            Shown("created_at", WHEN),
            Shown("uploaded_by__name", WHO),
            Shown("kind", _("Kind")),
            Shown("note_class", _("Who may open it?")),
            Shown("sealed", _("Title"), is_sealed=True),
            Shown("expires_on", _("Last day on which it is valid")),
            Shown("keep_until", _("Is destroyed on")),
        ),
        order=("created_at", "pk"),
    ),
)

HELD = (*FILES, *NOTES, *PLANS, *CASES, *VISITS)
