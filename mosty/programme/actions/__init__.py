"""Freezing reports; projects and participations have modules of their own."""

from mosty.programme.actions.reports import LONGEST_MONTHS, freeze_report

__all__ = ["LONGEST_MONTHS", "freeze_report"]
