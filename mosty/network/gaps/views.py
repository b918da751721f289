"""What readers of the guide lack, as its editors see it; here it is read only."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from mosty.core import time
from mosty.guide.queries import gaps
from mosty.network.frame import page
from mosty.programme import access
from mosty.ui.lists import page_of
from mosty.ui.screens import reads

PLACE = "network:gaps:show"


@reads
def show(request):
    """Article × language, nationally or of a town; `?as=csv`: the same as a file. Raises `PermissionDenied` without the numbers' right."""
    access.counted_centres(request.user)
    names, towns = dict(settings.LANGUAGES), gaps.towns()
    language, town = request.GET.get("language", ""), request.GET.get("town", "")
    language = language if language in names else ""
    town = town if town in dict(towns) else ""
    found = gaps.gaps(languages=[language] if language else names, town=town)
    if request.GET.get("as") == "csv":
        answer = HttpResponse(gaps.as_csv(found), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="mosty-gaps-{time.today():%Y-%m-%d}.csv"'
        return answer
    rows = page_of(request, found)
    context = {
        "gaps": rows,
        "rows": [(gap, names[gap.language]) for gap in rows],
        "count": len(found),
        "asked": sum(gap.unmet for gap in found),
        "days": gaps.SINCE_DAYS,
        "languages": settings.LANGUAGES,
        "towns": towns,
        "language": language,
        "town": town,
        "title": _("Gaps in the guide"),
    }
    return page(request, "network/gaps/show.html", context, current=PLACE)
