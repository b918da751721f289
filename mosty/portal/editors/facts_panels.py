"""Lists of the editor's first page: facts past their review, what an act's change left to check, what towns have to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.core.dates import day_words
from mosty.guide import access
from mosty.guide.queries import checks, facts
from mosty.portal.editors import panels
from mosty.portal.editors.acts import shown
from mosty.portal.editors.living import language
from mosty.portal.editors.panels import Panel, Row

if TYPE_CHECKING:
    from django.http import HttpRequest


def late_facts(request: HttpRequest) -> Panel | None:
    """National editors: facts past their review that are theirs or nobody's."""
    if not access.keeps_guide(request.user):
        return None
    found = [one for one in facts.kept(language(), only="overdue") if one.owner in {None, request.user}]
    rows = [
        Row(
            title=one.name.text or one.fact.key,
            url=reverse("living:fact", args=[one.fact.key]),
            note=_("checked on %(day)s") % {"day": day_words(one.checked_on, "plain")} if one.checked_on else "",
        )
        for one in found
    ]
    more = f"{reverse('living:facts')}?only=overdue"
    return Panel("late-facts", _("Facts past their review"), rows, _("Every fact was checked in time."), more_url=more, count=len(rows))


def open_checks(request: HttpRequest) -> Panel | None:
    """What cites a changed act: all of it for national editors, the own notes for a town's."""
    user = request.user
    if access.keeps_guide(user):
        rows = checks.waiting()
    else:
        towns = access.my_towns(user)
        if not towns:
            return None
        rows = checks.notes_waiting(towns)
    count = rows.count()
    listed = [
        Row(title=one["name"], url=one["url"] or reverse("living:checks"), note=str(one["kind"]))
        for one in shown(rows[: panels.MOST_ROWS], user)
    ]
    sentence = _("No act that the guide rests on waits for a check.")
    return Panel("open-checks", _("To be checked: an act has changed"), listed, sentence, more_url=reverse("living:checks"), count=count)


def town_tasks(request: HttpRequest) -> Panel | None:
    """A town's editors: articles that changed beside their notes."""
    towns = access.my_towns(request.user)
    if not towns or request.user.is_superuser:
        return None
    found = list(checks.town_tasks(towns))
    titles = checks.titles(task.article for task in found)
    rows = [
        Row(
            title=titles.get(task.article, task.article),
            url=reverse("living:fits", args=[task.pk]),
            note=_("changed on %(day)s") % {"day": day_words(task.changed_at.date(), "plain")},
        )
        for task in found
    ]
    sentence = _("Your notes fit the national texts as they are.")
    return Panel("town-tasks", _("Do my notes still fit?"), rows, sentence, more_url=reverse("living:notes"), count=len(rows))


panels.register(221, town_tasks)
panels.register(231, late_facts)
panels.register(232, open_checks)
