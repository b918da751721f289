"""Numbers for everybody, from the newest frozen report only: nothing is counted here."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from mosty.portal.cache import public_page
from mosty.programme.queries import charts, files, overview
from mosty.programme.queries.definitions import MEANINGS, RULES
from mosty.programme.queries.labels import period_label
from mosty.programme.queries.reports import kept_numbers, newest_report
from mosty.programme.queries.sheets import sheets, side_by_side
from mosty.ui.screens import reads, screen


@public_page(seconds=60)
@reads
def year(request):
    report = newest_report()
    if report is None:
        summary = _("How many people the centres helped, where they come from and what they asked about.")
        return screen(request, "portal/numbers/nothing.html", {"headline": _("The network in numbers"), "summary": summary})
    numbers = kept_numbers(report)
    period = period_label(report.first_on, report.last_on)
    summary = _("How many people the centres helped in %(period)s, where they come from and what they asked about.")
    context = {
        "headline": _("The network in numbers"),
        "summary": summary % {"period": period},
        "report": report,
        "period": period,
        "counters": overview.counters(numbers),
        "by_month": charts.small_multiples(numbers, title=_("Contacts by month")),
        "charts": charts.main_charts(numbers),
        "table": side_by_side(numbers),
        "meanings": [(measure.label, meaning) for measure, meaning in MEANINGS.items()],
        "rules": RULES,
    }
    return screen(request, "portal/numbers/year.html", context)


@public_page(seconds=60)
@reads
def data(request):
    report = newest_report()
    if report is None:
        raise Http404
    answer = HttpResponse(files.csv_text(sheets(kept_numbers(report))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="mosty_{report.first_on:%Y-%m}_{report.last_on:%Y-%m}.csv"'
    return answer
