"""What can be done with a case: one small form each, told apart by its button. Meaning is checked by `actions.cases`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums.cases import LONGEST_CASE_WORDS, LONGEST_TASK, MOST_OVERLAP, CaseOutcome
from mosty.ui.fields import DayField

NO_ONE = {"required": _("Please choose a colleague."), "invalid_choice": _("Please choose a colleague.")}


def words(label):
    return forms.CharField(label=label, required=False, max_length=LONGEST_CASE_WORDS)


class TeamForm(forms.Form):
    """A form that names a colleague."""

    whom = "to"

    def __init__(self, *args, team=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.team = {str(user.pk): user for user in team}
        self.fields[self.whom].choices = [(pk, user.name) for pk, user in self.team.items()]

    def colleague(self):
        return self.team[self.cleaned_data[self.whom]]


class OpenForm(TeamForm):
    to = forms.ChoiceField(label=_("Who is responsible"), error_messages=NO_ONE)


class HandOverForm(TeamForm):
    to = forms.ChoiceField(label=_("To whom"), error_messages=NO_ONE)
    overlap = forms.IntegerField(
        label=_("Days in which you both work on it"), min_value=0, max_value=MOST_OVERLAP, initial=14, help_text=_("From 0 to 60.")
    )
    words = words(_("What the colleague should know"))


class PauseForm(forms.Form):
    until = DayField(label=_("Until (may stay empty)"), required=False)
    words = words(_("Why"))


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How it ended"),
        choices=[("", "–"), *(one for one in CaseOutcome.choices if one[0] != CaseOutcome.JOINED)],
        error_messages={"required": _("Please say how the case ended.")},
    )
    words = words(_("In a few words"))


class TaskForm(TeamForm):
    whom = "assignee"

    words = forms.CharField(
        label=_("What is to be done"), max_length=LONGEST_TASK, error_messages={"required": _("Please say what is to be done.")}
    )
    due_on = DayField(
        label=_("Until"),
        error_messages={"required": _("Please give a day."), "invalid": _("Please give a day.")},
    )
    assignee = forms.ChoiceField(label=_("Who"), error_messages=NO_ONE)


class ResumeForm(forms.Form):
    """Only a button."""


FORMS = {"open": OpenForm, "hand-over": HandOverForm, "pause": PauseForm, "resume": ResumeForm, "close": CloseForm, "task": TaskForm}
