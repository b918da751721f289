"""Forms of the calendar: a booking for somebody at the counter, an absence."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mosty.core.contacts import clean_line
from mosty.core.dates import hour_words
from mosty.core.errors import SENTENCES, Refusal
from mosty.core.time import local
from mosty.core.world import language_choices
from mosty.desk.words import provider_name
from mosty.ui.fields import DayField

EVERYBODY = "all"


class BookingForm(forms.Form):
    """Somebody at the counter or on the phone takes a time of one sitting. What is typed is cleaned by the action."""

    time = forms.ChoiceField(
        label=_("Time"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": SENTENCES["time-taken"], "required": _("Please choose a time.")},
    )
    name = forms.CharField(label=_("Name or nickname"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(
        label=_("Phone (optional)"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    email = forms.CharField(
        label=_("E-mail (optional)"),
        required=False,
        max_length=254,
        help_text=_("With a phone or an e-mail the person gets a confirmation and a reminder."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    language = forms.ChoiceField(label=_("Language of the meeting"))
    message_language = forms.ChoiceField(label=_("Language of messages"), choices=settings.LANGUAGES)
    needs_interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)

    def __init__(self, data=None, *, session, free, chosen=""):
        spoken = next((code for code in ("uk", *session.languages) if code in session.languages), "pl")
        in_portal = spoken if spoken in dict(settings.LANGUAGES) else "pl"
        super().__init__(data, initial={"time": chosen, "language": spoken, "message_language": in_portal})
        self.zone = session.centre.time_zone
        self.offer(free)
        self.fields["language"].choices = language_choices()

    def offer(self, free):
        """The times to choose from."""
        self.fields["time"].choices = [(one.key, hour_words(local(one.starts_at, self.zone))) for one in free]


class ExceptionForm(forms.Form):
    """Days on which somebody, or everybody, is away."""

    provider = forms.ChoiceField(label=_("Who is away"))
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    reason = forms.CharField(
        label=_("Reason"), max_length=4000, help_text=_("For the team only, for instance: ill. Clients do not see it.")
    )

    def __init__(self, data=None, *, providers, initial=None):
        super().__init__(data, initial=initial)
        self.providers = {str(provider.pk): provider for provider in providers}
        names = [(pk, provider_name(provider)) for pk, provider in self.providers.items()]
        self.fields["provider"].choices = [("", _("Please choose")), *names, (EVERYBODY, _("the whole centre"))]

    def clean_reason(self):
        try:
            return clean_line(self.cleaned_data["reason"], 200, field="reason")
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from None

    def clean_provider(self):
        return self.providers.get(self.cleaned_data["provider"])
