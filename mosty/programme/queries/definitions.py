"""How we count, in words that readers see beside the numbers. A change of a rule is a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from mosty.programme.enums import Measure

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DEFINITIONS = "1"  # the version; kept with every frozen report

MEANINGS: dict[Measure, _StrPromise] = {
    Measure.CONTACTS: _("Every time somebody came, called or wrote is one contact, also when they came with their family."),
    Measure.ANONYMOUS: _("Contacts without a name: we wrote down only what the question was about."),
    Measure.ENCOUNTERS: _("Conversations with an adviser, lawyer or another worker. One contact can have several."),
    Measure.APPOINTMENTS: _("Times that people booked, also those that were later cancelled. A time moved to another day counts once."),
    Measure.PEOPLE: _("People with a file who had a contact or a conversation. Whoever came to two centres is counted once."),
}

RULES: tuple[_StrPromise, ...] = (
    _("Anonymous contacts and registered people are two different counts. They are never added."),
    _("A contact about two topics, or with two services, stands in both rows, so those rows add up to more than the total."),
    _("A day, and so a month, is that of the centre's own clock."),
    _("Numbers from 1 to 4 are hidden, and so are those from which they could be worked out."),
)
