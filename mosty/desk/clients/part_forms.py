"""Boxes of the parts of a file. Shape only; meaning is checked by the actions of `clients`."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.enums import (
    LEVELS,
    BirthQuality,
    DeadlineKind,
    Education,
    IdentifierKind,
    MissingReason,
    NameKind,
    RelationKind,
    Sex,
    StayBasis,
    WorkStatus,
    answers,
)
from mosty.core import world
from mosty.desk.clients.fields import BirthField, DayField, written_birth

GIVEN = "given"
HOW_SURE = [
    (GIVEN, _("as written above")),
    (BirthQuality.APPROXIMATE.value, _("about this day")),
    (BirthQuality.UNKNOWN.value, BirthQuality.UNKNOWN.label),
    (BirthQuality.REFUSED.value, BirthQuality.REFUSED.label),
    ("", _("not asked")),
]


def asked(label, choices=None):
    """A sensitive question: its values, does not know, prefers not to say, not asked."""
    return forms.ChoiceField(label=label, choices=choices or answers(), required=False, widget=forms.RadioSelect)


def line(label, **kwargs):
    """A short text. The action says when it is too long, in words."""
    attrs = {"autocomplete": "off"}
    return forms.CharField(label=label, strip=False, max_length=4000, widget=forms.TextInput(attrs=attrs), **({"required": False} | kwargs))


def choice(label, choices):
    empty = [("", _("Please choose"))]
    return forms.ChoiceField(label=label, choices=[*empty, *choices], error_messages={"required": _("Please choose from the list.")})


class PartForm(forms.Form):
    """`ALIASES`: how the fields of a verb's refusals are called here."""

    ALIASES: dict[str, str] = {}

    def values(self):
        """What the verb wants."""
        return self.cleaned_data


class DetailsForm(PartForm):
    ALIASES = {"birth_on": "birth", "birth_year": "birth", "birth_quality": "sure"}

    birth = BirthField()
    sure = forms.ChoiceField(label=_("How well is it known?"), choices=HOW_SURE, required=False, widget=forms.RadioSelect)
    sex = asked(_("Sex"), answers(Sex))
    education = asked(_("Education finished"), answers(Education))
    work = asked(_("Work"), answers(WorkStatus))
    needs_interpreter = asked(_("Needs an interpreter at offices"))

    def __init__(self, data=None, *, client):
        sure = GIVEN if client.birth_quality in {"full", "month", "year"} else client.birth_quality
        initial = {name: getattr(client, name) for name in ("sex", "education", "work", "needs_interpreter")}
        super().__init__(data, initial=initial | {"birth": written_birth(client), "sure": sure or (GIVEN if client.birth_year else "")})

    def clean(self):
        given = super().clean()
        if given.get("birth") and given.get("sure") in {BirthQuality.UNKNOWN, BirthQuality.REFUSED}:
            self.add_error("sure", _("A birth date is written above. Please take it away, or choose how well it is known."))
        if not given.get("birth") and given.get("sure") in {GIVEN, BirthQuality.APPROXIMATE} and "birth" not in self.errors:
            self.add_error("birth", _("Please give the date, or choose how much of it is known."))
        return given

    def values(self):
        given = dict(self.cleaned_data)
        birth, sure = given.pop("birth"), given.pop("sure")
        quality, day, year = birth or ("" if sure == GIVEN else sure, None, None)
        if sure == BirthQuality.APPROXIMATE and quality == BirthQuality.FULL:
            quality = BirthQuality.APPROXIMATE
        return given | {"birth_quality": quality, "birth_on": day, "birth_year": year}


class NameForm(PartForm):
    text = line(_("Name"), help_text=_("As the person gives it, in any script."))
    kind = choice(_("Which name is it?"), NameKind.choices)
    is_main = forms.BooleanField(label=_("Lists show this name"), required=False)


class DocumentForm(PartForm):
    kind = choice(_("Document"), IdentifierKind.choices)
    number = line(pgettext_lazy("document", "Number"), help_text=_("It is kept encrypted; lists show its last three signs."))
    missing = forms.ChoiceField(label=_("Why is there no number?"), required=False)
    country = forms.ChoiceField(label=_("Country that issued it"), required=False)
    valid_from = DayField(label=_("Valid from"))
    valid_to = DayField(label=_("Valid to"), help_text=_("The last day. It becomes a deadline."))
    is_seen = forms.BooleanField(label=_("I hold the document in my hand now"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["missing"].choices = [("", _("there is one")), *MissingReason.choices]
        self.fields["country"].choices = [("", _("not asked")), *world.country_choices()]


class KeptDocumentForm(DocumentForm):
    """A document whose number is known already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = _("Leave it empty to keep the number that is known.")


class StatusForm(PartForm):
    basis = choice(_("On what ground?"), StayBasis.choices)
    valid_from = DayField(label=_("First day"))
    valid_to = DayField(label=_("Last day"), help_text=_("It becomes a deadline. Leave it empty if there is none."))
    document = forms.ChoiceField(label=_("Document"), required=False)
    is_seen = forms.BooleanField(label=_("I hold the document in my hand now"), required=False)

    def __init__(self, *args, documents=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.documents = {str(row.pk): row for row, _words in documents}
        self.fields["document"].choices = [("", "–"), *((str(row.pk), words) for row, words in documents)]

    def values(self):
        return self.cleaned_data | {"document": self.documents.get(self.cleaned_data["document"])}


class ContactForm(PartForm):
    may_call = asked(_("May we call?"))
    may_leave_message = asked(_("May we leave a voice message?"))
    may_text = asked(_("May we send text messages?"))
    may_write = asked(_("May we write e-mails?"))
    who_answers = line(_("Who else uses the phone or the mailbox?"))
    when = line(_("When does it suit?"), help_text=_("In words, for instance: after 16."))
    prefers_woman = asked(_("Prefers to talk with a woman"))


class LanguagesForm(PartForm):
    """Rows of languages: those that are known, and two to add."""

    MORE = 2

    def __init__(self, data=None, *, rows=()):
        super().__init__(data)
        choices = [("", "–"), *world.language_choices()]
        self.count = len(rows) + self.MORE
        if data is not None:  # the page may be older than the file: every row that came is read
            self.count = next((n for n in range(12, 0, -1) if f"language-{n}" in data), 0)
        for number in range(1, self.count + 1):
            row = rows[number - 1] if number <= len(rows) else None
            self.fields[f"language-{number}"] = forms.ChoiceField(
                label=_("Language"), choices=choices, required=False, initial=row.language if row else ""
            )
            self.fields[f"level-{number}"] = forms.ChoiceField(
                label=_("Speaks"), choices=LEVELS, required=False, initial=row.level if row else ""
            )
            self.fields[f"reads-{number}"] = forms.ChoiceField(
                label=_("Reads"), choices=answers(), required=False, initial=row.reads if row else ""
            )

    def triples(self):
        """The boxes of each row."""
        return [[self[f"{name}-{number}"] for name in ("language", "level", "reads")] for number in range(1, self.count + 1)]

    def values(self):
        given = self.cleaned_data
        rows = [tuple(given[f"{name}-{number}"] for name in ("language", "level", "reads")) for number in range(1, self.count + 1)]
        return {"skills": [row for row in rows if row[0]]}


class RelativeForm(PartForm):
    ALIASES = {"other": "client"}

    kind = choice(_("Who is it?"), RelationKind.choices)
    client = forms.UUIDField(required=False, error_messages={"invalid": _("Please mark the person.")})
    name = line(_("Name, if there is no file"))
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        error_messages={"invalid": _("Please give the year with four digits, for instance 1987.")},
    )
    lives_together = asked(_("Live together?"))
    may_be_told = forms.BooleanField(label=_("The client agreed that we speak with this person"), required=False)


class DeadlineForm(PartForm):
    kind = choice(_("What is it?"), DeadlineKind.choices)
    on = DayField(label=_("Last day"), required=True, error_messages={"required": _("Please give the day.")})
    words = line(_("Of which matter, in a few words"))
