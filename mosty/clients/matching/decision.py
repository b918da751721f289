"""The decision: same person, maybe, or different, with its reasons. For a person to look at, never to act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mosty.clients.matching.births import NEAR, Birth, compare_births
from mosty.clients.matching.naming import NOTHING, Agreement, Level, agree
from mosty.clients.matching.people import Person
from mosty.clients.matching.reasons import OF_BIRTH, Reason
from mosty.clients.matching.spelling import Alike

FOR_LIFE = frozenset({"pesel"})  # kinds of documents a person has one of, and keeps


class Verdict(Enum):
    """What we say of two people. `same` and `maybe` are shown as candidates, `different` is not."""

    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Comparison:
    """Of two people: a score from 0 to 100 to sort candidates by, the verdict, and its reasons, the strongest first."""

    score: int
    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def is_candidate(self) -> bool:
        return self.verdict is not Verdict.DIFFERENT


def compare(a: Person, b: Person) -> Comparison:
    """Are these two one person? The same answer whichever comes first. Never raises; knows nothing of where people come from."""
    if b.order < a.order:
        a, b = b, a
    if len(a.parsed) == len(b.parsed) == 1:
        name = agree(a.parsed[0], b.parsed[0])
    else:
        name = max((agree(one, other) for one in a.parsed for other in b.parsed), key=_rank, default=NOTHING)
    birth = compare_births(a, b)
    phone = bool(a.phones and a.phones & b.phones)
    document = clash = False
    if a.documents and b.documents:
        document = bool(a.documents & b.documents)
        kinds = {kind for kind, _value in a.documents} & {kind for kind, _value in b.documents} & FOR_LIFE
        clash = bool(kinds) and not any(kind in kinds for kind, _value in a.documents & b.documents)
    other_sex = name.is_other_gender or bool(a.likely_sex and b.likely_sex and a.likely_sex != b.likely_sex)
    score = _score(name, birth, phone=phone, other_sex=other_sex, woman="f" in (a.likely_sex, b.likely_sex))
    if document:
        score = max(score + 30, 92 if name.level >= Level.PART or birth in {Birth.SAME, Birth.SWAPPED} else 60)
    elif clash:
        score = min(score - 40, 55)
    score = max(0, min(score, 100))
    verdict = Verdict.SAME if score >= 80 else Verdict.MAYBE if score >= 50 else Verdict.DIFFERENT
    return Comparison(score, verdict, _reasons(name, birth, phone=phone, document=document, clash=clash, other_sex=other_sex))


def _rank(name: Agreement) -> tuple[int, ...]:
    father = {"same": 1, "": 0, "differs": -1}[name.patronymic]
    return (name.level, -name.is_other_gender, father, name.least, name.met, -name.extra, -name.slips)


def _score(name: Agreement, birth: Birth, *, phone: bool, other_sex: bool, woman: bool) -> int:
    """The score without documents. 80 and more is "same", 50 and more "maybe"."""
    if birth is Birth.DIFFERENT:
        return _apart(name, phone=phone, other_sex=other_sex)
    is_near = birth in NEAR
    is_same = birth is Birth.SAME
    is_rough = birth is Birth.SAME_ROUGH
    score = 0
    if name.level is Level.WHOLE:
        score = {Birth.SAME: 97, Birth.SAME_ROUGH: 84, Birth.SWAPPED: 86, Birth.UNKNOWN: 66}.get(birth, 72)
        score -= 4 * name.slips + 2 * name.has_initial + (name.is_common and not is_same) * 6
        if name.slips and not is_same:
            score -= 4 * name.slips
    elif name.level is Level.PART:
        score = {Birth.SAME: 66, Birth.SAME_ROUGH: 50, Birth.SWAPPED: 54, Birth.UNKNOWN: 40}.get(birth, 42)
        score += 6 * name.has_initial + (name.patronymic == "same") * 12
    elif name.level is Level.REST_DIFFERS:
        score = {Birth.SAME: 62, Birth.UNKNOWN: 45, Birth.SAME_ROUGH: 46}.get(birth, 40)
    elif name.level is Level.FAMILY_DIFFERS:
        score = 52 if is_same and woman else 36 if is_same else 30 if is_near or is_rough else 20
        score += (name.patronymic == "same") * 22 * (is_same or is_near)
        score += phone * 14
    elif name.level is Level.GIVEN_DIFFERS:
        return 30 if is_same else 15
    elif phone and is_same:
        return 50
    if name.patronymic == "differs":
        score -= 30
    elif name.patronymic == "same" and name.level is Level.WHOLE:
        score += 8
    if other_sex:
        score -= 50
    return score + 12 * phone * (name.level in {Level.WHOLE, Level.PART, Level.REST_DIFFERS})


def _apart(name: Agreement, *, phone: bool, other_sex: bool) -> int:
    """Birth dates that no slip explains: other people, unless the whole name and the phone agree."""
    if name.level is not Level.WHOLE or other_sex or name.patronymic == "differs":
        return 10
    return 52 if phone and not name.slips else 30


def _reasons(name: Agreement, birth: Birth, *, phone: bool, document: bool, clash: bool, other_sex: bool) -> tuple[Reason, ...]:
    found: list[Reason] = []
    if document:
        found.append(Reason.DOCUMENT_SAME)
    if name.level >= Level.PART:
        found.append(
            {
                Alike.SAME: Reason.NAME_SAME,
                Alike.FORM: Reason.NAME_FORM,
                Alike.SPELT: Reason.NAME_SPELT,
                Alike.INITIAL: Reason.NAME_INITIAL,
            }.get(name.least, Reason.NAME_SLIP)
        )
        if name.extra or (name.level is Level.PART and not name.has_initial):
            found.append(Reason.NAME_PART)
        if name.is_swapped:
            found.append(Reason.NAME_SWAPPED)
    else:
        found.append(
            {
                Level.GIVEN_DIFFERS: Reason.GIVEN_DIFFERS,
                Level.FAMILY_DIFFERS: Reason.FAMILY_DIFFERS,
                Level.REST_DIFFERS: Reason.REST_DIFFERS,
            }.get(name.level, Reason.NAME_DIFFERS)
        )
    if name.patronymic:
        found.append(Reason.FATHER_SAME if name.patronymic == "same" else Reason.FATHER_DIFFERS)
    found.append(OF_BIRTH[birth])
    if phone:
        found.append(Reason.PHONE_SAME)
    if other_sex:
        found.append(Reason.SEX_DIFFERS)
    if clash:
        found.append(Reason.DOCUMENT_DIFFERS)
    return tuple(found)
