"""The calendar file. Whoever has the address reads it, so it holds initials and kinds, no names and no words of anybody."""

from django.http import HttpResponse
from django.utils.translation import override

from mosty.casework.access.calendars import owner_of
from mosty.desk.feed.entries import calendar_of
from mosty.ui.screens import reads


@reads
def ics(request, token):
    owner = owner_of(token)
    request.user = owner  # what is shown, is shown to this person: the log of looks says so
    with override(owner.staff_language):
        answer = HttpResponse(calendar_of(owner), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="mosty.ics"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
