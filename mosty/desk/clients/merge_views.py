"""Two files of one person: chosen, compared, put together, taken apart again."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.clients.access import get_client, get_merge, visible_merges
from mosty.clients.actions import merging
from mosty.clients.enums import Verdict
from mosty.clients.queries.alike import are_apart, twins
from mosty.core import time
from mosty.core.audit import looks
from mosty.core.errors import Refusal
from mosty.desk.clients.choosing import Choosing
from mosty.desk.clients.compared import lines
from mosty.desk.clients.page import head
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, screen, writes


@writes
def choose(request, pk):
    """Which other file is this person's? Likely ones are offered; any other is found by search."""
    client = get_client(request.user, pk, right=Right.CLIENT_WRITE)
    if client.merged_into_id:
        return HttpResponseRedirect(reverse("desk:clients:show", args=[pk]))
    choosing = Choosing(request)
    form = choosing.form
    if request.method == "POST" and choosing.is_choice and form.is_valid():
        other = get_client(request.user, form.cleaned_data["client"], right=Right.CLIENT_WRITE)
        if other.pk != client.pk:
            return HttpResponseRedirect(reverse("desk:clients:compare", args=[pk, other.pk]), status=303)
        form.add_error("client", _("These are one and the same file. Please choose two different ones."))
    context = {**head(client, ""), "choosing": choosing, "form": form, "hits": twins(request.user, client)}
    return screen(request, "desk/clients/merge.html", context)


@writes
def compare(request, pk, other):
    """Field by field: which value stays. Nothing is put together without this page."""
    kept = get_client(request.user, pk, right=Right.CLIENT_WRITE)
    gone = get_client(request.user, other, right=Right.CLIENT_WRITE)
    refusal = None
    if request.method == "POST":
        try:
            with transaction.atomic():
                answer = _decided(request, kept, gone)
        except Refusal as refused:
            refusal = refused
        else:
            if answer is not None:
                return answer
    elif kept.merged_into_id or gone.merged_into_id:
        return HttpResponseRedirect(reverse("desk:clients:show", args=[pk if kept.merged_into_id else other]))
    context = {
        **head(kept, ""),
        "gone": gone,
        "lines": lines(kept, gone, request.POST),
        "are_apart": are_apart(kept, gone),
        "is_same": kept.pk == gone.pk,
        "refusal": str(refusal.sentence) if refusal else "",
        "days": merging.UNDO_DAYS,
    }
    return screen(request, "desk/clients/compare.html", context)


@reads
def list(request):
    """What was put together, and until when it can be taken apart."""
    access.demand_somewhere(request.user, Right.CLIENT_WRITE)
    page = page_of(request, visible_merges(request.user))
    now = time.now()
    rows = [{"row": row, "can_undo": not row.undone_at and row.sealed and row.until >= now} for row in page.object_list]
    for row in page.object_list:
        looks.note("list", "clients.client", [row.kept_id, row.gone_id], organisation=row.organization_id, centre=row.kept.centre_id)
    return screen(request, "desk/clients/merges.html", {"page": page, "rows": rows})


@writes
def undo(request, pk):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_merge(request.user, pk)
    try:
        with transaction.atomic():
            gone = merging.undo_merge(row, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect(reverse("desk:clients:merges"), status=303)
    said = _("The files are two again. What was written since the merge stays with the file that was kept.")
    return done(request, said, to=reverse("desk:clients:show", args=[gone.pk]))


def _decided(request, kept, gone):
    """What the pressed button wants; nothing when none was pressed."""
    back = reverse("desk:clients:show", args=[kept.pk])
    if "merge" in request.POST:
        merging.merge(kept, gone, take={choice: request.POST.get(choice, "") for choice in merging.CHOICES}, by=request.user)
        said = _("The two files are one now. You can take them apart again for %(days)d days.") % {"days": merging.UNDO_DAYS}
        return done(request, said, to=back)
    if "apart" in request.POST:
        merging.tell_apart(kept, gone, verdict=Verdict.DIFFERENT, by=request.user)
        return done(request, _("It is kept that these are different people. They are not offered as one again."), to=back)
    if "together" in request.POST:
        merging.tell_apart(kept, gone, verdict=Verdict.LATER, by=request.user)
        return done(request, _("The decision is taken back."), to=reverse("desk:clients:compare", args=[kept.pk, gone.pk]))
    return None
