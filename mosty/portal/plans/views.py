"""One's own plan of action, for whoever has its code. No account, no cookie, no name.

The code travels only in what is sent, never in an address: an address stays in the history of a borrowed phone and in logs. Nothing of
the answer may be kept by the browser. Without Django's CSRF token, as with bookings: the code itself is what a foreign page does not
have (docs/decisions/0005-booking-without-cookies.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from mosty.casework.actions.copies import find_plan
from mosty.paper.queries.plans import plan_pdf, plan_sheet
from mosty.portal.cache import keep_out
from mosty.portal.plans.forms import PlanCodeForm
from mosty.ui.screens import refusals_on, screen, writes

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mosty.casework.models import Plan


@csrf_exempt
@writes
def find(request: HttpRequest) -> HttpResponse:
    """GET: where to type the code. POST: the plan."""
    form = PlanCodeForm(request.POST or None)
    plan = _opened(request, form)
    if plan is None:
        return _unkept(screen(request, "portal/plans/find.html", {"form": form}, status=422 if form.errors else 200))
    language = get_language() or "pl"
    context = {"sheet": plan_sheet(plan, language), "code": form.cleaned_data["code"]}
    return _unkept(screen(request, "portal/plans/show.html", context))


@csrf_exempt
@writes
def paper(request: HttpRequest) -> HttpResponse:
    """The plan as PDF, for whoever sends the code."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:plans:find"))
    form = PlanCodeForm(request.POST)
    plan = _opened(request, form)
    if plan is None:
        return _unkept(screen(request, "portal/plans/find.html", {"form": form}, status=422))
    answer = HttpResponse(plan_pdf(plan, get_language() or "pl"), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="plan.pdf"'
    return _unkept(answer)


def _opened(request: HttpRequest, form: PlanCodeForm) -> Plan | None:
    if not form.is_valid():
        return None
    with refusals_on(form):
        plan = find_plan(form.cleaned_data["code"], visitor=request.META.get("REMOTE_ADDR", ""))
        if plan is not None:
            return plan
        form.add_error("code", _("We do not find this code. Please check the digits, or call the centre."))
    return None


def _unkept(answer: HttpResponse) -> HttpResponse:
    """Nothing of it stays on a shared computer, and no other site learns where the reader was."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return keep_out(answer)
