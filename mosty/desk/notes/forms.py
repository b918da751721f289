"""The box of a note, its class, and what a window knows of its draft."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums.notes import LONGEST_REASON, NoteClass

BOX = {"rows": 8, "data-keep": ""}


class NoteForm(forms.Form):
    """Shape only; meaning is checked by `actions.notes`."""

    text = forms.CharField(
        label=_("Note"),
        strip=True,
        error_messages={"required": _("Please write the note.")},
        widget=forms.Textarea(attrs=BOX | {"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Who is to read it?"), widget=forms.RadioSelect, error_messages={"required": _("Please say who is to read the note.")}
    )
    draft = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, max_value=10**6, widget=forms.HiddenInput)
    encounter = forms.UUIDField(required=False, widget=forms.HiddenInput)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, NoteClass(kind).label) for kind in kinds]


class ChangeForm(forms.Form):
    text = forms.CharField(
        label=_("Note"), strip=True, error_messages={"required": _("Please write the note.")}, widget=forms.Textarea(attrs={"rows": 8})
    )
    reason = forms.CharField(label=_("Why it is corrected"), required=False, max_length=LONGEST_REASON)
    seen = forms.IntegerField(min_value=0, max_value=32767, widget=forms.HiddenInput)

    def __init__(self, *args, is_correction, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]
