"""Boxes of notices and consents. Shape only; meaning is checked by the actions of `clients`."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.enums.consents import (
    BINDING,
    CONSENT_METHODS,
    LONGEST_BODY,
    NOTICE_METHODS,
    Article,
    DataCategory,
    Explained,
    How,
    Method,
    Signer,
    SpecialGround,
    WithdrawalWay,
)
from mosty.core import world
from mosty.desk.clients.fields import DayField

HEARD = [("yes", _("yes, and agrees")), ("no", _("no"))]


def line(label, **kwargs):
    """A short text. The action says when it is too long, in words."""
    attrs = {"autocomplete": "off"} | kwargs.pop("attrs", {})
    return forms.CharField(label=label, strip=False, max_length=4000, widget=forms.TextInput(attrs=attrs), **({"required": False} | kwargs))


class HowForm(forms.Form):
    """How a text was given and answered. `given`: what is usual at a desk stands there already, so that one press is enough."""

    method = forms.ChoiceField(label=_("How was it given?"), widget=forms.RadioSelect)
    witness = line(_("Who heard the answer?"), help_text=_("Only when it was read aloud: the name of a second person."))
    explained = forms.ChoiceField(label=_("Who explained it?"), choices=Explained.choices, widget=forms.RadioSelect)
    explained_by = line(_("Name of who explained it"), attrs={"list": "team"})
    explained_in = forms.ChoiceField(label=_("In which language was it explained?"), required=False)
    signer = forms.ChoiceField(label=_("Who decides?"), choices=Signer.choices, widget=forms.RadioSelect)
    guardian_name = line(_("Name of the parent or guardian"), attrs={"list": "kin"})
    guardian_ground = line(
        _("Decision that was seen"), help_text=_("For a guardian or curator: which court or office, of which day. A parent needs none.")
    )
    was_heard = forms.ChoiceField(
        label=_("Was the young person asked too?"),
        help_text=_("From 13 on."),
        choices=HEARD,
        required=False,
        widget=forms.RadioSelect,
    )
    recipients = forms.MultipleChoiceField(label=_("To whom?"), required=False, widget=forms.CheckboxSelectMultiple)
    on = DayField(label=_("On another day"), help_text=_("Only if it was signed earlier. Empty: now."), required=False)

    def __init__(self, *args, version, language, is_minor, **kwargs):
        self.version, self.language = version, language
        is_consent = version.kind == "consent"
        usual = Method.PAPER if is_consent else Method.HANDED
        initial = {"method": usual, "explained": Explained.NOBODY, "signer": Signer.PARENT if is_minor else Signer.PERSON}
        if len(version.recipients) == 1:  # among several the person chooses: nothing is ticked beforehand (GDPR recital 32)
            initial["recipients"] = version.recipients
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["method"].choices = [(one.value, one.label) for one in (CONSENT_METHODS if is_consent else NOTICE_METHODS)]
        self.fields["explained_in"].choices = [("", "–"), *world.language_choices()]
        if is_consent and version.recipients:
            self.fields["recipients"].choices = [(name, name) for name in version.recipients]
        else:
            del self.fields["recipients"]

    def how(self, **values):
        """What the verbs want."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"recipients", "was_heard"}}
        heard = {"yes": True, "no": False}.get(self.cleaned_data["was_heard"])
        return How(**given | {"language": self.language, "was_heard": heard} | values)

    def recipients_agreed(self):
        """Which recipients were ticked; nothing when the form names none."""
        return self.cleaned_data.get("recipients") if "recipients" in self.fields else None


class WithdrawForm(forms.Form):
    how = forms.ChoiceField(
        label=_("How did the person say it?"), choices=WithdrawalWay.choices, initial=WithdrawalWay.HERE, widget=forms.RadioSelect
    )
    words = line(_("Anything to add (may stay empty)"))


class MistakeForm(forms.Form):
    words = line(_("What was wrong?"), help_text=_("Without names. The line stays in the history."))


class NewForm(forms.Form):
    what = forms.ChoiceField(label=_("For what?"))

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = choices


class FactsForm(forms.Form):
    categories = forms.MultipleChoiceField(
        label=_("Which kinds of data does it cover?"), choices=DataCategory.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    recipients = forms.CharField(
        label=_("Who gets the data?"),
        help_text=_("One name a line, as they write themselves. Consent is asked for each of them."),
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    valid_months = forms.IntegerField(
        label=_("A consent runs out after so many months"),
        help_text=_("Empty: it holds until it is withdrawn."),
        required=False,
        error_messages={"invalid": _("Please give a whole number of months, or leave it empty.")},
    )
    asks_again = forms.BooleanField(
        label=_("Who had an earlier version is to be told or asked again"),
        help_text=_("Tick it when something changes for people, not for a better wording or one more language."),
        required=False,
    )

    def __init__(self, *args, version, **kwargs):
        initial = {name: getattr(version, name) for name in ("categories", "valid_months", "asks_again")}
        super().__init__(*args, initial=initial | {"recipients": "\n".join(version.recipients)}, **kwargs)
        if version.kind != "consent":
            del self.fields["valid_months"]

    def values(self):
        given = self.cleaned_data
        return given | {"recipients": given["recipients"].splitlines(), "valid_months": given.get("valid_months")}


class TextForm(forms.Form):
    title = line(_("Title"))
    body = forms.CharField(
        label=_("Text"),
        help_text=_("An empty line begins a new paragraph. ## begins a heading, - a line of a list."),
        required=False,
        strip=False,
        max_length=LONGEST_BODY * 20,
        widget=forms.Textarea(attrs={"rows": 24}),
    )
    is_checked = forms.BooleanField(label=_("I have read this text and it is right"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class BasisForm(forms.Form):
    purpose = forms.CharField(widget=forms.HiddenInput)
    article = forms.ChoiceField(label=_("Legal basis"), choices=Article.choices)
    special = forms.ChoiceField(
        label=_("For special categories of data"),
        choices=[("", pgettext_lazy("legal basis", "none")), *SpecialGround.choices],
        required=False,
    )
    act = line(_("Which law, contract or interest?"))
    valid_from = DayField(label=_("From which day?"), help_text=_("Empty: today."), required=False)


def language_choices(codes):
    """Codes with the languages' own names, in the product's order."""
    return [(code, name) for code, name in settings.LANGUAGES if code in codes or code == BINDING]
