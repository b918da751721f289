"""The outbox as staff see it: addresses are only hinted."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.accounts.enums import Right
from mosty.comms import actions, queries
from mosty.comms.access import get_message
from mosty.core.errors import Refusal
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, screen, writes

GROUPS = {
    "failed": gettext_lazy("Failed"),
    "waiting": gettext_lazy("Waiting"),
    "sent": gettext_lazy("Sent"),
    "cancelled": gettext_lazy("Not needed any more"),
}


@reads
def list_(request):
    access.demand_somewhere(request.user, Right.MESSAGE_READ)
    centres = list(access.visible_centres(request.user, Right.MESSAGE_READ))
    centre = next((centre for centre in centres if centre.slug == request.GET.get("centre")), None)
    group = request.GET.get("state", "")
    counts = queries.message_counts(request.user, centre=centre.pk if centre else None)
    rows = queries.messages_of(request.user, centre=centre.pk if centre else None, group=group)
    page = page_of(request, rows)
    tabs = [{"key": "", "label": _("All"), "count": sum(counts.values()), "is_current": group not in GROUPS}]
    tabs += [{"key": key, "label": label, "count": counts[key], "is_current": key == group} for key, label in GROUPS.items()]
    context = {"page": page, "lines": queries.message_lines(page.object_list), "tabs": tabs, "centres": centres, "centre": centre}
    return screen(request, "desk/messages/list.html", context)


@writes
def retry(request, pk):
    message = get_message(request.user, pk, right=Right.MESSAGE_READ)
    to = reverse("desk:messages:list") + "?state=failed"
    if request.method != "POST":
        return done(request, _("Choose the message in the list and press Try again."), to=to)
    try:
        actions.retry(message, by=request.user)
    except Refusal as refusal:
        return done(request, str(refusal.sentence), to=to)
    return done(request, _("The message will be sent again within a minute."), to=to)
