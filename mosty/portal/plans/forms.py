"""The code of a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PlanCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of your plan"),
        help_text=_("Twelve digits. Spaces do not matter."),
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
        error_messages={"required": _("Please type the code that your centre gave you.")},
    )
