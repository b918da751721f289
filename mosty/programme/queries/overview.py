"""What the overview says beside its tables: comparison with a year before, and the one change worth a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.casework.models import Visit
from mosty.programme.enums import Dimension, Measure
from mosty.programme.queries.figures import Span, companions
from mosty.programme.queries.labels import figure, label
from mosty.programme.queries.numbers import Numbers, totals_of
from mosty.programme.queries.sheets import Figure, shown

D, M = Dimension, Measure
WORTH_SAYING = 10  # per cent
MONTHS_COMPARED = 3
LEAST = 30  # contacts in the earlier months: fewer go up and down by chance


@dataclass(frozen=True)
class Counter:
    """A total of the period, and a note below it."""

    measure: Measure
    label: str
    figure: Figure
    note: str


@dataclass(frozen=True)
class Insight:
    """The largest change, in words; a fall asks for attention."""

    is_fall: bool
    headline: str
    detail: str


def counters(kept: Numbers, span: Span | None = None) -> list[Counter]:
    """The totals; with a span also how they compare with the same days a year before, if everything was counted then."""
    before = _totals_a_year_before(span) if span else None
    notes = {measure: _compared(kept.totals[measure], before[measure]) if before else "" for measure in kept.totals}
    contacts, anonymous = kept.totals.get(M.CONTACTS), kept.totals.get(M.ANONYMOUS)
    if contacts and anonymous is not None:
        notes[M.ANONYMOUS] = _("%(percent)s%% of contacts") % {"percent": figure(round(100 * anonymous / contacts))}
    if span and not before and contacts:
        notes[M.CONTACTS] = _with_company(contacts, span)
    order = (M.PEOPLE, M.CONTACTS, M.ANONYMOUS, M.ENCOUNTERS, M.APPOINTMENTS)
    return [Counter(measure, str(measure.label), shown(kept.totals[measure]), notes[measure]) for measure in order]


def insight(kept: Numbers, *, today: date) -> Insight | None:
    """The centre whose contacts changed most in the last three full months against the three before; None if nothing stands out.

    Falls come before rises. Hidden numbers are left out.
    """
    table = kept.tables.get((M.CONTACTS, D.CENTRE, D.MONTH))
    if table is None or table.is_withheld:
        return None
    full = [month for month in table.columns if month < f"{today:%Y-%m}"]
    if len(full) < 2 * MONTHS_COMPARED:
        return None
    changes = []
    for row in table.rows:
        numbers = [table.cell(row, month) for month in full[-2 * MONTHS_COMPARED :]]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            continue
        earlier, later = sum(known[:MONTHS_COMPARED]), sum(known[MONTHS_COMPARED:])
        if earlier >= LEAST:
            changes.append((round(100 * (later - earlier) / earlier), row, earlier, later))
    changes = [change for change in changes if abs(change[0]) >= WORTH_SAYING]
    if not changes:
        return None
    fall, rise = min(changes), max(changes)
    percent, row, earlier, later = fall if fall[0] < 0 else rise
    words = {
        "centre": label(D.CENTRE, row, kept.names),
        "percent": figure(abs(percent)),
        "earlier": figure(earlier),
        "later": figure(later),
    }
    headline = (_("%(centre)s: contacts fell by %(percent)s%%") if percent < 0 else _("%(centre)s: contacts rose by %(percent)s%%")) % words
    detail = _("%(later)s in the last three full months, %(earlier)s in the three before.") % words
    return Insight(percent < 0, headline, detail)


def _totals_a_year_before(span: Span) -> dict[Measure, int] | None:
    earlier = replace(span, first_on=_year_before(span.first_on), last_on=_year_before(span.last_on))
    ids = [centre.pk for centre in span.centres]
    since = Visit.objects.filter(centre__in=ids).aggregate(since=Min("on"))["since"]
    if since is None or since > earlier.first_on:
        return None
    return totals_of(earlier)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _compared(number: int | None, earlier: int) -> str:
    if number is None or earlier < LEAST:
        return ""
    percent = round(100 * (number - earlier) / earlier)
    if percent == 0:
        return _("as many as a year before")
    words = {"percent": figure(abs(percent))}
    return (_("%(percent)s%% more than a year before") if percent > 0 else _("%(percent)s%% fewer than a year before")) % words


def _with_company(contacts: int, span: Span) -> str:
    others = companions(span) - contacts
    if others < LEAST:
        return ""
    return ngettext("with %(count)s more person beside them", "with %(count)s more people beside them", others) % {"count": figure(others)}
