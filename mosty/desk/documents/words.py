"""A file in words: what it is, how long it is valid, when it goes, how large it is."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.casework.enums.documents import SOON_DAYS, DocumentKind, ScanState
from mosty.casework.enums.notes import CONFIDENTIAL, NoteClass
from mosty.core.dates import day_words
from mosty.core.filetypes import ENDINGS, MEGABYTE
from mosty.desk.clients.words import NEAR, SOON


def line(one):
    """A file as lists show it; `one` is a `Filed`."""
    row = one.row
    return {
        "row": row,
        "kind": str(DocumentKind(row.kind).label),
        "title": one.title,
        "name": one.name,
        "who": str(NoteClass(row.note_class).label),
        "is_confidential": row.note_class in CONFIDENTIAL,
        "expires": expires(one.expires_in),
        "expires_badge": badge(one.expires_in),
        "goes": _("is destroyed on %(day)s") % {"day": day_words(row.keep_until, "plain")},
        "goes_soon": one.destroyed_in <= SOON_DAYS,
        "size": size(row),
        "is_openable": one.is_openable,
        "is_infected": row.scan == ScanState.INFECTED,
        "scan": str(ScanState(row.scan).label),
    }


def badge(days):
    """How near the end of the document is."""
    if days is None or days > NEAR:
        return "plain"
    return "danger" if days <= SOON else "warn"


def expires(days):
    """How long the document itself is valid; empty when nobody said."""
    if days is None:
        return ""
    if days < 0:
        return _("no longer valid")
    if not days:
        return _("valid until today")
    return ngettext("ends in %(count)d day", "ends in %(count)d days", days) % {"count": days}


def most_megabytes():
    """The largest file that may be put in."""
    return settings.DOCUMENT_BYTES // MEGABYTE


def size(row):
    """“PDF, 1.2 MB”."""
    kind = ENDINGS[row.content_type].upper()
    if row.size < MEGABYTE:
        return _("%(kind)s, %(count)d kB") % {"kind": kind, "count": max(1, round(row.size / 1024))}
    return _("%(kind)s, %(count)d MB") % {"kind": kind, "count": round(row.size / MEGABYTE)}
