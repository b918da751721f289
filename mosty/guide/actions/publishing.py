"""What Wagtail's editors have put on the calendar: published, and withdrawn, at its hour by the worker."""

from __future__ import annotations

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision

from mosty.core import time
from mosty.core.errors import Refusal

logger = logging.getLogger("mosty.guide")


def publish_scheduled() -> int:
    """Publish what is due, withdraw what has expired. A text that may not be published (yet) waits; the others go on. How many."""
    now = time.now()
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk").values_list("pk", flat=True)
    expired = Page.objects.filter(live=True, expire_at__lte=now).order_by("pk").values_list("pk", flat=True)
    return sum(_publish(pk) for pk in list(due)) + sum(_withdraw(pk) for pk in list(expired))


def _publish(pk: int) -> int:
    try:
        with transaction.atomic():
            # whoever empties the field first does it: two workers publish once
            if not Revision.objects.filter(pk=pk, approved_go_live_at__lte=time.now()).update(approved_go_live_at=None):
                return 0
            Revision.objects.get(pk=pk).publish(log_action="wagtail.publish.scheduled")
    except Refusal:
        return 0  # for instance a translation whose Polish source is not published: tried again at the next turn
    except ValidationError as fault:  # what it names or where it stands is no longer so; a new draft or publication ends the waiting
        logger.warning("revision %s is due and cannot be published: %s", pk, ", ".join(sorted(getattr(fault, "error_dict", {}))))
        return 0
    return 1


def _withdraw(pk: int) -> int:
    with transaction.atomic():
        if not Page.objects.filter(pk=pk, live=True, expire_at__lte=time.now()).update(expired=True):
            return 0
        page = Page.objects.get(pk=pk)
        if not page.live:
            return 0
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return 1
