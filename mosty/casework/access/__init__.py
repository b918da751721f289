"""Who may see and change what happened with people."""

from mosty.casework.access.visits import (
    can_change,
    can_record,
    encounters_with,
    get_encounter,
    get_visit,
    mask,
    visible_encounters,
    visible_visits,
)

__all__ = ["can_change", "can_record", "encounters_with", "get_encounter", "get_visit", "mask", "visible_encounters", "visible_visits"]
