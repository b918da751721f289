"""Words of cases and tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SOON_DAYS = 60  # how far ahead one's deadlines are shown
UNSEEN_DAYS = 60  # who was not seen for longer is asked after
MOST_OVERLAP = 60  # days
JOIN_DAYS = 30  # after a merge, how long the responsible one of the other case works on this one too
LONGEST_CASE_WORDS = 300
LONGEST_TASK = 200


class CaseState(models.TextChoices):
    OPEN = "open", pgettext_lazy("case", "open")
    PAUSED = "paused", pgettext_lazy("case", "paused")
    CLOSED = "closed", pgettext_lazy("case", "closed")


# state → states it may go to
CASE_MOVES: dict[str, frozenset[str]] = {
    CaseState.OPEN: frozenset({CaseState.PAUSED, CaseState.CLOSED}),
    CaseState.PAUSED: frozenset({CaseState.OPEN, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.OPEN}),
}


class CaseOutcome(models.TextChoices):
    """How a case ended."""

    DONE = "done", pgettext_lazy("case outcome", "what was agreed is done")
    PARTLY = "partly", pgettext_lazy("case outcome", "done in part")
    SENT_ON = "sent-on", pgettext_lazy("case outcome", "another place helps now")
    LEFT = "left", pgettext_lazy("case outcome", "the person moved away")
    NOT_REACHED = "not-reached", pgettext_lazy("case outcome", "the person could not be reached")
    DECLINED = "declined", pgettext_lazy("case outcome", "the person wants no more help")
    JOINED = "joined", pgettext_lazy("case outcome", "goes on in the person's other case")
    OTHER = "other", pgettext_lazy("case outcome", "another reason")


class CaseStep(models.TextChoices):
    """What happened to a case."""

    OPENED = "opened", _("opened")
    HANDED_OVER = "handed-over", _("handed over")
    PAUSED = "paused", _("paused")
    RESUMED = "resumed", _("taken up again")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("opened again")
    TAKEN_BACK = "taken-back", pgettext_lazy("case", "the last step was undone")
