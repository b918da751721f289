"""Choose what to have on paper; see how far it is; fetch it. Nobody signs in and nothing about anybody is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from mosty.core.errors import Refusal
from mosty.core.world import language_name
from mosty.guide.queries import articles
from mosty.paper.access import get_job
from mosty.paper.actions.asking import ask
from mosty.paper.enums import OPEN, Fault, JobState
from mosty.paper.queries import files, jobs, sheets
from mosty.paper.queries.wishes import Wish, read_wish, towns
from mosty.portal.cache import keep_out
from mosty.portal.paper.forms import WHOLE, PaperForm
from mosty.portal.words import own_names
from mosty.ui.screens import acts, reads, refuse_on, screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@csrf_exempt  # nobody is signed in, nothing is anybody's: docs/decisions/0005-booking-without-cookies.md
@acts
def choose(request: HttpRequest) -> HttpResponse:
    """GET: the form, filled from `?article=&town=&beside=`. POST: the wish; on to its own page."""
    language = get_language() or settings.LANGUAGE_CODE
    found = articles.shelves(language)
    choices = [(entry.slug, entry.title) for _topic, listed in found for entry in listed]
    places = [(town.slug, name) for town, name in towns()]
    if request.method == "POST":
        data = request.POST.copy()
        data.setdefault("language", language)
        form = PaperForm(data, articles=choices, towns=places)
        if form.is_valid():
            try:
                made = ask(_wish(form.cleaned_data))
            except Refusal as refusal:
                refuse_on(form, refusal)
            else:
                return HttpResponseRedirect(reverse("portal:paper:job", args=[made.key]), status=303)
    else:
        form = PaperForm(initial=_initial(request, language), articles=choices, towns=places)
    picked = set(form["article"].value() or [])
    shelves = [
        (
            str(topic.label),
            [(one, "" if one.language == language else language_name(one.language), one.slug in picked) for one in listed],
        )
        for topic, listed in found
    ]
    context = {
        "headline": _("The guide on paper"),
        "summary": _("One article, some, or the whole guide of your town as a PDF to print, also in two languages or in large print."),
        "form": form,
        "shelves": shelves,
        "trail": _trail(),
    }
    answer = screen(request, "portal/paper/choose.html", context, status=200 if not form.errors else 422)
    return keep_out(answer)


@reads
def job(request: HttpRequest, key: str) -> HttpResponse:
    """How far the paper is; the link to it when it is there. htmx asks for the piece again while it is being made."""
    found = get_job(key)
    wish = Wish.of(found.wish)
    is_ready = found.state == JobState.READY and files.is_there(found.digest)
    context = {
        "headline": _("The guide on paper"),
        "summary": _("Your paper is being made."),
        "job": found,
        "is_open": found.state in OPEN,
        "is_ready": is_ready,
        "is_gone": found.state == JobState.READY and not is_ready,
        "reason": str(Fault(found.reason).label) if found.reason else "",
        "ahead": jobs.ahead_of(found) if found.state == JobState.ASKED else 0,
        "kilobytes": max(1, round(found.size / 1000)),
        "wish": wish,
        "languages": own_names(code for code in (wish.language, wish.beside) if code),
        "here": request.path,
        "variants": _variants(wish),
        "exit_url": settings.QUICK_EXIT_URL if sheets.is_sensitive(wish) else "",
        "trail": _trail((_("The guide on paper"), reverse("portal:paper:choose"))),
    }
    answer = screen(request, "portal/paper/job.html", context, part="portal/paper/_job.html")
    return _unkept(answer)


@reads
def fetch(request: HttpRequest, key: str) -> Any:
    """The PDF. While it is not there: back to the page that says how far it is."""
    found = get_job(key)
    if found.state != JobState.READY or not files.is_there(found.digest):
        return HttpResponseRedirect(reverse("portal:paper:job", args=[key]))
    wish = Wish.of(found.wish)
    try:
        file = files.path_of(found.digest).open("rb")
    except OSError:  # swept away this very moment
        raise Http404 from None
    name = _("information") if sheets.is_sensitive(wish) else "-".join(filter(None, ["mosty", wish.language, wish.beside, wish.town]))
    answer = FileResponse(file, content_type="application/pdf", filename=f"{name}.pdf")
    answer.headers["X-Robots-Tag"] = "noindex"
    return _unkept(answer)


def _wish(data: dict[str, Any]) -> Wish:
    return read_wish(
        data["article"],
        language=data["language"],
        beside=data["beside"],
        town=data["town"],
        is_large=data["large"],
        whole=data["what"] == WHOLE,
    )


def _initial(request: HttpRequest, language: str) -> dict[str, Any]:
    """What the address says; what is not ours in it falls away with the form's own choices."""
    asked = request.GET
    return {
        "what": WHOLE if asked.get("what") == WHOLE else "some",
        "article": asked.getlist("article")[:100],
        "language": asked.get("language") or language,
        "beside": asked.get("beside", ""),
        "town": asked.get("town", ""),
        "large": asked.get("large") == "on",
    }


def _variants(wish: Wish) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same in another shape, one click away: label and the fields of a form."""
    base = [("what", WHOLE if not wish.articles else "some"), *(("article", slug) for slug in wish.articles)]
    large = [("large", "on")] if wish.is_large else []
    place = [("town", wish.town)]
    other = (_("In normal print"), []) if wish.is_large else (_("In large print"), [("large", "on")])
    found = [(other[0], [*base, ("language", wish.language), ("beside", wish.beside), *place, *other[1]])]
    if wish.beside:
        found.append((_("In one language only"), [*base, ("language", wish.language), *place, *large]))
    elif wish.language != "pl":
        found.append((_("With the Polish text beside it"), [*base, ("language", wish.language), ("beside", "pl"), *place, *large]))
    return found


def _unkept(answer: Any) -> Any:
    """Nothing of it stays on a shared computer, and no other site learns where the reader was."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return keep_out(answer)


def _trail(*places: tuple[str, str]) -> list[dict[str, str]]:
    start = [(_("Start"), reverse("portal:home")), (_("What do I need to do?"), reverse("portal:guide:index"))]
    return [{"label": label, "url": url} for label, url in (*start, *places)]
