"""The first page of the editor: what waits for me in my languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.guide import access
from mosty.guide.queries.work import jobs
from mosty.portal.editors import panels
from mosty.portal.words import own_names

if TYPE_CHECKING:
    from django.http import HttpRequest


def waiting(request: HttpRequest) -> panels.Panel | None:
    """Articles of my languages with paragraphs to look at. Three queries a language; nothing for the administrator, who has all."""
    languages = access.translated_by(request.user) if not request.user.is_superuser else []
    if not languages:
        return None
    names = {one.code: one.name for one in own_names(languages)}
    found = [(code, job) for code in languages for job in jobs(code) if job.open]
    rows = [
        panels.Row(
            title=job.title,
            url=reverse("translations:article", args=[code, job.slug]),
            note=_note(names[code], job.open),
            language=code,
        )
        for code, job in found
    ]
    more = reverse("translations:work")
    return panels.Panel("translations", _("My waiting translations"), rows, _("Nothing waits."), more_url=more, count=len(rows))


def _note(language: str, count: int) -> str:
    said = ngettext("%(language)s: %(count)d paragraph to look at", "%(language)s: %(count)d paragraphs to look at", count)
    return said % {"language": language, "count": count}


panels.register(235, waiting)
