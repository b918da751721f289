"""Words of notes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_NOTE_TEXT = 20_000
LONGEST_REASON = 200
MOST_DRAFTS = 20  # of one author about one person; two tabs make two
KEEP_DRAFTS_DAYS = 14  # how long an unfinished note waits for its author


class NoteClass(models.TextChoices):
    """Who reads a note. The last ones belong to a profession (`directory.enums.Profession`) and are named like it."""

    RECEPTION = "reception", _("for reception")
    CASEWORK = "casework", _("for the team")
    PSYCHOLOGIST = "psychologist", _("confidential: psychologist")
    LAWYER = "lawyer", _("confidential: lawyer")


CONFIDENTIAL = frozenset({NoteClass.PSYCHOLOGIST, NoteClass.LAWYER})
