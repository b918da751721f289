"""Words of files and scans, and how long each kind is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_TITLE = 120
MOST_AT_ONCE = 10  # files in one go
MOST_A_PERSON = 300  # files in one person's file
SOON_DAYS = 30  # before a file is destroyed: said more loudly


class DocumentKind(models.TextChoices):
    PASSPORT = "passport", _("passport")
    IDENTITY = "identity", _("identity card of another country")
    RESIDENCE_CARD = "residence-card", _("residence card")
    VISA = "visa", _("visa")
    DECISION = "decision", pgettext_lazy("file", "decision of an office")
    LETTER = "letter", pgettext_lazy("file", "letter of an office")
    APPLICATION = "application", pgettext_lazy("file", "application, form")
    CONTRACT = "contract", pgettext_lazy("file", "contract")
    SCHOOL = "school", pgettext_lazy("file", "school paper, diploma")
    CIVIL = "civil", pgettext_lazy("file", "birth, marriage or death certificate")
    MEDICAL = "medical", pgettext_lazy("file", "medical paper")
    LEGAL = "legal", pgettext_lazy("file", "paper of a court or lawyer")
    PROXY = "proxy", pgettext_lazy("file", "power of attorney, consent on paper")
    OTHER = "other", pgettext_lazy("file", "something else")


# Days for which a kind is kept unless somebody chooses another day: as long as an application usually needs the copy, never as long as the
# file of the person (GDPR 5(1)(e)). Copies of identity papers go first.
KEEP_DAYS: dict[str, int] = {
    DocumentKind.PASSPORT: 90,
    DocumentKind.IDENTITY: 90,
    DocumentKind.RESIDENCE_CARD: 90,
    DocumentKind.VISA: 90,
    DocumentKind.DECISION: 365,
    DocumentKind.LETTER: 180,
    DocumentKind.APPLICATION: 180,
    DocumentKind.CONTRACT: 180,
    DocumentKind.SCHOOL: 365,
    DocumentKind.CIVIL: 180,
    DocumentKind.MEDICAL: 90,
    DocumentKind.LEGAL: 365,
    DocumentKind.PROXY: 365,
    DocumentKind.OTHER: 90,
}


class ScanState(models.TextChoices):
    """What the virus scanner said; a file is opened only when it is clean, or when there was no scanner at all."""

    OFF = "off", pgettext_lazy("scan", "not scanned")
    WAITING = "waiting", pgettext_lazy("scan", "waits for the virus scanner")
    CLEAN = "clean", pgettext_lazy("scan", "scanned")
    INFECTED = "infected", pgettext_lazy("scan", "a virus was found")


OPENABLE = frozenset({ScanState.OFF, ScanState.CLEAN})


class RemovalReason(models.TextChoices):
    MISTAKE = "mistake", pgettext_lazy("file", "wrong file, or wrong person")
    NOT_NEEDED = "not-needed", pgettext_lazy("file", "no longer needed")
    NEWER = "newer", pgettext_lazy("file", "there is a newer one")
    ASKED = "asked", pgettext_lazy("file", "the person asked for it")
