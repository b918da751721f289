"""The record of processing activities: its lines, and the whole as CSV, XLSX and PDF."""

# openpyxl says nothing about its types
# mypy: disable-error-code="attr-defined"

import csv
import io

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mosty.accounts.enums import Right
from mosty.clients.access.rights import get_activity, managed, visible_activities
from mosty.clients.actions.processing import TEXTS, begin_record, save_activity
from mosty.clients.enums.rights import LONGEST_LINE
from mosty.core import time
from mosty.desk.rights.forms import Anywhere, line, words
from mosty.desk.rights.page import as_file, pressed, tabs
from mosty.directory import access
from mosty.paper.queries.registers import activities_table, register_pdf
from mosty.programme.queries.files import harmless
from mosty.ui.screens import done, reads, refusals_on, screen, writes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ActivityForm(Anywhere):
    """One line; the headings are those of Art. 30(1)."""

    name = line(gettext_lazy("Activity"), LONGEST_LINE)
    purpose = words(gettext_lazy("Purpose"))
    basis = words(gettext_lazy("Legal basis"), required=False)
    people = words(gettext_lazy("Whose data"), required=False)
    records = words(gettext_lazy("Which data"), required=False)
    recipients = words(gettext_lazy("Recipients"), required=False)
    transfers = words(gettext_lazy("Third countries"), required=False)
    retention = words(gettext_lazy("How long"), required=False)
    measures = words(gettext_lazy("Security"), required=False)
    partners = words(gettext_lazy("Joint controllers and processors"), required=False)
    is_checked = forms.BooleanField(label=gettext_lazy("The data protection officer has read and corrected it"), required=False)
    is_ended = forms.BooleanField(label=gettext_lazy("We no longer do this; the line stays in the record"), required=False)

    def texts(self):
        return {name: self.cleaned_data[name] for name in TEXTS}


@writes
def list_(request):
    """The record; a POST puts the ready-made lines into it."""
    organizations = managed(request.user)
    if request.method == "POST":
        count = sum(begin_record(one, by=request.user) for one in organizations)
        said = _("Lines that came: %(count)d. Please read each of them.") if count else _("All ready-made lines are there already.")
        return done(request, said % {"count": count} if count else said, to=request.path)
    rows = list(visible_activities(request.user))
    context = {
        "tabs": tabs("desk:rights:activities"),
        "rows": rows,
        "unchecked": sum(not row.is_checked and row.ended_on is None for row in rows),
        "shows_owner": len(organizations) > 1,
    }
    return screen(request, "desk/rights/activities.html", context)


@writes
def new(request):
    return _edit(request, None, managed(request.user))


@writes
def change(request, pk):
    row = get_activity(request.user, pk)
    return _edit(request, row, [row.organization])


@reads
def record_csv(request):
    lines = io.StringIO()
    lines.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    csv.writer(lines).writerows([[harmless(cell) for cell in row] for row in _table(request)])
    return as_file(lines.getvalue().encode(), "record-of-processing.csv", "text/csv; charset=utf-8")


@reads
def record_xlsx(request):
    """A workbook; words are never formulas."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_("Record of processing")[:31])
    page.freeze_panes = "B2"
    table = _table(request)
    for column in range(1, len(table[0]) + 1):
        page.column_dimensions[get_column_letter(column)].width = 34
    for number, row in enumerate(table):
        page.append([_cell(page, words, is_strong=number == 0) for words in row])
    kept = io.BytesIO()
    book.save(kept)
    return as_file(kept.getvalue(), "record-of-processing.xlsx", XLSX)


@reads
def record_pdf(request):
    organizations = managed(request.user)
    officers = [user.name for one in organizations for user in access.holders(Right.RIGHTS_MANAGE, organization=one.pk)]
    notices = [_("Data protection officer: %(names)s") % {"names": ", ".join(dict.fromkeys(officers))}] if officers else []
    owners = [one.name for one in organizations]
    table = _table(request)
    return pressed(
        request,
        lambda: register_pdf(_("Record of processing activities"), owners, table, notices=notices, is_by_row=True),
        "record-of-processing.pdf",
        reverse("desk:rights:activities"),
    )


def _edit(request, row, organizations):
    known = {name: getattr(row, name) for name in (*TEXTS, "is_checked")} | {"is_ended": row.ended_on is not None} if row else None
    form = ActivityForm(request.POST or None, organizations=organizations, initial=known)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            flags = {"is_checked": given["is_checked"], "is_ended": given["is_ended"]}
            save_activity(row, organization=form.organization(), texts=form.texts(), by=request.user, **flags)
            return done(request, _("The line is saved."), to=reverse("desk:rights:activities"))
    return screen(request, "desk/rights/activity.html", {"tabs": tabs("desk:rights:activities"), "form": form, "row": row})


def _table(request):
    managed(request.user)
    today = time.today()
    rows = visible_activities(request.user)
    return activities_table([row for row in rows if row.ended_on is None or row.ended_on > today])


def _cell(page, words, *, is_strong):
    cell = WriteOnlyCell(page, harmless(words))
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_strong:
        cell.font = Font(bold=True)
    return cell
