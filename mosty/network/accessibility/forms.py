"""What the operator says in the accessibility statement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.guide.enums import Assessment, Compliance, StatementText
from mosty.ui.fields import DayField


def day(label, *, required=True, help_text=""):
    return DayField(label=label, required=required, help_text=help_text)


def address(label):
    return forms.URLField(label=label, required=False, max_length=500, assume_scheme="https")


class StatementForm(forms.Form):
    site_name = forms.CharField(label=_("Name of the website"), max_length=200)
    published_on = day(_("Date of publication of the website"))
    updated_on = day(_("Date of the last major update"), help_text=_("Of the website as a whole, not of single texts."))
    status = forms.ChoiceField(label=_("State of digital accessibility"), choices=Compliance.choices)
    method = forms.ChoiceField(label=_("The statement rests on"), choices=Assessment.choices)
    auditor = forms.CharField(label=_("Who assessed it, if somebody else did"), max_length=200, required=False)
    report_address = address(_("Address of the report of the assessment"))
    costs_address = address(_("Address of the analysis of disproportionate costs"))
    prepared_on = day(_("The statement was prepared on"))
    reviewed_on = day(
        _("The statement was last reviewed on"),
        required=False,
        help_text=_("By 31 March of each year, and after larger changes of the website."),
    )
    contact_name = forms.CharField(label=_("Who answers: a person or an office"), max_length=200)
    contact_email = forms.EmailField(label=_("E-mail"))
    contact_phone = forms.CharField(label=_("Phone"), max_length=40)
    seat = forms.CharField(label=_("Address of the main premises"), max_length=300)
    building_address = address(_("Address of a page that says more about the premises"))


class WordsForm(forms.Form):
    """One box for each text, in one language."""

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        for key, label in StatementText.choices:
            widget = forms.Textarea(attrs={"rows": 5, "lang": language})
            self.fields[key] = forms.CharField(label=label, required=False, max_length=4000, widget=widget)
