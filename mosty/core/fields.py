"""Columns of our own."""

from __future__ import annotations

from typing import Any

from django.db import models


class CodesField(models.TextField):
    """A short list of codes (languages, topics) in one text column, with spaces around each: " pl uk ".

    Both databases can then ask `languages__contains=" uk "`. In Python it is a list; order is kept.
    """

    _pyi_private_set_type: Any  # for mypy: set with a list, though it is a text in the database

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: object, connection: object) -> list[str]:
        return value.split() if value else []

    def to_python(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else list(value or [])

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        codes = list(dict.fromkeys(value or []))
        if any(" " in code for code in codes):
            raise ValueError("a code holds no space")
        return f" {' '.join(codes)} " if codes else ""

    def value_to_string(self, obj: Any) -> str:
        """As it is kept: Wagtail's revisions and Django's fixtures write this down, and `to_python` reads it."""
        return str(self.get_prep_value(self.value_from_object(obj)))
