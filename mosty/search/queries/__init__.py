"""Reads of the index: finding, suggesting, and the entries that the directory gives."""

from mosty.search.queries.asking import Near
from mosty.search.queries.finding import Found, Result, count_entries, find, suggest

__all__ = ["Found", "Near", "Result", "count_entries", "find", "suggest"]
