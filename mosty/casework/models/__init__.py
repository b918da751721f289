"""Tables of casework. Each row belongs to one organisation."""

from mosty.casework.models.cases import CalendarKey, Case, CaseEvent, CaseWorker, Task
from mosty.casework.models.documents import Document
from mosty.casework.models.notes import Note, NoteDraft, NoteVersion
from mosty.casework.models.plans import (
    Action,
    Assessment,
    AssessmentAnswer,
    CopyTrial,
    Goal,
    Need,
    Plan,
    PlanCopy,
    PlanVersion,
)
from mosty.casework.models.visits import Encounter, ServiceDelivery, Visit

__all__ = [
    "Action",
    "Assessment",
    "AssessmentAnswer",
    "CalendarKey",
    "Case",
    "CaseEvent",
    "CaseWorker",
    "CopyTrial",
    "Document",
    "Encounter",
    "Goal",
    "Need",
    "Note",
    "NoteDraft",
    "NoteVersion",
    "Plan",
    "PlanCopy",
    "PlanVersion",
    "ServiceDelivery",
    "Task",
    "Visit",
]
