"""Finding: by words, while typing, and what is near when nothing fits. A constant number of queries, every one by exact values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from django.db.models import Count, Q
from rapidfuzz.distance import OSA

from mosty.search.enums import Field, Kind
from mosty.search.models import Entry, Form, Gram, Passage, Posting, Word
from mosty.search.texts.folding import MOST_WORDS, clean, is_small, is_weak, pairs_of
from mosty.search.texts.layouts import other_layouts
from mosty.search.texts.ranking import OWN_LANGUAGE_OF_BEST, Asked, Hit, Score, rank, telling
from mosty.search.texts.sounds import grams, sounds
from mosty.search.texts.stems import forms_to_find, gram_text

MOST_FORMS = 3_000  # words that one search may mean
MOST_HITS = 4_000
FIRST = 3  # results that nearly everybody looks at
AS_GOOD = 0.9  # of the best score
MOST_CANDIDATES = 80  # for one mistyped word
MOST_COMPLETIONS = 300  # of the word that is being typed
MOST_FORGIVEN = 4  # mistyped words of one search
ALIKE = 0.66  # of the letters, so that it may be a typing error
NEARLY = 0.5  # to be offered when nothing is found
FUZZY = 0.85  # a typing error is less sure than the word
SHORTEST_FUZZY = 4
SAME_START = 5  # letters: words of one family (refugee, refuge), if they are that alike
FAMILY = 0.7
OTHER_LAYOUT = 0.85  # a word read as typed with another keyboard layout is less sure
SHORTEST_ELSEWHERE, SHORTEST_BENT = 3, 5  # letters of a word of another layout, and of one that may be bent
WEAKLY = 0.3  # how much a word of questions about anything tells
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
class Near:
    """A word of the index that looks like one that was typed."""

    word: str
    language: str


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

    text may be anything; signs that nobody sees and all after 200 letters are left out. At most eight queries; three more when no word is known, so that it may have been typed
    with the keyboard set to another alphabet.
    """
    text = clean(text)
    pairs = list(dict.fromkeys(pairs_of(text)))[:MOST_WORDS]
    asked = [Asked(raw, folded) for raw, folded in pairs if not is_small(folded)]
    if not asked:
        return Found(text, has_only_small_words=bool(pairs))
    known = _look_up(asked)
    if not any(one.means for one in asked):
        asked = _typed_elsewhere(text) or asked
    near = _forgive(asked)
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
    _look_up([*asked, last])
    _complete(last)
    if not any(one.means for one in (*asked, last)) and (elsewhere := _typed_elsewhere(text, is_typing=True)):
        *asked, last = elsewhere
    _forgive([one for one in asked if not one.means] + ([last] if not last.means else []))
    scores = [score for score in rank([*asked, last], _hits([*asked, last]), language) if score.kind != Kind.TERM]
    return _results(scores, language, limit)[:limit]


def count_entries() -> int:
    """How many entries the index has."""
    return Entry.objects.count()


def _look_up(asked: list[Asked]) -> list[str]:
    """Fill in what each word may mean; the words that the index knows as they are. Three queries."""
    forms = {one.folded: forms_to_find(one.raw, one.folded) for one in asked}
    by_form: dict[str, list[tuple[int, int]]] = defaultdict(list)
    words = Word.objects.filter(text__in=forms, entries__gt=0).order_by("pk").values_list("text", "pk", "entries")
    for text, word, entries in words:
        by_form[f"={text}"].append((word, entries))
    wanted = {form for mine in forms.values() for form in mine}
    rows = Form.objects.filter(form__in=wanted, word__entries__gt=0).order_by("pk").values_list("form", "word_id", "word__entries")
    for form, word, entries in rows[:MOST_FORMS]:
        by_form[form].append((word, entries))
    every = Entry.objects.count()
    known = []
    for one in asked:
        having = 0
        for form, sure in forms[one.folded].items():
            for word, entries in by_form[form]:
                one.means[word] = max(sure, one.means.get(word, 0.0))
                having = max(having, entries)
            if form.startswith("=") and by_form[form]:
                known.append(one.folded)
        one.tells = telling(every, having or 3) * (WEAKLY if is_weak(one.folded) else 1.0)
    return known


def _typed_elsewhere(text: str, *, is_typing: bool = False) -> list[Asked]:
    """The words as another keyboard layout writes them, if the index knows every one of them so; else nothing. `is_typing`: the last one
    is a beginning. Three queries, while typing one more for every layout."""
    readings = [
        [Asked(raw, folded) for raw, folded in dict.fromkeys(pairs_of(reading)) if not is_small(folded)][:MOST_WORDS]
        for reading in other_layouts(text)
    ]
    readings = [reading for reading in readings if reading and max(len(one.folded) for one in reading) >= SHORTEST_ELSEWHERE]
    _look_up([one for reading in readings for one in reading])
    for reading in readings:
        for one in reading:
            if len(one.folded) < SHORTEST_BENT:
                one.means = {word: sure for word, sure in one.means.items() if sure == 1.0}
            one.means = {word: OTHER_LAYOUT * sure for word, sure in one.means.items()}
        if is_typing:
            _complete(reading[-1])
    return next((reading for reading in readings if all(one.means for one in reading)), [])


def _complete(last: Asked) -> None:
    """Words that begin like the last one, or sound so; the commonest first. One query."""
    begins = Q(start=last.folded[:2], text__startswith=last.folded)
    for sound in sounds(last.raw)[:1]:
        if len(sound) > 1:
            begins |= Q(sound_start=sound[:2], sound__startswith=sound)
    rows = Word.objects.filter(begins, entries__gt=0).order_by("-entries", "text", "language").values_list("pk", flat=True)
    for word in rows[:MOST_COMPLETIONS]:
        last.means[word] = max(0.9, last.means.get(word, 0.0))


def _forgive(asked: Iterable[Asked]) -> list[Near]:
    """Let words that mean nothing mean what looks like them. One query for the candidates of each of at most MOST_FORGIVEN words and
    one for the words themselves."""
    mistyped = [one for one in asked if not one.means and not one.folded.isdigit() and len(one.folded) >= SHORTEST_FUZZY]
    alike: dict[str, dict[str, float]] = {}
    for one in mistyped[:MOST_FORGIVEN]:
        text = gram_text(one.raw, one.folded)
        candidates = (
            Gram.objects.filter(gram__in=grams(text), length__gte=len(text) - 2, length__lte=len(text) + 2)
            .values_list("sound")
            .annotate(shared=Count("pk"))
            .order_by("-shared", "sound")[:MOST_CANDIDATES]
        )
        alike[one.folded] = {sound: _alike(text, sound) for sound, _ in candidates}
    nearly = {sound for mine in alike.values() for sound, how in mine.items() if how >= NEARLY}
    if not nearly:
        return []
    words = list(Word.objects.filter(sound__in=nearly, entries__gt=0).order_by("pk").values_list("pk", "text", "language", "sound"))
    near: dict[str, tuple[float, Near]] = {}
    for one in mistyped:
        mine = alike.get(one.folded, {})
        for pk, text, language, sound in words:
            how = mine.get(sound, 0.0)
            if how >= ALIKE:
                one.means[pk] = FUZZY * how
            if how >= NEARLY and (text not in near or near[text][0] < how):
                near[text] = (how, Near(text, language))
        if one.means:  # only the most similar ones
            top = max(one.means.values())
            one.means = {key: sure for key, sure in one.means.items() if sure >= top - 0.12}
    return [found for _, found in sorted(near.values(), key=lambda pair: (-pair[0], pair[1].word))[:5]]


def _alike(typed: str, sound: str) -> float:
    """How alike two sounds are, 0 to 1; words of one family are alike even if their ends are not."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(typed, sound, strict=False)))
    is_family = same >= SAME_START and same >= 0.6 * min(len(typed), len(sound))
    return max(OSA.normalized_similarity(typed, sound), FAMILY if is_family else 0.0)


def _hits(asked: list[Asked]) -> list[Hit]:
    """Where the words stand, the strongest places first. One query."""
    words = {word for one in asked for word in one.means}
    # the strongest are chosen in the index alone, before anything is joined: a common word stands in many thousand passages
    strongest = Posting.objects.filter(word__in=words).order_by("-weight", "passage", "word").values("pk")[:MOST_HITS]
    rows = (
        Posting.objects.filter(pk__in=strongest)
        .order_by("-weight", "passage", "word")
        .values_list(
            "word_id",
            "passage_id",
            "weight",
            "passage__size",
            "passage__language",
            "passage__entry__kind",
            "passage__entry__key",
            "passage__entry__language",
        )
    )
    return [Hit(*row) for row in rows]


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
