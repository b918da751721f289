"""What the words of a search may mean: words of the index by their forms, by their beginning, by likeness, by another keyboard layout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import Count, Q
from rapidfuzz.distance import OSA

from mosty.search.models import Entry, Form, Gram, Word
from mosty.search.texts.folding import MOST_WORDS, is_small, is_weak, pairs_of
from mosty.search.texts.layouts import other_layouts
from mosty.search.texts.ranking import Asked, telling
from mosty.search.texts.sounds import grams, sounds
from mosty.search.texts.stems import forms_to_find, gram_text

MOST_FORMS = 3_000  # words that one search may mean
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
FALSE_FRIEND = 0.8  # how sure a bent word of another language is, where the reader's own has the very word
WEAKLY = 0.3  # how much a word of questions about anything tells


@dataclass(frozen=True)
class Near:
    """A word of the index that looks like one that was typed."""

    word: str
    language: str


def look_up(asked: list[Asked], language: str) -> list[str]:
    """Fill in what each word may mean; the words that the index knows as they are. A word of the reader's language means itself before it
    means a bent word of another one ("rent" is no Polish "renta"). Three queries."""
    forms = {one.folded: forms_to_find(one.raw, one.folded) for one in asked}
    by_form: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    own = set()
    words = Word.objects.filter(text__in=forms, entries__gt=0).order_by("pk").values_list("text", "pk", "entries", "language")
    for text, word, entries, code in words:
        by_form[f"={text}"].append((word, entries, code))
        if code == language:
            own.add(text)
    wanted = {form for mine in forms.values() for form in mine}
    rows = Form.objects.filter(form__in=wanted, word__entries__gt=0).order_by("pk")
    for form, word, entries, code in rows.values_list("form", "word_id", "word__entries", "word__language")[:MOST_FORMS]:
        by_form[form].append((word, entries, code))
    every = Entry.objects.count()
    known = []
    for one in asked:
        having = 0
        for form, sure in forms[one.folded].items():
            for word, entries, code in by_form[form]:
                falsely = FALSE_FRIEND if one.folded in own and code != language and not form.startswith("=") else 1.0
                one.means[word] = max(sure * falsely, one.means.get(word, 0.0))
                having = max(having, entries)
            if form.startswith("=") and by_form[form]:
                known.append(one.folded)
        one.tells = telling(every, having or 3) * (WEAKLY if is_weak(one.folded) else 1.0)
    return known


def typed_elsewhere(text: str, language: str, *, is_typing: bool = False) -> list[Asked]:
    """The words as another keyboard layout writes them, if the index knows every one of them so; else nothing. `is_typing`: the last one
    is a beginning. Three queries, while typing one more for every layout."""
    readings = [
        [Asked(raw, folded) for raw, folded in dict.fromkeys(pairs_of(reading)) if not is_small(folded)][:MOST_WORDS]
        for reading in other_layouts(text)
    ]
    readings = [reading for reading in readings if reading and max(len(one.folded) for one in reading) >= SHORTEST_ELSEWHERE]
    look_up([one for reading in readings for one in reading], language)
    for reading in readings:
        for one in reading:
            if len(one.folded) < SHORTEST_BENT:
                one.means = {word: sure for word, sure in one.means.items() if sure == 1.0}
            one.means = {word: OTHER_LAYOUT * sure for word, sure in one.means.items()}
        if is_typing:
            complete(reading[-1])
    return next((reading for reading in readings if all(one.means for one in reading)), [])


def complete(last: Asked) -> None:
    """Words that begin like the last one, or sound so; the commonest first. One query."""
    begins = Q(start=last.folded[:2], text__startswith=last.folded)
    for sound in sounds(last.raw)[:1]:
        if len(sound) > 1:
            begins |= Q(sound_start=sound[:2], sound__startswith=sound)
    rows = Word.objects.filter(begins, entries__gt=0).order_by("-entries", "text", "language").values_list("pk", flat=True)
    for word in rows[:MOST_COMPLETIONS]:
        last.means[word] = max(0.9, last.means.get(word, 0.0))


def forgive(asked: Iterable[Asked]) -> list[Near]:
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
