"""The accessibility statement, built up as the ministry's specification (version 2.0 of July 2024) wants it; machines read it by ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.core.texts import Told, told
from mosty.directory.enums import AccessibilityKind
from mosty.directory.queries import places
from mosty.guide.enums import Compliance, StatementText
from mosty.guide.queries.statement import Statement, statement
from mosty.portal.cache import public_page
from mosty.portal.words import phone_link
from mosty.ui.screens import reads, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_CENTRES = 100


@public_page(seconds=60)
@reads
def show(request: HttpRequest) -> HttpResponse:
    """The statement in the language of the address; the Polish one binds."""
    language = get_language() or settings.LANGUAGE_CODE
    said = statement()
    row = said.row
    context = {
        "headline": _("Accessibility statement"),
        "summary": _("How accessible this portal is, what is not, and whom to tell."),
        "said": said,
        "row": row,
        "body": format_html('<span id="a11y-podmiot">{}</span>', said.body.text or row.site_name),
        "site": format_html(
            '<a id="a11y-url" href="{}"><span id="a11y-zakres">{}</span></a>',
            f"{settings.SITE_URL}{reverse('choose_language')}",
            row.site_name,
        ),
        "status": _status(row.status),
        "is_full": row.status == Compliance.FULL,
        "texts": {key: _text(said, key, language) for key in StatementText.values},
        "phone_link": phone_link(row.contact_phone) if row.contact_phone else "",
        "centres": _centres(),
        "polish_url": f"/{settings.LANGUAGE_CODE}{request.path[3:]}" if language != settings.LANGUAGE_CODE else "",
    }
    return screen(request, "portal/accessibility/show.html", context)


def _status(status: str) -> str:
    # Translators: the Polish sentences are fixed by the ministry's specification.
    return {
        Compliance.FULL: _(
            "This website is compliant with the act of 4 April 2019 on the digital accessibility of websites and mobile applications "
            "of public sector bodies."
        ),
        Compliance.PARTLY: _(
            "This website is partially compliant with the act of 4 April 2019 on the digital accessibility of websites and mobile "
            "applications of public sector bodies, because of the non-compliances or exemptions listed below."
        ),
        Compliance.NOT: _(
            "This website is not compliant with the act of 4 April 2019 on the digital accessibility of websites and mobile applications "
            "of public sector bodies. The non-compliances and exemptions are listed below."
        ),
    }[Compliance(status)]


def _text(said: Statement, key: str, language: str) -> Told:
    """The operator's words, else the usual ones in the reader's language."""
    own = said.text(key, language)
    return own or Told(_usual(key), language, True)


def _usual(key: str) -> str:
    return {
        StatementText.BARRIERS: _(
            "We test every kind of page with programs and with a keyboard alone, in several languages and scripts. People who use screen "
            "readers have not tested the portal yet, so there may be faults we do not know. If something does not work for you, call or "
            "visit a centre: somebody will read or explain the text to you.\n\n"
            "Some texts use official words and are long. Each official word is explained when you tap it; there is no easy-to-read "
            "version and no sign-language version of the texts yet."
        ),
        StatementText.FACILITIES: _(
            "The portal works with a keyboard alone, without JavaScript, enlarged to 400 per cent and on a screen 320 points wide. It "
            "follows the light or dark colours of your device. Every text can be printed, in one language or beside the Polish text."
        ),
        StatementText.SHORTCUTS: _(
            "On pages about violence, trafficking and legal stay, the Esc key pressed three times leaves the portal. There are no other "
            "shortcuts of our own; those of your browser work."
        ),
        StatementText.COMMUNICATION: _(
            "You may come with somebody who helps you, and with an assistance dog. If you need a sign-language interpreter, large print "
            "or another form, write or call before you come: we will tell you what is possible."
        ),
        StatementText.APPS: _("There is no mobile application of this portal."),
    }.get(StatementText(key), "")


def _centres() -> list[dict[str, Any]]:
    """What the directory knows about the entrance of each centre that is not gone. A constant number of queries."""
    listed = places.listed()[:MOST_CENTRES]
    places.fetch_services(listed)
    return [
        {
            "name": told({"pl": centre.name} | centre.names),
            "url": reverse("portal:centres:detail", args=[centre.slug]),
            "address": f"{centre.street}, {centre.postcode} {centre.town.name}".replace(",  ", ", "),
            "helps": [str(AccessibilityKind(row.kind).label) for row in centre.accessibility.all()],
        }
        for centre in listed
    ]
