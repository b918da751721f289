"""The card "Quick contact", on Today and on its own page."""

from mosty.casework.enums import VisitChannel
from mosty.casework.queries import last_contacts
from mosty.core import world
from mosty.desk.contacts.forms import OTHER_KEY, ContactForm
from mosty.desk.words import topic_labels


def card(request, centre, form=None, counted=None):
    """Context of `_card.html`. `counted` is the contact that was counted just now."""
    return {
        "contact_form": form or ContactForm(),
        "other_key": OTHER_KEY,
        "last_contacts": [described(visit) for visit in last_contacts(request.user, centre)],
        "counted": counted,
        "centre": centre,
    }


def described(visit):
    """A contact in words."""
    channel = VisitChannel(visit.channel).label
    words = [topic_labels(visit.topics), world.language_name(visit.language), str(channel)]
    return {
        "pk": visit.pk,
        "at": visit.opened_at,
        "words": ", ".join(word for word in words if word),
        "can_undo": getattr(visit, "can_undo", False),
        "is_attached": visit.client_id is not None,
    }
