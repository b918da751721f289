"""Words of projects: what is asked before somebody is enrolled, as whom a person is counted, how a participation ends."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

LONGEST_NAME, LONGEST_CODE, LONGEST_AREA, LONGEST_SUPPORT = 200, 60, 200, 2000
LONGEST_REASON, LONGEST_GUARDIAN, LONGEST_QUESTION = 300, 200, 300
MOST_QUESTIONS = 20
FIRST_DAY = 2014  # the first year of AMIF (Regulation 516/2014)
LONGEST_YEARS = 15

# states whose citizens are not counted as third-country nationals: the list of participants has to say so (domain rule 2.3.6)
EU_EEA = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split()  # noqa: SIM905 - read at a glance
)


class Objective(models.TextChoices):
    """Specific objectives of AMIF (Regulation 2021/1147, Art. 3(2))."""

    ASYLUM = "asylum", pgettext_lazy("objective", "1: asylum system")
    INTEGRATION = "integration", pgettext_lazy("objective", "2: legal migration and integration")
    RETURNS = "returns", pgettext_lazy("objective", "3: returns")
    SOLIDARITY = "solidarity", pgettext_lazy("objective", "4: solidarity")


class AgeGroup(models.TextChoices):
    """As AMIF counts, on the day of entry."""

    UNDER_18 = "under-18", pgettext_lazy("age", "under 18")
    ADULT = "18-60", pgettext_lazy("age", "18 to 60")
    OVER_60 = "over-60", pgettext_lazy("age", "over 60")


def age_group(age: int) -> AgeGroup:
    """The group of whole years of age."""
    if age < 18:
        return AgeGroup.UNDER_18
    return AgeGroup.ADULT if age <= 60 else AgeGroup.OVER_60


class QuestionKind(models.TextChoices):
    """What an answer means."""

    MUST = "must", pgettext_lazy("question", "must be yes")
    ASK = "ask", pgettext_lazy("question", "yes or no")
    SEEN = "seen", pgettext_lazy("question", "document seen, not copied")


class Check(models.TextChoices):
    """What is worked out from the facts of the first day."""

    THIRD_COUNTRY = "third-country", pgettext_lazy("check", "no citizenship of Poland, the EU or the EEA")
    LEGAL_STAY = "legal-stay", pgettext_lazy("check", "stays legally on the day")


class Strictness(models.TextChoices):
    REFUSE = "refuse", pgettext_lazy("check", "nobody else is enrolled")
    WARN = "warn", pgettext_lazy("check", "a warning; enrolled after a second look")
    OFF = "off", pgettext_lazy("check", "is not looked at")


class ExitReason(models.TextChoices):
    COMPLETED = "completed", pgettext_lazy("exit", "support completed as planned")
    GOAL = "goal", pgettext_lazy("exit", "reached the goal earlier")
    RESIGNED = "resigned", pgettext_lazy("exit", "own wish")
    MOVED = "moved", pgettext_lazy("exit", "moved away")
    LOST = "lost", pgettext_lazy("exit", "no contact any more")
    NOT_ELIGIBLE = "not-eligible", pgettext_lazy("exit", "no longer entitled")
    PROJECT_ENDED = "project-ended", pgettext_lazy("exit", "the project ended")
    DIED = "died", pgettext_lazy("exit", "died")
    DOUBLE = "double", pgettext_lazy("exit", "was enrolled twice; this one does not count")
    MISTAKE = "mistake", pgettext_lazy("exit", "was enrolled by mistake; does not count")
    OTHER = "other", pgettext_lazy("exit", "another reason (please say which)")


NOT_COUNTED = (ExitReason.DOUBLE.value, ExitReason.MISTAKE.value)


class ExitResult(models.TextChoices):
    REACHED = "reached", pgettext_lazy("result", "goals reached")
    PARTLY = "partly", pgettext_lazy("result", "goals reached in part")
    NOT_REACHED = "not-reached", pgettext_lazy("result", "goals not reached")
    UNKNOWN = "unknown", pgettext_lazy("result", "not known")
