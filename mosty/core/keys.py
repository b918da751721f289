"""Keyed hashes and random codes: equality without the value, addresses nobody can guess."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings


def keyed_hash(purpose: str, value: str) -> str:
    """A hash of the value that only this installation can make (`settings.HASH_KEY`); purposes never match one another."""
    message = f"{purpose}\0{value}".encode()
    return hmac.new(settings.HASH_KEY.encode(), message, hashlib.sha256).hexdigest()


def new_token() -> str:
    """An address part with 128 random bits."""
    return secrets.token_urlsafe(16)


def new_code(digits: int = 9) -> str:
    """Random digits, first never 0: a code that can be said in any language."""
    return str(secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1))
