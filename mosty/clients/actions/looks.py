"""The log of looks grows for ever, unless an operator lets whole old months go."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.core.audit import forget
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.models import AccessEvent

TOO_YOUNG = _("Looks are kept for two years at least. The newest month that may be deleted is %(month)s.")


@transaction.atomic
def forget_looks(month: date) -> int:
    """Delete the looks of a whole month of the network's calendar; the trace says which month and how many.

    Raises `Refusal("too-young")` when any day of the month is less than two years back. The database refuses it as well.
    """
    month = month.replace(day=1)
    if month > forget.newest_month():
        raise Refusal("too-young", sentence=TOO_YOUNG % {"month": f"{forget.newest_month():%Y-%m}"})
    count = forget.delete_month(month)
    if count:
        record("looks.forgotten", AccessEvent(), by=None, month=f"{month:%Y-%m}", count=count)
    return count
