"""The form of a page in the editor: what an article needs beyond the fields Wagtail makes by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm

from mosty.guide.access import check_slug, no_source
from mosty.guide.queries import desk

MOST_RELATED = 8
ADDRESS = URLValidator(schemes=["https"])


class SourcesField(forms.CharField):
    """One source a line: sign | https address | what it is. Kept as a list of three words each."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(" | ".join(str(part) for part in row) for row in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        found = []
        for number, line in enumerate((value or "").splitlines(), start=1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split("|", 2)]
            if len(parts) != 3 or not all(parts):
                raise ValidationError(
                    _("Line %(number)s of the sources is not of the form: sign | address | what it is") % {"number": number}
                )
            try:
                ADDRESS(parts[1])
            except ValidationError as error:
                raise ValidationError(_("Line %(number)s of the sources has no https address.") % {"number": number}) from error
            found.append(parts)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial or []).strip() != (data or "").strip().replace("\r\n", "\n")


class GuidePageForm(WagtailAdminPageForm):
    """Of every page of the guide. Bad input comes back with a sentence at its field and everything that was typed."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].validators = []  # ours (guide.models.rules.check_slug) says which letters, and proposes
        if "sources" in self.fields:
            old = self.fields["sources"]
            self.fields["sources"] = SourcesField(
                label=gettext_lazy("Sources"), required=False, help_text=gettext_lazy("one a line: sign | https address | what it is")
            )
            self.fields["sources"].widget.is_required = old.widget.is_required
        if "related" in self.fields:
            self.fields["related"] = forms.MultipleChoiceField(
                label=gettext_lazy("People also needed"),
                required=False,
                choices=desk.choices(),
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data.get("slug") or ""
        try:
            check_slug(slug, str(self.data.get("title", "")))
        except ValidationError as error:
            raise ValidationError(error.message_dict["slug"]) from error
        return slug

    def clean_related(self) -> Any:
        chosen = self.cleaned_data["related"]
        if len(chosen) > MOST_RELATED:
            raise ValidationError(_("Please choose at most %(most)s related articles.") % {"most": MOST_RELATED})
        if self.instance.slug in chosen or self.cleaned_data.get("slug") in chosen:
            raise ValidationError(_("An article cannot be related to itself."))
        before = [slug for slug in self.instance.related if slug in chosen]
        return [*before, *(slug for slug in chosen if slug not in before)]  # those that stood there keep their order

    def clean(self) -> Any:
        """A text that may not be published is not published, and nothing of it is lost."""
        cleaned = super().clean()
        wants_to_publish = "action-publish" in self.data
        if wants_to_publish and self.instance.locale_id and not self.instance.has_live_source():
            self.add_error(None, str(no_source().sentence))
        return cleaned
