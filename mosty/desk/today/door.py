"""What the door of the centre says today."""

from django.utils.translation import gettext as _

from mosty.core import time
from mosty.core.dates import day_words, hour_words
from mosty.core.texts import told
from mosty.directory.queries import hours


def name_of(centre):
    """The centre's name in the reader's language."""
    return told(centre.names) or centre.name


def opening_words(centre):
    """Until when it is open today, or when it opens again; in a sentence, on the centre's clock."""
    door = hours.opening(centre)
    if door.until is not None:
        return _("Open until %(hour)s.") % {"hour": hour_words(time.local(door.until, centre.time_zone))}
    if door.opens_at is not None:
        opens = time.local(door.opens_at, centre.time_zone)
        if opens.date() == time.today(centre.time_zone):
            return _("Closed now, opens at %(hour)s.") % {"hour": hour_words(opens)}
        return _("Closed now. Next opening: %(day)s, %(hour)s.") % {"day": day_words(opens), "hour": hour_words(opens)}
    words = {"open": "", "closed": _("Closed now."), "by-appointment": _("By appointment today.")}
    return words.get(door.kind, _("Not open to visitors at present."))
