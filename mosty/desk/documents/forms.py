"""Boxes of files and scans. Shape only; what is in the files is looked at by the action."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums.documents import DocumentKind, RemovalReason
from mosty.casework.enums.notes import NoteClass
from mosty.desk.clients.fields import DayField
from mosty.desk.clients.part_forms import choice, line

TAKEN = "application/pdf,image/jpeg,image/png,image/webp,image/heic"  # phones change their pictures into one of these by themselves


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """All files that were chosen, as a list; also empty ones, of which the action says so."""

    def __init__(self, **attrs):
        label, help_text = attrs.pop("label"), attrs.pop("help_text", "")
        super().__init__(label=label, help_text=help_text, required=False, widget=FilesInput(attrs=attrs))

    def clean(self, data, initial=None):
        return [one for one in data or () if one] if isinstance(data, list | tuple) else []


class PutInForm(forms.Form):
    upload = FilesField(label=_("Files"), multiple=True, accept=TAKEN)
    photo = FilesField(label=_("Take a picture"), accept="image/*", capture="environment")
    kind = choice(_("What is it?"), DocumentKind.choices)
    title = line(_("Title, if it needs one"))
    expires_on = DayField(label=_("Last day on which it is valid"))
    note_class = forms.ChoiceField(
        label=_("Who may open it?"), widget=forms.RadioSelect, error_messages={"required": _("Please say who may open the file.")}
    )
    encounter = forms.UUIDField(required=False, widget=forms.HiddenInput)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, classes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note_class"].choices = [(kind, NoteClass(kind).label) for kind in classes]

    def uploads(self):
        return [*self.cleaned_data["upload"], *self.cleaned_data["photo"]]


class ChangeForm(forms.Form):
    kind = choice(_("What is it?"), DocumentKind.choices)
    title = line(_("Title, if it needs one"))
    expires_on = DayField(label=_("Last day on which it is valid"))
    keep_until = DayField(label=_("Is destroyed on"), required=True, error_messages={"required": _("Please give the day.")})
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_seen(self):
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None


class RemoveForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=RemovalReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say why it is taken away.")},
    )
