"""Breaking the glass of a file, and who did."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.clients.access import get_client, get_outside, visible_glass, workers_of
from mosty.clients.access.rights import get_glass, get_notice, manages
from mosty.clients.actions.glass import break_glass, review, see_notice
from mosty.clients.actions.hiding import hide_file
from mosty.clients.enums import GLASS_HOURS
from mosty.clients.queries.finding import masked
from mosty.core import time
from mosty.core.errors import PermissionDenied, Refusal
from mosty.desk.glass.forms import GlassForm
from mosty.desk.undo.address import undo_of
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@writes
def break_(request, pk):
    """Asks for the reason; shows initials and the year of birth only."""
    access.demand_somewhere(request.user, Right.CLIENT_READ)
    client = get_outside(request.user, pk)
    form = GlassForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            break_glass(client, by=request.user, **form.cleaned_data)
            message = _(
                "The file is open to you for %(hours)d hours. Those who work with the person and the data protection officer are told."
            )
            return done(request, message % {"hours": GLASS_HOURS}, to=reverse("desk:clients:show", args=[client.pk]))
    return screen(request, "desk/glass/break.html", {"form": form, "client": masked(client), "hours": GLASS_HOURS})


@writes
def hide(request, pk):
    """Hide a file from all who do not work with the person, or show it again."""
    client = get_client(request.user, pk, right=Right.CLIENT_WRITE)
    sentence, asked = "", request.POST.get("hidden", "")
    if asked in {"yes", "no"}:
        try:
            hide_file(client, is_hidden=asked == "yes", by=request.user)
            words = _("The file is hidden.") if asked == "yes" else _("The centre finds the file again.")
            here = reverse("desk:clients:show", args=[client.pk])
            return done(request, words, to=here, undo=undo_of(request.user, client))
        except Refusal as refusal:
            sentence = refusal.sentence
    context = {"client": client, "sentence": sentence, "workers": access.people(workers_of(client))}
    return screen(request, "desk/glass/hide.html", context)


@reads
def list_(request):
    """Openings of files by people who do not work with the person: all for the officer, those of one's people for others."""
    rights = access.rights(request.user)
    if not rights & {Right.CLIENT_READ, Right.LOOKS_READ}:
        raise PermissionDenied
    page = page_of(request, visible_glass(request.user).select_related("user", "review__by"))
    now = time.now()
    lines = [
        {
            "row": row,
            "is_open": row.expires_at > now,
            "review": getattr(row, "review", None),
            "may_review": manages(request.user, row.organization_id) and row.user_id != request.user.pk and not hasattr(row, "review"),
        }
        for row in page.object_list
    ]
    return screen(request, "desk/glass/list.html", {"page": page, "lines": lines, "oversees": Right.LOOKS_READ in rights})


@writes
def review_(request, pk):
    """By POST only: the officer's second look; kept for ever."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_glass(request.user, pk)
    try:
        review(row, verdict=request.POST.get("verdict", ""), words=request.POST.get("words", ""), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect(reverse("desk:rights:start"), status=303)
    return done(request, _("It is noted."), to=reverse("desk:rights:start"))


@writes
def seen(request, pk):
    """By POST only: one has seen that a file was opened."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    see_notice(get_notice(request.user, pk), by=request.user)
    return HttpResponseRedirect(reverse("desk:today:show"), status=303)
