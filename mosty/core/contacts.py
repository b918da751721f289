"""Names, phone numbers and e-mail addresses as people type them: made clean, or refused with a sentence."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HOME_REGION = "PL"
# joiners that make one emoji of several, or shape letters of Arabic and Persian names
KEPT_FORMATS = {"\u200c", "\u200d"}
# marks that turn the direction of the text after them: a name could make other words on the page run backwards
DIRECTION = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
# letters and symbols for Unicode, nothing for the eye
UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# nobody is reached there, and a message to some of them costs as much as its owner likes
NOBODYS = frozenset(
    {
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.UAN,
        phonenumbers.PhoneNumberType.VOICEMAIL,
    }
)
# satellites and "networks" of no country: known for bills, not for people
NO_COUNTRY = "001"
IN_THE_WORLD = EmailValidator(allowlist=[])  # not localhost
PHONE_SENTENCE = _(
    "We do not recognise this phone number. Please write it with the country code, for example +48 600 100 200 or +380 50 123 45 67."
)
EMAIL_SENTENCE = _("This does not look like an e-mail address. Please check it, for example anna@example.org.")
TOO_LONG = _("This is too long. Please shorten it to at most %(limit)d characters.")


def clean_line(text: str, max_length: int, *, field: str, keep_breaks: bool = False) -> str:
    """The text without control characters and marks of direction, with single spaces, in composed letters.

    With `keep_breaks` line ends stay. Emoji and every script are allowed. Raises `Refusal("too-long")` above `max_length`
    characters and `Refusal("direction-marks")` when the text would turn the direction of its neighbours.
    """
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > max_length * 20:  # do not even look through ten thousand characters
        raise _too_long(max_length, field)
    if any(letter in DIRECTION for letter in text):
        raise Refusal(
            "direction-marks",
            sentence=_("This holds invisible marks that turn the direction of text. Please type it again by hand."),
            field=field,
        )
    letters = "".join(" " if _is_gap(letter, keep_breaks) else letter for letter in text if not _is_dropped(letter))
    lines = [" ".join(line.split()) for line in letters.split("\n")]
    cleaned = unicodedata.normalize("NFC", "\n".join(lines)).strip()
    if len(cleaned) > max_length:
        raise _too_long(max_length, field)
    return cleaned


def clean_name(text: str, max_length: int = 200, *, field: str = "name") -> str:
    """A name or nickname as provided, in any script, with at least one visible character. Raises `Refusal`."""
    name = clean_line(text, max_length, field=field)
    if not any(unicodedata.category(letter)[0] in "LNS" and letter not in UNSEEN for letter in name):
        raise Refusal("no-name", field=field)
    return name


def clean_phone(text: str, *, field: str = "phone") -> str:
    """The number as +48600100200 (E.164), read as a Polish one when it has no country code; empty stays empty.

    Digits of any script are understood. Numbers that are no person's (paid, free, shared, of no country) are refused: who books
    could make us pay for messages to them. Raises `Refusal("bad-phone")`.
    """
    text = (text or "").strip()
    if not text:
        return ""
    if len(text) > 60:
        raise Refusal("bad-phone", sentence=PHONE_SENTENCE, field=field)
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        raise Refusal("bad-phone", sentence=PHONE_SENTENCE, field=field) from None
    is_of_a_person = phonenumbers.number_type(number) not in NOBODYS and phonenumbers.region_code_for_number(number) != NO_COUNTRY
    if not phonenumbers.is_valid_number(number) or number.extension or not is_of_a_person:
        raise Refusal("bad-phone", sentence=PHONE_SENTENCE, field=field)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def clean_email(text: str, *, field: str = "email") -> str:
    """The address with a lower-case domain; empty stays empty. Invisible marks that copying brings along are dropped.

    Raises `Refusal("bad-email")`, also for an address within a machine (localhost, 127.0.0.1).
    """
    text = "".join(letter for letter in (text or "")[:1000] if unicodedata.category(letter) != "Cf").strip()
    if not text:
        return ""
    try:
        if len(text) > 254 or not text.isprintable() or text.endswith("]"):
            raise ValidationError("not one we write to")
        IN_THE_WORLD(text)
    except ValidationError:
        raise Refusal("bad-email", sentence=EMAIL_SENTENCE, field=field) from None
    local, _at, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"


def spoken_phone(number: str) -> str:
    """An E.164 number in groups, as people read it aloud; a Polish one without the country code."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    is_home = parsed.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if is_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def _is_gap(letter: str, keep_breaks: bool) -> bool:
    return unicodedata.category(letter) in {"Zs", "Zl", "Zp"} or letter == "\t" or (letter == "\n" and not keep_breaks)


def _is_dropped(letter: str) -> bool:
    if letter in "\n\t" or letter in KEPT_FORMATS:
        return False
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Cn"} and not _is_emoji_tag(letter)


def _is_emoji_tag(letter: str) -> bool:
    return 0xE0020 <= ord(letter) <= 0xE007F  # flags of Scotland, Wales


def _too_long(max_length: int, field: str) -> Refusal:
    sentence: _StrPromise | str = TOO_LONG % {"limit": max_length}
    return Refusal("too-long", sentence=sentence, field=field)
