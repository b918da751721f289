"""The checklist of a project that holds now, and the one somebody was judged by."""

from __future__ import annotations

from mosty.programme.enums.questions import Questions, first_checklist, from_data
from mosty.programme.models import Checklist, Project


def newest(project: Project) -> Checklist | None:
    """The version that holds now; a project without one never enrolled anybody."""
    return Checklist.objects.filter(project=project).order_by("-version").first()


def versions(project: Project) -> list[Checklist]:
    """All versions, the newest first, with who made them."""
    return list(Checklist.objects.filter(project=project).select_related("made_by").order_by("-version"))


def questions_of(checklist: Checklist | None) -> Questions:
    """Its questions; those a new project begins with when there is none yet."""
    return from_data(checklist.content) if checklist else first_checklist()
