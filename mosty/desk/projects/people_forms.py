"""Forms of a participation: enrolment on one page, the end, what is put right. Meaning is checked by `programme.queries.eligibility`."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.enums import RelationKind, Sex, StayBasis, answers
from mosty.clients.queries import file
from mosty.core.world import SPECIAL_CITIZENSHIPS, country_choices
from mosty.desk.projects.forms import NO_DAY, line
from mosty.programme.enums.projects import LONGEST_GUARDIAN, LONGEST_REASON, AgeGroup, ExitReason, ExitResult, QuestionKind
from mosty.programme.queries.eligibility import NO, SEEN, YES, Facts, age_on, known_group, question_words
from mosty.ui.fields import DayField

ADULT = 18
CHOOSE = _("Please choose from the list.")


def pick(label, choices, **more):
    given = {"required": False, "choices": [("", _("Please choose")), *choices], "error_messages": {"invalid_choice": CHOOSE}}
    return forms.ChoiceField(label=label, **(given | more))


def radio(label, choices, **more):
    given = {"required": False, "choices": choices, "widget": forms.RadioSelect, "error_messages": {"invalid_choice": CHOOSE}}
    return forms.ChoiceField(label=label, **(given | more))


class FactsForm(forms.Form):
    """The facts of the first day, begun with what the file says. What only a minor or an unsure birth date needs is asked only then."""

    entry_on = DayField(label=_("Day of entry"), error_messages=NO_DAY)
    declared_on = DayField(label=_("Declaration of participation signed on"), error_messages=NO_DAY)
    age_group = radio(_("Age on the day of entry"), AgeGroup.choices, help_text=_("The birth date in the file is not exact: please ask."))
    sex = radio(_("Sex"), [pair for pair in answers(Sex) if pair[0]])
    citizenship = pick(_("Citizenship"), [])
    stay_basis = pick(_("Legal stay on the day of entry"), StayBasis.choices)
    stay_until = DayField(label=_("This status holds until"), required=False, error_messages=NO_DAY)
    guardian_known = pick(_("Parent or guardian who signs"), [])
    guardian = line(_("Name of the parent or guardian"), LONGEST_GUARDIAN)
    is_unaccompanied = forms.BooleanField(label=_("Unaccompanied minor"), required=False)

    def __init__(self, data=None, *, client, project, initial):
        super().__init__(data, initial=initial)
        self.client = client
        self.fields["citizenship"].choices = [("", _("Please choose")), *country_choices(), *SPECIAL_CITIZENSHIPS.items()]
        if known_group(client, project.last_on) is not None:
            del self.fields["age_group"]
        youngest = age_on(client, project.first_on)
        if youngest is not None and youngest.lowest >= ADULT and not initial.get("guardian"):
            for name in ("guardian_known", "guardian", "is_unaccompanied"):
                del self.fields[name]

    def know_guardians(self, names):
        """Parents and guardians of the file, to be chosen; without any only the box for a name stays."""
        if "guardian_known" in self.fields:
            if names:
                self.fields["guardian_known"].choices = [
                    ("", pgettext_lazy("guardian", "somebody else")),
                    *((name, name) for name in names),
                ]
            else:
                del self.fields["guardian_known"]

    def facts(self):
        given = dict(self.cleaned_data)
        guardian = given.get("guardian") or given.get("guardian_known", "")
        names = ("entry_on", "declared_on", "sex", "citizenship", "stay_basis", "stay_until")
        return Facts(
            **{name: given[name] for name in names},
            age_group=given.get("age_group", ""),
            is_unaccompanied=given.get("is_unaccompanied", False),
            guardian=guardian,
        )


class EnrolForm(FactsForm):
    """Facts and the checklist. `despite` is asked when there are warnings only."""

    despite = forms.BooleanField(label=_("I have read the warnings; the person is enrolled all the same"), required=False)

    def __init__(self, data=None, *, client, project, questions, initial):
        super().__init__(data, client=client, project=project, initial=initial)
        self.questions = questions.questions
        for question in self.questions:
            self._ask(question, initial.get("entry_on"))

    def _ask(self, question, day):
        name, label = f"question-{question.key}", question_words(question)
        if question.kind == QuestionKind.SEEN:
            self.fields[name] = radio(label, [(SEEN, pgettext_lazy("document", "seen")), (NO, pgettext_lazy("document", "not seen"))])
            self.fields[f"{name}-on"] = DayField(label=_("Seen on"), required=False, initial=day, error_messages=NO_DAY)
        else:
            self.fields[name] = radio(label, [(YES, _("yes")), (NO, _("no"))])

    def asked(self):
        """For the template: the questions, each with the day of its document."""
        return [
            {
                "field": self[f"question-{question.key}"],
                "on": self[f"question-{question.key}-on"] if question.kind == QuestionKind.SEEN else None,
                "is_required": question.is_required,
            }
            for question in self.questions
        ]

    def facts_fields(self):
        return [self[name] for name in FactsForm.base_fields if name in self.fields]

    def answers(self):
        found = {}
        for question in self.questions:
            name = f"question-{question.key}"
            said = self.cleaned_data.get(name, "")
            if said:
                found[question.key] = {"answer": said}
                if said == SEEN:
                    on = self.cleaned_data.get(f"{name}-on")
                    found[question.key]["on"] = on.isoformat() if on else ""
        return found


class CorrectForm(FactsForm):
    why = line(_("Why is it put right?"), LONGEST_REASON, required=True, error_messages={"required": _("Please say why it is put right.")})


class EndForm(forms.Form):
    on = DayField(label=_("Last day"), error_messages=NO_DAY)
    reason = pick(_("Why it ends"), ExitReason.choices)
    result = radio(_("What was reached"), ExitResult.choices)
    note = line(_("In a few words (may stay empty)"), LONGEST_REASON)
    why = line(_("Why is it put right?"), LONGEST_REASON)

    def __init__(self, data=None, *, row, initial):
        super().__init__(data, initial=initial)
        if row.exit_on is None:
            del self.fields["why"]


def known_guardians(user, client):
    """Names of parents and guardians by law who stand in the file and may be seen."""
    kinds = {RelationKind.PARENT, RelationKind.GUARDIAN}
    names = []
    for one in file.relatives_of(user, client):
        if one.row.kind in kinds:
            names.append(one.row.name or (one.row.other.name if one.row.other_id and one.is_open else ""))
    return [name for name in dict.fromkeys(names) if name]


def initial_from_file(client, today):
    """What the file says of the first day."""
    status = file.status_on(file.statuses_of(client), today)
    return {
        "entry_on": today,
        "declared_on": today,
        "sex": client.sex,
        "citizenship": client.citizenship,
        "stay_basis": status.basis if status else "",
        "stay_until": status.valid_to if status else None,
    }
