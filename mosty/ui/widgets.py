"""How the boxes of forms become HTML."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates

OURS = {"django/forms/widgets/select.html": "ui/widgets/select.html"}


class Renderer(DjangoTemplates):
    """Django's own, but a list of choices is one template. Django's includes two for each choice: with 250 countries and
    180 languages to choose from that was most of the time that a form of the desk took."""

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OURS.get(template_name, template_name))
