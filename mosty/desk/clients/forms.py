"""The first page of a person's file: opened and changed. Its parts have their own (`part_forms`)."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.details import birth
from mosty.clients.enums import FIRST_BIRTH_YEAR, LONGEST_NAME
from mosty.clients.matching import Person, query_keys
from mosty.clients.matching.query import months
from mosty.core import time, world
from mosty.core.contacts import clean_phone
from mosty.core.errors import Refusal
from mosty.desk.clients.fields import BirthField, written


class PersonForm(forms.Form):
    """Shape only; meaning is checked by the actions of `clients`."""

    asks_notice = True
    name = forms.CharField(
        label=_("Name"),
        help_text=_("As the person gives it, in any script."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Please give a name or a nickname.")},
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "maxlength": 60})
    )
    email = forms.CharField(
        label=_("E-mail"), required=False, widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off", "maxlength": 254})
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    citizenship = forms.ChoiceField(label=_("Citizenship"), required=False)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=FIRST_BIRTH_YEAR,
        max_value=2100,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Please give the year with four digits, for instance 1987.")),
    )
    notice_shown = forms.BooleanField(label=_("The information notice about personal data was shown"), required=False)
    notice_language = forms.ChoiceField(label=_("Language of the notice"), required=False)

    def __init__(self, *args, client=None, **kwargs):
        self.client = client
        if client is not None:
            kwargs["initial"] = {field: getattr(client, field) for field in ("name", "phone", "email", "language", "citizenship")}
        super().__init__(*args, **kwargs)
        special = [(code, str(label)) for code, label in world.SPECIAL_CITIZENSHIPS.items()]
        self.fields["language"].choices = [("", _("not asked")), *world.language_choices()]
        self.fields["citizenship"].choices = [("", _("not asked")), *special, *world.country_choices()]
        self.fields["notice_language"].choices = [("", "–"), *settings.LANGUAGES]

    def clean(self):
        given = super().clean()
        if given.get("notice_shown") and not given.get("notice_language"):
            self.add_error("notice_language", _("Please say in which language the notice was shown."))
        return given

    def values(self):
        """What `open_client` and `change_client` want."""
        given = dict(self.cleaned_data)
        shown = given.pop("notice_shown")
        return given | {"notice_shown_on": time.today() if shown else None}


class NewPersonForm(PersonForm):
    """A new file, with the birth date as well as it is known: it tells people of one name apart."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["birth"] = BirthField()
        del self.fields["birth_year"]

    def values(self):
        given = super().values()
        _quality, _day, year = given.pop("birth") or ("", None, None)
        return given | {"birth_year": year}

    def details(self):
        """What `save_details` wants of the birth date; nothing when the year alone says it."""
        quality, day, year = self.cleaned_data["birth"] or ("", None, None)
        return {"birth_quality": quality, "birth_on": day, "birth_year": year} if day else {}

    def person(self):
        """Who is being written down, as the matching sees people."""
        _quality, day, year = self.cleaned_data["birth"] or ("", None, None)
        phone = self.cleaned_data["phone"]
        return Person.of(self.cleaned_data["name"], born=day, born_year=year, phones=frozenset({phone} - {""}))

    def clean_phone(self):
        return cleaned(clean_phone, self.cleaned_data["phone"])

    def clean_birth(self):
        written_down = self.cleaned_data["birth"]
        if written_down:
            cleaned(lambda known: birth(*known, today=time.today()), written_down)
        return written_down


class ChangeForm(PersonForm):
    """The same for a file that is open; the birth date and the notice have their own pages."""

    asks_notice = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("birth_year", "notice_shown", "notice_language"):
            del self.fields[name]

    def clean(self):
        return self.cleaned_data

    def values(self):
        return self.cleaned_data | {"birth_year": self.client.birth_year}


def typed(text):
    """What was typed into the box of the search, as the first values of a new file: name, phone, birth date."""
    person = query_keys(text).person
    words = [word for word in text.split() if not any(sign.isdigit() for sign in word)]
    if person.born:
        words = [word for word in words if word.casefold().rstrip(".,") not in months()]
    return {
        "name": " ".join(words).strip(" ,;+")[:LONGEST_NAME],
        "phone": next(iter(sorted(person.phones)), ""),
        "birth": written(person.born) or (str(person.born_year) if person.born_year else ""),
    }


def cleaned(clean, text):
    """A verb's own cleaning, said by the form before the candidates are looked for."""
    try:
        return clean(text)
    except Refusal as refusal:
        raise forms.ValidationError(str(refusal.sentence)) from None
