"""Shape only; meaning is checked by `clients.actions.retention` and `holds`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.clients.enums.retention import LONGEST_BASIS, LONGEST_HOLD_WORDS, LONGEST_MONTHS, Trigger
from mosty.ui.fields import DayField


class RuleForm(forms.Form):
    months = forms.IntegerField(
        label=_("How many months"),
        min_value=0,
        max_value=LONGEST_MONTHS,
        error_messages={
            "required": _("Please give a number of months."),
            "invalid": _("Please give a number of months."),
            "min_value": _("Please give a number of months from 0 to 600."),
            "max_value": _("Please give a number of months from 0 to 600."),
        },
    )
    trigger = forms.ChoiceField(
        label=_("Counted from"), choices=Trigger.choices, error_messages={"required": _("Please choose from the list.")}
    )
    basis = forms.CharField(label=_("Why so long: law, contract or reason"), required=False, max_length=LONGEST_BASIS)


class HoldForm(forms.Form):
    number = forms.IntegerField(
        label=_("Number of the file"),
        min_value=1,
        max_value=2**31 - 1,
        error_messages={
            "required": _("Please give the number of the file."),
            "invalid": _("Please give the number of the file."),
            "min_value": _("Please give the number of the file."),
            "max_value": _("Please give the number of the file."),
        },
    )
    reason = forms.CharField(
        label=_("Why nothing of it may be deleted"),
        help_text=_("For instance a court case, a complaint, an audit. Without names."),
        max_length=LONGEST_HOLD_WORDS,
        error_messages={"required": _("Please say why nothing of this file may be deleted.")},
    )
    until_on = DayField(
        label=_("Until (may stay empty)"),
        required=False,
        error_messages={"invalid": _("Please give a day.")},
    )
