"""A person's file, thin for now."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mosty.clients.enums import FIRST_BIRTH_YEAR, LONGEST_NAME
from mosty.core import time, world


class PersonForm(forms.Form):
    """Shape only; meaning is checked by the actions of `clients`."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As the person gives it, in any script."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Please give a name or a nickname.")},
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "maxlength": 60})
    )
    email = forms.CharField(
        label=_("E-mail"), required=False, widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off", "maxlength": 254})
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    citizenship = forms.ChoiceField(label=_("Citizenship"), required=False)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=FIRST_BIRTH_YEAR,
        max_value=2100,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Please give the year with four digits, for instance 1987.")),
    )
    notice_shown = forms.BooleanField(label=_("The information notice about personal data was shown"), required=False)
    notice_language = forms.ChoiceField(label=_("Language of the notice"), required=False)

    def __init__(self, *args, client=None, **kwargs):
        self.client = client
        if client is not None:
            fields = ("name", "phone", "email", "language", "citizenship", "birth_year", "notice_language")
            kwargs["initial"] = {field: getattr(client, field) for field in fields} | {"notice_shown": client.notice_shown_on is not None}
        super().__init__(*args, **kwargs)
        special = [(code, str(label)) for code, label in world.SPECIAL_CITIZENSHIPS.items()]
        self.fields["language"].choices = [("", _("not asked")), *world.language_choices()]
        self.fields["citizenship"].choices = [("", _("not asked")), *special, *world.country_choices()]
        self.fields["notice_language"].choices = [("", "–"), *settings.LANGUAGES]

    def clean(self):
        given = super().clean()
        if given.get("notice_shown") and not given.get("notice_language"):
            self.add_error("notice_language", _("Please say in which language the notice was shown."))
        return given

    def values(self):
        """What `open_client` and `change_client` want."""
        given = dict(self.cleaned_data)
        shown = given.pop("notice_shown")
        earlier = self.client.notice_shown_on if self.client else None
        return given | {"notice_shown_on": (earlier or time.today()) if shown else None}
