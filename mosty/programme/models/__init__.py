"""Tables of programme."""

from mosty.programme.models.participation import Attribution, Correction, Participation
from mosty.programme.models.projects import Checklist, Project
from mosty.programme.models.reports import FrozenReport

__all__ = ["Attribution", "Checklist", "Correction", "FrozenReport", "Participation", "Project"]
