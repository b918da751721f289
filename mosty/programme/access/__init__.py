"""Who may see numbers and reports; projects have a module of their own."""

from mosty.programme.access.numbers import can_freeze, counted_centres, get_organization_to_freeze, get_report, visible_reports

__all__ = ["can_freeze", "counted_centres", "get_organization_to_freeze", "get_report", "visible_reports"]
