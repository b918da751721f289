"""What the screens of facts, acts, terms, notes and checks have in common: the frame, and fields in ten languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.guide.actions.texts import SOURCE_LANGUAGE
from mosty.ui.fields import DayField
from mosty.ui.screens import screen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

RIGHT_TO_LEFT = {"ar"}


def language() -> str:
    """The editor's language."""
    return get_language() or settings.LANGUAGE_CODE


def editor(request: HttpRequest) -> Any:
    """Who is signed in; nobody else gets as far as a view."""
    return request.user


def page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], *, trail: tuple[tuple[str, str], ...] = (), status: int = 200
) -> HttpResponse:
    """A screen inside Wagtail's frame. `trail`: label and address of what stands above it."""
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, *({"url": url, "label": label} for label, url in trail)]
    frame = {"header_title": title, "breadcrumbs_items": [*crumbs, {"url": "", "label": title}], "screen_title": title}
    return screen(request, f"portal/editors/living/{template}.html", frame | context, status=status)


def answer_status(form: forms.BaseForm) -> int:
    """422 for a form that was refused."""
    return 422 if form.is_bound and form.errors else 200


def add_languages(form: forms.BaseForm, name: str, label: str, *, texts: dict[str, str], is_long: bool = False, most: int = 200) -> None:
    """A field for each language of the portal, Polish first."""
    for code, own in settings.LANGUAGES:
        direction = {"lang": code, "dir": "rtl" if code in RIGHT_TO_LEFT else "ltr"}
        widget = forms.Textarea(attrs={"rows": 4, **direction}) if is_long else forms.TextInput(attrs=direction)
        form.fields[f"{name}_{code}"] = forms.CharField(
            label=f"{label} ({own})",
            required=code == SOURCE_LANGUAGE,
            initial=texts.get(code, ""),
            max_length=most,
            widget=widget,
        )


def by_language(form: forms.BaseForm, name: str) -> dict[str, str]:
    """The texts that were written, by language."""
    data: dict[str, Any] = getattr(form, "cleaned_data", {})
    return {code: data.get(f"{name}_{code}", "") for code, _own in settings.LANGUAGES}


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    return DayField(label=label, required=required, help_text=help_text)
