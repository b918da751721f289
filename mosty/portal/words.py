"""Small things that several pages say the same way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from mosty.core import world
from mosty.portal.frame import RIGHT_TO_LEFT


@dataclass(frozen=True)
class Language:
    """A language by its own name, and its direction."""

    code: str
    name: str

    @property
    def direction(self) -> str:
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"


def own_names(codes: Iterable[str]) -> list[Language]:
    """Languages by their own names, in the given order."""
    ours = dict(settings.LANGUAGES)
    return [Language(code, ours.get(code) or capital(world.own_name(code))) for code in codes]


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def in_usual_order(codes: Iterable[str], reader: str) -> list[str]:
    """The reader's language, then those the centres hear most, then the rest."""
    order = {code: at for at, code in enumerate(world.COMMON_LANGUAGES)}
    return sorted(set(codes), key=lambda code: (code != reader, order.get(code, len(order)), code))


def phone_link(number: str) -> str:
    """`tel:` with the country's code, so that a foreign card reaches it too."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return f"tel:+{digits}" if number.strip().startswith("+") or len(digits) != 9 else f"tel:+48{digits}"


def map_link(latitude: float, longitude: float) -> str:
    """Opens the phone's own map."""
    return f"geo:{latitude},{longitude}?q={latitude},{longitude}"
