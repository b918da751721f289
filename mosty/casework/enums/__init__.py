"""Words of casework."""

from mosty.casework.enums.visits import (
    CHANGE_DAYS,
    KEEP_WORDS_DAYS,
    LATE_DAYS,
    LONGEST_CALLED,
    LONGEST_NOTE,
    MOST_MINUTES,
    MOST_PEOPLE,
    UNDO_MINUTES,
    Interpreting,
    Mode,
    Outcome,
    VisitChannel,
)

__all__ = [
    "CHANGE_DAYS",
    "KEEP_WORDS_DAYS",
    "LATE_DAYS",
    "LONGEST_CALLED",
    "LONGEST_NOTE",
    "MOST_MINUTES",
    "MOST_PEOPLE",
    "UNDO_MINUTES",
    "Interpreting",
    "Mode",
    "Outcome",
    "VisitChannel",
]
