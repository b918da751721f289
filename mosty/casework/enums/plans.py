"""Words of needs, assessments and plans of action."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import pgettext_lazy

LONGEST_WORDS = 300  # of a need, a goal, an action
LONGEST_WHO = 120
LONGEST_SUMMARY = 2000
MOST_GOALS = 20
MOST_ACTIONS = 15  # of one goal
FIRST_YEAR, LAST_YEAR = 2000, 2100
SCORES = ("1", "2", "3", "4", "5")
LOW_SCORES = frozenset({"1", "2"})  # without a goal: a gentle warning
COPY_DAYS = (30, 90, 180)  # how long a copy can be opened by its code
CODE_DIGITS = 12
CODE_TRIALS, CODE_TRIALS_WITHIN = 10, timedelta(minutes=10)


class LifeDomain(models.TextChoices):
    """Parts of life that needs, scores and goals belong to."""

    RESIDENCE = "residence", pgettext_lazy("life", "stay and papers")
    LANGUAGE = "language", pgettext_lazy("life", "Polish language")
    WORK = "work", pgettext_lazy("life", "work")
    HOUSING = "housing", pgettext_lazy("life", "housing")
    HEALTH = "health", pgettext_lazy("life", "health")
    FAMILY = "family", pgettext_lazy("life", "children and school")
    MONEY = "money", pgettext_lazy("life", "money and benefits")
    LEGAL = "legal", pgettext_lazy("life", "legal matters")
    MIND = "mind", pgettext_lazy("life", "how one feels")
    TIES = "ties", pgettext_lazy("life", "people around")
    DIGITAL = "digital", pgettext_lazy("life", "phone, computer, e-offices")


class Urgency(models.TextChoices):
    NOW = "now", pgettext_lazy("need", "at once")
    SOON = "soon", pgettext_lazy("need", "within weeks")
    LATER = "later", pgettext_lazy("need", "can wait")


class NeedState(models.TextChoices):
    IDENTIFIED = "identified", pgettext_lazy("need", "noted")
    PLANNED = "planned", pgettext_lazy("need", "in the plan")
    REFERRED = "referred", pgettext_lazy("need", "referred")
    MET = "met", pgettext_lazy("need", "met")
    UNMET = "unmet", pgettext_lazy("need", "could not be met")
    DECLINED = "declined", pgettext_lazy("need", "the person does not want help with it")


OPEN_NEEDS = (NeedState.IDENTIFIED, NeedState.PLANNED, NeedState.REFERRED)
# from → to; an ended need can be opened again
NEED_MOVES: dict[str, tuple[str, ...]] = {
    NeedState.IDENTIFIED: (NeedState.PLANNED, NeedState.REFERRED, NeedState.MET, NeedState.UNMET, NeedState.DECLINED),
    NeedState.PLANNED: (NeedState.REFERRED, NeedState.MET, NeedState.UNMET, NeedState.DECLINED),
    NeedState.REFERRED: (NeedState.PLANNED, NeedState.MET, NeedState.UNMET, NeedState.DECLINED),
    NeedState.MET: (NeedState.IDENTIFIED,),
    NeedState.UNMET: (NeedState.IDENTIFIED,),
    NeedState.DECLINED: (NeedState.IDENTIFIED,),
}


class UnmetReason(models.TextChoices):
    """Why a need could not be met; "" with every other status."""

    NO_PLACES = "no-places", pgettext_lazy("unmet", "no places, or too long to wait")
    NOT_ELIGIBLE = "not-eligible", pgettext_lazy("unmet", "no right to this help")
    NO_SERVICE = "no-service", pgettext_lazy("unmet", "nobody offers it here")
    NO_LANGUAGE = "no-language", pgettext_lazy("unmet", "not in a language the person speaks")
    NOT_REACHED = "not-reached", pgettext_lazy("unmet", "the person could not be reached")
    LEFT = "left", pgettext_lazy("unmet", "the person moved away")
    OTHER = "other", pgettext_lazy("unmet", "another reason")


class Moment(models.TextChoices):
    """When in the work with a person an assessment was made."""

    ENTRY = "entry", pgettext_lazy("assessment", "at the beginning")
    REVIEW = "review", pgettext_lazy("assessment", "on the way")
    EXIT = "exit", pgettext_lazy("assessment", "at the end")


class GoalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("goal", "under way")
    REACHED = "reached", pgettext_lazy("goal", "reached")
    DROPPED = "dropped", pgettext_lazy("goal", "given up")


class Who(models.TextChoices):
    """Who does an action of the plan."""

    CLIENT = "client", pgettext_lazy("action", "you")
    WORKER = "worker", pgettext_lazy("action", "the centre")
    OUTSIDE = "outside", pgettext_lazy("action", "somebody else")
