"""Words of papers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(models.TextChoices):
    """How far a paper is."""

    ASKED = "asked", pgettext_lazy("paper", "in the queue")
    RUNNING = "running", pgettext_lazy("paper", "being made")
    READY = "ready", pgettext_lazy("paper", "ready")
    FAILED = "failed", pgettext_lazy("paper", "not made")


OPEN = (JobState.ASKED, JobState.RUNNING)


class Fault(models.TextChoices):
    """Why a paper was not made."""

    NOTHING = "nothing", _("There is no text in the chosen languages any more.")
    PRESS = "press", _("The paper could not be made. We have noted it; please print the page itself for now.")


class Printout(models.TextChoices):
    """Forms that a centre prints, hands over and has signed. The code stands in the log of looks and in the name of the file."""

    REGISTRATION = "registration", pgettext_lazy("printed form", "Registration form")
    DECLARATION = "declaration", pgettext_lazy("printed form", "Declaration of participation in a project")
    ELIGIBILITY = "eligibility", pgettext_lazy("printed form", "Statement of eligibility")
    NOTICE = "notice", pgettext_lazy("printed form", "Information notice about personal data")
    CONSENT = "consent", pgettext_lazy("printed form", "Consent form")
    SERVICE_CARD = "service-card", pgettext_lazy("printed form", "Service card")
    ATTENDANCE = "attendance", pgettext_lazy("printed form", "Attendance list")


# these tell of meetings: only for those who read encounters
OF_MEETINGS = frozenset({Printout.SERVICE_CARD, Printout.ATTENDANCE})

# these are of one text among several (`clients.models.Form`): wishes name it too
OF_TEXTS = frozenset({Printout.NOTICE, Printout.CONSENT})

SENTENCES = {
    "paper-nothing": _("Please choose at least one article, or the whole guide."),
    "paper-gone": _("One of the articles is no longer in the guide. Please choose again."),
    "paper-language": _("Please choose a language from the list."),
    "paper-town": _("Please choose a town from the list."),
    "paper-no-text": _("There is no text in these languages yet. Please choose another language."),
    "paper-queue": _("Very many papers are being made at this moment. Please try again in a few minutes, or print the page itself."),
}
