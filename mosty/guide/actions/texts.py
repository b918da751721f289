"""What every action asks of keys and of texts in several languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _t

from mosty.core.errors import Refusal
from mosty.guide.models.rules import DAYS, faults_with

KEY = re.compile(r"[a-z0-9-]{1,80}")
SOURCE_LANGUAGE = "pl"


def check_days(**days: date | None) -> None:
    """Raise `Refusal` for a day outside 1900–2199, about the field of its name: a slip, or "for ever" (9999-12-31), behind which no
    calendar knows another day. What has no end has none."""
    for field, day in days.items():
        for sentence in faults_with(DAYS, day):
            raise Refusal("odd-day", sentence=sentence, field=field)


def clean_texts(texts: Mapping[str, str], *, most: int, field: str = "name") -> dict[str, str]:
    """Texts of known languages without empty ones. Raises `Refusal` for one that is longer than `most` characters, about the form's field
    `<field>_<language>`."""
    known = dict(settings.LANGUAGES)
    kept = {code: text.replace("\x00", "").strip() for code, text in texts.items() if code in known and text.strip()}
    for code, text in kept.items():
        if len(text) > most:
            sentence = _t("This text has more than %(most)s characters.") % {"most": most}
            raise Refusal("too-long", sentence=sentence, field=f"{field}_{code}")
    return kept
