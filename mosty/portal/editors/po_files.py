"""PO files out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.accounts.enums import Right
from mosty.core import time
from mosty.core.errors import PermissionDenied, Refusal
from mosty.guide import access
from mosty.guide.actions import po
from mosty.guide.queries.work import jobs
from mosty.portal.editors.frame import framed, person
from mosty.portal.words import own_names
from mosty.ui.screens import acts, done, reads

if TYPE_CHECKING:
    from django.http import HttpRequest


@acts
def files(request: HttpRequest, language: str) -> HttpResponse:
    """Download one, send one back. A file with faults changes nothing and is answered line by line."""
    if language not in access.translated_by(request.user):
        raise PermissionDenied
    report, error = None, ""
    if request.method == "POST":
        try:
            report = _import(request, language)
        except Refusal as refusal:
            error = str(refusal.sentence)
        if report is not None and report.was_written and not report.lines:
            return done(request, _words(report), to=reverse("translations:po", args=[language]))
    context = {
        "language": own_names([language])[0],
        "articles": jobs(language, need="all"),
        "report": report,
        "said": _words(report) if report is not None and report.was_written else "",
        "error": error,
        "most": settings.PO_MOST_BYTES // (1024 * 1024),
        "can_write": access.may(request.user, Right.TRANSLATION_WRITE, language=language),
    }
    trail = ((_("Translations"), f"{reverse('translations:work')}?language={language}"),)
    has_fault = bool(error) or (report is not None and not report.was_written)
    return framed(request, "po", _("PO files"), context, trail=trail, status=422 if has_fault else 200)


def _import(request: HttpRequest, language: str) -> po.Report:
    if not access.may(request.user, Right.TRANSLATION_WRITE, language=language):
        raise PermissionDenied
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("no-file", sentence=_("Please choose a file."), field="file")
    content = upload.read(settings.PO_MOST_BYTES + 1)  # one more than is allowed: the action refuses it
    return po.import_file(content, language=language, by=person(request), skip_faults=request.POST.get("skip") == "1")


def _words(report: po.Report) -> str:
    said = ngettext("%(count)d paragraph was changed.", "%(count)d paragraphs were changed.", report.changed)
    return said % {"count": report.changed}


@reads
def download(request: HttpRequest, language: str) -> HttpResponse:
    """`?only=open`: what is to be done. `?article=` (several): these articles."""
    if language not in access.translated_by(request.user):
        raise PermissionDenied
    return answer(language, request.GET.getlist("article") or None, only_open=request.GET.get("only") == "open")


def answer(language: str, slugs: list[str] | None, *, only_open: bool) -> HttpResponse:
    """The file, as a download."""
    name = "-".join(["mosty", *(slugs if slugs and len(slugs) == 1 else []), language, f"{time.today():%Y-%m-%d}"])
    text = po.export(language=language, articles=slugs, only_open=only_open)
    found = HttpResponse(text, content_type="text/x-gettext-translation; charset=utf-8")
    found.headers["Content-Disposition"] = f'attachment; filename="{name}.po"'
    return found
