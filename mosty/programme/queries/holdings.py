"""What this app holds about a person, for the register of holdings: evidence of projects, kept until the project says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.enums.retention import Erasure, RecordClass
from mosty.clients.queries.held import ERASED_WORDS, NAMELESS
from mosty.clients.queries.holdings import Holding, Shown

HELD = (
    Holding(
        "programme.Attribution",
        RecordClass.NUMBERS,
        _("Services paid by a project"),
        Erasure.FACT,
        path="delivery__encounter__client",
        because=NAMELESS,
        shown=(Shown("delivery__encounter__started_at", _("When")), Shown("project__name", _("Project"))),
        order=("delivery__encounter__started_at", "pk"),
    ),
    Holding(
        "programme.Correction",
        RecordClass.PROJECT,
        _("Corrections of participations"),
        Erasure.BLANK,
        path="participation__client",
        blanks={"reason": ERASED_WORDS},
        stays=frozenset({"field", "was", "value"}),
        shown=(
            Shown("created_at", _("When")),
            Shown("by__name", _("Who")),
            Shown("field", _("What")),
            Shown("was", pgettext_lazy("correction", "Before")),
            Shown("value", pgettext_lazy("correction", "After")),
            Shown("reason", _("Reason")),
        ),
        order=("created_at", "pk"),
    ),
    Holding(
        "programme.Participation",
        RecordClass.PROJECT,
        _("Participation in projects"),
        Erasure.BLANK,
        blanks={"guardian": ERASED_WORDS, "exit_note": ""},
        # codes, days and the number: what the project has to prove, without the person's name
        stays=frozenset({"number", "birth_quality", "citizenship", "answers", "despite"}),
        shown=(
            Shown("project__name", _("Project")),
            Shown("number", pgettext_lazy("participant", "Number")),
            Shown("entry_on", pgettext_lazy("participation", "Entry")),
            Shown("declared_on", pgettext_lazy("participation", "Declaration signed")),
            Shown("age_group", pgettext_lazy("participation", "Age on the first day")),
            Shown("sex", _("Sex")),
            Shown("citizenship", _("Citizenship")),
            Shown("stay_basis", _("Legal stay")),
            Shown("guardian", pgettext_lazy("participation", "Guardian"), is_about_others=True),
            Shown("exit_on", pgettext_lazy("participation", "Exit")),
            Shown("exit_reason", _("Reason")),
            Shown("exit_result", _("Result")),
            Shown("exit_note", _("Note")),
        ),
        order=("entry_on", "pk"),
    ),
)
