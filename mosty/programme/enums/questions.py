"""The checklist of a project as plain data: questions with a key, a text in each language of the staff, and what an answer means."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mosty.programme.enums.projects import Check, QuestionKind, Strictness

LANGUAGES = ("pl", "en", "uk")
FIRST = Path(__file__).parent.parent / "checklists" / "fami-1.toml"


@dataclass(frozen=True)
class Question:
    """One line of a checklist. `key` ties an answer to it for ever; `texts` by language, Polish always."""

    key: str
    texts: Mapping[str, str]
    kind: str = QuestionKind.MUST
    is_required: bool = True


@dataclass(frozen=True)
class Questions:
    """A whole checklist: what is asked, and how strictly each `Check` is taken."""

    questions: tuple[Question, ...]
    checks: Mapping[str, str]

    def strictness(self, check: str) -> str:
        return self.checks.get(check, Strictness.OFF)

    def as_data(self) -> dict[str, Any]:
        """For a JSON column."""
        return {"questions": [asdict(one) for one in self.questions], "checks": dict(self.checks)}


def from_data(data: Mapping[str, Any]) -> Questions:
    """The checklist that `as_data` or a file holds; what it does not say is the default."""
    questions: Iterable[Mapping[str, Any]] = data.get("questions", ())
    return Questions(
        tuple(
            Question(str(one["key"]), dict(one["texts"]), str(one.get("kind", QuestionKind.MUST)), bool(one.get("is_required", True)))
            for one in questions
        ),
        {check: str(data.get("checks", {}).get(check, Strictness.OFF)) for check in Check.values},
    )


@cache
def first_checklist() -> Questions:
    """What a new project begins with; to be changed as its rules of recruitment say."""
    return from_data(tomllib.loads(FIRST.read_text(encoding="utf-8")))
