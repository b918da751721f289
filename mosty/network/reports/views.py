"""Reports that are frozen: the list, freezing one, one on the screen and as a file."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.core import time
from mosty.network.frame import page
from mosty.network.period import Period, asked_period
from mosty.network.reports.forms import FreezeForm
from mosty.programme import access
from mosty.programme.actions import freeze_report
from mosty.programme.queries import charts, files, overview
from mosty.programme.queries.definitions import MEANINGS, RULES
from mosty.programme.queries.reports import kept_numbers
from mosty.programme.queries.sheets import sheets, side_by_side
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, refusals_on, writes

PLACE = "network:reports:list"


@reads
def list_reports(request):
    access.counted_centres(request.user)
    reports = page_of(request, access.visible_reports(request.user))
    rows = [(report, Period(report.first_on, report.last_on)) for report in reports]
    context = {"reports": reports, "rows": rows, "may_freeze": access.can_freeze(request.user)}
    return page(request, "network/reports/list.html", context, current=PLACE)


@writes
def freeze(request):
    organization = access.get_organization_to_freeze(request.user)
    asked = asked_period(request.GET, today=time.today())
    form = FreezeForm(request.POST or None, initial={"first": asked.values["from"], "last": asked.values["to"]})
    if form.is_valid():
        with refusals_on(form):
            report = freeze_report(
                organization=organization, first_on=form.cleaned_data["first"], last_on=form.cleaned_data["last"], by=request.user
            )
            return done(request, _("The report is frozen."), to=reverse(PLACE.replace("list", "show"), args=[report.pk]))
    context = {"form": form, "organization": organization}
    return page(request, "network/reports/freeze.html", context, current=PLACE, status=422 if form.is_bound else 200)


@reads
def show(request, pk):
    report = access.get_report(request.user, pk)
    numbers = kept_numbers(report)
    context = {
        "report": report,
        "period": Period(report.first_on, report.last_on),
        "counters": overview.counters(numbers),
        "by_month": charts.small_multiples(numbers, title=_("Contacts by month")),
        "charts": charts.main_charts(numbers),
        "table": side_by_side(numbers),
        "sheets": sheets(numbers),
        "numbers": numbers,
        "meanings": [(measure.label, meaning) for measure, meaning in MEANINGS.items()],
        "rules": RULES,
    }
    return page(request, "network/reports/show.html", context, current=PLACE)


@reads
def export_csv(request, pk):
    report = access.get_report(request.user, pk)
    answer = HttpResponse(files.csv_text(sheets(kept_numbers(report))), content_type="text/csv; charset=utf-8")
    return named(answer, report, "csv")


@reads
def export_xlsx(request, pk):
    report = access.get_report(request.user, pk)
    about = [
        _("Numbers of the network: %(period)s") % {"period": Period(report.first_on, report.last_on)},
        _("Frozen on %(day)s, definitions version %(version)s")
        % {"day": time.local(report.frozen_at).date().isoformat(), "version": report.definitions},
    ]
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return named(HttpResponse(files.xlsx_bytes(sheets(kept_numbers(report)), about=about), content_type=kind), report, "xlsx")


def named(answer, report, kind):
    answer["Content-Disposition"] = f'attachment; filename="mosty_{report.first_on:%Y-%m}_{report.last_on:%Y-%m}_frozen.{kind}"'
    return answer
