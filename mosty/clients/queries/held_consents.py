"""Proofs of notices and consents, for the register of holdings: a class of records of its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.enums.retention import Erasure, RecordClass
from mosty.clients.queries.holdings import Holding, Shown

BECAUSE = _("It proves that the person was informed and agreed (GDPR Art. 5(2) and 7(1)); the names in it are blanked.")
# names of third persons, and words typed by hand
BLANKS = {"witness": "–", "explained_by": "–", "guardian_name": "–", "guardian_ground": "–", "ended_words": ""}
SHOWN = (
    Shown("given_at", _("When")),
    Shown("purpose", _("What for")),
    Shown("form__version", _("Version")),
    Shown("language", _("Language of the text")),
    Shown("method", _("How")),
    Shown("witness", _("Witness"), is_about_others=True),
    Shown("explained", _("Who explained it")),
    Shown("explained_by", _("Name"), is_about_others=True),
    Shown("explained_in", _("Explained in")),
    Shown("signer", _("Who decided")),
    Shown("guardian_name", _("Parent or guardian"), is_about_others=True),
    Shown("worker__name", _("Who noted it")),
    Shown("ended_at", _("Ended at")),
    Shown("ended", _("Why it ended")),
)

HELD_CONSENTS = (
    Holding(
        "clients.NoticeGiven",
        RecordClass.CONSENTS,
        _("Information notices"),
        Erasure.PROOF,
        blanks=BLANKS,
        because=BECAUSE,
        stays=frozenset({"explained_in"}),
        shown=SHOWN,
        order=("given_at", "pk"),
    ),
    Holding(
        "clients.Consent",
        RecordClass.CONSENTS,
        _("Consents"),
        Erasure.PROOF,
        blanks=BLANKS,
        because=BECAUSE,
        stays=frozenset({"recipients", "explained_in"}),
        shown=(*SHOWN, Shown("said", pgettext_lazy("consent", "Answer")), Shown("expires_on", _("Runs out on"))),
        order=("given_at", "pk"),
    ),
)
