"""Words of duty hours and bookings, and the moves between states."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DutyMode(models.TextChoices):
    SLOTS = "slots", _("by booked time")
    WALK_IN = "walk-in", _("without booking")


class SessionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("duty", "planned")
    CANCELLED = "cancelled", pgettext_lazy("duty", "cancelled")
    # old hours that stay for the people already in them; nobody else can book. The desk has its own words for it.
    KEPT = "kept"


class AppointmentState(models.TextChoices):
    HELD = "held", pgettext_lazy("appointment", "kept for a while")
    EXPIRED = "expired", pgettext_lazy("appointment", "not confirmed in time")
    BOOKED = "booked", pgettext_lazy("appointment", "booked")
    ARRIVED = "arrived", pgettext_lazy("appointment", "arrived")
    IN_PROGRESS = "in-progress", pgettext_lazy("appointment", "in progress")
    FULFILLED = "fulfilled", pgettext_lazy("appointment", "took place")
    NO_SHOW = "no-show", pgettext_lazy("appointment", "did not come")
    CANCELLED_BY_CLIENT = "cancelled-by-client", pgettext_lazy("appointment", "cancelled by the client")
    CANCELLED_BY_CENTRE = "cancelled-by-centre", pgettext_lazy("appointment", "cancelled by the centre")
    MOVED = "moved", pgettext_lazy("appointment", "moved to another time")


S = AppointmentState

# from → allowed next; used by actions and by the buttons on screens
MOVES: dict[str, frozenset[str]] = {
    S.HELD: frozenset({S.BOOKED, S.EXPIRED}),
    S.EXPIRED: frozenset({S.BOOKED}),  # confirmed late, when the time is still free
    S.BOOKED: frozenset({S.ARRIVED, S.IN_PROGRESS, S.NO_SHOW, S.CANCELLED_BY_CLIENT, S.CANCELLED_BY_CENTRE, S.MOVED}),
    S.ARRIVED: frozenset({S.BOOKED, S.IN_PROGRESS, S.FULFILLED, S.CANCELLED_BY_CENTRE}),
    S.IN_PROGRESS: frozenset({S.ARRIVED, S.FULFILLED}),
    S.NO_SHOW: frozenset({S.BOOKED, S.ARRIVED}),
    S.FULFILLED: frozenset(),
    S.CANCELLED_BY_CLIENT: frozenset(),
    S.CANCELLED_BY_CENTRE: frozenset(),
    S.MOVED: frozenset(),
}

# states in which the time is really taken
TAKING = frozenset({S.HELD, S.BOOKED, S.ARRIVED, S.IN_PROGRESS, S.FULFILLED})
EXPECTED = frozenset({S.BOOKED})
PRESENT = frozenset({S.ARRIVED, S.IN_PROGRESS})
CANCELLED = frozenset({S.CANCELLED_BY_CLIENT, S.CANCELLED_BY_CENTRE, S.MOVED})
