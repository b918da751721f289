"""A file in words: when somebody was born, what a deadline is about, what a person allows."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.casework.enums.documents import DocumentKind
from mosty.clients.enums import BirthQuality, DeadlineKind, IdentifierKind, RelationKind, StayBasis
from mosty.core.dates import day_words

SOON, NEAR = 14, 60  # days


def born(client):
    """The birth date with its quality; empty when nothing is known."""
    if client.birth_quality == BirthQuality.FULL:
        return _("born %(day)s") % {"day": day_words(client.birth_on, "plain")}
    if client.birth_quality == BirthQuality.APPROXIMATE:
        return _("born about %(day)s") % {"day": day_words(client.birth_on, "plain")}
    if client.birth_quality == BirthQuality.MONTH:
        return _("born: %(month)s") % {"month": day_words(client.birth_on, "month")}
    if client.birth_quality == BirthQuality.UNKNOWN:
        return _("does not know the birth date")
    if client.birth_quality == BirthQuality.REFUSED:
        return _("does not say the birth date")
    return _("born %(year)s") % {"year": client.birth_year} if client.birth_year else ""


def document(row):
    """PESEL …123, passport …45B."""
    kind = IdentifierKind(row.kind).label
    return f"{kind} …{row.ending}" if row.ending else str(kind)


def deadline(due):
    """A deadline for the page: its words, its days left in words, and how near it is."""
    row = due.row
    about = ""
    if row.status_id:
        about = str(StayBasis(row.status.basis).label)
    elif row.identifier_id:
        about = document(row.identifier)
    elif row.source_kind in DocumentKind.values:
        about = str(DocumentKind(row.source_kind).label)
    return {
        "row": row,
        "kind": str(DeadlineKind(row.kind).label),
        "about": about or row.words,
        "left": left(due.days),
        "badge": "danger" if due.days <= SOON else "warn" if due.days <= NEAR else "plain",
        "is_over": due.days < 0,
        "follows": row.follows,
    }


def left(days):
    """How many days are left, or by how many it is late."""
    if days < 0:
        return ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
    if not days:
        return _("today")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def relative(row):
    return str(RelationKind(row.kind).label)


def safe_contact(contact):
    """What the person allows: a title that warns or none, and sentences. `contact` may be nothing: not asked."""
    if contact is None:
        return {"title": "", "lines": [_("It was not asked how to reach this person safely.")], "is_warning": False, "hides": False}
    no = {name for name in ("may_call", "may_leave_message", "may_text", "may_write") if getattr(contact, name) == "no"}
    title = ""
    if {"may_call", "may_text", "may_write"} <= no:
        title = _("Do not contact this person")
    elif "may_call" in no:
        title = _("Text messages only") if contact.may_text == "yes" else _("Do not call")
    elif "may_leave_message" in no:
        title = _("No voice messages")
    elif no:
        title = _("Not every way is safe")
    lines = [str(words) for name, answer, words in _answers() if getattr(contact, name) == answer]
    if contact.when:
        lines.append(_("When: %(when)s") % {"when": contact.when})
    if contact.who_answers:
        lines.append(_("Also used by: %(who)s") % {"who": contact.who_answers})
    return {"title": title, "lines": lines, "is_warning": bool(title), "hides": "may_call" in no}


def _answers():
    return (
        ("may_call", "yes", _("We may call.")),
        ("may_call", "no", _("Do not call.")),
        ("may_leave_message", "yes", _("We may leave a voice message.")),
        ("may_leave_message", "no", _("Leave no voice message.")),
        ("may_text", "yes", _("We may send text messages.")),
        ("may_text", "no", _("Send no text messages.")),
        ("may_write", "yes", _("We may write e-mails.")),
        ("may_write", "no", _("Write no e-mails.")),
        ("prefers_woman", "yes", _("Prefers to talk with a woman.")),
    )
