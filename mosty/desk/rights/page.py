"""What stands on every page of the data-protection desk."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mosty.core.errors import Refusal
from mosty.paper.press import PressFault
from mosty.ui.screens import refuse_on


def tabs(current):
    """Places of the desk; `current` is a URL name. A place that is not built is left out."""
    places = [
        ("desk:rights:start", pgettext("data protection", "Open now")),
        ("desk:rights:requests", _("Requests")),
        ("desk:rights:authorities", _("Police, courts, offices")),
        ("desk:rights:breaches", _("Breaches")),
        ("desk:rights:activities", _("Record of processing")),
        ("desk:glass:list", _("Opened with a reason")),
        ("desk:retention:show", _("Keeping and deleting")),
    ]
    found = []
    for name, label in places:
        try:
            found.append({"label": label, "url": reverse(name), "current": name == current})
        except NoReverseMatch:
            continue
    return found


def small_forms(possible, kinds, titles, request, do, **extra):
    """Forms of one page, told apart by `do`: name, form, title, whether it stands open."""
    made = []
    for name in possible:
        form = kinds[name](request.POST if do == name else None, prefix=name, **extra.get(name, {}))
        made.append({"name": name, "form": form, "title": titles[name], "is_open": do == name, "is_danger": name in {"erase", "withdraw"}})
    return made


def try_verb(form, verb):
    """Call the verb; a refusal stands on the form. True when it was done."""
    try:
        verb()
    except Refusal as refusal:
        refuse_on(form, refusal)
        return False
    return True


def refused(request, refusal, to):
    """The refusal as a message on the page that one came from."""
    messages.error(request, str(refusal.sentence))
    return HttpResponseRedirect(to, status=303)


def pressed(request, make, name, to):
    """A PDF as a file; a sentence on the page that one came from when the press fails."""
    try:
        return as_file(make(), name, "application/pdf")
    except PressFault:
        return refused(request, Refusal("press", sentence=_("The PDF could not be made. Please try again.")), to)


def as_file(body, name, kind):
    """A file for the reader alone: never cached, its name says nothing of anybody."""
    answer = HttpResponse(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
