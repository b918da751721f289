"""Who helps, chosen from the directory. Texts keep the key; name, address and hours are the directory's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.forms import Select  # noqa: TID251 - a field of Wagtail's editor is made of Django's widgets
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from mosty.core.texts import told
from mosty.directory.queries.hours import is_gone
from mosty.guide.blocks.marks import MarkedWords

KEY = r"^[a-z0-9-]{1,80}$"


class Chosen(blocks.RegexBlock):
    """A key, chosen from a list. Not Wagtail's block for choices, which asks the database for all of them with every block it reads: here
    `choices` (keys and names in the editor's language) is asked when a form is drawn."""

    def __init__(self, choices: Callable[[], list[tuple[str, str]]], **kwargs: Any):
        super().__init__(regex=KEY, required=False, **kwargs)
        self.field.widget = Select(choices=CallableChoiceIterator(lambda: [("", "–"), *choices()]))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "wagtail.blocks.RegexBlock", [], {"regex": KEY, "required": False}


class ChosenService(Chosen):
    """The key of a service of the network."""

    def __init__(self, **kwargs: Any):
        super().__init__(_services, **kwargs)

    def clean(self, value: str) -> str:
        value = super().clean(value)
        if value and not _table("Service").filter(slug=value).exists():
            raise ValidationError(_t("There is no service with this address: %(keys)s.") % {"keys": value})
        return value


class ChosenCentre(Chosen):
    """The key of a centre that works or will. One that is closed for good stands in the list as such, so that a text that names it says
    which it was; it cannot be kept."""

    def __init__(self, **kwargs: Any):
        super().__init__(_centres, **kwargs)

    def clean(self, value: str) -> str:
        value = super().clean(value)
        found = _table("Centre").prefetch_related("states").filter(slug=value).first() if value else None
        if value and (found is None or is_gone(found)):
            raise ValidationError(_t("This centre is closed for good, or the directory does not know it. Please choose another."))
        return value


def _services() -> list[tuple[str, str]]:
    return [(service.slug, told(service.names).text or service.slug) for service in _table("Service").order_by("order", "slug")]


def _centres() -> list[tuple[str, str]]:
    rows = _table("Centre").select_related("town").prefetch_related("states").order_by("town__name", "slug")
    closed = _t("closed for good")
    names = [(row, f"{row.town.name}: {told(row.names or {'pl': row.name}).text}") for row in rows]
    return [(row.slug, f"{name} ({closed})" if is_gone(row) else name) for row, name in names]


class ServiceBlock(blocks.StructBlock):
    """A service of the network or one of its centres, as the directory has them."""

    heading = MarkedWords(label=_("Heading"), required=False, max_length=200)
    service = ChosenService(label=_("Service of the network"))
    centre = ChosenCentre(label=_("or a centre"))

    class Meta:
        label = _("Service or centre")
        icon = "group"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if bool(value["service"]) == bool(value["centre"]):
            sentence = _t("Please choose a service or a centre, one of the two.")
            raise StructBlockValidationError({"service": ValidationError(sentence)})
        return value


def _table(name: str) -> Any:
    return apps.get_model("directory", name)._default_manager  # asked by name: blocks stand below models, which are made of them
