"""A person's plan of action as plain data: fixed words in the reader's language, goals and actions as they were written.

For the press (`plan.typ`) and for the page that a code opens. It holds no name and no number of the person: a lost sheet says of nobody
whose it is. Such a paper is never kept on our disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mosty.casework.enums.plans import GoalState, LifeDomain, Who
from mosty.casework.queries.plans import goals_of
from mosty.core import time
from mosty.core.dates import comma_of, day_words
from mosty.core.texts import told
from mosty.core.world import language_name
from mosty.paper import press
from mosty.paper.queries.sheets import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from mosty.casework.models import Action, Goal, Plan
    from mosty.directory.models import Centre

TEMPLATE = "plan"


def plan_sheet(plan: Plan, language: str) -> dict[str, Any]:
    """All that stands on the copy, in the language. Five queries."""
    with override(language):
        centre = plan.client.centre
        return {
            "lang": language,
            "text_lang": plan.language,
            "rtl": sorted(RIGHT_TO_LEFT | {plan.language} & {"fa", "he", "ur", "ps", "ckb"}),
            "title": _("Your plan of action"),
            "site": settings.SITE_URL.partition("://")[2],
            "facts": _facts(plan),
            "notice": _notice(plan, language),
            "goals": [_goal(number, goal, plan, language) for number, goal in enumerate(_shown(goals_of(plan)), start=1)],
            "centre": _about(centre, language),
            "day": _("As of %(day)s, version %(version)d") % {"day": _day(time.today(centre.time_zone)), "version": plan.version},
            "words": {
                "page": _("Page {page} of {pages}"),
                "what": pgettext("plan", "What"),
                "who": pgettext("plan", "Who"),
                "until": pgettext("plan", "By when"),
            },
        }


def plan_pdf(plan: Plan, language: str) -> bytes:
    """The copy as PDF/UA-1; takes about a second. Raises `press.PressFault`."""
    return press.print_pdf(plan_sheet(plan, language), template=TEMPLATE)


def _shown(goals: list[Goal]) -> list[Goal]:
    return [goal for goal in goals if goal.state != GoalState.DROPPED]


def _facts(plan: Plan) -> list[tuple[str, str]]:
    said = [(_("Agreed on:"), plan.agreed_on), (_("We look at it together again on:"), plan.review_on)]
    return [(words, _day(day)) for words, day in said if day]


def _notice(plan: Plan, language: str) -> str:
    if plan.language == language or not any(not (part.theirs and plan.their_language == language) for part in _written(plan)):
        return ""
    return _("The goals and steps are written in: %(language)s.") % {"language": language_name(plan.language)}


def _written(plan: Plan) -> list[Goal | Action]:
    goals = _shown(goals_of(plan))
    return [*goals, *(action for goal in goals for action in goal.actions.all())]


def _told(part: Goal | Action, plan: Plan, language: str) -> dict[str, str]:
    """What was written, for the reader: in the own language with the plan's beside it, where somebody wrote that down."""
    if part.theirs and plan.their_language == language:
        return {"words": part.theirs, "lang": language, "beside": part.words, "beside_lang": plan.language}
    return {"words": part.words, "lang": plan.language, "beside": "", "beside_lang": ""}


def _goal(number: int, goal: Goal, plan: Plan, language: str) -> dict[str, Any]:
    until = pgettext("plan", "by %(day)s") % {"day": _day(goal.until)} if goal.until else ""
    words = [str(LifeDomain(goal.domain).label), str(GoalState(goal.state).label), until]
    return {
        "label": pgettext("plan", "Goal %(number)d:") % {"number": number},
        **_told(goal, plan, language),
        "is_reached": goal.state == GoalState.REACHED,
        "meta": comma_of().join(word for word in words if word),
        "steps": [_step(action, plan, language) for action in goal.actions.all()],
    }


def _step(action: Action, plan: Plan, language: str) -> dict[str, str]:
    return {
        **_told(action, plan, language),
        "who": str(Who(action.who).label),
        "whom": action.whom,
        "until": _day(action.until) if action.until else "",
        "done": pgettext("plan", "done on %(day)s") % {"day": _day(action.done_on)} if action.done_on else "",
    }


def _about(centre: Centre, language: str) -> list[str]:
    """Name, address, phone; what is not in the reader's script keeps its own direction."""
    name = told(centre.names or {"pl": centre.name}, language).text
    phones = [_apart(phone.number) for phone in centre.phones.order_by("created_at", "pk")[:1]]
    return [name, _apart(f"{centre.street}, {centre.town.name}"), *phones]


def _apart(words: str) -> str:
    return f"\u2066{words}\u2069"


def _day(day: Any) -> str:
    return day_words(day, "plain")
