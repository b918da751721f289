"""Wagtail looks for hooks here; each subject keeps its own."""

from mosty.portal.editors import facts_hooks

__all__ = ["facts_hooks"]
