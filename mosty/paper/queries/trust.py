"""The lines under a title that say whose text it is and when it was checked. Language: the active one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mosty.core import time
from mosty.core.dates import day_words

if TYPE_CHECKING:
    from mosty.guide.queries.articles import Reading


def lines(reading: Reading) -> list[str]:
    """Who wrote, when the facts were checked, what it was translated from."""
    page = reading.page
    found = [
        page.author or _("Text prepared for the demo of this portal"),
        _("Facts checked on %(day)s") % {"day": day_words(page.checked_on, "plain")},
        _("next check by %(day)s") % {"day": day_words(page.next_check_on, "plain")},
    ]
    if reading.language != "pl":
        found.append(_("Based on the Polish text"))
    if page.next_check_on < time.today():
        found.append(_("Some facts on this page were checked long ago. Please confirm them with the office."))
    return found
