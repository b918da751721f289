"""The first page of the editor: what waits for me in my languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.accounts.enums import Right
from mosty.guide import access
from mosty.guide.queries.work import Job, jobs
from mosty.portal.editors import panels
from mosty.portal.words import own_names

if TYPE_CHECKING:
    from django.http import HttpRequest


def waiting(request: HttpRequest) -> panels.Panel | None:
    """Articles of my languages with paragraphs to look at, not begun or not published. Three queries a language; nothing for the
    administrator, who has all."""
    languages = access.translated_by(request.user) if not request.user.is_superuser else []
    if not languages:
        return None
    names = {one.code: one.name for one in own_names(languages)}
    writes = access.languages_for(request.user, Right.TRANSLATION_WRITE)
    rows = [_row(code, names[code], job) for code in languages for job in jobs(code) if job.page or code in writes]
    more = reverse("translations:work")
    return panels.Panel("translations", _("My waiting translations"), rows, _("Nothing waits."), more_url=more, count=len(rows))


def _row(code: str, language: str, job: Job) -> panels.Row:
    if job.page is None:
        address = f"{reverse('translations:start', args=[job.source])}?language={code}"
        return panels.Row(job.title, address, _("no text yet"))
    address = reverse("translations:article", args=[code, job.slug])
    if not job.open:
        return panels.Row(job.title, address, _("published, newer text waits") if job.is_live else _("begun, not yet published"))
    said = ngettext("%(language)s: %(count)d paragraph to look at", "%(language)s: %(count)d paragraphs to look at", job.open)
    return panels.Row(job.title, address, said % {"language": language, "count": job.open})


panels.register(235, waiting)
