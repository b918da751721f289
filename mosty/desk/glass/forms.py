"""Why somebody opens a file that is not theirs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.clients.enums import LONGEST_GLASS_WORDS, GlassReason


class GlassForm(forms.Form):
    """Shape only; meaning is checked by `break_glass`."""

    reason = forms.ChoiceField(
        label=_("Why do you have to open this file?"),
        choices=GlassReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose why you have to open this file.")},
    )
    words = forms.CharField(
        label=_("What happened, in a few words"),
        help_text=_("Without names. The data protection officer and those who work with the person will read it."),
        max_length=LONGEST_GLASS_WORDS,
        strip=True,
        error_messages={"required": _("Please say in a few words what happened. The data protection officer will read it.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
