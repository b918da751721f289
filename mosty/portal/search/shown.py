"""Results as templates show them: where they lead, in which language they are, and why they are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.core.texts import Told
from mosty.core.world import language_name
from mosty.search.enums import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mosty.guide.queries.ledger import Label
    from mosty.search.queries import Result

ICONS = {Kind.ARTICLE: "book-open", Kind.TOPIC: "library", Kind.SERVICE: "life-buoy", Kind.CENTRE: "map-pin", Kind.TERM: "languages"}
LONGEST_PASSAGE = 220


@dataclass(frozen=True)
class Shown:
    """One result, ready. `passage` is what matched, if it says more than the title."""

    url: str
    icon: str
    kind: str
    title: Told
    summary: Told
    reason: str
    passage: Told
    is_sensitive: bool
    translated: str = ""
    tongue: str = ""  # the name of its language, if that is not the reader's


def shown_result(result: Result, machine: Mapping[tuple[str, str], Label] | None = None) -> Shown:
    """In the active language; never raises. `machine`: the labels of texts that a machine translated and no person has checked, by slug
    and language."""
    label = (machine or {}).get((result.key, result.language)) if result.kind == Kind.ARTICLE else None
    language = get_language() or "pl"
    is_telling = result.reason in {Field.KEYWORD, Field.TERM, Field.TEXT}
    passage = result.passage if len(result.passage) <= LONGEST_PASSAGE else f"{result.passage[:LONGEST_PASSAGE].rsplit(' ', 1)[0]} …"
    return Shown(
        url=f"/{language}/{result.address}",
        icon=ICONS[result.kind],
        kind=str(result.kind.label),
        title=Told(result.title, result.language, result.is_readers),
        summary=Told(result.summary, result.language, result.is_readers),
        reason=_("another spelling") if result.is_other_spelling and not is_telling else str(result.reason.label),
        passage=Told(passage if is_telling else "", result.passage_language, result.passage_language == language),
        is_sensitive=result.is_sensitive,
        translated=label.sentence() if label else "",
        tongue="" if result.is_readers else language_name(result.language),
    )


def shown_term(result: Result) -> Shown:
    """An official word with its explanation."""
    return shown_result(result)
