"""Boxes of needs, assessments, and of one goal, one action, the head of a plan."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.casework.enums.plans import (
    COPY_DAYS,
    LONGEST_SUMMARY,
    LONGEST_WHO,
    LONGEST_WORDS,
    NEED_MOVES,
    SCORES,
    GoalState,
    LifeDomain,
    Moment,
    NeedState,
    UnmetReason,
    Urgency,
    Who,
)
from mosty.casework.queries.questionnaires import questionnaire
from mosty.clients.enums import Answer
from mosty.core import time, world
from mosty.ui.fields import DayField

NO_WORDS = _("Please say in a few words what it is about.")


def day_field(label, **more):
    return DayField(label=label, required=False, **more)


class NeedForm(forms.Form):
    domain = forms.ChoiceField(label=_("Part of life"), choices=[("", _("please choose")), *LifeDomain.choices])
    words = forms.CharField(label=_("What is missing"), max_length=LONGEST_WORDS, error_messages={"required": NO_WORDS})
    urgency = forms.ChoiceField(label=_("How urgent"), choices=Urgency.choices, widget=forms.RadioSelect, initial=Urgency.SOON)


class NeedChangeForm(forms.Form):
    words = forms.CharField(label=_("What is missing"), max_length=LONGEST_WORDS, error_messages={"required": NO_WORDS})
    urgency = forms.ChoiceField(label=_("How urgent"), choices=Urgency.choices, widget=forms.RadioSelect)
    state = forms.ChoiceField(label=_("Status"), choices=NeedState.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("If it could not be met: why"), required=False, choices=[("", pgettext_lazy("unmet", "–")), *UnmetReason.choices]
    )

    def __init__(self, *args, need, **kwargs):
        kwargs["initial"] = {name: getattr(need, name) for name in ("words", "urgency", "state", "reason")}
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(code, words) for code, words in NeedState.choices if code in {need.state, *NEED_MOVES[need.state]}]


class AssessmentForm(forms.Form):
    """One list of answers for each part of life of the questionnaire: scores with their meaning, and three answers that are none."""

    moment = forms.ChoiceField(label=_("When in our work together"), choices=Moment.choices, widget=forms.RadioSelect)
    on = day_field(_("Day of the conversation"))
    summary = forms.CharField(
        label=_("What else is worth knowing"),
        required=False,
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, before, zone, **kwargs):
        """`before`: the answers of the last assessment by part of life, shown beside the new ones."""
        asked = questionnaire()
        is_first = before is None
        kwargs["initial"] = {
            "moment": Moment.ENTRY if is_first else Moment.REVIEW,
            "on": time.today(zone),
            "version": asked.version,
            **{question.domain: Answer.NOT_ASKED for question in asked.questions},
        }
        super().__init__(*args, **kwargs)
        self.questions = asked.questions
        self.before = before or {}
        for question in asked.questions:
            scores = [(score, f"{score} – {question.anchor(score)}") for score in SCORES]
            self.fields[question.domain] = forms.ChoiceField(
                label=str(question.text),
                required=False,
                choices=[*scores, *[(code, words) for code, words in Answer.choices if code], ("", Answer.NOT_ASKED.label)],
                widget=forms.RadioSelect,
            )

    def rows(self):
        """Per part of life: its box, the answer of last time, what that meant."""
        return [
            {
                "box": self[question.domain],
                "domain": LifeDomain(question.domain).label,
                "before": self.before.get(question.domain),
                "meant": question.anchor(self.before.get(question.domain, "")),
            }
            for question in self.questions
        ]

    def answers(self):
        return {question.domain: self.cleaned_data.get(question.domain, "") for question in self.questions}


class HeadForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of the text"), help_text=_("The person's copy says in which language goals are written.")
    )
    their_language = forms.ChoiceField(
        label=_("The person's language"), required=False, help_text=_("Goals and actions can stand in it beside the text.")
    )
    agreed_on = day_field(_("Agreed on"))
    review_on = day_field(_("Next review"))
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = world.language_choices()
        self.fields["their_language"].choices = [("", "–"), *world.language_choices()]


def theirs():
    """The same for the person to read."""
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=_("In the person's language (optional)"), required=False, max_length=LONGEST_WORDS, widget=widget)


class GoalForm(forms.Form):
    words = forms.CharField(label=_("Goal, in plain words"), required=False, max_length=LONGEST_WORDS)
    theirs = theirs()
    domain = forms.ChoiceField(label=_("Part of life"), choices=LifeDomain.choices, required=False)
    until = day_field(pgettext_lazy("plan", "By when"))
    state = forms.ChoiceField(label=_("Status"), choices=GoalState.choices, required=False)


class ActionForm(forms.Form):
    words = forms.CharField(label=_("Action"), required=False, max_length=LONGEST_WORDS)
    theirs = theirs()
    who = forms.ChoiceField(
        label=pgettext_lazy("plan", "Who"),
        required=False,
        choices=[(Who.CLIENT, _("the person")), (Who.WORKER, _("the centre")), (Who.OUTSIDE, _("somebody else"))],
    )
    whom = forms.CharField(label=pgettext_lazy("plan", "Name of the body or person"), required=False, max_length=LONGEST_WHO)
    until = day_field(pgettext_lazy("plan", "By when"))


class CopyForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("How many days the code works"),
        coerce=int,
        choices=[(days, str(days)) for days in COPY_DAYS],
        widget=forms.RadioSelect,
        initial=COPY_DAYS[1],
    )
