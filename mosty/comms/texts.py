"""What messages say, in the reader's language. One list of blocks makes the text and the HTML of a letter.

Nothing here knows who the reader is or why they come: time, place, code and the address of the page of the booking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from babel.dates import format_date, format_skeleton
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi, gettext, override, pgettext
from icalendar import Calendar, Event

from mosty.comms.enums import NOTICES, TO_STAFF, MessageKind
from mosty.core import time

# One SMS holds 160 letters of this alphabet (GSM 03.38), or 70 letters of any other.
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_LENGTH, OTHER_LENGTH = 160, 70
USUAL_MEETING = timedelta(minutes=30)
NO_ICS = frozenset({MessageKind.CANCELLED_BY_CLIENT, MessageKind.CANCELLED_BY_CENTRE}) | NOTICES


@dataclass(frozen=True)
class Letter:
    """An e-mail ready to go; `ics` is a calendar file or empty."""

    subject: str
    text: str
    html: str
    ics: bytes


def letter(kind: str, *, language: str, facts: Mapping[str, Any], about: UUID) -> Letter:
    """The e-mail of that kind. The subject holds nothing personal: neither time nor service nor name."""
    if kind in TO_STAFF:
        return _to_staff(kind, language, facts)
    with override(language):
        context = {
            "language": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "subject": subject(kind),
            "opening": _opening(kind),
            "rows": list(_rows(kind, facts, language)),
            "advice": _advice(kind),
            "link": settings.SITE_URL + facts["path"] if facts.get("path") else "",
            "link_label": _link_label(kind),
            "phone": facts.get("phone", ""),
            "foot": gettext("This is an automatic message from the Mosty network of centres for newcomers. Please do not reply to it."),
        }
        return Letter(
            subject=context["subject"],
            text=render_to_string("comms/letter.txt", context).strip() + "\n",
            html=render_to_string("comms/letter.html", context),
            ics=b"" if kind in NO_ICS else calendar(facts, about=about),
        )


def _to_staff(kind: str, language: str, facts: Mapping[str, Any]) -> Letter:
    """That something waits behind the sign-in, and where; nothing of what it is about."""
    with override(language):
        context = {
            "language": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "subject": subject(kind),
            "opening": {
                MessageKind.STAFF_GLASS: gettext("A file was opened with a reason by somebody who does not work with the person."),
                MessageKind.STAFF_REQUEST: gettext("A request about personal data waits for you, or its time is running out."),
                MessageKind.STAFF_BREACH: gettext("A breach of personal data is written down. 72 hours are running."),
            }[MessageKind(kind)],
            "rows": [],
            "advice": gettext("Please sign in to the desk. This message names nobody on purpose."),
            "link": settings.SITE_URL + facts["path"],
            "link_label": gettext("At the desk:"),
            "phone": "",
            "foot": gettext("This is an automatic message from the Mosty network of centres for newcomers. Please do not reply to it."),
        }
        text, html = render_to_string("comms/letter.txt", context), render_to_string("comms/letter.html", context)
        return Letter(subject=context["subject"], text=text.strip() + "\n", html=html, ics=b"")


def subject(kind: str) -> str:
    """The line that strangers may see on a locked phone."""
    return {
        MessageKind.STAFF_GLASS: gettext("Please look at your desk – Mosty"),
        MessageKind.STAFF_REQUEST: gettext("Please look at your desk – Mosty"),
        MessageKind.STAFF_BREACH: gettext("Please look at your desk – Mosty"),
        MessageKind.BOOKED: gettext("Your booked time – Mosty"),
        MessageKind.REMINDER: gettext("A reminder of your booked time – Mosty"),
        MessageKind.MOVED: gettext("Your time has changed – Mosty"),
        MessageKind.CANCELLED_BY_CLIENT: gettext("Your booked time is cancelled – Mosty"),
        MessageKind.CANCELLED_BY_CENTRE: gettext("The centre has cancelled your time – Mosty"),
        MessageKind.NEAR_DATE: gettext("Please contact the centre – Mosty"),
    }[MessageKind(kind)]


def sms(kind: str, *, language: str, facts: Mapping[str, Any]) -> str:
    """Time, place and code in one SMS: the fullest wording that fits (160 letters of the GSM alphabet, else 70)."""
    wordings = list(_sms_wordings(kind, language, facts))
    return next((wording for wording in wordings if fits(wording)), wordings[-1])


def fits(text: str) -> bool:
    """Does the text travel as a single SMS?"""
    return len(text) <= GSM_LENGTH if GSM.issuperset(text) else len(text.encode("utf-16-le")) // 2 <= OTHER_LENGTH


def moment(instant: datetime, zone: str | None, language: str) -> str:
    """Weekday, day, month, year and hour, as people write them in the language, on the clock of the centre."""
    local = time.local(instant, zone)
    return gettext("%(day)s, %(hour)s") % {"day": format_date(local, "full", locale=_locale(language)), "hour": f"{local:%H:%M}"}


def grouped(code: str) -> str:
    """A code in groups of three, as it is said aloud."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def calendar(facts: Mapping[str, Any], *, about: UUID) -> bytes:
    """A calendar file with one neutral entry. `entry` names it and `change` counts its changes, so a moved booking replaces the entry
    of the first one instead of standing beside it (RFC 5545, UID and SEQUENCE)."""
    starts_at = _instant(facts["starts_at"])
    entry = Event()
    entry.add("uid", f"{facts.get('entry', about)}@mosty")
    entry.add("sequence", facts.get("change", 0))
    entry.add("dtstamp", time.now())
    entry.add("dtstart", starts_at)
    entry.add("dtend", _instant(facts["ends_at"]) if facts.get("ends_at") else starts_at + USUAL_MEETING)
    entry.add("summary", gettext("Booked time – Mosty"))
    entry.add("location", _place(facts))
    entry.add("description", gettext("Code %(code)s") % {"code": grouped(facts["code"])})
    entry.add("class", "PRIVATE")
    whole = Calendar()
    whole.add("prodid", "-//Mosty//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add_component(entry)
    return whole.to_ical()


def _opening(kind: str) -> str:
    return {
        MessageKind.BOOKED: gettext("Your time is booked. We are looking forward to seeing you."),
        MessageKind.REMINDER: gettext("We remind you of your booked time."),
        MessageKind.MOVED: gettext("Your booking has been moved. This is the new time."),
        MessageKind.CANCELLED_BY_CLIENT: gettext("Your booking is cancelled, as you wished. You need not do anything more."),
        MessageKind.CANCELLED_BY_CENTRE: gettext(
            "We are sorry: the centre had to cancel this time. Please choose another one; we will gladly help you."
        ),
        MessageKind.NEAR_DATE: gettext("An important date is near. Please contact the centre: we will gladly help you."),
    }[MessageKind(kind)]


def _rows(kind: str, facts: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    if kind not in NOTICES:
        yield pgettext("label in a message", "When"), moment(_instant(facts["starts_at"]), facts.get("zone"), language)
    yield pgettext("label in a message", "Where"), _place(facts)
    if kind not in NOTICES:
        yield pgettext("label in a message", "Code"), grouped(facts["code"])


def _advice(kind: str) -> str:
    if kind in NOTICES:
        return gettext("Help at the centre is free.")
    if kind in NO_ICS:
        return gettext("Help at the centre is free. You can book a new time whenever you need it.")
    return gettext("Help at the centre is free. If you cannot come, please cancel or move the time, so that someone else can use it.")


def _link_label(kind: str) -> str:
    if kind in NO_ICS:
        return gettext("Your booking and other times:")
    return gettext("See, move or cancel your booking:")


def _sms_wordings(kind: str, language: str, facts: Mapping[str, Any]) -> Iterator[str]:
    """From the fullest to the shortest."""
    if kind in NOTICES:
        with override(language):
            # Translators: this SMS must stay short: 70 letters once the phone number is filled in.
            yield gettext("Mosty. An important date is near. Please call us: %(phone)s") % {"phone": facts.get("phone", "")}
            yield gettext("Mosty. Please call the centre.")
        return
    local = time.local(_instant(facts["starts_at"]), facts.get("zone"))
    hour = f"{local:%H:%M}"
    long_day = format_skeleton("MEd", local, locale=_locale(language))
    short_day = format_skeleton("Md", local, locale=_locale(language))
    with override(language):
        for day, place in ((long_day, _place(facts)), (short_day, _place(facts)), (long_day, facts["town"]), (short_day, facts["town"])):
            wording = _sms_line(kind) % {"day": day, "hour": hour, "place": place, "code": facts["code"]}
            yield wording
        too_many = len(wording) - OTHER_LENGTH + 1
        town = facts["town"][: max(3, len(facts["town"]) - too_many)] + "…"
        yield _sms_line(kind) % {"day": short_day, "hour": hour, "place": town, "code": facts["code"]}


def _sms_line(kind: str) -> str:
    return {
        # Translators: all SMS lines must stay short: 70 letters once day, hour, place and code are filled in.
        MessageKind.BOOKED: gettext("Mosty. Booked: %(day)s, %(hour)s, %(place)s. Code %(code)s"),
        MessageKind.REMINDER: gettext("Mosty. Reminder: %(day)s, %(hour)s, %(place)s. Code %(code)s"),
        MessageKind.MOVED: gettext("Mosty. New time: %(day)s, %(hour)s, %(place)s. Code %(code)s"),
        MessageKind.CANCELLED_BY_CLIENT: gettext("Mosty. Cancelled: %(day)s, %(hour)s, %(place)s. Code %(code)s"),
        MessageKind.CANCELLED_BY_CENTRE: gettext("Mosty. Cancelled: %(day)s, %(hour)s, %(place)s. Code %(code)s"),
    }[MessageKind(kind)]


def _place(facts: Mapping[str, Any]) -> str:
    return ", ".join(part for part in (facts["town"], facts.get("street")) if part)


def _locale(language: str) -> str:
    """English as written in Europe: 11/12 must never be read as the twelfth of November."""
    return "en_GB" if language == "en" else language


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
