"""Two advisers wrote in one plan at the same time: both texts become one, and what differs is told. Nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from mosty.casework.queries.contents import Aim, Content, Step

Part = TypeVar("Part", Aim, Step)
HEAD = ("language", "their_language", "agreed_on", "review_on")


@dataclass(frozen=True)
class Difference:
    """One thing that the colleague changed since we began. `kind`: changed, added, removed.

    `what`: head, goal or action; `name` the words of the goal or action it is about; `field` which of its boxes. With `is_clash` both
    changed it: ours stands in the form, theirs is told.
    """

    kind: str
    what: str
    name: str = ""
    field: str = ""
    theirs: Any = None
    mine: Any = None
    is_clash: bool = False


def joined(base: Content, theirs: Content, mine: Content) -> tuple[Content, list[Difference]]:
    """One text out of two that were both made from `base`: what only one of them changed is taken, of what both changed ours.

    A goal that one took away and the other changed stays. Differences come in the order of the plan.
    """
    told: list[Difference] = []
    values = {name: _value(base, theirs, mine, name, told, what="head") for name in HEAD}
    return Content(**values, aims=_joined(base.aims, theirs.aims, mine.aims, told)), told


def _joined(base: Sequence[Part], theirs: Sequence[Part], mine: Sequence[Part], told: list[Difference]) -> tuple[Part, ...]:
    was, their, my = ({row.id: row for row in rows} for rows in (base, theirs, mine))
    found: list[Part] = []
    for row in mine:
        if row.id in their:
            found.append(_both(was.get(row.id), their[row.id], row, told))
        elif row.id not in was:
            found.append(row)
        elif row == was[row.id]:
            told.append(Difference("removed", _what(row), row.words))
        else:  # they took away what we changed
            told.append(Difference("removed", _what(row), row.words, is_clash=True))
            found.append(row)
    for row in theirs:
        if row.id in my:
            continue
        if row.id not in was:
            told.append(Difference("added", _what(row), row.words))
            found.append(row)
        elif row != was[row.id]:  # we took away what they changed
            told.append(Difference("changed", _what(row), row.words, is_clash=True))
            found.append(row)
    return tuple(found)


def _both(was: Part | None, theirs: Part, mine: Part, told: list[Difference]) -> Part:
    base = was or theirs
    values: dict[str, Any] = {}
    for one in fields(mine):
        if one.name == "steps":
            was_steps, their_steps, my_steps = (getattr(side, one.name) for side in (base, theirs, mine))
            values["steps"] = _joined(was_steps, their_steps, my_steps, told)
        elif one.name != "id":
            values[one.name] = _value(base, theirs, mine, one.name, told, what=_what(mine), label=mine.words)
    return replace(mine, **values)


def _value(base: object, theirs: object, mine: object, name: str, told: list[Difference], *, what: str, label: str = "") -> Any:
    """Ours if we changed it, else theirs."""
    was, their, my = (getattr(one, name) for one in (base, theirs, mine))
    if their in (was, my):
        return my
    is_clash = my != was
    told.append(Difference("changed", what, label, name, their, my, is_clash))
    return my if is_clash else their


def _what(row: Aim | Step) -> str:
    return "goal" if isinstance(row, Aim) else "action"
