"""Words of visits and encounters."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

UNDO_MINUTES = 15  # how long the author may take a quick contact back
CHANGE_DAYS = 7  # how long the author may put an encounter right
KEEP_WORDS_DAYS = 30  # how long the waiting room's words about a walk-in are kept
LATE_DAYS = 31  # how far back an encounter can be written down on a screen
LONGEST_CALLED = 80
LONGEST_NOTE = 2000
MOST_MINUTES = 600  # of one service in one encounter
MOST_PEOPLE = 50  # in one party


class VisitChannel(models.TextChoices):
    """How the person reached us."""

    WALK_IN = "walk-in", _("in person")
    BOOKED = "booked", _("booked time")
    PHONE = "phone", _("phone")
    EMAIL = "email", _("e-mail")
    MESSENGER = "messenger", _("chat")
    OUTREACH = "outreach", _("outside the centre")


class Interpreting(models.TextChoices):
    NONE = "none", _("not needed")
    COLLEAGUE = "colleague", _("a colleague")
    RELATIVE = "relative", _("a relative or friend")
    ON_DUTY = "on-duty", _("interpreter on duty")
    PHONE = "phone", _("interpreter by phone")
    BOOKED = "booked", _("booked interpreter")


class Mode(models.TextChoices):
    ON_SITE = "on-site", _("at the centre")
    PHONE = "phone", _("by phone")
    ONLINE = "online", _("online")


class Outcome(models.TextChoices):
    """How an encounter or a service ended."""

    ANSWERED = "answered", pgettext_lazy("outcome", "question answered")
    DONE_TOGETHER = "done-together", pgettext_lazy("outcome", "done together")
    NEXT_MEETING = "next-meeting", pgettext_lazy("outcome", "next meeting needed")
    SENT_ON = "sent-on", pgettext_lazy("outcome", "sent on to another place")
    NOT_POSSIBLE = "not-possible", pgettext_lazy("outcome", "could not help")
