"""Forms to be printed and signed. The PDF is made while one waits and never kept on our disk."""

import logging

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.clients.access import get_client
from mosty.core import time
from mosty.core.errors import Refusal
from mosty.desk.clients.page import head
from mosty.desk.frame import centre_of
from mosty.desk.papers.forms import BlankForm, PrintForm, language_for
from mosty.desk.papers.project import in_project, places_of
from mosty.desk.words import place_name
from mosty.paper.access import demand_print, get_printable, note_print, printouts_of
from mosty.paper.enums import Printout
from mosty.paper.press import PressFault
from mosty.paper.queries.printouts.consents import texts_of
from mosty.paper.queries.printouts.making import blank as blank_sheet
from mosty.paper.queries.printouts.making import filled, pdf_of
from mosty.ui.screens import reads, screen

logger = logging.getLogger("mosty.paper")


@reads
def choose(request, pk):
    """Which form about this person."""
    client = get_client(request.user, pk)
    return _moved(client) or _chooser(request, client, _form(request, client, None))


@reads
def paper(request, pk):
    """The form as PDF. A broken press, a wrong day, a consent withdrawn meanwhile: a sentence above the choice, and nothing is printed."""
    asked = request.GET.get("form")
    client = get_printable(request.user, pk, asked) if asked in Printout.values else get_client(request.user, pk)
    if away := _moved(client):
        return away
    form = _form(request, client, request.GET)
    if not form.is_valid():
        return _chooser(request, client, form, status=422)
    wish = form.wish()
    if form.cleaned_data["blank"]:
        return _printed(blank_sheet(client.centre, wish), wish) or _chooser(request, client, form, _broken(), status=503)
    try:
        wish = in_project(wish, form.place)
        demand_print(request.user, client, wish)
        answer = _printed(filled(request.user, client, wish), wish)
        demand_print(request.user, client, wish)  # as it is now that the paper is made
    except Refusal as refusal:
        return _chooser(request, client, form, str(refusal.sentence), status=409)
    if answer is None:
        return _chooser(request, client, form, _broken(), status=503)
    note_print(client, wish.printout)
    return answer


@reads
def blanks(request):
    """Forms without a person, for the counter and for the day when the line fails."""
    return _blanks(request, centre_of(request, Right.CLIENT_READ), None)


@reads
def blank(request):
    """A blank form of one's centre as PDF; an attendance list for a day."""
    centre = centre_of(request, Right.CLIENT_READ)
    form = _blank_form(centre, request.GET)
    if not form.is_valid():
        return _blanks(request, centre, form, status=422)
    wish = form.wish()
    return _printed(blank_sheet(centre, wish), wish) or _blanks(request, centre, form, _broken(), status=503)


def _printed(sheet, wish):
    """The PDF; nothing when the press failed, which the log knows by the name of the form only."""
    try:
        pdf = pdf_of(sheet)
    except PressFault:
        logger.error("form %s not printed", wish.printout)
        return None
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="form-{wish.printout}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _broken():
    return _("The form could not be printed. Please try again in a moment; what you chose is kept.")


def _moved(client):
    """To the page of the file, which knows where it went."""
    return HttpResponseRedirect(reverse("desk:clients:show", args=[client.pk])) if client.merged_into_id else None


def _form(request, client, data):
    printouts = printouts_of(request.user, client)
    return PrintForm(
        data,
        printouts=printouts,
        texts=texts_of(client.organization),
        places=places_of(request.user, client),
        language=language_for(client),
    )


def _chooser(request, client, form, refusal="", status=200):
    context = {
        **head(client, ""),
        "form": form,
        "refusal": refusal,
        "has_meetings": Printout.SERVICE_CARD in dict(form.fields["form"].choices),
    }
    return screen(request, "desk/papers/choose.html", context, status=status)


def _blank_form(centre, data=None):
    return BlankForm(data, printouts=list(Printout), texts=texts_of(centre.organization), day=time.today(centre.time_zone))


def _blanks(request, centre, form, refusal="", status=200):
    context = {"form": form or _blank_form(centre), "refusal": refusal, "place": place_name(centre)}
    return screen(request, "desk/papers/blanks.html", context, status=status)
