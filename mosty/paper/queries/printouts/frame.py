"""What every form has: whose it is, its title, which text binds, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from mosty.clients.queries.forms import fixed_words
from mosty.core import time
from mosty.core.dates import day_words
from mosty.core.texts import told
from mosty.paper.enums import Printout
from mosty.paper.queries.printouts.tongues import POLISH, RIGHT_TO_LEFT, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mosty.directory.models import Centre
    from mosty.paper.queries.printouts.person import Person
    from mosty.paper.queries.printouts.tongues import Piece, Tongues, Words

TEMPLATE = "form"

PLACE_AND_DAY = pgettext_lazy("printed form", "Place and date")
PERSON = pgettext_lazy("printed form", "Signature of the person, or of the parent or guardian")
WORKER = pgettext_lazy("printed form", "Signature of the worker")
INTERPRETER = pgettext_lazy("printed form", "Signature of the interpreter; from and into which language")


def sheet(
    printout: Printout,
    tongues: Tongues,
    centre: Centre,
    blocks: Iterable[Piece],
    *,
    number: int | None = None,
    across: bool = False,
) -> dict[str, Any]:
    """All that stands on the form. `number`: of the person's file; `across`: the page lies on its long side. One query."""
    day = time.today(centre.time_zone)
    phones = [phone.number for phone in centre.phones.order_by("created_at", "pk")[:1]]
    address = [part for part in (centre.street, f"{centre.postcode} {centre.town.name}".strip(), *phones) if part]
    return {
        "lang": POLISH,
        "beside": tongues.beside,
        "rtl": sorted(RIGHT_TO_LEFT),
        "across": across,
        "site": settings.SITE_URL.partition("://")[2],
        "title": tongues.said(printout.label),
        "controller": clean(centre.organization.name),
        "centre": tongues.said(lambda: clean(str(told(centre.names)) or centre.name)),
        "address": clean(", ".join(address)),
        "number": tongues.said(lambda: pgettext("printed form", "File no. %(number)d") % {"number": number}) if number else {},
        "about": {},
        "binding": tongues.said(lambda: fixed_words()[get_language() or POLISH]["binding"]) if tongues.beside else {},
        "day": tongues.said(lambda: pgettext("printed form", "Printed on %(day)s") % {"day": day_words(day, "plain")}),
        "page": tongues.said(lambda: _("Page {page} of {pages}")),
        "blocks": list(blocks),
    }


def number_of(who: Person) -> int | None:
    """Number of the file; none on a blank form."""
    return who.client.number if who.client else None


def signed(tongues: Tongues, *more: Words) -> Piece:
    """Lines for place and day, the person, and whoever else signs; the interpreter last, when two languages stand beside each other."""
    return tongues.signatures(PLACE_AND_DAY, PERSON, *more, *([INTERPRETER] if tongues.beside else []))
