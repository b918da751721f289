"""The first page of the data-protection desk: what is open, and how long there is left."""

from mosty.accounts.enums import Right
from mosty.clients.access.rights import taken_requests, taking, unreviewed_glass
from mosty.clients.queries.rights import open_breaches, open_requests, restrictions, undecided
from mosty.core import time
from mosty.desk.rights.forms import LiftForm
from mosty.desk.rights.page import tabs
from mosty.directory import access
from mosty.ui.screens import reads, screen

MOST_GLASS = 20


@reads
def start(request):
    """For the officer all that is open; for the counter the ways to write something down, and what one wrote down."""
    taking(request.user)
    if Right.RIGHTS_MANAGE not in access.rights(request.user):
        today = time.today()
        taken = [{"row": row, "days": (row.due_on - today).days} for row in taken_requests(request.user)[:50]]
        return screen(request, "desk/rights/counter.html", {"taken": taken})
    glass = unreviewed_glass(request.user)
    context = {
        "tabs": tabs("desk:rights:start"),
        "requests": open_requests(request.user),
        "breaches": open_breaches(request.user),
        "questions": undecided(request.user),
        "glass": glass[:MOST_GLASS],
        "glass_count": glass.count(),
        "restrictions": [{"row": row, "file": mark, "form": LiftForm()} for row, mark in restrictions(request.user)],
    }
    return screen(request, "desk/rights/start.html", context)
