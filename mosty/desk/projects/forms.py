"""Forms of a project and of its checklist. Meaning is checked by `programme.actions.projects`."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.core.texts import told
from mosty.desk.words import place_name
from mosty.programme.actions.projects import LONGEST_PREFIX, Terms
from mosty.programme.enums import projects as words
from mosty.programme.enums.projects import Check, Objective, QuestionKind, Strictness
from mosty.programme.enums.questions import LANGUAGES, Question, Questions
from mosty.ui.fields import DayField

NEW_LINES = 3  # empty questions at the end of the editor
NO_DAY = {"required": _("Please give a day."), "invalid": _("Please give a day.")}


def line(label, most, **more):
    """A short text. The action says when it is too long, in words."""
    attrs = {"autocomplete": "off"}
    return forms.CharField(
        label=label, strip=False, max_length=most * 20, widget=forms.TextInput(attrs=attrs), **({"required": False} | more)
    )


class ProjectForm(forms.Form):
    name = line(
        _("Name of the project"), words.LONGEST_NAME, required=True, error_messages={"required": _("Please give the project a name.")}
    )
    prefix = line(
        _("Participants' numbers begin with"),
        LONGEST_PREFIX,
        required=True,
        help_text=_("Latin letters and digits, for instance WLKP: the numbers are then WLKP-2026-00001 and so on."),
        error_messages={"required": _("Please write 1 to 12 Latin letters and digits, for instance WLKP.")},
    )
    first_on = DayField(label=_("First day"), error_messages=NO_DAY)
    last_on = DayField(label=_("Last day"), error_messages=NO_DAY)
    agreement = line(_("Number of the grant agreement"), words.LONGEST_CODE)
    measure = line(_("Fund and measure"), words.LONGEST_CODE, help_text=_("For instance FAMI.02.01-IZ.00-0004/24."))
    objective = forms.ChoiceField(
        label=_("Objective of AMIF"), required=False, choices=[("", pgettext_lazy("objective", "none")), *Objective.choices]
    )
    area = line(_("Area"), words.LONGEST_AREA)
    support = forms.CharField(
        label=_("Forms of support"),
        required=False,
        strip=False,
        max_length=words.LONGEST_SUPPORT * 20,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As the rules of the project call them; they stand on printed forms."),
    )
    keep_until = DayField(
        label=_("Keep the evidence until"),
        required=False,
        help_text=_("Usually five years from 31 December of the year of the last payment. Until then erasing people leaves it."),
        error_messages=NO_DAY,
    )
    centres = forms.MultipleChoiceField(
        label=_("Centres"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where people are enrolled. A centre of another organisation takes part as a partner and keeps its own list."),
        error_messages={"required": _("Please choose at least one centre.")},
    )
    services = forms.MultipleChoiceField(
        label=_("Services that count in it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Given to somebody who takes part, they get the project by themselves."),
    )

    def __init__(self, data=None, *, centres, services, owner, project=None, initial=None):
        super().__init__(data, initial=initial)
        self.centres = {str(centre.pk): centre for centre in centres}
        self.services = {str(service.pk): service for service in services}
        self.fields["centres"].choices = [(pk, self._place(centre, owner)) for pk, centre in self.centres.items()]
        self.fields["services"].choices = [(pk, str(told(service.names))) for pk, service in self.services.items()]
        if not services:
            del self.fields["services"]

    def _place(self, centre, owner):
        name = place_name(centre)
        if centre.organization_id == owner.pk:
            return name
        return _("%(centre)s, partner: %(organisation)s") % {"centre": name, "organisation": centre.organization.short_name}

    def terms(self):
        given = dict(self.cleaned_data)
        given["centres"] = [self.centres[pk] for pk in given["centres"]]
        given["services"] = [self.services[pk] for pk in given.get("services", ())]
        return Terms(**given)


def initial_of(project, centres, services):
    """What stands in the boxes of a project that is changed."""
    columns = ("name", "prefix", "agreement", "measure", "objective", "area", "support", "first_on", "last_on", "keep_until")
    given = {name: getattr(project, name) for name in columns}
    return given | {"centres": [str(one.pk) for one in centres], "services": [str(one.pk) for one in services]}


class ChecklistForm(forms.Form):
    """All questions on one page, some empty lines after them: texts, what an answer means, its place; and the automatic checks."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30000)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=words.MOST_QUESTIONS + NEW_LINES)

    def __init__(self, data=None, *, questions, version):
        lines = list(questions.questions)
        super().__init__(data, initial={"base": version, "count": len(lines) + NEW_LINES})
        number = len(lines) + NEW_LINES
        if data is not None:
            sent = str(data.get("count", ""))
            number = min(int(sent), words.MOST_QUESTIONS + NEW_LINES) if sent.isdecimal() and len(sent) < 4 else 0
        for check, label in Check.choices:
            self.fields[f"check-{check}"] = forms.ChoiceField(
                label=label, choices=Strictness.choices, widget=forms.RadioSelect, initial=questions.strictness(check)
            )
        self.lines = [self._line(place, lines[place] if place < len(lines) else None) for place in range(number)]

    def _line(self, place, question):
        names = [f"text-{place}-{code}" for code in LANGUAGES]
        labels = {"pl": _("In Polish"), "en": _("In English"), "uk": _("In Ukrainian")}
        for name, code in zip(names, LANGUAGES, strict=True):
            self.fields[name] = line(labels[code], words.LONGEST_QUESTION, initial=question.texts.get(code, "") if question else "")
        self.fields[f"kind-{place}"] = forms.ChoiceField(
            label=_("The answer"), choices=QuestionKind.choices, initial=question.kind if question else QuestionKind.MUST
        )
        self.fields[f"required-{place}"] = forms.BooleanField(
            label=_("must be answered"), required=False, initial=question.is_required if question else True
        )
        self.fields[f"order-{place}"] = forms.IntegerField(
            label=pgettext_lazy("question", "Place"), required=False, min_value=1, max_value=999, initial=place + 1
        )
        self.fields[f"key-{place}"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=40, initial=question.key if question else ""
        )
        self.fields[f"remove-{place}"] = forms.BooleanField(label=_("Take this question away"), required=False)
        shown = [*names, f"kind-{place}", f"required-{place}", f"order-{place}"]
        return {"place": place + 1, "names": shown, "hidden": f"key-{place}", "remove": f"remove-{place}", "is_new": question is None}

    def rows(self):
        """For the template: the bound fields of each question."""
        return [
            {
                **row,
                "fields": [self[name] for name in row["names"]],
                "hidden": self[row["hidden"]],
                "remove": self[row["remove"]],
                "has_errors": any(self[name].errors for name in row["names"]),
            }
            for row in self.lines
        ]

    def checks(self):
        return [self[f"check-{check}"] for check in Check.values]

    def questions(self):
        """What was typed; lines without any text, and those taken away, are left out."""
        given, found = self.cleaned_data, []
        for place in range(len(self.lines)):
            texts = {code: given.get(f"text-{place}-{code}", "") for code in LANGUAGES}
            if given.get(f"remove-{place}") or not any(text.strip() for text in texts.values()):
                continue
            key = given.get(f"key-{place}") or f"q-{uuid4().hex[:8]}"
            order = given.get(f"order-{place}") or place + 1
            found.append((order, place, Question(key, texts, given[f"kind-{place}"], given[f"required-{place}"])))
        found.sort(key=lambda one: one[:2])
        self.places = [place for _order, place, _question in found]
        checks = {check: given[f"check-{check}"] for check in Check.values}
        return Questions(tuple(question for *_where, question in found), checks)

    def field_of(self, refused):
        """The box that a refusal of the action is about: it counts the questions that were sent, we all lines."""
        parts = (refused or "").split("-")
        if len(parts) > 1 and parts[0] in {"text", "kind"} and parts[1].isdecimal() and int(parts[1]) < len(self.places):
            return "-".join([parts[0], str(self.places[int(parts[1])]), *parts[2:]])
        return refused
