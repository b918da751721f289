"""The numbers of the network on one page, and the same as files."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mosty.core import time
from mosty.network.frame import page
from mosty.network.period import Period, asked_period, presets
from mosty.programme import access
from mosty.programme.enums import Dimension
from mosty.programme.queries import charts, files, overview
from mosty.programme.queries.definitions import MEANINGS, RULES
from mosty.programme.queries.figures import Span
from mosty.programme.queries.labels import label
from mosty.programme.queries.numbers import Numbers, full_numbers, publishable_numbers
from mosty.programme.queries.sheets import sheets, side_by_side
from mosty.ui.screens import reads

PLACE = "network:overview:show"


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and its numbers."""

    period: Period
    span: Span
    centre: str
    is_full: bool
    numbers: Numbers

    @property
    def keep(self) -> dict[str, str]:
        return {name: value for name, value in (("centre", self.centre), ("full", "1" if self.is_full else "")) if value}

    @property
    def query(self) -> str:
        return urlencode({**self.period.values, **self.keep})


def asked(request):
    """Raises `PermissionDenied` or `Missing` as `counted_centres` does."""
    centre = request.GET.get("centre", "")[:100]
    centres = access.counted_centres(request.user, centre)
    period = asked_period(request.GET, today=time.today())
    span = Span(tuple(centres), period.first_on, min(period.last_on, time.today()))
    is_full = request.GET.get("full") == "1"
    counted = full_numbers(span) if is_full else publishable_numbers(span)
    return Asked(period, span, centre, is_full, counted)


@reads
def show(request):
    here = asked(request)
    numbers, today = here.numbers, time.today()
    names = [label(Dimension.CENTRE, centre.slug, numbers.names) for centre in here.span.centres]
    context = {
        "period": here.period,
        "presets": presets(here.period, today=today, keep=here.keep),
        "counters": overview.counters(numbers, here.span),
        "insight": overview.insight(numbers, today=today),
        "by_month": charts.small_multiples(numbers, title=_("Contacts by month")),
        "charts": charts.main_charts(numbers),
        "table": with_links(side_by_side(numbers), here) if len(names) > 1 else None,
        "centre": names[0] if here.centre or len(names) == 1 else "",
        "centre_slug": here.centre,
        "centre_count": len(names),
        "today": today,
        "numbers": numbers,
        "query": here.query,
        "all_query": urlencode(here.period.values),
        "full_query": urlencode({**here.period.values, **here.keep, "full": "1"}),
        "hidden_query": urlencode({**here.period.values, **{name: value for name, value in here.keep.items() if name != "full"}}),
        "may_freeze": access.can_freeze(request.user),
        "meanings": [(measure.label, meaning) for measure, meaning in MEANINGS.items()],
        "rules": RULES,
    }
    return page(request, "network/overview/show.html", context, current=PLACE)


@reads
def export_csv(request):
    here = asked(request)
    answer = HttpResponse(files.csv_text(sheets(here.numbers)), content_type="text/csv; charset=utf-8")
    return named(answer, here, "csv")


@reads
def export_xlsx(request):
    here = asked(request)
    about = [_("Numbers of the network: %(period)s") % {"period": here.period}, _("Counted on %(day)s") % {"day": time.today().isoformat()}]
    if here.is_full:
        about.append(_("Full numbers, also small ones: not to be published."))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return named(HttpResponse(files.xlsx_bytes(sheets(here.numbers), about=about), content_type=kind), here, "xlsx")


def named(answer, here, kind):
    """The file says its period, and whether it may be published."""
    values = here.period.values
    parts = ["mosty", values["from"], values["to"], here.centre, "not-for-publication" if here.is_full else ""]
    answer["Content-Disposition"] = f'attachment; filename="{"_".join(part for part in parts if part)}.{kind}"'
    return answer


def with_links(table, here):
    """Row heads lead to the page of one centre."""
    kept = {**here.period.values, **{name: value for name, value in here.keep.items() if name != "centre"}}
    return {"sheet": table, "rows": [(line, urlencode({**kept, "centre": line.key})) for line in table.lines]}
