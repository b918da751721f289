"""Tables of casework. Each row belongs to one organisation."""

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
    "CopyTrial",
    "Encounter",
    "Goal",
    "Need",
    "Plan",
    "PlanCopy",
    "PlanVersion",
    "ServiceDelivery",
    "Visit",
]
