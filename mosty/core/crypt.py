"""Sealed values: what must be kept and must not lie open in the database, its copies and its dumps."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """None of the keys opens the value."""


def seal(text: str) -> str:
    """The text, encrypted with the first of `settings.DATA_KEYS` and signed (Fernet: AES-128-CBC, HMAC-SHA256); empty stays empty."""
    return _lock(tuple(settings.DATA_KEYS)).encrypt(text.encode()).decode() if text else ""


def unseal(token: str) -> str:
    """What `seal` was given, with whichever of the keys it was sealed. Raises `Unreadable`, without the value in its words."""
    if not token:
        return ""
    try:
        return _lock(tuple(settings.DATA_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken:
        raise Unreadable("no key opens this value; was one taken out of MOSTY_DATA_KEYS too early?") from None


def resealed(token: str) -> str:
    """The same value under the first key, for the change of keys. Raises `Unreadable`."""
    return seal(unseal(token))


def is_newest(token: str) -> bool:
    """Is the value sealed with the first key?"""
    try:
        _lock(tuple(settings.DATA_KEYS[:1])).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


@lru_cache(maxsize=8)
def _lock(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"mosty data\0" + key.encode()).digest())) for key in keys])
