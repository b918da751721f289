"""What a reader wants on paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from mosty.core.errors import Refusal
from mosty.core.texts import Told, told
from mosty.directory.queries import places
from mosty.guide.queries import articles
from mosty.paper.enums import SENTENCES

if TYPE_CHECKING:
    from mosty.directory.models import Town


@dataclass(frozen=True)
class Wish:
    """No articles: the whole guide. `beside`: the second language. `town`: slug of a town with a centre."""

    articles: tuple[str, ...]
    language: str
    beside: str = ""
    town: str = ""
    is_large: bool = False

    @property
    def key(self) -> str:
        """The same for the same wish."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:40]

    def stored(self) -> dict[str, Any]:
        """For `PaperJob.wish`."""
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Wish:
        return cls(**{**stored, "articles": tuple(stored["articles"])})


def towns() -> list[tuple[Town, Told]]:
    """Towns that have a centre, with their names for the reader. Three queries."""
    known = {centre.town_id for centre in places.listed()}
    return [(town, told(town.names or {"pl": town.name})) for town in places.towns() if town.pk in known]


def read_wish(
    chosen: Iterable[str], *, language: str, beside: str = "", town: str = "", is_large: bool = False, whole: bool = False
) -> Wish:
    """The wish in its one form: articles in the order of the guide, no second language that is the first.

    Raises `Refusal`: nothing chosen, an article, language or town that does not exist, no text in these languages. At most five
    queries.
    """
    codes = {code for code, _name in settings.LANGUAGES}
    if language not in codes or (beside and beside not in codes):
        raise Refusal("paper-language", sentence=SENTENCES["paper-language"], field="beside")
    beside = "" if beside == language else beside
    if town and town not in {known.slug for known, _name in towns()}:
        raise Refusal("paper-town", sentence=SENTENCES["paper-town"], field="town")
    published = {slug: set(languages) for slug, languages, _sensitive in articles.published()}
    wanted = set(published) if whole else set(chosen)
    if not wanted:
        raise Refusal("paper-nothing", sentence=SENTENCES["paper-nothing"], field="article")
    if wanted - set(published):
        raise Refusal("paper-gone", sentence=SENTENCES["paper-gone"], field="article")
    if not any(published[slug] & {language, beside} for slug in wanted):
        raise Refusal("paper-no-text", sentence=SENTENCES["paper-no-text"], field="beside")
    slugs = () if whole else tuple(slug for slug in published if slug in wanted)
    return Wish(slugs, language, beside, town, is_large)
