"""What stands on the screens of a plan, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mosty.casework.enums.plans import GoalState, LifeDomain, Who
from mosty.clients.enums import Answer
from mosty.core.dates import day_words
from mosty.core.world import language_name


def answer_words(answer):
    """A score as its number, an answer that is none in words."""
    return answer if answer.isdigit() else str(Answer(answer).label)


def value_words(field, value):
    """A value of a plan's box, for the table of differences."""
    if not value:
        return pgettext("plan", "empty")
    if isinstance(value, date):
        return day_words(value, "plain")
    choices = {"domain": LifeDomain, "state": GoalState, "who": Who}
    if field in choices:
        return str(dict(choices[field].choices).get(value, value))
    return language_name(value) if field in {"language", "their_language"} else value


def field_words(field):
    return {
        "words": pgettext("plan", "words"),
        "theirs": pgettext("plan", "in the person's language"),
        "domain": pgettext("plan", "part of life"),
        "until": pgettext("plan", "day"),
        "state": pgettext("plan", "status"),
        "who": pgettext("plan", "who"),
        "whom": pgettext("plan", "name of the body or person"),
        "language": _("Language of the text"),
        "their_language": _("The person's language"),
        "agreed_on": _("Agreed on"),
        "review_on": _("Next review"),
    }[field]


def difference_rows(differences):
    """For the template: what it is about, what the colleague did, what we wrote, and whether both changed it."""
    return [_row(one) for one in differences]


def _row(one):
    kinds = {"goal": _("Goal: %(words)s"), "action": _("Action: %(words)s")}
    name = kinds[one.what] % {"words": one.name} if one.what in kinds else ""
    if one.field:
        about = ", ".join(part for part in (name, field_words(one.field)) if part)
        return {
            "about": about,
            "theirs": value_words(one.field, one.theirs),
            "mine": value_words(one.field, one.mine) if one.is_clash else "",
            "is_clash": one.is_clash,
        }
    done = {"added": _("added"), "removed": _("taken away"), "changed": _("changed")}[one.kind]
    return {"about": name, "theirs": done, "mine": _("kept in your text") if one.is_clash else "", "is_clash": one.is_clash}
