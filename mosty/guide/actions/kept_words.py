"""Names that a machine does not translate, kept by the national editor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.models import KeptWord

if TYPE_CHECKING:
    from mosty.accounts.models import User

LONGEST, MOST = 80, 1000


@transaction.atomic
def save_kept_words(lines: Iterable[str], *, by: User) -> list[str]:
    """From now on these names, one a line, stay as they are. Double ones are one. Raises `Refusal` (field: words) for one without a
    letter or digit, one that is too long, or too many."""
    wanted = list(dict.fromkeys(words for line in lines if (words := " ".join(line.replace("\x00", "").split()))))
    for words in wanted:
        if len(words) > LONGEST or not any(sign.isalnum() for sign in words):
            sentence = _t("This is no name that could be kept (at most 80 characters): %(words)s") % {"words": words[:LONGEST]}
            raise Refusal("bad-words", sentence=sentence, field="words")
    if len(wanted) > MOST:
        raise Refusal("too-many", sentence=_("At most 1,000 names can be kept."), field="words")
    present = set(KeptWord.objects.order_by().values_list("words", flat=True))
    for row in KeptWord.objects.filter(words__in=present - set(wanted)).order_by("words"):
        record("kept-word.removed", row, by=by)
        row.delete()
    for words in wanted:
        if words not in present:
            record("kept-word.added", KeptWord.objects.create(words=words), by=by)
    return wanted
