"""Writes about accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User


def choose_language(user: User, *, language: str, by: User) -> User:
    """The language in which the person reads desk and network. Raises `Refusal` for one these are not written in."""
    if language not in settings.STAFF_LANGUAGES:
        raise Refusal("unknown-language", sentence=_("The desk is not written in this language."))
    user.language = language
    user.save(update_fields=["language"])
    return user
