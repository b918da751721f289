"""How well a passage and an entry answer a search. Pure arithmetic on what was looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from mosty.search.enums import KIND_FACTORS, Kind

LEAST = 0.16  # of a full match: when the best one has less, nothing is an answer
LEAST_BESIDE = 0.1  # less is not shown beside a better one
LEAST_OF_BEST = 0.3
OWN_LANGUAGE_OF_BEST = 0.92  # so much of the best: own language goes before others
READERS_LANGUAGE, POLISH, OTHER = 1.0, 0.95, 0.9
ALL_TOGETHER = 0.4  # share of what all passages of an entry say together


class Hit(NamedTuple):
    """A word that was asked for stands in a passage. A search makes thousands."""

    word: int
    passage: int
    weight: int
    size: int
    language: str
    kind: str
    key: str
    entry_language: str


@dataclass
class Asked:
    """One word of the search: words of the index that it may mean, each with how sure that is, and how much it tells."""

    raw: str
    folded: str
    means: dict[int, float] = field(default_factory=dict)
    tells: float = 1.0


@dataclass
class Score:
    """One thing with its best passage."""

    kind: str
    key: str
    value: float
    passage: int
    entry_language: str
    sureness: float


def telling(entries: int, having: int) -> float:
    """A word that few entries have tells more."""
    return log(1 + entries / max(1, having))


def rank(asked: list[Asked], hits: Iterable[Hit], language: str) -> list[Score]:
    """Things by how well they fit, best first; equal ones by kind and key."""
    whole = sum(one.tells for one in asked) or 1.0
    meant: dict[int, list[tuple[int, float]]] = defaultdict(list)  # a word of the index: which words that were asked for mean it
    for at, ask in enumerate(asked):
        for word, sure in ask.means.items():
            meant[word].append((at, sure))
    by_passage: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_passage[hit.passage].append(hit)
    best: dict[tuple[str, str], tuple[float, int, str, float]] = {}
    together: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for passage, found in sorted(by_passage.items()):
        one = found[0]
        matched = [0.0] * len(asked)
        for hit in found:
            for at, sure in meant.get(hit.word, ()):
                matched[at] = max(matched[at], sure)
        own = READERS_LANGUAGE if one.language == language else POLISH if one.language == "pl" else OTHER
        covered = sum(sure * ask.tells for sure, ask in zip(matched, asked, strict=True)) / whole
        filled = min(1.0, sum(matched) / max(1, one.size))
        place = one.weight / 100
        fit = own * place * covered * ((0.45 + 0.55 * filled) if place > 0.5 else (0.85 + 0.15 * filled))
        name = (one.kind, one.key)
        sureness = max(matched)
        if name not in best or (round(fit, 6), one.entry_language == language) > (round(best[name][0], 6), best[name][2] == language):
            best[name] = (fit, passage, one.entry_language, sureness)
        for at, (sure, ask) in enumerate(zip(matched, asked, strict=True)):
            if sure:
                value = sure * place * ask.tells / whole
                together[name][at] = max(together[name].get(at, 0.0), value)
    scores = []
    for (kind, key), (fit, passage, entry_language, sureness) in best.items():
        value = KIND_FACTORS[Kind(kind)] * ((1 - ALL_TOGETHER) * fit + ALL_TOGETHER * sum(together[kind, key].values()))
        scores.append(Score(kind, key, round(value, 5), passage, entry_language, sureness))
    scores.sort(key=lambda score: (-score.value, score.kind, score.key))
    top = scores[0].value if scores else 0.0
    return [score for score in scores if top >= LEAST and score.value >= max(LEAST_BESIDE, LEAST_OF_BEST * top)]
