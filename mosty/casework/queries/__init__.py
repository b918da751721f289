"""Named reads of casework."""

from mosty.casework.queries.days import (
    DayCounts,
    day_counts,
    day_version,
    deliveries_of,
    encounters_of,
    is_undoable,
    last_by,
    last_contacts,
    nameless_visits,
    services_given,
    visits_of,
    waiting_room,
)

__all__ = [
    "DayCounts",
    "day_counts",
    "day_version",
    "deliveries_of",
    "encounters_of",
    "is_undoable",
    "last_by",
    "last_contacts",
    "nameless_visits",
    "services_given",
    "visits_of",
    "waiting_room",
]
