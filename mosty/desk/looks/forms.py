"""What to filter the log by. Meaningless values are simply not filters."""

import datetime
from uuid import UUID


def day_of(text):
    """The day, or None if the text is none or a day nobody could have looked on."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None


def uuid_of(text):
    """The id, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
