"""Questionnaires and templates of plans: texts of ours in files, in Polish, English and Ukrainian.

`questionnaires/<name>-<version>.toml`: per part of life a question and what each score from 1 to 5 means. A version that was ever used
is never changed: a better text is a new file. `plan_templates/<name>.toml`: goals and actions, with days counted from the opening.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mosty.casework.enums.plans import SCORES, LifeDomain
from mosty.casework.queries.contents import Aim, Content, Step
from mosty.core.texts import Told, told

HERE = Path(__file__).resolve().parents[1]
USED = "life"


@dataclass(frozen=True)
class Question:
    """One part of life: the question, and the anchor text of each score."""

    domain: str
    asked: Mapping[str, str]
    anchors: tuple[Mapping[str, str], ...]

    @property
    def text(self) -> Told:
        return told(self.asked)

    def anchor(self, answer: str) -> Told:
        """What the score means, in the reader's language; nothing for an answer that is none."""
        return told(self.anchors[SCORES.index(answer)]) if answer in SCORES else told({})


@dataclass(frozen=True)
class Questionnaire:
    name: str
    version: int
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class PlanTemplate:
    """A usual way: goals and actions to begin with."""

    name: str
    titles: Mapping[str, str]
    languages: tuple[str, ...]

    @property
    def title(self) -> Told:
        return told(self.titles)


@cache
def questionnaire(name: str = USED, version: int | None = None) -> Questionnaire:
    """That version, or the newest. Raises `KeyError` for one that we do not have."""
    found = {int(path.stem.rpartition("-")[2]): path for path in (HERE / "questionnaires").glob(f"{name}-*.toml")}
    number = max(found) if version is None and found else version
    if number not in found:
        raise KeyError(f"{name}-{number}")
    table = tomllib.loads(found[number].read_text(encoding="utf-8"))
    return Questionnaire(
        name,
        number,
        tuple(Question(domain, table[domain]["ask"], tuple(table[domain][score] for score in SCORES)) for domain in LifeDomain.values),
    )


@cache
def plan_templates() -> tuple[PlanTemplate, ...]:
    """All of them, in the order of their files' `order`."""
    tables = {path.stem: _table(path.stem) for path in (HERE / "plan_templates").glob("*.toml")}
    names = sorted(tables, key=lambda name: (tables[name]["order"], name))
    return tuple(PlanTemplate(name, tables[name]["title"], tuple(tables[name]["title"])) for name in names)


def from_template(name: str, language: str, opened_on: date, *, theirs: str = "") -> Content:
    """The template's goals and actions in the language, days counted from `opened_on`; beside it in `theirs`, where we have it.

    Raises `KeyError` for an unknown name or language.
    """
    if name not in {template.name for template in plan_templates()}:
        raise KeyError(name)
    table = _table(name)

    def day(offset: int | None) -> date | None:
        return None if offset is None else opened_on + timedelta(days=offset)

    def beside(text: Mapping[str, str]) -> str:
        return "" if theirs == language else text.get(theirs, "")

    return Content(
        language=language,
        their_language=theirs if theirs != language else "",
        review_on=day(table["review"]),
        aims=tuple(
            Aim(
                words=goal["text"][language],
                domain=goal["domain"],
                theirs=beside(goal["text"]),
                until=day(goal.get("days")),
                steps=tuple(
                    Step(
                        words=action["text"][language],
                        theirs=beside(action["text"]),
                        who=action["who"],
                        until=day(action.get("days")),
                    )
                    for action in goal["action"]
                ),
            )
            for goal in table["goal"]
        ),
    )


@cache
def _table(name: str) -> dict[str, Any]:
    """The template, its texts in all languages that we have: three stand in it, each of the others in a file of its own."""
    table = _read(HERE / "plan_templates" / f"{name}.toml")
    texts = [table["title"], *(goal["text"] for goal in table["goal"])]
    texts += [action["text"] for goal in table["goal"] for action in goal["action"]]
    for path in sorted((HERE / "plan_templates" / "languages").glob("*.toml")):
        words = _read(path)["texts"]
        for text in texts:
            text[path.stem] = words[text["en"]]
    return table


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
