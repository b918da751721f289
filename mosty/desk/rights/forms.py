"""Shapes of what is written at the data-protection desk. Meaning is checked by the verbs of `clients.actions`."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.actions.authorities import LONGEST_BASIS
from mosty.clients.actions.exporting import FOR_AUTHORITIES
from mosty.clients.actions.requests import LONGEST_EXTENSION
from mosty.clients.enums.rights import (
    LONGEST_LINE,
    LONGEST_WORDS,
    Answered,
    AuthorityKind,
    BreachNature,
    BreachRisk,
    Came,
    Disclosure,
    Identity,
    RefusalBasis,
    RequestFrom,
    RequestKind,
    RestrictionGround,
    ToldPerson,
)
from mosty.core import time
from mosty.ui.fields import DayField

CHOOSE = _("Please choose from the list.")
ERRORS = {"required": CHOOSE, "invalid_choice": CHOOSE}
NO_DAY = {"required": _("Please give the day."), "invalid": _("Please give a day, for example 25.11.2026.")}
FILL = {"required": _("Please fill this in.")}


def day(label, **values):
    """A day, today at first."""
    return DayField(label=label, initial=time.today, error_messages=NO_DAY, **values)


def chosen(label, choices, *, empty=False, **values):
    options = [("", "—"), *choices] if empty else choices
    return forms.ChoiceField(label=label, choices=options, error_messages=ERRORS, **values)


def line(label, most=LONGEST_LINE, **values):
    return forms.CharField(label=label, max_length=most, error_messages=FILL, **values)


def words(label, most=LONGEST_WORDS, rows=3, **values):
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), error_messages=FILL, **values)


class Anywhere(forms.Form):
    """A form for one of the organisations that one may write for; a single one is not asked."""

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organizations = {str(one.pk): one for one in organizations}
        if len(self.organizations) > 1:
            choices = [(pk, one.name) for pk, one in self.organizations.items()]
            self.fields["organization"] = chosen(_("Organisation"), choices)
            self.order_fields(["organization"])

    def organization(self):
        return self.organizations[self.cleaned_data.get("organization") or next(iter(self.organizations))]


class Submitted(Anywhere):
    """A form that is kept once, however often it is sent."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class RequestForm(Submitted):
    kind = chosen(_("What is asked"), RequestKind.choices, widget=forms.RadioSelect)
    received_on = day(pgettext_lazy("request", "Received on"), help_text=_("The month for the answer runs from this day."))
    came = chosen(_("How did it come?"), Came.choices)
    asked_by = chosen(_("Who asks?"), RequestFrom.choices)
    number = forms.IntegerField(
        label=_("Number of the file"),
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text=_("If you know it. It can be found later."),
    )
    who = line(_("Name and address for the answer, as given"), required=False, help_text=_("Kept sealed."))
    what = words(_("What exactly, in their words"), required=False)
    identity = chosen(
        _("How do we know who asks?"),
        Identity.choices,
        empty=True,
        required=False,
        help_text=_("May be left for later; before data are given out it must be known."),
    )


class NumberForm(forms.Form):
    number = forms.IntegerField(label=_("Number of the file"), min_value=1, max_value=2**31 - 1, error_messages=FILL)


class FindForm(forms.Form):
    text = forms.CharField(
        label=_("Name, birth date, phone or document"),
        max_length=200,
        error_messages=FILL,
        help_text=_("You will see numbers and initials only."),
    )


class IdentityForm(forms.Form):
    how = chosen(_("How do we know who asks?"), Identity.choices)


class ExtendForm(forms.Form):
    words = line(
        _("Why, as told to the person"), LONGEST_EXTENSION, help_text=_("Complexity, or many requests; with the right to complain to UODO.")
    )
    told_on = day(_("The person was told on"))


class GiveForm(forms.Form):
    to = forms.ChoiceField(label=_("To whom"), error_messages=ERRORS)

    def __init__(self, *args, officers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.officers = {str(user.pk): user for user in officers}
        self.fields["to"].choices = [(pk, user.name) for pk, user in self.officers.items()]

    def officer(self):
        return self.officers[self.cleaned_data["to"]]


class RestrictForm(forms.Form):
    ground = chosen(_("Why?"), RestrictionGround.choices)


class EraseForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I have read what is erased and what stays. It cannot be undone."),
        error_messages={"required": _("Please tick this first.")},
    )


class HandOverForm(forms.Form):
    came = chosen(_("How was it handed over?"), Came.choices)


class AnswerForm(forms.Form):
    decision = chosen(_("Decision"), Answered.choices)
    basis = chosen(_("If not granted, or in part: why"), RefusalBasis.choices, empty=True, required=False)
    words = words(
        _("Reasons in words"),
        required=False,
        help_text=_("A refusal tells the person why, and of the right to complain to UODO and to a court (Art. 12(4))."),
    )
    came = chosen(_("How did the answer go out?"), Came.choices)
    answered_on = day(_("Answered on"))


class WithdrawForm(forms.Form):
    """Nothing but its button."""


class LiftForm(forms.Form):
    told_on = day(_("The person was told on"))


class AuthorityForm(Submitted):
    kind = chosen(_("Who asks?"), AuthorityKind.choices, widget=forms.RadioSelect)
    unit = line(_("Unit and officer"), help_text=_("As they named themselves; ask to see the badge."))
    reference = line(_("Their sign of the matter"), required=False)
    basis = line(_("The law they name"), LONGEST_BASIS, required=False, help_text=_("Ask for it in writing. Empty: they named none."))
    received_on = day(pgettext_lazy("request", "Received on"))
    came = chosen(_("How did it come?"), Came.choices)
    about = line(_("About whom, as they said it"), required=False, help_text=_("Kept sealed."))
    number = forms.IntegerField(
        label=_("Number of the file"), required=False, min_value=1, max_value=2**31 - 1, help_text=_("If you know it.")
    )
    asked = words(_("What they want to know"))


class DecideForm(forms.Form):
    decision = chosen(_("Decision"), Disclosure.choices)
    basis = line(_("The law by which we decide"), LONGEST_BASIS)
    words = words(_("Exactly what is disclosed, or why not"), required=False)
    parts = forms.MultipleChoiceField(
        label=_("Parts of the file that may be handed out"),
        choices=[(one.value, one.label) for one in FOR_AUTHORITIES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing: no file is made. Confidential notes are never among them."),
    )


class TellForm(forms.Form):
    told = chosen(_("Was the person told?"), ToldPerson.choices)
    words = words(_("How, or why not"), required=False)


class NoteForm(forms.Form):
    words = words(_("What came later"))


class MomentField(forms.SplitDateTimeField):
    """Day and hour on Poland's clock."""

    def __init__(self, **values):
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date"}, time_attrs={"type": "time"}, date_format="%Y-%m-%d", time_format="%H:%M"
        )
        errors = {"required": _("Please give day and hour."), "invalid": _("Please give day and hour."), "invalid_date": NO_DAY["invalid"]}
        super().__init__(widget=widget, error_messages=errors | {"invalid_time": _("Please give an hour, for example 9:30.")}, **values)


def this_minute():
    """Now, without the seconds, which nobody types."""
    now = time.now()
    return now - timedelta(seconds=now.second, microseconds=now.microsecond)


class BreachForm(Submitted):
    aware_at = MomentField(
        label=_("When did you become aware?"),
        initial=this_minute,
        help_text=_("72 hours run from here. When in doubt, the earlier moment."),
    )
    what = words(_("What happened, when, how was it noticed?"), rows=5, help_text=_("Without names."))
    natures = forms.MultipleChoiceField(
        label=_("What was broken?"),
        choices=BreachNature.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=ERRORS,
    )


class AssessForm(forms.Form):
    natures = forms.MultipleChoiceField(
        label=_("What was broken?"),
        choices=BreachNature.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=ERRORS,
    )
    people_count = forms.IntegerField(label=_("About how many people"), required=False, min_value=0, max_value=10_000_000)
    records_count = forms.IntegerField(label=_("About how many records"), required=False, min_value=0, max_value=10_000_000)
    whom = words(_("Which people, which kinds of data"), required=False)
    consequences = words(_("Likely consequences"), required=False)
    measures = words(_("What was done, what will be done"), required=False)
    risk = chosen(_("Risk for the people"), BreachRisk.choices, empty=True, required=False)


class OfficeForm(forms.Form):
    told_at = MomentField(label=_("UODO was told at"), required=False, help_text=_("Empty: it is not told, and why."))
    reference = line(_("Their sign of the matter"), required=False)
    words = words(_("Why not, or why later than 72 hours"), required=False)


class PeopleForm(forms.Form):
    told_on = DayField(
        label=_("The people were told on"),
        required=False,
        error_messages=NO_DAY,
        help_text=_("Empty: they are not told, and why (Art. 34(3))."),
    )
    words = words(_("How, or why not"))


class MeasureForm(forms.Form):
    words = words(_("What was done"))


class CloseForm(forms.Form):
    """Nothing but its button."""
