"""A plan as one value: what a form holds, what is kept of every version, what two advisers' texts are compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from mosty.casework.enums.plans import GoalState

if TYPE_CHECKING:
    from mosty.casework.models import Plan


@dataclass(frozen=True)
class Step:
    """An action of a goal; `theirs`: the same in the person's language."""

    words: str
    who: str
    whom: str = ""
    until: date | None = None
    theirs: str = ""
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Aim:
    """A goal with its actions."""

    words: str
    domain: str
    until: date | None = None
    state: str = GoalState.OPEN
    steps: tuple[Step, ...] = ()
    theirs: str = ""
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Content:
    """All of a plan that a form can change. Days are those of the centre."""

    language: str = ""
    agreed_on: date | None = None
    review_on: date | None = None
    aims: tuple[Aim, ...] = ()
    their_language: str = ""

    def stored(self) -> dict[str, Any]:
        """For `PlanVersion.content`: plain JSON."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Content:
        """The content of a kept version."""
        return cls(
            language=stored["language"],
            their_language=stored.get("their_language", ""),
            agreed_on=_day(stored["agreed_on"]),
            review_on=_day(stored["review_on"]),
            aims=tuple(
                Aim(
                    words=aim["words"],
                    domain=aim["domain"],
                    until=_day(aim["until"]),
                    state=aim["state"],
                    theirs=aim.get("theirs", ""),
                    id=UUID(aim["id"]),
                    steps=tuple(
                        Step(
                            words=step["words"],
                            who=step["who"],
                            whom=step["whom"],
                            until=_day(step["until"]),
                            theirs=step.get("theirs", ""),
                            id=UUID(step["id"]),
                        )
                        for step in aim["steps"]
                    ),
                )
                for aim in stored["aims"]
            ),
        )

    def steps(self) -> Iterator[tuple[Aim, Step]]:
        for aim in self.aims:
            for step in aim.steps:
                yield aim, step


def content_of(plan: Plan) -> Content:
    """What stands in the plan now. Two queries."""
    return Content(
        language=plan.language,
        their_language=plan.their_language,
        agreed_on=plan.agreed_on,
        review_on=plan.review_on,
        aims=tuple(
            Aim(
                words=goal.words,
                domain=goal.domain,
                until=goal.until,
                state=goal.state,
                theirs=goal.theirs,
                id=goal.pk,
                steps=tuple(
                    Step(words=action.words, who=action.who, whom=action.whom, until=action.until, theirs=action.theirs, id=action.pk)
                    for action in goal.actions.all()
                ),
            )
            for goal in plan.goals.prefetch_related("actions")
        ),
    )


def content_at(plan: Plan, number: int) -> Content:
    """What stood in the plan at that version; nothing for one that was never there."""
    kept = plan.versions.filter(number=number).first()
    return Content.of(kept.content) if kept else Content()


def _plain(what: Any) -> Any:
    if isinstance(what, Mapping):
        return {key: _plain(value) for key, value in what.items()}
    if isinstance(what, list | tuple):
        return [_plain(one) for one in what]
    if isinstance(what, date):
        return what.isoformat()
    return str(what) if isinstance(what, UUID) else what


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
