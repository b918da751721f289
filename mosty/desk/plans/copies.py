"""The person's own copy: on paper, and on the portal with a code."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from mosty.accounts.enums import Right
from mosty.casework.access.plans import get_copy, get_plan, note_print
from mosty.casework.actions.copies import give_code, withdraw_code
from mosty.core.errors import Missing
from mosty.desk.plans.forms import CopyForm
from mosty.paper.queries.plans import plan_pdf
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@reads
def paper(request, pk):
    """The copy as PDF, in a language of the portal. It is never kept on our disk; that it was printed is noted."""
    plan = get_plan(request.user, pk)
    language = request.GET.get("language") or plan.client.language
    if "language" in request.GET and language not in dict(settings.LANGUAGES):
        raise Missing
    note_print(plan)
    answer = HttpResponse(plan_pdf(plan, language if language in dict(settings.LANGUAGES) else "pl"), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="plan.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@writes
def code(request, pk):
    """A new code, shown this once; the one before stops working."""
    plan = get_plan(request.user, pk, right=Right.ENCOUNTER_RECORD)
    form = CopyForm(request.POST or None)
    context = {"form": form, "plan": plan, "client": plan.client, "code": "", "address": "", "copy": None}
    if form.is_valid():
        with refusals_on(form):
            copy, digits = give_code(plan, days=form.cleaned_data["days"], by=request.user)
            language = plan.client.language if plan.client.language in dict(settings.LANGUAGES) else "pl"
            with override(language):
                address = f"{settings.SITE_URL}{reverse('portal:plans:find')}"
            grouped = " ".join(digits[at : at + 3] for at in range(0, len(digits), 3))
            context |= {"code": grouped, "address": address, "copy": copy}
    answer = screen(request, "desk/plans/code.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@writes
def withdraw(request, pk):
    """The code opens nothing any more."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    copy = get_copy(request.user, pk)
    withdraw_code(copy, by=request.user)
    return done(request, _("The code no longer works."), to=reverse("desk:plans:show", args=[copy.plan.client_id]))
