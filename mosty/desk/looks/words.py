"""How the log of looks is read aloud."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from mosty.accounts.enums import Role

HOW = {
    "open": _("opened"),
    "list": _("saw in a list"),
    "search": _("found by searching"),
    "export": _("exported"),
    "print": _("printed"),
}

SUBJECTS = {
    "appointments.appointment": ngettext_lazy("%(count)d booking", "%(count)d bookings", "count"),
    "casework.document": ngettext_lazy("%(count)d uploaded file", "%(count)d uploaded files", "count"),
    "casework.encounter": ngettext_lazy("%(count)d encounter", "%(count)d encounters", "count"),
    "casework.note": ngettext_lazy("%(count)d note", "%(count)d notes", "count"),
    "casework.plan": ngettext_lazy("%(count)d plan", "%(count)d plans", "count"),
    "casework.visit": ngettext_lazy("%(count)d contact", "%(count)d contacts", "count"),
    "clients.client": ngettext_lazy("%(count)d person", "%(count)d people", "count"),
    "clients.identifier": ngettext_lazy("the number of %(count)d document", "the numbers of %(count)d documents", "count"),
    "clients.phone": ngettext_lazy("%(count)d protected phone", "%(count)d protected phones", "count"),
    "comms.message": ngettext_lazy("%(count)d message", "%(count)d messages", "count"),
}
OTHER = ngettext_lazy("%(count)d record", "%(count)d records", "count")


def what(subject_type, count):
    """“3 people”, in the reader's language."""
    return SUBJECTS.get(subject_type, OTHER) % {"count": count}


def role_words(roles):
    """User → their roles in words, with commas."""
    return {user: ", ".join(str(Role(role).label) for role in mine) for user, mine in roles.items()}
