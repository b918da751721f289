"""After the answer, count the words of a search that found nothing (a GET writes nothing, so the view cannot)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import DatabaseError

from mosty.core import time
from mosty.search.actions import count_missed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)


class MissedWords:
    """Hands what a view left in `request.missed_words` to the index; a locked database costs one count, not an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        missed = getattr(request, "missed_words", None)
        if missed is not None:
            words, language = missed
            try:
                count_missed(words, language=language, day=time.now().date())
            except DatabaseError:
                log.warning("A search without result could not be counted.")
        return answer
