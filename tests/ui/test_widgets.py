from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.forms.renderers import DjangoTemplates

from mosty.ui.widgets import Renderer


def tree(html):
    """Tags with their attributes and texts, without what stands between them."""
    return [(tag.name, tag.attrs, tag.string) for tag in BeautifulSoup(html, "html.parser").find_all(True)]


class Disabling(forms.Select):
    def create_option(self, name, value, *rest, **others):
        return super().create_option(name, value, *rest, **others) | {"attrs": {"disabled": value == "b", "lang": 'x"<', "selected": True}}


CHOICES = [("", "---"), ("a", "A & B"), (1, "<b>one</b>"), ('Group "1"', [("b", "Bé"), (date(2026, 1, 2), "day")]), (None, "none")]


@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, Disabling])
@pytest.mark.parametrize("chosen", [None, "", "a", "1", ["a", "b"], "unknown", True])
def test_select_says_what_djangos_says(widget, chosen):
    box = widget(attrs={"id": "id_x", "required": True, "hidden": False, "aria-describedby": "hint <&>"})
    box.choices = CHOICES
    ours = box.render("x", chosen, renderer=Renderer())
    assert tree(ours) == tree(box.render("x", chosen, renderer=DjangoTemplates()))
    assert ours.startswith('<select name="x"')


def test_forms_are_drawn_by_ours():
    assert isinstance(forms.Form().renderer, Renderer)
