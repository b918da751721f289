"""What pages were called before."""

from __future__ import annotations

from django.db import models


class OldName(models.Model):
    """An article or a plain page had this address: it leads to the page still, and what names it (answered checks) is understood.
    Written when the Polish page gets another address; gone when a page has it again."""

    slug = models.SlugField(max_length=80, unique=True)
    page = models.UUIDField(help_text="translation_key of the pages", db_index=True)
    since = models.DateTimeField(help_text="when it got another")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
