"""Projects and participations in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from mosty.clients.enums import Sex, StayBasis, answers
from mosty.core import time
from mosty.core.dates import day_words
from mosty.core.texts import told
from mosty.core.world import country_name
from mosty.programme.enums.projects import AgeGroup, ExitReason, ExitResult
from mosty.programme.queries.counting import GROUPS, SEXES
from mosty.programme.queries.eligibility import age_on

SEX_WORDS = {code: words for code, words in answers(Sex)}  # noqa: C416 - the words are lazy, the pairs are tuples


def state(project):
    """Whether it runs today: kind of badge and words."""
    today = time.today()
    if today < project.first_on:
        return {"kind": "line", "words": _("begins on %(day)s") % {"day": day_words(project.first_on, "plain")}}
    if today > project.last_on:
        return {"kind": "done", "words": _("ended on %(day)s") % {"day": day_words(project.last_on, "plain")}}
    return {"kind": "river", "words": pgettext("project", "runs")}


def sex(code):
    return str(SEX_WORDS.get(code, code))


def age(taking):
    """Age on the first day: whole years and the group; only the group when the birth date was not known exactly."""
    group = str(AgeGroup(taking.age_group).label)
    if taking.age is None:
        return group
    return ngettext("%(count)d year (%(group)s)", "%(count)d years (%(group)s)", taking.age) % {"count": taking.age, "group": group}


def age_now(client, day):
    """What the file says of the age on a day, for the form: words, or nothing when it says too little."""
    known = age_on(client, day)
    if known is None or known.exact is None or known.exact < 0:
        return ""
    return ngettext("%(count)d year", "%(count)d years", known.exact) % {"count": known.exact}


def facts(taking):
    """(label, value, what was first written or empty) of one participation."""
    row = taking.row
    shown = [
        (pgettext("participation", "Entry"), "entry_on", _day),
        (pgettext("participation", "Declaration signed"), "declared_on", _day),
        (pgettext("participation", "Age on the first day"), "age_group", lambda _value, one=taking: age(one)),
        (_("Sex"), "sex", sex),
        (_("Citizenship"), "citizenship", country_name),
        (_("Legal stay"), "stay_basis", lambda code: str(StayBasis(code).label)),
        (pgettext("participation", "Status holds until"), "stay_until", _day),
        (_("Unaccompanied minor"), "is_unaccompanied", lambda value: _("yes") if value else ""),
    ]
    found = []
    for label, name, words in shown:
        value, first = getattr(taking, name), getattr(row, name)
        said = words(value)
        if not said:
            continue
        was = words(first) if value != first and name != "age_group" else ""
        if name == "age_group" and (taking.age, taking.age_group) != (row.age, row.age_group):
            was = str(row.age) if row.age is not None else str(AgeGroup(row.age_group).label)
        found.append({"label": label, "value": said, "was": was})
    if row.guardian:
        found.append({"label": pgettext("participation", "Guardian"), "value": row.guardian, "was": ""})
    return found


def ending(row):
    """How it ended: words of reason and result."""
    return {
        "reason": str(ExitReason(row.exit_reason).label) if row.exit_reason else "",
        "result": str(ExitResult(row.exit_result).label) if row.exit_result else "",
    }


def figures(counted):
    """The table of O.2.3: rows by sex, columns by age group."""
    return {
        "columns": [str(AgeGroup(group).label) for group in GROUPS],
        "lines": [
            {"label": sex(code), "cells": [counted.cells.get((code, group), 0) for group in GROUPS], "total": counted.by_sex(code)}
            for code in SEXES
            if counted.by_sex(code) or code in {Sex.WOMAN.value, Sex.MAN.value}
        ],
        "foot": [counted.by_group(group) for group in GROUPS],
        "total": counted.total,
    }


def paid(one):
    """A service and who pays, for the page of a person."""
    return {
        "delivery": one.delivery,
        "name": told(one.delivery.service.names),
        "project": one.project,
        "possible": one.possible,
        "is_by_hand": one.is_by_hand,
    }


def hours(minutes):
    """Minutes as hours and minutes: 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _day(value):
    return day_words(value, "plain") if value else ""
