"""What every action asks of keys and of texts in several languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _t

from mosty.core.errors import Refusal

KEY = re.compile(r"[a-z0-9-]{1,80}")
SOURCE_LANGUAGE = "pl"


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
