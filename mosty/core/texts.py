"""Texts that are data, in several languages: a dict from language code to text, kept in a JSON field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

FALLBACKS = ("pl", "en")


@dataclass(frozen=True)
class Told:
    """A text and the language it is really in, so that a page can mark it (`lang`) when it is not the reader's."""

    text: str
    language: str
    is_readers: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def told(texts: Mapping[str, str] | None, language: str | None = None) -> Told:
    """The text in the reader's language, else in Polish, else English, else any; it says which. Never raises."""
    wanted = language or get_language() or "pl"
    texts = texts or {}
    for code in (wanted, *FALLBACKS, *texts):
        text = texts.get(code)
        if text:
            return Told(text, code, code == wanted)
    return Told("", wanted, True)
