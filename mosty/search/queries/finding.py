"""Finding: by words, while typing, and what is near when nothing fits. A constant number of queries, every one by exact values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from mosty.search.enums import Field, Kind
from mosty.search.models import Entry, Passage, Posting
from mosty.search.queries.asking import Near, complete, forgive, look_up, typed_elsewhere
from mosty.search.texts.folding import MOST_WORDS, clean, is_small, pairs_of
from mosty.search.texts.ranking import OWN_LANGUAGE_OF_BEST, Asked, Hit, Score, rank

MOST_HITS = 4_000
FIRST = 3  # results that nearly everybody looks at
AS_GOOD = 0.9  # of the best score
SURE = 0.36  # score: below it an answer may be none
FALLBACKS = ("pl", "en")
APART = {Kind.TERM, Kind.TOPIC}  # shown beside the results


@dataclass(frozen=True)
class Result:
    """One thing that was found: in the reader's language if it is there in it."""

    kind: Kind
    key: str
    language: str
    is_readers: bool
    title: str
    summary: str
    address: str
    reason: Field
    passage: str
    passage_language: str
    is_other_spelling: bool
    is_sensitive: bool
    score: float


@dataclass(frozen=True)
class Found:
    """What a search gives. Apart from `results`: `terms`, official words with their explanation, and `topics`, shelves of the guide."""

    text: str
    results: list[Result] = field(default_factory=list)
    terms: list[Result] = field(default_factory=list)
    topics: list[Result] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    known_words: list[str] = field(default_factory=list)
    has_only_small_words: bool = False

    @property
    def is_unsure(self) -> bool:
        """The best answer fits so badly that it may be none: a page says so, and whom to ask. (Of searches with a right answer 3.5 in
        100 fit this badly, of searches for what we do not have 80.)"""
        return bool(self.results) and max(result.score for result in self.results) < SURE

    @property
    def is_sensitive(self) -> bool:
        """The best answer, or one nearly as good, is one that nobody else should see that the visitor looked for it."""
        return any(result.is_sensitive for result in self.best())

    def best(self) -> list[Result]:
        """The first answers that fit (nearly) as well as the best one."""
        top = max((result.score for result in self.results), default=0.0)
        return [result for result in self.results[:FIRST] if result.score >= AS_GOOD * top]

    def __bool__(self) -> bool:
        return bool(self.results or self.terms or self.topics)


def find(text: str, language: str, limit: int = 20) -> Found:
    """What answers these words, best first: the reader's language, then Polish, English and others where they fit as well.

    text may be anything; signs that nobody sees and all after 200 letters are left out. At most eight queries; three more when no word is
    known, so that it may have been typed with the keyboard set to another alphabet.
    """
    text = clean(text)
    pairs = list(dict.fromkeys(pairs_of(text)))[:MOST_WORDS]
    asked = [Asked(raw, folded) for raw, folded in pairs if not is_small(folded)]
    if not asked:
        return Found(text, has_only_small_words=bool(pairs))
    known = look_up(asked, language)
    if not any(one.means for one in asked):
        asked = typed_elsewhere(text, language) or asked
    near = forgive(asked)
    scores = rank(asked, _hits(asked), language)
    results = _results(scores, language, limit)
    shown = [result for result in results if result.kind not in APART]
    terms = [result for result in results if result.kind == Kind.TERM]
    topics = [result for result in results if result.kind == Kind.TOPIC]
    return Found(text, shown[:limit], terms[:3], topics[:3], near if not results else [], known)


def suggest(text: str, language: str, limit: int = 6) -> list[Result]:
    """What the words so far may become: the last one is taken as a beginning."""
    text = clean(text)
    pairs = pairs_of(text)[:MOST_WORDS]
    if not pairs or len(pairs[-1][1]) < 2:
        return []
    asked = [Asked(raw, folded) for raw, folded in pairs[:-1] if not is_small(folded)]
    last = Asked(*pairs[-1])
    look_up([*asked, last], language)
    complete(last)
    if not any(one.means for one in (*asked, last)) and (elsewhere := typed_elsewhere(text, language, is_typing=True)):
        *asked, last = elsewhere
    forgive([one for one in asked if not one.means] + ([last] if not last.means else []))
    scores = [score for score in rank([*asked, last], _hits([*asked, last]), language) if score.kind != Kind.TERM]
    return _results(scores, language, limit)[:limit]


def count_entries() -> int:
    """How many entries the index has."""
    return Entry.objects.count()


def _hits(asked: list[Asked]) -> list[Hit]:
    """Where the words stand, the strongest places first. Two queries: the strongest are chosen in the index alone, as a common word
    stands in many thousand passages, and a database that is asked for both at once may begin with the passages."""
    words = {word for one in asked for word in one.means}
    postings = Posting.objects.filter(word__in=words).order_by("-weight", "passage", "word")
    strongest = list(postings.values_list("word_id", "passage_id", "weight")[:MOST_HITS])
    rows = Passage.objects.filter(pk__in={passage for _word, passage, _weight in strongest}).order_by("pk")
    about = {row[0]: row[1:] for row in rows.values_list("pk", "size", "language", "entry__kind", "entry__key", "entry__language")}
    return [Hit(word, passage, weight, *about[passage]) for word, passage, weight in strongest if passage in about]


def _results(scores: list[Score], language: str, limit: int) -> list[Result]:
    """Things to show, in the reader's language where they are there in it. Two queries."""
    chosen = scores[: limit + 10]
    languages = {language, *FALLBACKS, *(score.entry_language for score in chosen)}
    entries: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for entry in Entry.objects.filter(key__in={score.key for score in chosen}, language__in=languages):
        entries[entry.kind, entry.key][entry.language] = entry
    passages = Passage.objects.in_bulk({score.passage for score in chosen})
    results = []
    for score in chosen:
        there = entries[score.kind, score.key]
        entry = next(there[code] for code in (language, *FALLBACKS, score.entry_language) if code in there)
        passage = passages[score.passage]
        results.append(
            Result(
                kind=Kind(entry.kind),
                key=entry.key,
                language=entry.language,
                is_readers=entry.language == language,
                title=entry.title,
                summary=entry.summary,
                address=entry.address,
                reason=Field(passage.field),
                passage=passage.text,
                passage_language=passage.language,
                is_other_spelling=score.sureness < 0.9,
                is_sensitive=entry.is_sensitive,
                score=score.value,
            )
        )
    top = results[0].score if results else 0.0
    return sorted(results, key=lambda result: not (result.is_readers and result.score >= OWN_LANGUAGE_OF_BEST * top))
